import { CompileError } from '../errors';
import { defaultText } from '../compile/ddl-parts';
import { compile } from '../compile';
import { typeText } from '../compile/type-compiler';
import type { Dialect } from '../dialect/dialect';
import { addConstraint, createIndex, createTable, ddl, DdlElement, dropConstraint, dropIndex, dropTable } from '../sql/ddl';
import { Column } from '../sql/schema/column';
import { ForeignKeyConstraint, UniqueConstraint } from '../sql/schema/constraints';
import { Enum } from '../sql/types/enum';
import type { AddColumn, AlterColumn, Operation } from './operations';

/** What a dialect has no statement for: SQLite changes such a table by copying it. */
export class UnsupportedAlterError extends CompileError {
  override readonly name: string = 'UnsupportedAlterError';
}

/** Whether SQLite can do it without copying the table. */
export function isDirect(operation: Operation, dialect: Dialect): boolean {
  if (dialect.supportsAlter) return true;
  switch (operation.kind) {
    case 'alter column':
      return Object.keys(operation.changes).every((key) => key === 'name');
    case 'create constraint':
    case 'drop constraint':
    case 'drop column':
      return false;
    case 'add column':
      return canBeAdded(operation);
    default:
      return true;
  }
}

/** SQLite adds columns that rows may lack, without keys of their own. */
function canBeAdded({ column, withKeys }: AddColumn): boolean {
  const hasKeys = withKeys === true && (column.foreignKeys.length > 0 || column.unique === true);
  return !column.primaryKey && (column.nullable || column.serverDefault !== null) && !hasKeys;
}

/**
 * An operation as statements of a dialect.
 * @throws UnsupportedAlterError where the dialect has none
 */
export function statementsOf(operation: Operation, dialect: Dialect): DdlElement[] {
  const { identifiers } = dialect;
  if (!dialect.supportsAlter && (operation.kind === 'create constraint' || operation.kind === 'drop constraint')) {
    throw new UnsupportedAlterError('No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which allows for SQLite migrations using a copy-and-move strategy.');
  }
  switch (operation.kind) {
    case 'create table':
      return [...enumsOf(operation.table.c.values(), dialect, 'create enum'), createTable(operation.table), ...commentsOf(operation.table.c.values(), dialect)];
    case 'drop table':
      return [dropTable(operation.table)];
    case 'rename table':
      return [ddl(`ALTER TABLE ${identifiers.table(operation.table, operation.schema)} RENAME TO ${identifiers.quote(operation.to)}`)];
    case 'add column':
      return addColumn(operation, dialect);
    case 'drop column':
      return [ddl(`ALTER TABLE ${identifiers.table(operation.table, operation.schema)} DROP COLUMN ${identifiers.quote(operation.column.name)}`)];
    case 'alter column':
      return alterColumn(operation, dialect);
    case 'create index':
      return [createIndex(operation.index)];
    case 'drop index':
      return [dropIndex(operation.index)];
    case 'create constraint':
      return [addConstraint(operation.constraint)];
    case 'drop constraint':
      return [dropConstraint(operation.constraint)];
    case 'comment on table':
      return [ddl(`COMMENT ON TABLE ${identifiers.table(operation.table, operation.schema)} IS ${operation.comment === null ? 'NULL' : literal(operation.comment)}`)];
  }
}

function literal(given: string): string {
  return `'${given.replaceAll("'", "''")}'`;
}

function enumsOf(columns: readonly Column[], dialect: Dialect, what: 'create enum'): DdlElement[] {
  if (!dialect.supportsNativeEnum) return [];
  return columns.flatMap((column) => {
    const type = column.type.forDialect(dialect.name);
    return type instanceof Enum && type.nativeEnum && type.createType && type.name !== null ? [new DdlElement({ what, type })] : [];
  });
}

function commentsOf(columns: readonly Column[], dialect: Dialect): DdlElement[] {
  if (!dialect.supportsComments) return [];
  return columns.flatMap((column) => (column.comment === null || !column.table ? [] : [new DdlElement({ what: 'comment on column', table: column.table, column: column.name, comment: column.comment })]));
}

function addColumn(operation: AddColumn, dialect: Dialect): DdlElement[] {
  const { identifiers } = dialect;
  const { column } = operation;
  const table = identifiers.table(operation.table, operation.schema);
  const own = column.constraints.flatMap((constraint) => dialect.ddl.constraint(constraint, dialect) ?? []);
  const added = ddl(`ALTER TABLE ${table} ADD COLUMN ${[dialect.ddl.column(column, dialect), ...own].join(' ')}`);
  const withKeys = operation.withKeys === true && dialect.supportsAlter;
  const links = withKeys
    ? column.foreignKeys.flatMap(({ constraint }) => (constraint instanceof ForeignKeyConstraint && constraint.elements.length === 1 && constraint.table ? [addConstraint(constraint)] : []))
    : [];
  const uniques = withKeys && column.table
    ? [...column.table.constraints].filter((constraint) => constraint instanceof UniqueConstraint && constraint.columnFlag && constraint.columns[0] === column).map((constraint) => addConstraint(constraint))
    : [];
  return [added, ...links, ...uniques];
}

function alterColumn(operation: AlterColumn, dialect: Dialect): DdlElement[] {
  const { identifiers } = dialect;
  const { changes } = operation;
  const table = identifiers.table(operation.table, operation.schema);
  const column = identifiers.quote(operation.column);
  const made: string[] = [];
  if (changes.type !== undefined) made.push(`ALTER COLUMN ${column} TYPE ${typeText(changes.type, dialect)}`);
  if (changes.nullable !== undefined) made.push(`ALTER COLUMN ${column} ${changes.nullable ? 'DROP' : 'SET'} NOT NULL`);
  if (changes.serverDefault !== undefined) {
    const given = changes.serverDefault === null ? null : defaultOf(operation, dialect);
    made.push(`ALTER COLUMN ${column} ${given === null ? 'DROP DEFAULT' : `SET DEFAULT ${given}`}`);
  }
  const comment = changes.comment === undefined ? [] : [ddl(`COMMENT ON COLUMN ${table}.${column} IS ${changes.comment === null ? 'NULL' : literal(changes.comment)}`)];
  const renamed = changes.name === undefined || changes.name === operation.column ? [] : [ddl(`ALTER TABLE ${table} RENAME ${dialect.supportsAlter ? '' : 'COLUMN '}${column} TO ${identifiers.quote(changes.name)}`)];
  return [...made.map((change) => ddl(`ALTER TABLE ${table} ${change}`)), ...comment, ...renamed];
}

function defaultOf(operation: AlterColumn, dialect: Dialect): string | null {
  const type = operation.changes.type ?? operation.existing.type;
  const column = new Column(operation.column, ...(type ? [type] : []), { serverDefault: serverDefaultArgument(operation.changes.serverDefault) });
  return defaultText(column, dialect);
}

/** What a column takes as its default, of what another has. */
export function serverDefaultArgument(given: Column['serverDefault'] | undefined): unknown {
  return given !== null && given !== undefined && 'argument' in given ? given.argument : given;
}

/** The statements as texts, without the line ends around them. */
export function textsOf(operation: Operation, dialect: Dialect): string[] {
  return statementsOf(operation, dialect).map((statement) => compile(statement, { dialect }).sql.trim());
}
