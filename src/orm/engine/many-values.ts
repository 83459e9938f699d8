import type { CompiledSql } from '../compile';
import type { ManyValuesPlan } from '../compile/many-values-plan';
import { BIND_TOKENS } from '../compile/parameter-text';

/** One statement of an INSERT of many rows. */
export interface ManyValuesBatch {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** The number of its first row among all, from 0. */
  readonly start: number;
  /** How many rows it inserts. */
  readonly count: number;
  /** Counted from 1. */
  readonly number: number;
  readonly total: number;
  /** The batches are single rows although more could be inserted at once, because their order could not be told. */
  readonly downgraded: boolean;
}

/**
 * Takes an INSERT … RETURNING of many rows apart into statements with several rows each.
 * @param sets the values of each row by name
 * @see sqlalchemy.sql.compiler._deliver_insertmanyvalues_batches
 */
export function* manyValuesBatches(compiled: CompiledSql, sets: readonly Readonly<Record<string, unknown>>[], pageSize: number): Generator<ManyValuesBatch> {
  const plan = compiled.manyValues;
  if (!plan) throw new Error('the statement has no rows to repeat');
  const { dialect } = compiled;
  const untold = plan.sorted && (plan.sentinels === null || (plan.upsert && !plan.withCounter));
  const downgraded = untold || (plan.upsertBinds && !plan.withCounter);
  if (downgraded || plan.defaultsOnly) {
    for (let start = 0; start < sets.length; start += 1) {
      const { sql, positional } = compiled.bound(sets[start] ?? {});
      yield { sql, parameters: positional, start, count: 1, number: start + 1, total: sets.length, downgraded };
    }
    return;
  }
  const perRow = Math.max(plan.rowBinds.length, 1);
  const outside = compiled.binds.size - plan.rowBinds.length;
  const size = Math.max(1, Math.min(pageSize, Math.floor((dialect.maxParameters - outside) / perRow)));
  const total = Math.ceil(sets.length / size);
  const writer = new BatchWriter(compiled, plan);
  for (let start = 0, number = 1; start < sets.length; start += size, number++) {
    const rows = sets.slice(start, start + size);
    yield { sql: writer.text(rows.length), parameters: writer.parameters(rows), start, count: rows.length, number, total, downgraded: false };
  }
}

/** A text in the driver's notation, and the names of its parameters in their order. */
interface Marked {
  readonly sql: string;
  readonly names: readonly string[];
}

/** Writes batches of one statement: its text with the row repeated, and the values in order. */
class BatchWriter {
  readonly #head: Marked;
  readonly #tail: Marked;
  /** The names of the parameters of a row, in the order in which they are bound. */
  readonly #rowNames: readonly string[];
  /** Of the parameters that stand outside of rows. */
  readonly #leading: readonly string[];
  readonly #trailing: readonly string[];
  readonly #rowOf: (index: number) => string;
  #latest: { readonly count: number; readonly sql: string } | null = null;

  constructor(
    private readonly compiled: CompiledSql,
    private readonly plan: ManyValuesPlan,
  ) {
    const { rowText, rowBinds } = plan;
    const place = compiled.template.indexOf(`(${rowText})`);
    const [before, after] = [compiled.template.slice(0, place), compiled.template.slice(place + rowText.length + 2)];
    const { parameterStyle } = compiled.dialect;
    if (parameterStyle === 'numeric_dollar') {
      // Parameters outside of VALUES are numbered first, wherever they stand.
      const outside = [...compiled.binds.keys()].filter((name) => !rowBinds.includes(name));
      const outer = (name: string): string => `$${outside.indexOf(name) + 1}`;
      this.#head = marked(before, outer);
      this.#tail = marked(after, outer);
      [this.#leading, this.#rowNames, this.#trailing] = [outside, rowBinds, []];
      this.#rowOf = numberedRow(rowText, rowBinds, outside.length, outer);
    } else {
      const mark = (name: string): string => (parameterStyle === 'qmark' ? '?' : `%(${name})s`);
      this.#head = marked(before, mark);
      this.#tail = marked(after, mark);
      const row = marked(rowText, mark);
      [this.#leading, this.#rowNames, this.#trailing] = [this.#head.names, row.names, this.#tail.names];
      this.#rowOf = () => row.sql;
    }
  }

  text(count: number): string {
    if (this.#latest?.count === count) return this.#latest.sql;
    const rows = Array.from({ length: count }, (_, index) => `(${this.#rowOf(index)}${this.plan.withCounter ? `, ${index}` : ''})`);
    const sql = `${this.#head.sql}${rows.join(', ')}${this.#tail.sql}`;
    this.#latest = { count, sql };
    return sql;
  }

  parameters(rows: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] {
    const [first = {}] = rows;
    const values = this.#leading.map((name) => this.compiled.encoder(name)(first[name]));
    const binds = this.#rowNames.map((name) => ({ name, encode: this.compiled.encoder(name) }));
    for (const row of rows) for (const { name, encode } of binds) values.push(encode(row[name]));
    for (const name of this.#trailing) values.push(this.compiled.encoder(name)(first[name]));
    return values;
  }
}

/** A row whose parameters are `$n`: those of row `index` follow those of the rows before it. */
function numberedRow(rowText: string, rowBinds: readonly string[], outside: number, outer: (name: string) => string): (index: number) => string {
  const pieces: string[] = [];
  const places: number[] = [];
  let end = 0;
  let fixed = '';
  for (const token of rowText.matchAll(BIND_TOKENS)) {
    const [text, name = ''] = token;
    fixed += rowText.slice(end, token.index);
    end = token.index + text.length;
    const place = rowBinds.indexOf(name);
    if (place < 0) {
      fixed += outer(name);
      continue;
    }
    pieces.push(`${fixed}$`);
    places.push(place);
    fixed = '';
  }
  const last = fixed + rowText.slice(end);
  return (index) => {
    const first = outside + index * rowBinds.length + 1;
    let text = '';
    for (let piece = 0; piece < pieces.length; piece += 1) text += `${pieces[piece] ?? ''}${first + (places[piece] ?? 0)}`;
    return text + last;
  };
}

function marked(template: string, mark: (name: string) => string): Marked {
  const names: string[] = [];
  const sql = template.replace(BIND_TOKENS, (_, name: string) => {
    names.push(name);
    return mark(name);
  });
  return { sql, names };
}
