import { Column } from '../sql/schema/column';
import type { ForeignKey } from '../sql/schema/foreign-key';
import type { MetaData } from '../sql/schema/metadata';
import { Table } from '../sql/schema/table';

/** The column that a foreign key refers to; the table need not be known where the key names it. */
export function targetColumn(key: ForeignKey): string {
  return key.path.column ?? key.column.name;
}

/** `schema.table.column` */
export function targetText(key: ForeignKey): string {
  const { schema, table } = key.path;
  return [...(schema === null ? [] : [schema]), table, targetColumn(key)].join('.');
}

/** Defines stand-ins for the tables that foreign keys refer to, so that they can be written. */
export function defineReferredTables(keys: readonly ForeignKey[], metadata: MetaData, ownName: string): void {
  for (const key of keys) {
    const { schema, table, column } = key.path;
    const name = schema === null ? table : `${schema}.${table}`;
    if (table === ownName) continue;
    const known = metadata.tables.get(name);
    if (!known) new Table(table, metadata, new Column(column ?? 'id'), { schema });
    else if (column !== null && !known.c.has(column)) known.appendColumn(new Column(column));
  }
}
