import type { ExecutionOptions, StatementParameters } from '../engine/connection';
import { Result } from '../engine/result';
import type { Flow } from '../flow';
import { InvalidRequestError } from '../errors';
import { entityIn } from '../map/entity-annotations';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';
import { asClause } from '../sql/clause';
import { Delete, Dml, Insert, Update } from '../sql/dml';
import { Select } from '../sql/select';
import { SelectBase } from '../sql/selectable';
import { ormValue } from '../values/host-values';
import { FromStatement } from './from-statement';
import { shownPath, type LoadPurpose } from './load-purpose';

/** How a SELECT treats objects that the session has. */
export interface LoadOptions {
  readonly populateExisting: boolean;
  readonly yieldPer: unknown;
}

/** Executes what a {@link StatementExecution} has come to, without telling handlers again. */
export type Invoke = (execution: StatementExecution) => Flow<Result>;

/**
 * A statement that a session is about to execute. Handlers of `doOrmExecute` may change it, or execute it themselves.
 * @see sqlalchemy.orm.ORMExecuteState
 */
export class StatementExecution {
  /** Those of the statement and of the call, as they were before handlers were told. */
  readonly executionOptions: ExecutionOptions;
  /** Those of the call, and what handlers have added. */
  localExecutionOptions: ExecutionOptions;

  constructor(
    readonly session: object,
    public statement: unknown,
    public parameters: StatementParameters,
    given: ExecutionOptions,
    /** The mapper that the statement is about; null for tables and text. */
    readonly bindMapper: Mapper | null,
    private readonly invoke: Invoke,
    /** What the ORM reads by it; null for statements of the program. */
    private readonly purpose: LoadPurpose | null = null,
  ) {
    const element = asClause(statement);
    const own = element && 'executionSettings' in element ? (element.executionSettings as ExecutionOptions) : {};
    this.executionOptions = { ...own, ...given };
    this.localExecutionOptions = given;
  }

  get isSelect(): boolean {
    const element = asClause(this.statement);
    return element instanceof SelectBase || element instanceof FromStatement;
  }

  get isInsert(): boolean {
    return this.statement instanceof Insert;
  }

  get isUpdate(): boolean {
    return this.statement instanceof Update;
  }

  get isDelete(): boolean {
    return this.statement instanceof Delete;
  }

  get isFromStatement(): boolean {
    return this.statement instanceof FromStatement;
  }

  /** It is about mapped classes. */
  get isOrmStatement(): boolean {
    return this.bindMapper !== null;
  }

  get isExecutemany(): boolean {
    return Array.isArray(ormValue(this.parameters));
  }

  /** Columns of an object are being read. */
  get isColumnLoad(): boolean {
    return this.purpose?.kind === 'columns';
  }

  /** Related objects are being read. */
  get isRelationshipLoad(): boolean {
    return this.purpose?.kind === 'relationship';
  }

  /** The object whose related objects are asked for. */
  get lazyLoadedFrom(): InstanceState | null {
    return this.purpose?.owner ?? null;
  }

  /** By which relationship the ORM came to it; null for statements of the program. */
  get loaderStrategyPath(): string | null {
    return this.purpose && shownPath(this.purpose);
  }

  /** The mappers of all entities that it selects, or of the one that it changes. */
  get allMappers(): readonly Mapper[] {
    const { statement } = this;
    const select = statement instanceof FromStatement ? statement.select : statement;
    if (!(select instanceof Select)) return this.bindMapper ? [this.bindMapper] : [];
    return [...new Set(select.state.rawColumns.flatMap((element) => entityIn(element)?.mapper ?? []))];
  }

  /** How a SELECT treats objects that the session has. @throws InvalidRequestError for other statements */
  get loadOptions(): LoadOptions {
    if (!this.isSelect) throw new InvalidRequestError('This ORM execution is not against a SELECT statement so there are no load options.');
    const { executionOptions: settings } = this;
    return { populateExisting: (settings['populateExisting'] ?? settings['populate_existing']) === true, yieldPer: settings['yieldPer'] ?? settings['yield_per'] ?? null };
  }

  /** The options of the statement. */
  get userDefinedOptions(): readonly object[] {
    const { statement } = this;
    if (statement instanceof FromStatement) return statement.select.state.options;
    return statement instanceof Select || statement instanceof Dml ? statement.state.options : [];
  }

  updateExecutionOptions(options: ExecutionOptions): void {
    this.localExecutionOptions = { ...this.localExecutionOptions, ...options };
  }

  /** Executes the statement, or another in its place, and gives the result. */
  *invokeStatement(statement: unknown = null, parameters: StatementParameters = null, executionOptions: ExecutionOptions = {}): Flow<Result> {
    if (statement !== null) this.statement = statement;
    if (parameters !== null) this.parameters = parameters;
    this.updateExecutionOptions(executionOptions);
    return yield* this.invoke(this);
  }
}

/** Who may change statements before they are executed, or answer them. */
export interface ExecutionHandlers {
  has(name: 'doOrmExecute'): boolean;
  dispatch(name: 'doOrmExecute', execution: StatementExecution): unknown[];
}

/** Tells handlers of a statement. Gives the result of the one that answered it; null where none did. */
export function* answered(handlers: ExecutionHandlers, execution: StatementExecution): Flow<Result | null> {
  for (const answer of handlers.dispatch('doOrmExecute', execution)) {
    const result: unknown = isFlow(answer) ? yield* answer : answer;
    if (result instanceof Result) return result;
  }
  return null;
}

function isFlow(answer: unknown): answer is Flow<unknown> {
  return typeof answer === 'object' && answer !== null && 'next' in answer && Symbol.iterator in answer;
}
