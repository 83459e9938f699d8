import { CompileError } from '../errors';
import type { Flow } from '../flow';
import { addConstraint, createIndex, createSequence, createTable, DdlElement, dropConstraint, dropIndex, dropSequence, dropTable } from '../sql/ddl';
import type { Constraint, Index } from '../sql/schema/constraints';
import type { MetaData } from '../sql/schema/metadata';
import { sortTables } from '../sql/schema/sort-tables';
import type { Table } from '../sql/schema/table';
import { Array_ } from '../sql/types/array';
import { Enum } from '../sql/types/enum';
import type { TypeEngine } from '../sql/types/type-engine';
import type { Connection } from './connection';
import { heardDefinitions, type DefinitionCircumstances, type DefinitionEvents } from './definition-events';
import { hasEnum, hasIndex, hasSequence, hasTable } from './existence';

/** What is created or dropped, and whether what is there already is left alone. */
export interface DefinitionOptions {
  readonly checkfirst?: boolean;
  /** Only these tables. */
  readonly tables?: readonly Table[];
}

/** Creates the tables of a metadata that are not there, in an order in which they can refer to each other. */
export function* createAll(connection: Connection, metadata: MetaData, options: DefinitionOptions = {}): Flow<void> {
  const checkfirst = options.checkfirst ?? true;
  const tables = yield* filtered(options.tables ?? [...metadata.tables.values()], function* (table): Flow<boolean> {
    return !checkfirst || !(yield* hasTable(connection, table.name, table.schema));
  });
  yield* told('beforeCreate', metadata, connection, { checkfirst, tables });
  yield* createTypes(connection, tables, checkfirst);
  if (connection.dialect.supportsSequences && !options.tables) {
    for (const sequence of metadata.sequences) {
      if (!checkfirst || !(yield* hasSequence(connection, sequence.name, sequence.schema))) yield* connection.execute(createSequence(sequence));
    }
  }
  const { tables: sorted, deferred } = sortTables(tables);
  const later: readonly Constraint[] = connection.dialect.supportsAlter ? deferred : [];
  for (const table of sorted) yield* defineTable(connection, table, later, checkfirst);
  for (const constraint of later) yield* connection.execute(addConstraint(constraint));
  yield* told('afterCreate', metadata, connection, { checkfirst, tables });
}

/** Tells those who listen to a table or a metadata. */
function* told(event: keyof DefinitionEvents, target: Table | MetaData, connection: Connection, circumstances: DefinitionCircumstances): Flow<void> {
  const hub = heardDefinitions(target);
  if (hub) yield* hub.dispatchFlow(event, target, connection, circumstances);
}

function* defineTable(connection: Connection, table: Table, withoutForeignKeys: readonly Constraint[], checkfirst: boolean): Flow<void> {
  yield* told('beforeCreate', table, connection, { checkfirst });
  yield* connection.execute(table.creator ?? createTable(table, { withoutForeignKeys }));
  for (const index of table.indexes) yield* connection.execute(createIndex(index));
  if (connection.dialect.supportsComments) yield* writeComments(connection, table);
  yield* told('afterCreate', table, connection, { checkfirst });
}

function* writeComments(connection: Connection, table: Table): Flow<void> {
  if (table.comment !== null) yield* connection.execute(new DdlElement({ what: 'comment on table', table }));
  for (const column of table.c) {
    if (column.comment !== null) yield* connection.execute(new DdlElement({ what: 'comment on column', table, column: column.name, comment: column.comment }));
  }
}

/** Creates one table with its indexes. */
export function* createOne(connection: Connection, table: Table, options: { readonly checkfirst?: boolean } = {}): Flow<void> {
  if ((options.checkfirst ?? false) && (yield* hasTable(connection, table.name, table.schema))) return;
  yield* createTypes(connection, [table], true);
  yield* defineTable(connection, table, [], options.checkfirst ?? false);
}

export function* createOneIndex(connection: Connection, index: Index, options: { readonly checkfirst?: boolean } = {}): Flow<void> {
  if ((options.checkfirst ?? false) && index.table && (yield* hasIndex(connection, index.table, index.name ?? ''))) return;
  yield* connection.execute(createIndex(index));
}

export function* dropOneIndex(connection: Connection, index: Index, options: { readonly checkfirst?: boolean } = {}): Flow<void> {
  if ((options.checkfirst ?? false) && index.table && !(yield* hasIndex(connection, index.table, index.name ?? ''))) return;
  yield* connection.execute(dropIndex(index));
}

/**
 * Drops the tables of a metadata that are there, those that refer to others first.
 * @throws CompileError when a constraint in a circle of tables has no name by which it could be dropped
 */
export function* dropAll(connection: Connection, metadata: MetaData, options: DefinitionOptions = {}): Flow<void> {
  const checkfirst = options.checkfirst ?? true;
  const tables = yield* filtered(options.tables ?? [...metadata.tables.values()], function* (table): Flow<boolean> {
    return !checkfirst || (yield* hasTable(connection, table.name, table.schema));
  });
  yield* told('beforeDrop', metadata, connection, { checkfirst, tables });
  const { tables: sorted, deferred } = sortTables(tables);
  if (connection.dialect.supportsAlter) {
    for (const constraint of deferred) {
      if (constraint.name === null) {
        throw new CompileError(`Can't sort tables for DROP; an unresolvable foreign key dependency exists between tables: ${tables.map(({ name }) => name).sort().join(', ')}.  Please ensure that the ForeignKey and ForeignKeyConstraint objects involved in the cycle have names so that they can be dropped using DROP CONSTRAINT.`);
      }
      yield* connection.execute(dropConstraint(constraint));
    }
  }
  for (const table of sorted.reverse()) yield* undefineTable(connection, table, checkfirst);
  if (connection.dialect.supportsSequences && !options.tables) {
    for (const sequence of metadata.sequences) {
      if (!checkfirst || (yield* hasSequence(connection, sequence.name, sequence.schema))) yield* connection.execute(dropSequence(sequence));
    }
  }
  yield* dropTypes(connection, tables, checkfirst);
  yield* told('afterDrop', metadata, connection, { checkfirst, tables });
}

function* undefineTable(connection: Connection, table: Table, checkfirst: boolean): Flow<void> {
  yield* told('beforeDrop', table, connection, { checkfirst });
  yield* connection.execute(table.dropper ?? dropTable(table));
  yield* told('afterDrop', table, connection, { checkfirst });
}

/** Drops one table. */
export function* dropOne(connection: Connection, table: Table, options: { readonly checkfirst?: boolean } = {}): Flow<void> {
  if ((options.checkfirst ?? false) && !(yield* hasTable(connection, table.name, table.schema))) return;
  yield* undefineTable(connection, table, options.checkfirst ?? false);
  yield* dropTypes(connection, [table], true);
}

/** The ENUM types of some tables, each once. */
function enumsOf(tables: readonly Table[], dialectName: string): Enum[] {
  const found = new Map<string, Enum>();
  const add = (given: TypeEngine): void => {
    const type = given.forDialect(dialectName);
    if (type instanceof Array_) add(type.itemType);
    else if (type instanceof Enum && type.nativeEnum && type.createType && type.name !== null) found.set(`${type.schema ?? ''}.${type.name}`, type);
  };
  for (const table of tables) for (const column of table.c) add(column.type);
  return [...found.values()];
}

function* createTypes(connection: Connection, tables: readonly Table[], checkfirst: boolean): Flow<void> {
  if (!connection.dialect.supportsNativeEnum) return;
  for (const type of enumsOf(tables, connection.dialect.name)) {
    if (!checkfirst || !(yield* hasEnum(connection, type.name ?? '', type.schema))) yield* connection.execute(new DdlElement({ what: 'create enum', type }));
  }
}

function* dropTypes(connection: Connection, tables: readonly Table[], checkfirst: boolean): Flow<void> {
  if (!connection.dialect.supportsNativeEnum) return;
  for (const type of enumsOf(tables, connection.dialect.name)) {
    if (!checkfirst || (yield* hasEnum(connection, type.name ?? '', type.schema))) yield* connection.execute(new DdlElement({ what: 'drop enum', type }));
  }
}

/** The items for which `keep` says so. */
function* filtered<T>(items: readonly T[], keep: (item: T) => Flow<boolean>): Flow<T[]> {
  const kept: T[] = [];
  for (const item of items) if (yield* keep(item)) kept.push(item);
  return kept;
}
