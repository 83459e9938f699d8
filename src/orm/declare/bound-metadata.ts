import type { Connection } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { reflectAll } from '../engine/reflect';
import { createAll, dropAll, type DefinitionOptions } from '../engine/table-definitions';
import type { Flow } from '../flow';
import { MetaData } from '../sql/schema/metadata';
import type { Table } from '../sql/schema/table';
import { engineOf, settle, type AnyEngine, type Settled } from './settle';

/** A collection of tables that can make them in a database: `await Base.metadata.createAll(engine)`. */
export class BoundMetaData extends MetaData {
  /** Creates the tables that are not there yet. */
  createAll(engine: AnyEngine, options: DefinitionOptions = {}): Settled<void> {
    return inTransaction(engineOf(engine), (connection) => createAll(connection, this, options));
  }

  /** Drops the tables that are there. */
  dropAll(engine: AnyEngine, options: DefinitionOptions = {}): Settled<void> {
    return inTransaction(engineOf(engine), (connection) => dropAll(connection, this, options));
  }

  /** Reads the tables of a database. */
  reflect(engine: AnyEngine, options: NonNullable<Parameters<typeof reflectAll>[2]> = {}): Settled<void> {
    return inTransaction(engineOf(engine), (connection) => reflectAll(connection, this, options));
  }

  /** Forgets a table that another of its name is to replace: who refers to it by name refers to that one. */
  forget(table: Table): void {
    this.remove(table);
    for (const other of this.tables.values()) {
      for (const column of other.c.values()) for (const foreignKey of column.foreignKeys) foreignKey.forgetTarget(table);
    }
  }
}

function inTransaction(engine: Engine, work: (connection: Connection) => Flow<void>): Settled<void> {
  return settle(engine.begin(work), engine);
}
