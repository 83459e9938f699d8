/** A value as text; null is NULL, which equals NULL here. */
export type Value = string | null;

/** Named columns and rows as they were given, duplicates included. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** The distinct rows of a table with each column's values numbered: equal numbers are equal values. */
export interface CodedTable {
  readonly columns: readonly string[];
  /** The distinct rows, in the order of their first appearance. */
  readonly rows: readonly (readonly Value[])[];
  /** By column: the number of each row's value, from 0. */
  readonly codes: readonly Int32Array[];
  /** By column: how many values there are. */
  readonly counts: readonly number[];
  /** Rows with their duplicates. */
  readonly given: number;
}

/** Numbers the values of a table and drops duplicate rows. */
export function codedTable({ columns, rows }: Table): CodedTable {
  const numbers = columns.map(() => new Map<Value, number>());
  const codes = columns.map(() => new Int32Array(rows.length));
  const seen = new Set<string>();
  const distinct: (readonly Value[])[] = [];
  for (const row of rows) {
    let key = '';
    for (const [column, known] of numbers.entries()) {
      const value = row[column] ?? null;
      let code = known.get(value);
      if (code === undefined) known.set(value, (code = known.size));
      const list = codes[column];
      if (list) list[distinct.length] = code;
      key += `${code},`;
    }
    if (seen.has(key)) continue;
    seen.add(key);
    distinct.push(row);
  }
  return {
    columns,
    rows: distinct,
    codes: codes.map((list) => list.subarray(0, distinct.length)),
    counts: numbers.map((known) => known.size),
    given: rows.length,
  };
}

/** A table cut to some of its columns, in the order asked for. */
export function columnsOf({ rows }: Table, columns: readonly string[], positions: readonly number[]): Table {
  return { columns, rows: rows.map((row) => positions.map((position) => row[position] ?? null)) };
}
