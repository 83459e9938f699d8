import { ArgumentError, dbApiError, DbApiError, InvalidRequestError, ResourceClosedError } from '../errors';
import { CompiledDdl, type CompiledSql } from '../compile';
import type { Dialect } from '../dialect/dialect';
import { hearing } from '../remarks';
import type { Flow } from '../flow';
import { logSeconds } from '../log';
import { asClause, ClauseElement } from '../sql/clause';
import { CustomStatement } from '../sql/constructs';
import { DdlElement } from '../sql/ddl';
import { Dml } from '../sql/dml';
import { ColumnElement } from '../sql/elements';
import { select } from '../sql/select';
import { SelectBase } from '../sql/selectable';
import { Text } from '../sql/text-clause';
import { ormValue } from '../values/host-values';
import { plainText } from '../values/plain-text';
import { pythonRepr } from '../values/python-repr';
import type { Activity, Cause } from './activity';
import type { Cached } from './compiled-cache';
import { CursorResult, decodedRows, rowsOf, shapeOf, type Outcome } from './cursor-result';
import { DriverError, type DriverConnection, type DriverResult } from './driver';
import type { Engine, Executed } from './engine';
import { executeCompiled } from './execution';
import { positional, type DriverParameters } from './driver-parameters';
import { reprParameters, reprParameterSets } from './parameter-repr';
import { RowKeys } from './row';
import { Transaction, type TransactionHost } from './transaction';

/** What a statement is executed with: nothing, one set of values, or several. */
export type StatementParameters = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[] | null | undefined;

export type ExecutionOptions = Readonly<Record<string, unknown>>;

/** How one call is carried out. */
export interface CallOptions {
  readonly executionOptions?: ExecutionOptions;
  /** Why it is executed when no cell asked for it. */
  readonly cause?: Cause | null;
}

/** One execution by the driver, as the log shows it. */
export interface Execution {
  readonly sql: string;
  readonly parameters: readonly unknown[] | readonly (readonly unknown[])[];
  readonly many: boolean;
  /** The parameters as they were given, where the driver gets them otherwise: by name. */
  readonly shown?: unknown;
  /** The statement before it was the same, with other parameters. */
  readonly repeats?: boolean;
  /** What stands in brackets in front of the parameters. */
  readonly stats: string;
  readonly cause: Cause | null;
}

/**
 * A connection to a database. A transaction begins with the first statement and ends with `commit()`, `rollback()` or
 * `close()`. All that talks to the database is a {@link Flow}.
 */
export class Connection implements TransactionHost {
  #driver: DriverConnection | null;
  #transaction: Transaction | null = null;
  #nested: Transaction | null = null;
  /** The transaction whose block the program is in. */
  #block: Transaction | null = null;
  #savepoints = 0;
  #autocommit = false;
  #options: ExecutionOptions;
  #level: string | null = null;

  constructor(
    readonly engine: Engine,
    driver: DriverConnection,
  ) {
    this.#driver = driver;
    this.#options = engine.options;
  }

  get dialect(): Dialect {
    return this.engine.dialect;
  }

  get closed(): boolean {
    return this.#driver === null;
  }

  /** The session of the driver. @throws ResourceClosedError when the connection is closed */
  get driver(): DriverConnection {
    if (!this.#driver) throw new ResourceClosedError('This Connection is closed');
    return this.#driver;
  }

  get info(): ExecutionOptions {
    return this.#options;
  }

  /** Options for all statements; `isolation_level` among them. @throws InvalidRequestError when a transaction has begun already */
  *executionOptions(options: ExecutionOptions): Flow<this> {
    const level = options['isolationLevel'] ?? options['isolation_level'];
    if (level !== undefined) yield* this.setIsolationLevel(level === null ? null : plainText(level));
    this.#options = { ...this.#options, ...options };
    this.engine.events.dispatch('setConnectionExecutionOptions', this, options);
    return this;
  }

  getExecutionOptions(): ExecutionOptions {
    return this.#options;
  }

  *setIsolationLevel(level: string | null): Flow<void> {
    if (this.#transaction) {
      throw new InvalidRequestError(
        'This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; isolation_level may not be altered unless rollback() or commit() is called first.',
      );
    }
    const name = level === null ? null : level.toUpperCase().replaceAll('_', ' ');
    yield* this.driver.setIsolationLevel(name);
    this.#level = name;
    this.#autocommit = name === 'AUTOCOMMIT';
  }

  *getIsolationLevel(): Flow<string> {
    return yield* this.driver.isolationLevel();
  }

  // Transactions.

  get inTransaction(): boolean {
    return this.#transaction?.isActive ?? false;
  }

  get inNestedTransaction(): boolean {
    return this.#nested?.isActive ?? false;
  }

  get transaction(): Transaction | null {
    return this.#transaction;
  }

  get nestedTransaction(): Transaction | null {
    return this.#nested;
  }

  /** @throws InvalidRequestError when one has begun already */
  begin(cause: Cause | null = null): Transaction {
    if (this.#transaction) {
      throw new InvalidRequestError(
        'This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; can\'t call begin() here unless rollback() or commit() is called first.',
      );
    }
    return this.#autobegin(cause);
  }

  /** The program enters the block of a transaction. @returns the transaction of the block around it */
  enterBlock(transaction: Transaction | null): Transaction | null {
    const outer = this.#block;
    this.#block = transaction;
    return outer;
  }

  /** @throws InvalidRequestError when the block that goes on has lost its transaction */
  #checkBlock(): void {
    if (this.#block && !this.#block.isActive) throw new InvalidRequestError("Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.");
  }

  #autobegin(cause: Cause | null): Transaction {
    this.#checkBlock();
    const { number } = this.driver;
    const text = this.#autocommit ? 'BEGIN (implicit; DBAPI should not BEGIN due to autocommit mode)' : 'BEGIN (implicit)';
    this.#mark('begin', text, cause, number);
    this.engine.events.dispatch('begin', this);
    this.#transaction = new Transaction(this, null, null);
    return this.#transaction;
  }

  /** A savepoint; it begins a transaction if there is none. */
  *beginNested(cause: Cause | null = null): Flow<Transaction> {
    this.#checkBlock();
    if (!this.#transaction) this.#autobegin(cause);
    this.#savepoints += 1;
    const name = `sa_savepoint_${this.#savepoints}`;
    this.engine.events.dispatch('savepoint', this, name);
    yield* this.#command(`SAVEPOINT ${name}`, cause);
    this.#nested = new Transaction(this, this.#nested ?? this.#transaction, name);
    return this.#nested;
  }

  *commit(): Flow<void> {
    if (this.#transaction) yield* this.#transaction.commit();
  }

  *rollback(): Flow<void> {
    if (this.#transaction) yield* this.#transaction.rollback();
  }

  *commitTransaction(transaction: Transaction): Flow<void> {
    if (transaction.savepoint !== null) {
      this.#closeNested(transaction);
      this.engine.events.dispatch('releaseSavepoint', this, transaction.savepoint);
      yield* this.#command(`RELEASE SAVEPOINT ${transaction.savepoint}`, null);
      return;
    }
    this.#endTransaction();
    const text = this.#autocommit ? 'COMMIT using DBAPI connection.commit(), has no effect due to autocommit mode' : 'COMMIT';
    this.#mark('commit', text, null);
    this.engine.events.dispatch('commit', this);
    yield* this.#guarded('COMMIT', this.driver.commit());
  }

  *rollbackTransaction(transaction: Transaction): Flow<void> {
    if (transaction.savepoint !== null) {
      this.#closeNested(transaction);
      if (!this.#transaction || this.closed) return;
      this.engine.events.dispatch('rollbackSavepoint', this, transaction.savepoint);
      yield* this.#command(`ROLLBACK TO SAVEPOINT ${transaction.savepoint}`, null);
      return;
    }
    this.#endTransaction();
    const text = this.#autocommit ? 'ROLLBACK using DBAPI connection.rollback(); set skip_autocommit_rollback to prevent fully' : 'ROLLBACK';
    this.#mark('rollback', text, null);
    this.engine.events.dispatch('rollback', this);
    yield* this.#guarded('ROLLBACK', this.driver.rollback());
  }

  #closeNested(transaction: Transaction): void {
    for (let inner = this.#nested; inner && inner !== transaction; inner = inner.parent) inner.deactivate();
    const { parent } = transaction;
    this.#nested = parent?.isNested ? parent : null;
  }

  #endTransaction(): void {
    for (let inner = this.#nested; inner?.isNested; inner = inner.parent) inner.deactivate();
    this.#nested = null;
    this.#transaction = null;
  }

  *#guarded(sql: string, flow: Flow<void>): Flow<void> {
    try {
      yield* flow;
    } catch (error) {
      throw this.refusal(error, { sql, parameters: [], many: false, stats: '', cause: null }, false);
    }
  }

  /** Gives the session back. A transaction that is open is rolled back. */
  *close(): Flow<void> {
    if (!this.#driver) return;
    const driver = this.#driver;
    try {
      if (this.#transaction) yield* this.#transaction.rollback();
      else yield* driver.rollback();
      if (this.#level !== null) yield* driver.setIsolationLevel(this.engine.isolationLevel);
    } finally {
      this.engine.events.dispatch('reset', this);
      this.engine.events.dispatch('checkin', this);
      this.#driver = null;
      this.engine.pool.checkin(driver);
    }
  }

  /** Gives up the session without giving it back. */
  invalidate(): void {
    if (!this.#driver) return;
    this.engine.pool.invalidate(this.#driver);
    this.#driver = null;
  }

  // Statements.

  /**
   * Executes a statement.
   * @throws ArgumentError when it cannot be executed; StatementError and its kin when the database refuses it
   */
  *execute(given: unknown, parameters: StatementParameters = null, options: CallOptions = {}): Flow<CursorResult> {
    const statement = executable(given);
    this.#checkBlock();
    const sets = parameterSets(parameters);
    // One set of values in a list is no executemany.
    const many = sets.length > 1;
    if (statement instanceof DdlElement) return yield* this.#define(statement, options);
    const effective = statement instanceof ColumnElement ? select(statement) : statement;
    const own = 'executionSettings' in effective ? (effective.executionSettings as ExecutionOptions) : {};
    const settings = { ...own, ...this.#options, ...options.executionOptions };
    const executed = this.#announced({ statement: effective, sets, settings });
    const cached = hearing(({ message }) => { this.engine.warn(message); }, () => this.#compiled(executed.statement, executed.sets, many));
    for (const message of cached.compiled.warnings) this.engine.warn(message);
    if (!this.#transaction) this.#autobegin(options.cause ?? null);
    const result = yield* executeCompiled(this, cached, executed.statement, executed.sets, many, { settings, cause: options.cause ?? null });
    result.settings = settings;
    if (this.engine.events.has('afterExecute')) this.engine.events.dispatch('afterExecute', this, executed, result);
    return result;
  }

  /** What is executed as handlers of `beforeExecute` leave it. */
  #announced(executed: Executed): Executed {
    if (!this.engine.events.has('beforeExecute')) return executed;
    const answers = this.engine.events.dispatch('beforeExecute', this, executed);
    return answers.reduce<Executed>((all, answer) => (answer ? { ...all, ...answer } : all), executed);
  }

  #compiled(statement: ClauseElement, sets: readonly Readonly<Record<string, unknown>>[], many: boolean): Cached {
    const isCrud = statement instanceof Dml;
    const keys = isCrud ? Object.keys(sets[0] ?? {}) : null;
    return this.engine.cache.compile(statement, { linting: this.engine.linting, ...(isCrud ? { crud: { keys, many } } : {}) });
  }

  *#define(statement: DdlElement, options: CallOptions): Flow<CursorResult> {
    const { sql } = new CompiledDdl(statement, this.dialect);
    if (!this.#transaction) this.#autobegin(options.cause ?? null);
    const start = this.engine.now();
    const result = yield* this.run({ sql, parameters: [], many: false, stats: `no key ${logSeconds(this.engine.now() - start)}`, cause: options.cause ?? null });
    return this.plainResult(result, null, statement);
  }

  /** Executes SQL text of the driver's own, with its own kind of parameters. */
  *execDriverSql(sql: string, given: DriverParameters = [], options: CallOptions = {}): Flow<CursorResult> {
    this.#checkBlock();
    const { parameters, shown } = positional(sql, given);
    if (!this.#transaction) this.#autobegin(options.cause ?? null);
    const many = parameters.length > 0 && parameters.every((one) => Array.isArray(one));
    const result = yield* this.run({ sql, parameters: parameters.map((one) => (many ? one : ormValue(one))), many, stats: 'raw sql', ...(shown === undefined ? {} : { shown }), cause: options.cause ?? null });
    return this.plainResult(result, null, null);
  }

  /** The first value of the first row. */
  *scalar(given: unknown, parameters: StatementParameters = null, options: CallOptions = {}): Flow<unknown> {
    return (yield* this.execute(given, parameters, options)).scalar();
  }

  *scalars(given: unknown, parameters: StatementParameters = null, options: CallOptions = {}): Flow<ReturnType<CursorResult['scalars']>> {
    return (yield* this.execute(given, parameters, options)).scalars();
  }

  /** A command of the connection's own, logged as a statement is. */
  *#command(sql: string, cause: Cause | null): Flow<void> {
    yield* this.run({ sql, parameters: [], many: false, stats: `no key ${logSeconds(0)}`, cause });
  }

  /** Lets the driver execute one text. @throws DbApiError when it refuses it */
  *run(asked: Execution): Flow<DriverResult> {
    const { driver } = this;
    const execution = this.#rewritten(asked);
    const { sql, parameters, many } = execution;
    const { log } = this.engine;
    log?.info(sql);
    log?.info(`[${execution.stats}] ${this.engine.settings.hideParameters === true ? '[SQL parameters hidden due to hide_parameters=True]' : shownParameters(execution)}`);
    const start = this.engine.now();
    let rowCount: number | null = null;
    let refused: string | null = null;
    try {
      const result = many ? yield* driver.executeMany(sql, parameters as readonly (readonly unknown[])[]) : yield* driver.execute(sql, parameters, execution.repeats);
      rowCount = result.columns.length > 0 ? result.rows.length : result.rowCount;
      if (this.engine.events.has('afterCursorExecute')) this.engine.events.dispatch('afterCursorExecute', this, sql, parameters, many, result);
      return result;
    } catch (error) {
      refused = error instanceof Error ? error.message : String(error);
      throw this.refusal(error, execution, true);
    } finally {
      this.#tell({ kind: 'statement', sql, parameters, many, rowCount, durationMs: this.engine.now() - start, connection: driver.number, cause: execution.cause, error: refused });
    }
  }

  /** The execution as handlers of `beforeCursorExecute` leave it. */
  #rewritten(execution: Execution): Execution {
    if (!this.engine.events.has('beforeCursorExecute')) return execution;
    const answers = this.engine.events.dispatch('beforeCursorExecute', this, execution.sql, execution.parameters, execution.many);
    return answers.reduce<Execution>((all, answer) => (answer ? { ...all, sql: answer.sql, parameters: answer.parameters } : all), execution);
  }

  /** An error of the driver as one of this library; others are what they are. */
  refusal(error: unknown, execution: Execution, withStatement: boolean): unknown {
    if (!(error instanceof DriverError)) return error;
    const shown = execution.parameters.length > 0 || execution.shown !== undefined;
    const failed = {
      statement: withStatement ? execution.sql : null,
      parameters: shown ? shownParameters(execution) : null,
      parametersHidden: this.engine.settings.hideParameters === true,
    };
    const text = `(${error.qualifiedName}) ${error.message}`;
    const wrapped = error.kind === null ? new DbApiError(text, failed, error, 'dbapi') : dbApiError(error.kind, text, failed, error);
    const answers = this.engine.events.dispatch('handleError', { connection: this, sql: failed.statement, parameters: execution.shown ?? execution.parameters, error: wrapped });
    return answers.findLast((answer) => answer !== undefined && answer !== null) ?? wrapped;
  }

  /** The result of an execution that was not compiled here. */
  plainResult(result: DriverResult, compiled: CompiledSql | null, statement: ClauseElement | null): CursorResult {
    const outcome: Outcome = { rowCount: result.rowCount, lastRowid: null, insertedKeys: [], returned: null, compiledParameters: [], manyValues: false };
    if (result.columns.length === 0) return new CursorResult(NO_KEYS, null, outcome, compiled, statement);
    const shape = shapeOf(result.columns, compiled, this.dialect);
    return new CursorResult(shape.keys, rowsOf(decodedRows(result.rows, shape.decoders)), outcome, compiled, statement);
  }

  #mark(kind: 'begin' | 'commit' | 'rollback', text: string, cause: Cause | null, connection = this.driver.number): void {
    this.engine.log?.info(text);
    this.#tell({ kind, text, connection, cause });
  }

  #tell(activity: Activity): void {
    this.engine.surroundings.onActivity?.(activity);
  }
}

const NO_KEYS = new RowKeys([]);

function shownParameters({ parameters, many, shown }: Execution): string {
  if (shown !== undefined) return pythonRepr(shown);
  return many ? reprParameterSets(parameters as readonly (readonly unknown[])[]) : reprParameters(parameters);
}

/** @throws ArgumentError when it is nothing that can be executed */
function executable(given: unknown): ClauseElement {
  const element = asClause(given);
  if (element instanceof SelectBase || element instanceof Dml || element instanceof Text || element instanceof DdlElement || element instanceof ColumnElement || element instanceof CustomStatement) return element;
  const shown = element ? element.repr() : pythonRepr(given);
  throw new ObjectNotExecutableError(`Not an executable object: ${shown}`);
}

/** A value was executed that is no statement. */
export class ObjectNotExecutableError extends ArgumentError {
  override readonly name = 'ObjectNotExecutableError';
}

/** @throws ArgumentError when a list holds anything but objects */
function parameterSets(given: StatementParameters): readonly Readonly<Record<string, unknown>>[] {
  if (given === null || given === undefined) return [];
  const known = ormValue(given);
  if (typeof known !== 'object' || known === null) throw new ArgumentError('mapping or list expected for parameters');
  const sets: readonly unknown[] = Array.isArray(known) ? (known as readonly unknown[]) : [known];
  return sets.map((set) => {
    const plain = ormValue(set);
    if (plain instanceof Map) return Object.fromEntries(plain as ReadonlyMap<string, unknown>);
    if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw new ArgumentError('List argument must consist only of dictionaries');
    return plain as Readonly<Record<string, unknown>>;
  });
}

