import type { CompiledSql } from '../compile';
import type { Dialect } from '../dialect/dialect';
import { bindToken, BIND_TOKENS } from '../compile/parameter-text';

/** One statement of an INSERT of many rows. */
export interface ManyValuesBatch {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Numbers of the rows in it, among all. */
  readonly rows: readonly number[];
  /** Counted from 1. */
  readonly number: number;
  readonly total: number;
  /** The batches are single rows although more could be inserted at once, because their order could not be told. */
  readonly downgraded: boolean;
}

/**
 * Takes an INSERT … RETURNING of many rows apart into statements with several rows each.
 * @param sets the values of each row by name, as bind processing made them
 * @see sqlalchemy.sql.compiler._deliver_insertmanyvalues_batches
 */
export function* manyValuesBatches(compiled: CompiledSql, sets: readonly Readonly<Record<string, unknown>>[], pageSize: number): Generator<ManyValuesBatch> {
  const plan = compiled.manyValues;
  if (!plan) throw new Error('the statement has no rows to repeat');
  const { dialect } = compiled;
  const untold = plan.sorted && (plan.sentinels === null || (plan.upsert && !plan.withCounter));
  const downgraded = untold || (plan.upsertBinds && !plan.withCounter);
  if (downgraded || plan.defaultsOnly) {
    for (const [index, set] of sets.entries()) {
      const { sql, order } = compiled.expanded();
      yield { sql, parameters: order.map((name) => set[name] ?? null), rows: [index], number: index + 1, total: sets.length, downgraded };
    }
    return;
  }
  const perRow = Math.max(plan.rowBinds.length, 1);
  const outside = compiled.binds.size - plan.rowBinds.length;
  const size = Math.max(1, Math.min(pageSize, Math.floor((dialect.maxParameters - outside) / perRow)));
  const total = Math.ceil(sets.length / size);
  for (let start = 0, number = 1; start < sets.length; start += size, number++) {
    const rows = sets.slice(start, start + size);
    const { sql, parameters } = batchText(compiled, rows);
    yield { sql, parameters, rows: rows.map((_, index) => start + index), number, total, downgraded: false };
  }
}

/** The text with its row repeated, and the values in order. */
function batchText(compiled: CompiledSql, rows: readonly Readonly<Record<string, unknown>>[]): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const plan = compiled.manyValues;
  if (!plan) throw new Error('the statement has no rows to repeat');
  const inRow = new Set(plan.rowBinds);
  const repeated = rows.map((_, index) => {
    const text = plan.rowText.replace(BIND_TOKENS, (token, name: string) => (inRow.has(name) ? bindToken(`${name}__${index}`) : token));
    return `(${text}${plan.withCounter ? `, ${index}` : ''})`;
  });
  const template = compiled.template.replace(`(${plan.rowText})`, () => repeated.join(', '));
  const valueOf = (name: string): unknown => {
    const match = /^(.*)__(\d+)$/s.exec(name);
    const row = match && inRow.has(match[1] ?? '') ? rows[Number(match[2])] : undefined;
    return (row ? row[match?.[1] ?? ''] : rows[0]?.[name]) ?? null;
  };
  return placed(template, plan.rowBinds, rows.length, compiled.dialect, valueOf, [...compiled.binds.keys()].filter((name) => !inRow.has(name)));
}

function placed(
  template: string,
  rowBinds: readonly string[],
  count: number,
  dialect: Dialect,
  valueOf: (name: string) => unknown,
  outside: readonly string[],
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  if (dialect.parameterStyle !== 'numeric_dollar') {
    const order: string[] = [];
    const sql = template.replace(BIND_TOKENS, (_, name: string) => {
      order.push(name);
      return dialect.parameterStyle === 'qmark' ? '?' : `%(${name})s`;
    });
    return { sql, parameters: order.map(valueOf) };
  }
  // Parameters outside of VALUES are numbered first, wherever they stand.
  const names = [...outside, ...Array.from({ length: count }, (_, index) => rowBinds.map((name) => `${name}__${index}`)).flat()];
  const numbers = new Map(names.map((name, index) => [name, index + 1]));
  const sql = template.replace(BIND_TOKENS, (_, name: string) => `$${numbers.get(name) ?? 0}`);
  return { sql, parameters: names.map(valueOf) };
}
