import { ClauseElement, type Structure } from './clause';
import type { Column } from './schema/column';
import type { Constraint, Index } from './schema/constraints';
import type { Sequence } from './schema/defaults';
import type { Table } from './schema/table';
import type { Enum } from './types/enum';

/** What a definition does. */
export type DdlAction =
  | { readonly what: 'create table'; readonly table: Table; readonly ifNotExists: boolean; readonly withoutForeignKeys: readonly Constraint[] }
  | { readonly what: 'drop table'; readonly table: Table; readonly ifExists: boolean }
  | { readonly what: 'create index'; readonly index: Index; readonly ifNotExists: boolean }
  | { readonly what: 'drop index'; readonly index: Index; readonly ifExists: boolean }
  | { readonly what: 'add constraint'; readonly constraint: Constraint }
  | { readonly what: 'drop constraint'; readonly constraint: Constraint; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly what: 'create sequence'; readonly sequence: Sequence; readonly ifNotExists: boolean }
  | { readonly what: 'drop sequence'; readonly sequence: Sequence; readonly ifExists: boolean }
  | { readonly what: 'create schema'; readonly name: string; readonly ifNotExists: boolean }
  | { readonly what: 'drop schema'; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly what: 'create enum'; readonly type: Enum }
  | { readonly what: 'drop enum'; readonly type: Enum }
  | { readonly what: 'comment on table'; readonly table: Table }
  | { readonly what: 'comment on column'; readonly table: Table; readonly column: string; readonly comment: string | null }
  | { readonly what: 'create from select'; readonly as: 'TABLE' | 'VIEW' | 'MATERIALIZED VIEW'; readonly table: Table; readonly selectable: ClauseElement; readonly orReplace: boolean; readonly temporary: boolean; readonly ifNotExists: boolean }
  | { readonly what: 'drop view'; readonly table: Table; readonly ifExists: boolean; readonly materialized: boolean }
  /** The part of CREATE TABLE that defines one column. */
  | { readonly what: 'column'; readonly column: Column }
  | { readonly what: 'text'; readonly sql: string; readonly context?: Readonly<Record<string, unknown>> }
  /** A program's own, which tells how it is written. */
  | { readonly what: 'own'; readonly className: string };

/** A statement that defines something: CREATE, DROP, ALTER. */
export class DdlElement extends ClauseElement {
  readonly kind = 'ddl';
  readonly executionSettings: Readonly<Record<string, unknown>> = {};
  /** Of a definition that listens to events: whether it is for this target and this connection. */
  readonly condition: ((target: object, connection: object) => boolean) | null = null;

  constructor(readonly action: DdlAction) {
    super();
  }

  get structure(): Structure {
    return ddlStructure;
  }
}

const ddlStructure: Structure = [['action', 'identity']];

interface IfNotExists {
  readonly ifNotExists?: boolean;
}

interface IfExists {
  readonly ifExists?: boolean;
}

export const createTable = (table: Table, options: IfNotExists & { readonly withoutForeignKeys?: readonly Constraint[] } = {}): DdlElement =>
  new DdlElement({ what: 'create table', table, ifNotExists: options.ifNotExists ?? false, withoutForeignKeys: options.withoutForeignKeys ?? [] });

export const dropTable = (table: Table, options: IfExists = {}): DdlElement => new DdlElement({ what: 'drop table', table, ifExists: options.ifExists ?? false });

export const createIndex = (index: Index, options: IfNotExists = {}): DdlElement => new DdlElement({ what: 'create index', index, ifNotExists: options.ifNotExists ?? false });

export const dropIndex = (index: Index, options: IfExists = {}): DdlElement => new DdlElement({ what: 'drop index', index, ifExists: options.ifExists ?? false });

export const addConstraint = (constraint: Constraint): DdlElement => new DdlElement({ what: 'add constraint', constraint });

export const dropConstraint = (constraint: Constraint, options: IfExists & { readonly cascade?: boolean } = {}): DdlElement =>
  new DdlElement({ what: 'drop constraint', constraint, ifExists: options.ifExists ?? false, cascade: options.cascade ?? false });

export const createSequence = (sequence: Sequence, options: IfNotExists = {}): DdlElement =>
  new DdlElement({ what: 'create sequence', sequence, ifNotExists: options.ifNotExists ?? false });

export const dropSequence = (sequence: Sequence, options: IfExists = {}): DdlElement => new DdlElement({ what: 'drop sequence', sequence, ifExists: options.ifExists ?? false });

export const createSchema = (name: string, options: IfNotExists = {}): DdlElement => new DdlElement({ what: 'create schema', name, ifNotExists: options.ifNotExists ?? false });

export const dropSchema = (name: string, options: IfExists & { readonly cascade?: boolean } = {}): DdlElement =>
  new DdlElement({ what: 'drop schema', name, ifExists: options.ifExists ?? false, cascade: options.cascade ?? false });

/** Any definition as text. */
export const ddl = (sql: string): DdlElement => new DdlElement({ what: 'text', sql });
