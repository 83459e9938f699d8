import type { Column } from '../sql/schema/column';
import type { Constraint, Index } from '../sql/schema/constraints';
import type { Table } from '../sql/schema/table';
import type { TypeEngine } from '../sql/types/type-engine';

/** The table that an operation is about. */
export interface TableReference {
  readonly table: string;
  readonly schema: string | null;
}

/** What the default of a column is in the database: null for none. */
export type ServerDefault = Column['serverDefault'];

/** What a column was, as far as it matters for changing it. Absent: not known. */
export interface ColumnShape {
  readonly type?: TypeEngine;
  readonly nullable?: boolean;
  readonly serverDefault?: ServerDefault;
  readonly comment?: string | null;
  readonly name?: string;
}

export interface CreateTable {
  readonly kind: 'create table';
  readonly table: Table;
}

export interface DropTable {
  readonly kind: 'drop table';
  /** The table as it was, so that it can be made again. */
  readonly table: Table;
}

export interface RenameTable extends TableReference {
  readonly kind: 'rename table';
  readonly to: string;
}

export interface AddColumn extends TableReference {
  readonly kind: 'add column';
  readonly column: Column;
  /** Keys that the column itself declares come with it; a comparison gives them as operations of their own. */
  readonly withKeys?: boolean;
}

export interface DropColumn extends TableReference {
  readonly kind: 'drop column';
  /** The column as it was, so that it can be made again. */
  readonly column: Column;
}

export interface AlterColumn extends TableReference {
  readonly kind: 'alter column';
  readonly column: string;
  readonly existing: ColumnShape;
  readonly changes: ColumnShape;
}

export interface CreateIndex extends TableReference {
  readonly kind: 'create index';
  readonly index: Index;
  readonly reflected?: boolean;
}

export interface DropIndex extends TableReference {
  readonly kind: 'drop index';
  readonly index: Index;
  /** It is as the database has it: its name is final. */
  readonly reflected?: boolean;
}

export interface CreateConstraint extends TableReference {
  readonly kind: 'create constraint';
  readonly constraint: Constraint;
  readonly reflected?: boolean;
}

export interface DropConstraint extends TableReference {
  readonly kind: 'drop constraint';
  readonly constraint: Constraint;
  readonly reflected?: boolean;
}

export interface CommentOnTable extends TableReference {
  readonly kind: 'comment on table';
  readonly comment: string | null;
  readonly existing: string | null;
}

/** One step of a migration. */
export type Operation =
  | CreateTable
  | DropTable
  | RenameTable
  | AddColumn
  | DropColumn
  | AlterColumn
  | CreateIndex
  | DropIndex
  | CreateConstraint
  | DropConstraint
  | CommentOnTable;

/** The table that an operation is about. */
export function tableOf(operation: Operation): TableReference {
  if (operation.kind === 'create table' || operation.kind === 'drop table') return { table: operation.table.tableName, schema: operation.table.tableSchema };
  return { table: operation.table, schema: operation.schema };
}

/** The step back. */
export function reversed(operation: Operation): Operation {
  switch (operation.kind) {
    case 'create table':
      return { ...operation, kind: 'drop table' };
    case 'drop table':
      return { ...operation, kind: 'create table' };
    case 'rename table':
      return { ...operation, table: operation.to, to: operation.table };
    case 'add column':
      return { ...operation, kind: 'drop column' };
    case 'drop column':
      return { ...operation, kind: 'add column' };
    case 'alter column':
      return reversedChange(operation);
    case 'create index':
      return { ...operation, kind: 'drop index' };
    case 'drop index':
      return { ...operation, kind: 'create index' };
    case 'create constraint':
      return { ...operation, kind: 'drop constraint' };
    case 'drop constraint':
      return { ...operation, kind: 'create constraint' };
    case 'comment on table':
      return { ...operation, comment: operation.existing, existing: operation.comment };
  }
}

function reversedChange(operation: AlterColumn): AlterColumn {
  const { existing, changes } = operation;
  const back = Object.fromEntries(Object.keys(changes).flatMap((key) => (key === 'name' || key in existing ? [[key, key === 'name' ? operation.column : Reflect.get(existing, key)]] : []))) as ColumnShape;
  return { ...operation, column: changes.name ?? operation.column, existing: { ...existing, ...changes }, changes: back };
}

/** The way back: every step reversed, the last first. */
export function reversedAll(operations: readonly Operation[]): Operation[] {
  return operations.map(reversed).reverse();
}
