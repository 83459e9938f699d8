import { CompileError } from '../errors';
import type { Dialect } from '../dialect/dialect';
import type { Compilation } from '../sql/clause';
import { DdlElement, type DdlAction } from '../sql/ddl';
import type { Column } from '../sql/schema/column';
import { CheckConstraint, ForeignKeyConstraint, type Constraint } from '../sql/schema/constraints';
import type { Table } from '../sql/schema/table';
import { types } from '../sql/types/resolve';
import { constraintName, indexName, sequenceText, tableText } from './ddl-parts';
import { SqlCompiler } from './sql-compiler';

/** A definition as written for one dialect. */
export class CompiledDdl implements Compilation {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>> = {};

  constructor(
    readonly statement: DdlElement,
    readonly dialect: Dialect,
  ) {
    this.sql = dialect.extension?.definition(statement, dialect) ?? definitionText(statement.action, dialect);
  }

  toString(): string {
    return this.sql;
  }
}

/** A definition in the dialect's own way, whatever the program has for it. @throws CompileError where it has none */
export function definitionText(action: DdlAction, dialect: Dialect): string {
  const { identifiers } = dialect;
  const exists = (ifExists: boolean): string => (ifExists ? 'IF EXISTS ' : '');
  const missing = (ifNotExists: boolean): string => (ifNotExists ? 'IF NOT EXISTS ' : '');
  switch (action.what) {
    case 'create table':
      return tableDefinition(action.table, action.ifNotExists, action.withoutForeignKeys, dialect);
    case 'drop table':
      return `\nDROP TABLE ${exists(action.ifExists)}${tableText(action.table, dialect)}`;
    case 'create index':
      return dialect.ddl.createIndex(action.index, action.ifNotExists, dialect);
    case 'drop index':
      return `\nDROP INDEX ${exists(action.ifExists)}${indexName(action.index, dialect, true, 'DROP')}`;
    case 'add constraint':
      return `ALTER TABLE ${ownerText(action.constraint, dialect)} ADD ${dialect.ddl.constraint(action.constraint, dialect) ?? ''}`;
    case 'drop constraint': {
      const name = constraintName(action.constraint, dialect);
      if (name === null) throw new CompileError(`Can't emit DROP CONSTRAINT for constraint ${action.constraint.repr()}; it has no name`);
      return `ALTER TABLE ${ownerText(action.constraint, dialect)} DROP CONSTRAINT ${exists(action.ifExists)}${name}${action.cascade ? ' CASCADE' : ''}`;
    }
    case 'create sequence': {
      const options = sequenceText(action.sequence.options);
      return `CREATE SEQUENCE ${missing(action.ifNotExists)}${identifiers.table(action.sequence.name, action.sequence.schema)}${options === '' ? '' : ` ${options}`}`;
    }
    case 'drop sequence':
      return `DROP SEQUENCE ${exists(action.ifExists)}${identifiers.table(action.sequence.name, action.sequence.schema)}`;
    case 'create schema':
      return `CREATE SCHEMA ${missing(action.ifNotExists)}${identifiers.quote(action.name)}`;
    case 'drop schema':
      return `DROP SCHEMA ${exists(action.ifExists)}${identifiers.quote(action.name)}${action.cascade ? ' CASCADE' : ''}`;
    case 'create enum':
      return `CREATE TYPE ${identifiers.table(action.type.name ?? '', action.type.schema)} AS ENUM (${action.type.enums.map((text) => literal(text, dialect)).join(', ')})`;
    case 'drop enum':
      return `DROP TYPE ${identifiers.table(action.type.name ?? '', action.type.schema)}`;
    case 'comment on table':
      return `COMMENT ON TABLE ${tableText(action.table, dialect)} IS ${action.table.comment === null ? 'NULL' : literal(action.table.comment, dialect)}`;
    case 'comment on column':
      return `COMMENT ON COLUMN ${tableText(action.table, dialect)}.${identifiers.quote(action.column)} IS ${action.comment === null ? 'NULL' : literal(action.comment, dialect)}`;
    case 'create from select': {
      const words = ['CREATE', action.orReplace ? 'OR REPLACE' : '', action.temporary ? 'TEMPORARY' : '', action.as, action.ifNotExists ? 'IF NOT EXISTS' : ''].filter((word) => word !== '');
      return `${words.join(' ')} ${tableText(action.table, dialect)} AS ${new SqlCompiler(dialect, { literalBinds: true }).process(action.selectable)}`;
    }
    case 'drop view':
      return `\nDROP ${action.materialized ? 'MATERIALIZED ' : ''}VIEW ${exists(action.ifExists)}${tableText(action.table, dialect)}`;
    case 'column':
      return columnText(action.column, dialect);
    case 'text':
      return identifiers.text(action.sql);
    case 'own':
      throw new CompileError(`Compiler ${dialect.compilerName.replace('SQL', 'DDL')} can't render element of type ${action.className}`, 'l7de');
  }
}

function literal(text: string, dialect: Dialect): string {
  return new SqlCompiler(dialect).literalValue(text, types.string);
}

function ownerText(constraint: Constraint, dialect: Dialect): string {
  if (!constraint.table) throw new CompileError(`the constraint ${constraint.repr()} belongs to no table`);
  return tableText(constraint.table, dialect);
}

/** A column as CREATE TABLE defines it, with its own constraints. */
function columnText(column: Column, dialect: Dialect): string {
  const constraints = column.constraints.flatMap((constraint) => dialect.ddl.constraint(constraint, dialect) ?? []);
  return [dialect.ddl.column(column, dialect), ...constraints].join(' ');
}

/** CREATE TABLE. @throws CompileError naming the column whose type cannot be written */
function tableDefinition(table: Table, ifNotExists: boolean, without: readonly Constraint[], dialect: Dialect): string {
  const prefix = table.prefixes.map((word) => `${word} `).join('');
  const columns = table.c.values().filter((column) => !column.system).map((column) => {
    try {
      const own = dialect.extension?.definition(new DdlElement({ what: 'column', column }), dialect);
      return own ?? columnText(column, dialect);
    } catch (error) {
      if (error instanceof CompileError) throw new CompileError(`(in table '${table.description}', column '${column.name}'): ${error.text}`, error.code);
      throw error;
    }
  });
  const constraints = [table.primaryKeyConstraint, ...table.sortedConstraints.filter((constraint) => constraint !== table.primaryKeyConstraint)]
    .filter((constraint) => !without.includes(constraint))
    .filter((constraint) => !(dialect.supportsAlter && constraint instanceof ForeignKeyConstraint && constraint.useAlter))
    .filter((constraint) => !(constraint instanceof CheckConstraint && constraint.columnLevel))
    .flatMap((constraint) => dialect.ddl.constraint(constraint, dialect) ?? []);
  const body = columns.map((text) => `\t${text}`).join(', \n');
  const rules = constraints.length === 0 ? '' : `${columns.length === 0 ? '' : ', '}\n\t${constraints.join(', \n\t')}`;
  return `\nCREATE ${prefix}TABLE ${ifNotExists ? 'IF NOT EXISTS ' : ''}${tableText(table, dialect)} (\n${body}${rules}\n)${dialect.ddl.afterTable(table)}\n\n`;
}
