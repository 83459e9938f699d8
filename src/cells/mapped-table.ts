import type { Mapper } from '../orm/map/mapper';
import { UniqueConstraint } from '../orm/sql/schema/constraints';
import { Table } from '../orm/sql/schema/table';

/** The table of a mapped class, as far as dependencies go. */
export interface MappedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The primary key and the unique constraints, as lists of columns. */
  readonly keys: readonly (readonly string[])[];
}

/** The table of a mapper; null for one that maps a query. */
export function mappedTable({ localTable }: Mapper): MappedTable | null {
  if (!(localTable instanceof Table)) return null;
  const names = (columns: readonly { readonly name: string }[]): string[] => columns.map(({ name }) => name);
  const unique = [...localTable.constraints].filter((constraint) => constraint instanceof UniqueConstraint).map(({ columns }) => names(columns));
  // An index over some of the rows only says nothing of the whole table.
  const indexes = [...localTable.indexes].filter((index) => index.unique && Object.keys(index.dialectOptions).length === 0).map((index) => names(index.columns));
  const keys = [names(localTable.primaryKeyConstraint.columns), ...unique, ...indexes].filter((key) => key.length > 0);
  return { name: localTable.tableName, columns: names([...localTable.columnsByKey]), keys };
}
