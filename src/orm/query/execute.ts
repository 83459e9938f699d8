import type { Cause } from '../engine/activity';
import type { Connection, ExecutionOptions, StatementParameters } from '../engine/connection';
import type { Engine } from '../engine/engine';
import type { Result } from '../engine/result';
import type { Flow } from '../flow';
import type { Mapper } from '../map/mapper';
import { asClause, type ClauseElement } from '../sql/clause';
import { Dml } from '../sql/dml';
import { isSelect } from '../sql/select';
import { walk } from '../sql/traverse';
import { executeDml } from './execute-dml';
import { executeFromStatement, executeSelect } from './execute-select';
import { FromStatement } from './from-statement';
import { dmlEntity } from './dml-compile';
import { leadingMapper } from './select-compile';
import { answered, StatementExecution } from './statement-execution';
import { registerStatementPlugins } from './statement-plugins';
import type { WritingSession } from './synchronize';
import { registerUnloadedCollections } from './unloaded-collections';

registerStatementPlugins();
registerUnloadedCollections();

/** What executing statements needs of a session. */
export interface StatementSession extends WritingSession {
  /** Writes what is pending before a query, where the session does that. @param query in words: `query of User` */
  flushFirst(query: string): Flow<void>;
  connection(context?: { readonly mapper?: Mapper | null; readonly clause?: ClauseElement | null; readonly bind?: Engine | Connection }, options?: ExecutionOptions | null, cause?: Cause | null): Flow<Connection>;
}

/** How a session carries out one statement. */
export interface SessionCall {
  /** Those of this call come before those of the statement. Names are SQLAlchemy's, or as TypeScript spells them. */
  readonly executionOptions?: ExecutionOptions;
  /** Where the statement goes; told by its mapper where nothing is said. */
  readonly bind?: Engine | Connection | null;
  readonly cause?: Cause | null;
}

/**
 * Executes a statement for a session. Statements of mapped classes give objects, and write what is pending first.
 * @throws ArgumentError when it cannot be executed; StatementError and its kin when the database refuses it
 * @see sqlalchemy.orm.Session.execute
 */
export function* executeInSession(session: StatementSession, given: unknown, parameters: StatementParameters = null, call: SessionCall = {}): Flow<Result> {
  const carryOut = (execution: StatementExecution): Flow<Result> => executeNow(session, execution.statement, execution.parameters, execution.localExecutionOptions, call);
  const statement = asClause(given);
  const execution = new StatementExecution(session, given, parameters, call.executionOptions ?? {}, statement ? subjectOf(statement) : null, carryOut);
  const answer = session.events.has('doOrmExecute') ? yield* answered(session.events, execution) : null;
  return answer ?? (yield* carryOut(execution));
}

function* executeNow(session: StatementSession, given: unknown, parameters: StatementParameters, options: ExecutionOptions, { cause = null, bind = null }: SessionCall): Flow<Result> {
  const statement = asClause(given);
  const own = statement && 'executionSettings' in statement ? (statement.executionSettings as ExecutionOptions) : {};
  const settings: ExecutionOptions = { ...own, ...options };
  const mapper = statement ? subjectOf(statement) : null;
  if (statement && settings['autoflush'] !== false && namesEntities(statement)) yield* session.flushFirst(mapper ? `query of ${mapper.entity.name}` : 'a query');
  const connection = yield* session.connection({ mapper, clause: statement, ...(bind ? { bind } : {}) }, null, cause);
  const context = { session, connection, parameters, settings, cause };
  if (statement && isSelect(statement) && statement.plugin) return yield* executeSelect(statement, context);
  if (statement instanceof FromStatement) return yield* executeFromStatement(statement, context);
  if (statement instanceof Dml && statement.plugin) return yield* executeDml(statement, context);
  return yield* connection.execute(given, parameters, { executionOptions: settings, cause });
}

/** The mapper that tells which database a statement is for. */
function subjectOf(statement: ClauseElement): Mapper | null {
  if (isSelect(statement)) return leadingMapper(statement);
  if (statement instanceof FromStatement) return leadingMapper(statement.select);
  return statement instanceof Dml ? (dmlEntity(statement)?.mapper ?? null) : null;
}

const naming = new WeakMap<ClauseElement, boolean>();

/** Mapped classes or their attributes are in it. */
function namesEntities(statement: ClauseElement): boolean {
  const known = naming.get(statement);
  if (known !== undefined) return known;
  const isOwn = statement instanceof FromStatement || ((isSelect(statement) || statement instanceof Dml) && statement.plugin !== null);
  const found = isOwn || someNamed(statement);
  naming.set(statement, found);
  return found;
}

function someNamed(statement: ClauseElement): boolean {
  for (const element of walk(statement)) if (element.annotations['plugin'] !== undefined) return true;
  return false;
}
