import type { ColumnInfo, Value } from '../../../databases/result';
import type { NamedResult } from '../../named-rows';

/** A result for code: an array of one object per row, by column, that knows its columns besides. */
export type Rows = Record<string, unknown>[] & {
  readonly columns: readonly string[];
  readonly command: string;
  readonly rowCount: number | null;
};

/** A result's rows as objects. Integers that a number holds exactly become one. */
export function rowsOf({ columns, rows, command, rowCount }: NamedResult): Rows {
  const objects = rows.map((row) => rowOf(row, columns));
  const hidden = (value: unknown): PropertyDescriptor => ({ value, enumerable: false, configurable: true, writable: true });
  return Object.defineProperties(objects, { columns: hidden(columns.map(({ name }) => name)), command: hidden(command), rowCount: hidden(rowCount) }) as Rows;
}

function rowOf(row: readonly Value[], columns: readonly ColumnInfo[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [i, { name }] of columns.entries()) {
    // A column may be called __proto__.
    Object.defineProperty(object, name, { value: scalar(row[i] ?? null), enumerable: true, configurable: true, writable: true });
  }
  return object;
}

function scalar(value: Value): Value {
  return typeof value === 'bigint' && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
