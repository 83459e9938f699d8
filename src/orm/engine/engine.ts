import { EventHub } from '../events';
import type { Dialect } from '../dialect/dialect';
import type { SqlAlchemyError } from '../errors';
import type { Flow } from '../flow';
import type { EngineLog } from '../log';
import type { ClauseElement } from '../sql/clause';
import { plainText } from '../values/plain-text';
import type { EngineSurroundings } from './activity';
import { CompiledCache } from './compiled-cache';
import { Connection, type ExecutionOptions } from './connection';
import type { CursorResult } from './cursor-result';
import type { Driver, DriverResult } from './driver';
import { Pool, type PoolSettings } from './pool';
import type { Url } from './url';

/** A statement as a handler wants it to be sent. */
export interface Rewritten {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A statement that is about to be executed, and what with. */
export interface Executed {
  readonly statement: ClauseElement;
  readonly sets: readonly Readonly<Record<string, unknown>>[];
  readonly settings: ExecutionOptions;
}

/** What an error of the database happened to. */
export interface Failure {
  /** Null where no connection could be made. */
  readonly connection: Connection;
  readonly sql: string | null;
  readonly parameters: unknown;
  readonly error: SqlAlchemyError;
}

/** What can be listened to on an engine. */
export type EngineEvents = {
  /** May give another statement and other values. */
  readonly beforeExecute: (connection: Connection, executed: Executed) => Pick<Executed, 'statement' | 'sets'> | undefined;
  readonly afterExecute: (connection: Connection, executed: Executed, result: CursorResult) => void;
  /** May give another text and other parameters. */
  readonly beforeCursorExecute: (connection: Connection, sql: string, parameters: readonly unknown[], many: boolean) => Rewritten | undefined;
  readonly afterCursorExecute: (connection: Connection, sql: string, parameters: readonly unknown[], many: boolean, result: DriverResult) => void;
  readonly begin: (connection: Connection) => void;
  readonly commit: (connection: Connection) => void;
  readonly rollback: (connection: Connection) => void;
  readonly savepoint: (connection: Connection, name: string) => void;
  readonly rollbackSavepoint: (connection: Connection, name: string) => void;
  readonly releaseSavepoint: (connection: Connection, name: string) => void;
  /** May give another error to be thrown instead. */
  readonly handleError: (failure: Failure) => unknown;
  readonly engineConnect: (connection: Connection) => void;
  readonly checkout: (connection: Connection) => void;
  /** A session is put back to where it began, before it is given back. */
  readonly reset: (connection: Connection) => void;
  readonly checkin: (connection: Connection) => void;
  readonly engineDisposed: (engine: Engine) => void;
  readonly setConnectionExecutionOptions: (connection: Connection, options: ExecutionOptions) => void;
  readonly setEngineExecutionOptions: (engine: Engine, options: ExecutionOptions) => void;
};

export interface EngineOptions {
  readonly echo?: boolean;
  readonly isolationLevel?: string | null;
  readonly executionOptions?: ExecutionOptions;
  /** Warn of SELECTs whose FROM elements nothing links. */
  readonly enableFromLinting?: boolean;
  /** Parameters are shown neither in the log nor in errors. */
  readonly hideParameters?: boolean;
  /** How many sessions there are at once. Without it as many as are asked for. */
  readonly pool?: PoolSettings;
}

/** Where connections to one database come from. Nothing is opened before the first is asked for. */
export class Engine {
  readonly pool: Pool;
  readonly cache: CompiledCache;
  readonly events: EventHub<EngineEvents>;
  readonly options: ExecutionOptions;
  readonly linting: boolean;
  readonly isolationLevel: string | null;
  echo: boolean;

  constructor(
    readonly url: Url,
    readonly dialect: Dialect,
    readonly driver: Driver,
    readonly settings: EngineOptions = {},
    readonly surroundings: EngineSurroundings = {},
    shared: { readonly pool?: Pool; readonly cache?: CompiledCache; readonly events?: EventHub<EngineEvents> } = {},
  ) {
    this.events = new EventHub<EngineEvents>(shared.events ? [{ hub: shared.events, all: true }] : []);
    this.pool = shared.pool ?? new Pool(driver, settings.pool);
    this.cache = shared.cache ?? new CompiledCache(dialect, () => this.now());
    this.options = settings.executionOptions ?? {};
    this.linting = settings.enableFromLinting ?? true;
    this.isolationLevel = settings.isolationLevel?.toUpperCase().replaceAll('_', ' ') ?? null;
    this.echo = settings.echo ?? false;
  }

  /** `sqlite`, `postgresql`. */
  get name(): string {
    return this.dialect.name;
  }

  get driverName(): string {
    return this.dialect.driver;
  }

  /** The log, when the engine echoes. */
  get log(): EngineLog | null {
    return this.echo ? (this.surroundings.log ?? null) : null;
  }

  now(): number {
    return this.surroundings.now?.() ?? 0;
  }

  warn(message: string): void {
    this.surroundings.onWarning?.(message);
  }

  *connect(): Flow<Connection> {
    const connection = new Connection(this, this.pool.checkout());
    const level = this.options['isolationLevel'] ?? this.options['isolation_level'] ?? this.isolationLevel;
    if (level !== null) yield* connection.setIsolationLevel(plainText(level));
    this.events.dispatch('checkout', connection);
    this.events.dispatch('engineConnect', connection);
    return connection;
  }

  /** Does `work` on a connection in one transaction: committed at its end, rolled back when it throws. */
  *begin<T>(work: (connection: Connection) => Flow<T>): Flow<T> {
    const connection = yield* this.connect();
    try {
      const transaction = connection.begin();
      const value = yield* work(connection);
      yield* transaction.commit();
      return value;
    } finally {
      yield* connection.close();
    }
  }

  /** The same engine with other options; connections and compiled statements are shared. */
  executionOptions(options: ExecutionOptions): Engine {
    this.events.dispatch('setEngineExecutionOptions', this, options);
    return new Engine(this.url, this.dialect, this.driver, { ...this.settings, executionOptions: { ...this.options, ...options } }, this.surroundings, { pool: this.pool, cache: this.cache, events: this.events });
  }

  /** Closes the connections that nobody uses. */
  dispose(): void {
    this.pool.dispose();
    this.events.dispatch('engineDisposed', this);
  }

  /** `Engine(sqlite://)`. */
  repr(): string {
    return `Engine(${this.url.toString()})`;
  }

  toString(): string {
    return this.repr();
  }
}
