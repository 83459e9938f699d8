import type { ExecutionOptions, StatementParameters } from '../engine/connection';
import type { Result } from '../engine/result';
import type { Flow } from '../flow';
import type { Mapper } from '../map/mapper';
import { asClause } from '../sql/clause';
import { Delete, Dml, Insert, Update } from '../sql/dml';
import { Select } from '../sql/select';
import { SelectBase } from '../sql/selectable';
import { ormValue } from '../values/host-values';
import { FromStatement } from './from-statement';

/** Executes what a {@link StatementExecution} has come to, without telling handlers again. */
export type Invoke = (execution: StatementExecution) => Flow<Result>;

/**
 * A statement that a session is about to execute. Handlers of `doOrmExecute` may change it, or execute it themselves.
 * @see sqlalchemy.orm.ORMExecuteState
 */
export class StatementExecution {
  constructor(
    readonly session: object,
    public statement: unknown,
    public parameters: StatementParameters,
    public executionOptions: ExecutionOptions,
    /** The mapper that the statement is about; null for tables and text. */
    readonly bindMapper: Mapper | null,
    private readonly invoke: Invoke,
  ) {}

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

  /** Columns of an object are being read: such statements are not told. */
  get isColumnLoad(): boolean {
    return false;
  }

  /** Related objects are being read: such statements are not told. */
  get isRelationshipLoad(): boolean {
    return false;
  }

  /** The options of the statement. */
  get userDefinedOptions(): readonly object[] {
    const { statement } = this;
    if (statement instanceof FromStatement) return statement.select.state.options;
    return statement instanceof Select || statement instanceof Dml ? statement.state.options : [];
  }

  updateExecutionOptions(options: ExecutionOptions): void {
    this.executionOptions = { ...this.executionOptions, ...options };
  }

  /** Executes the statement, or another in its place, and gives the result. */
  *invokeStatement(statement: unknown = null, parameters: StatementParameters = null, executionOptions: ExecutionOptions = {}): Flow<Result> {
    if (statement !== null) this.statement = statement;
    if (parameters !== null) this.parameters = parameters;
    this.updateExecutionOptions(executionOptions);
    return yield* this.invoke(this);
  }
}
