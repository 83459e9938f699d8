import type { Result } from '../engine/result';
import { CursorResult } from '../engine/cursor-result';
import { ArgumentError, InvalidRequestError } from '../errors';
import type { Flow } from '../flow';
import { identityKey } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';
import { ClauseElement } from '../sql/clause';
import { Delete, type Dml, type Update } from '../sql/dml';
import { select } from '../sql/select';
import { compileDml } from './dml-compile';
import { Evaluator, EXPIRED, UnevaluatableError, type Evaluate } from './evaluate';
import { returnedObjects, type SelectCall } from './execute-select';
import type { ExecutionHandlers } from './statement-execution';
import type { ReadingSession } from './strategy/loading';

/** What changing rows needs of the session whose objects they are. */
export interface WritingSession extends ReadingSession {
  /** Told of statements, and of what they did. */
  readonly events: ExecutionHandlers;
  readonly identityMap: { readonly states: readonly InstanceState[] };
  readonly objects: {
    /** Objects learn that their rows were deleted. */
    rowsDeleted(states: readonly InstanceState[]): void;
    /** Objects whose rows a statement changed: taking it back expires them. */
    rowsAltered(states: readonly InstanceState[]): void;
  };
}

export interface DmlCall extends SelectCall {
  readonly session: WritingSession;
}

/** How objects of the session learn of an UPDATE or DELETE by conditions. */
export type Synchronization = 'auto' | 'evaluate' | 'fetch' | false;

/** What `synchronize_session` says. @throws ArgumentError for a word that is none */
export function synchronizationOf(settings: DmlCall['settings']): Synchronization {
  const given = settings['synchronizeSession'] ?? settings['synchronize_session'];
  if (given === undefined) return 'auto';
  if (given === false || given === null) return false;
  if (given === 'auto' || given === 'evaluate' || given === 'fetch') return given;
  throw new ArgumentError("Valid strategies for session synchronization are 'auto', 'evaluate', 'fetch', False");
}

/**
 * Executes an UPDATE or DELETE by conditions, and brings the objects of the session to what it did.
 * @throws InvalidRequestError when the conditions cannot be evaluated and `evaluate` was asked for
 * @see sqlalchemy.orm.bulk_persistence.BulkUDCompileState
 */
export function* executeSynchronized(statement: Update | Delete, mapper: Mapper, call: DmlCall): Flow<Result> {
  const mode = synchronizationOf(call.settings);
  const evaluator = new Evaluator(mapper, call.connection.dialect.values);
  const fulfils = mode === 'auto' || mode === 'evaluate' ? conditionsOf(statement, evaluator, mode) : null;
  if (mode === 'fetch' || (mode === 'auto' && !fulfils)) return yield* fetching(statement, mapper, evaluator, call);
  const { connection, parameters, settings, cause } = call;
  const result = yield* connection.execute(statement, parameters, { executionOptions: settings, cause });
  if (fulfils) synchronize(statement, matching(call.session, mapper, fulfils), evaluator, result, call.session);
  const { returning } = compileDml(statement);
  return returning ? yield* returnedObjects(result, returning, call) : result;
}

function conditionsOf(statement: Dml, evaluator: Evaluator, mode: 'auto' | 'evaluate'): Evaluate | null {
  try {
    return evaluator.conditions(compileDml(statement).core.state.where);
  } catch (error) {
    if (!(error instanceof UnevaluatableError)) throw error;
    if (mode === 'auto') return null;
    throw new InvalidRequestError(`Could not evaluate current criteria in Python: "${error.message}". Specify 'fetch' or False for the synchronize_session execution option.`);
  }
}

interface Matched {
  readonly state: InstanceState;
  /** Whether it fulfils the conditions cannot be told without the database. */
  readonly isUncertain: boolean;
}

function matching(session: WritingSession, mapper: Mapper, fulfils: Evaluate): Matched[] {
  return session.identityMap.states.flatMap((state) => {
    if (state.expired || !state.mapper.isa(mapper)) return [];
    const value = fulfils(state);
    return value === true || value === EXPIRED ? [{ state, isUncertain: value === EXPIRED }] : [];
  });
}

/** The database tells which rows it is about: by RETURNING, or by a SELECT before. */
function* fetching(statement: Update | Delete, mapper: Mapper, evaluator: Evaluator, call: DmlCall): Flow<Result> {
  const { connection, parameters, settings, cause, session } = call;
  const execution = { executionOptions: settings, cause };
  const own = statement.state.returning.length;
  const states = (rows: readonly (readonly unknown[])[]): Matched[] =>
    rows.flatMap((values) => {
      const state = session.find(identityKey(mapper, values));
      return state ? [{ state, isUncertain: false }] : [];
    });
  if (!connection.dialect.supportsReturning) {
    const found = yield* connection.execute(select(...mapper.primaryKey).where(...compileDml(statement).core.state.where), parameters, execution);
    const matched = states(found.lists());
    const result = yield* connection.execute(statement, parameters, execution);
    synchronize(statement, matched, evaluator, result, session);
    return result;
  }
  // Of a class with tables above it only its own table is changed; the key is the same in all of them.
  const keys = mapper.localTable.primaryKey;
  const extended = statement.returning(...keys);
  const result = yield* connection.execute(extended, parameters, execution);
  const { returning } = compileDml(extended);
  const keyPlaces = keys.map((_, index) => returning?.entries[own + index]?.slot?.place ?? -1);
  const rows = result.lists();
  synchronize(statement, states(rows.map((row) => keyPlaces.map((place) => row[place]))), evaluator, result, session);
  if (own === 0 || !returning) return new CursorResult(result.rowKeys, null, result.outcome, result.compiled, statement);
  return yield* returnedObjects(result, { ...returning, entries: returning.entries.slice(0, own) }, call, rows);
}

function synchronize(statement: Update | Delete, matched: readonly Matched[], evaluator: Evaluator, result: CursorResult, session: WritingSession): void {
  if (statement instanceof Delete) {
    for (const { state, isUncertain } of matched) if (isUncertain) state.expire();
    session.objects.rowsDeleted(matched.filter(({ isUncertain }) => !isUncertain).map(({ state }) => state));
    return;
  }
  const values = assignments(statement, evaluator);
  for (const { state } of matched) assign(state, values, result);
  session.objects.rowsAltered(matched.map(({ state }) => state));
}

/** What each attribute is set to; null where only the database can tell. */
function assignments(statement: Update, evaluator: Evaluator): Map<ClauseElement | string, Evaluate | null> {
  return new Map(
    statement.state.setters.map(([column, value]) => {
      try {
        return [column, evaluator.expression(value)];
      } catch (error) {
        if (error instanceof UnevaluatableError) return [column, null];
        throw error;
      }
    }),
  );
}

/** Puts the values of an UPDATE into an object; what is not known, or was changed meanwhile, is read again when it is asked for. */
function assign(state: InstanceState, values: ReadonlyMap<ClauseElement | string, Evaluate | null>, result: CursorResult): void {
  const { mapper } = state;
  const settled = new Map<string, unknown>();
  const unknown: string[] = [];
  for (const [column, evaluate] of values) {
    const key = column instanceof ClauseElement ? (mapper.propertyFor(column)?.key ?? null) : mapper.realKey(column);
    if (key === null || !state.values.has(key)) continue;
    const value = state.committed.has(key) || !evaluate ? EXPIRED : evaluate(state);
    if (value === EXPIRED) unknown.push(key);
    else settled.set(key, value);
  }
  const [bound = {}] = result.outcome.compiledParameters;
  for (const { column, bindName } of result.compiled?.prefetches ?? []) {
    const key = mapper.propertyFor(column)?.key;
    if (key !== undefined && state.values.has(key)) settled.set(key, bound[bindName]);
  }
  for (const [key, value] of settled) state.values.set(key, value);
  state.commit(settled.keys());
  if (unknown.length > 0) state.expireAttributes(unknown);
}
