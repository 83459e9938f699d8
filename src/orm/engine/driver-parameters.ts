import { ormValue } from '../values/host-values';

/** What SQL text of the driver's own is executed with: values by position or by name, once or for several executions. */
export type DriverParameters = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Texts, quoted names, comments and casts, in which a colon is none of a parameter; or a parameter: its name is the first group. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|::|[:@$](\w+)/g;

/** The names of the parameters in a text, each once, in the order in which SQLite numbers them. */
function namesIn(sql: string): readonly string[] {
  return [...new Set([...sql.matchAll(TOKENS)].flatMap(([, name]) => name ?? []))];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Values as the driver takes them, by position; `shown` as they were given, where they were given by name. */
export function positional(sql: string, given: DriverParameters): { readonly parameters: readonly unknown[]; readonly shown?: unknown } {
  const byName = (values: Readonly<Record<string, unknown>>): readonly unknown[] => namesIn(sql).map((name) => ormValue(values[name] ?? null));
  if (!Array.isArray(given)) return isRecord(given) ? { parameters: byName(given), shown: given } : { parameters: [] };
  const list = given as readonly unknown[];
  return list.length > 0 && list.every(isRecord) ? { parameters: list.map(byName), shown: list } : { parameters: list };
}
