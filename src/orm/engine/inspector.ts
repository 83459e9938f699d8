import { NoSuchTableError } from '../errors';
import type { Flow } from '../flow';
import type { SequenceOptions } from '../sql/schema/defaults';
import type { TypeEngine } from '../sql/types/type-engine';
import type { Connection } from './connection';
import { hasTable } from './existence';
import { PostgresCatalog } from './postgres-catalog';
import { SqliteCatalog } from './sqlite-catalog';

/** A column as a database tells it. */
export interface ReflectedColumn {
  readonly name: string;
  readonly type: TypeEngine;
  readonly nullable: boolean;
  /** SQL text, null for none. */
  readonly default: string | null;
  /** Its place in the primary key from 1; 0 when it is not in it. */
  readonly primaryKey: number;
  readonly computed?: { readonly sqltext: string; readonly persisted: boolean };
  readonly identity?: SequenceOptions & { readonly always: boolean };
  readonly autoincrement?: boolean;
  readonly comment?: string | null;
}

export interface ReflectedKey {
  readonly name: string | null;
  readonly constrainedColumns: readonly string[];
}

export interface ReflectedForeignKey extends ReflectedKey {
  readonly referredSchema: string | null;
  readonly referredTable: string;
  readonly referredColumns: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

export interface ReflectedIndex {
  readonly name: string;
  readonly columnNames: readonly (string | null)[];
  readonly unique: boolean;
  /** The condition of a partial index. */
  readonly where?: string;
}

export interface ReflectedUnique {
  readonly name: string | null;
  readonly columnNames: readonly string[];
}

export interface ReflectedCheck {
  readonly name: string | null;
  readonly sqltext: string;
}

/** What a dialect knows of reading the definitions in a database. */
export interface Catalog {
  columns(table: string, schema: string | null): Flow<readonly ReflectedColumn[]>;
  primaryKey(table: string, schema: string | null): Flow<ReflectedKey>;
  foreignKeys(table: string, schema: string | null): Flow<readonly ReflectedForeignKey[]>;
  indexes(table: string, schema: string | null): Flow<readonly ReflectedIndex[]>;
  uniqueConstraints(table: string, schema: string | null): Flow<readonly ReflectedUnique[]>;
  checkConstraints(table: string, schema: string | null): Flow<readonly ReflectedCheck[]>;
  tableComment(table: string, schema: string | null): Flow<string | null>;
  tableNames(schema: string | null): Flow<readonly string[]>;
  viewNames(schema: string | null): Flow<readonly string[]>;
  viewDefinition(view: string, schema: string | null): Flow<string | null>;
  schemaNames(): Flow<readonly string[]>;
  sequenceNames(schema: string | null): Flow<readonly string[]>;
  /** Tables and views that this session alone sees. */
  temporaryNames(kind: 'table' | 'view'): Flow<readonly string[]>;
}

/** Reads the definitions in a database: SQLAlchemy's `inspect(engine)`. */
export class Inspector {
  readonly catalog: Catalog;

  constructor(readonly connection: Connection) {
    this.catalog = connection.dialect.name === 'postgresql' ? new PostgresCatalog(connection) : new SqliteCatalog(connection);
  }

  get defaultSchemaName(): string | null {
    return this.connection.dialect.defaultSchema;
  }

  getTableNames(schema: string | null = null): Flow<readonly string[]> {
    return this.catalog.tableNames(schema);
  }

  getViewNames(schema: string | null = null): Flow<readonly string[]> {
    return this.catalog.viewNames(schema);
  }

  *getViewDefinition(view: string, schema: string | null = null): Flow<string> {
    const text = yield* this.catalog.viewDefinition(view, schema);
    if (text === null) throw new NoSuchTableError(view);
    return text;
  }

  getSchemaNames(): Flow<readonly string[]> {
    return this.catalog.schemaNames();
  }

  getSequenceNames(schema: string | null = null): Flow<readonly string[]> {
    return this.catalog.sequenceNames(schema);
  }

  hasTable(table: string, schema: string | null = null): Flow<boolean> {
    return hasTable(this.connection, table, schema);
  }

  /** @throws NoSuchTableError */
  *getColumns(table: string, schema: string | null = null): Flow<readonly ReflectedColumn[]> {
    const columns = yield* this.catalog.columns(table, schema);
    if (columns.length === 0) throw new NoSuchTableError(table);
    return columns;
  }

  getPkConstraint(table: string, schema: string | null = null): Flow<ReflectedKey> {
    return this.catalog.primaryKey(table, schema);
  }

  getForeignKeys(table: string, schema: string | null = null): Flow<readonly ReflectedForeignKey[]> {
    return this.catalog.foreignKeys(table, schema);
  }

  getIndexes(table: string, schema: string | null = null): Flow<readonly ReflectedIndex[]> {
    return this.catalog.indexes(table, schema);
  }

  getUniqueConstraints(table: string, schema: string | null = null): Flow<readonly ReflectedUnique[]> {
    return this.catalog.uniqueConstraints(table, schema);
  }

  getCheckConstraints(table: string, schema: string | null = null): Flow<readonly ReflectedCheck[]> {
    return this.catalog.checkConstraints(table, schema);
  }

  getTableComment(table: string, schema: string | null = null): Flow<string | null> {
    return this.catalog.tableComment(table, schema);
  }
}
