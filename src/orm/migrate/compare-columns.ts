import type { Dialect } from '../dialect/dialect';
import type { Column } from '../sql/schema/column';
import type { Table } from '../sql/schema/table';
import { defaultsDiffer, typesDiffer } from './differences';
import type { Findings } from './findings';
import type { ColumnShape } from './operations';

interface ColumnComparison {
  readonly compareType?: boolean;
  readonly compareServerDefault?: boolean;
}

/** Columns of a table that is there: new ones first, then changes, then what `between` compares, then those that go. */
export function compareColumns(before: Table, table: Table, dialect: Dialect, options: ColumnComparison, found: Findings, between: () => void): void {
  const reference = { table: table.tableName, schema: table.tableSchema };
  const existing = new Map([...before.c].map((column) => [column.name, column]));
  const wanted = new Map([...table.c].map((column) => [column.name, column]));
  for (const [name, column] of wanted) {
    if (!existing.has(name)) found.add({ kind: 'add column', ...reference, column }, 'tables', `Detected added column '${table.description}.${name}'`);
  }
  for (const [name, column] of wanted) {
    const one = existing.get(name);
    if (!one) continue;
    const changes = compareColumn(one, column, `${table.description}.${name}`, dialect, options, found);
    if (Object.keys(changes).length > 0) found.operations.push({ kind: 'alter column', ...reference, column: name, existing: shapeOf(one, dialect), changes });
  }
  between();
  for (const [name, column] of existing) {
    if (!wanted.has(name)) found.add({ kind: 'drop column', ...reference, column }, 'tables', `Detected removed column '${table.description}.${name}'`);
  }
}

/** What is known of a column that is there. */
function shapeOf(column: Column, dialect: Dialect): ColumnShape {
  return { type: column.type, nullable: column.nullable, serverDefault: column.serverDefault, ...(dialect.supportsComments ? { comment: column.comment } : {}) };
}

function compareColumn(before: Column, column: Column, place: string, dialect: Dialect, options: ColumnComparison, found: Findings): ColumnShape {
  let changes: ColumnShape = {};
  if (before.nullable !== column.nullable) {
    changes = { ...changes, nullable: column.nullable };
    found.tell('constraints', `Detected ${column.nullable ? 'NULL' : 'NOT NULL'} on column '${place}'`);
  }
  if ((options.compareType ?? true) && typesDiffer(before, column, dialect)) {
    changes = { ...changes, type: column.type };
    found.tell('types', `Detected type change from ${before.type.repr()} to ${column.type.repr()} on '${place}'`);
  }
  if ((options.compareServerDefault ?? false) && defaultsDiffer(before, column, dialect)) {
    changes = { ...changes, serverDefault: column.serverDefault };
    found.tell('server_defaults', `Dialect impl ${dialect.name} detected server default on column '${place}'`);
  }
  if (dialect.supportsComments && before.comment !== column.comment) {
    changes = { ...changes, comment: column.comment };
    found.tell('comments', `Detected column comment '${place}'`);
  }
  return changes;
}
