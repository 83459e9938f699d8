import type { Cause } from '../engine/activity';
import type { Connection } from '../engine/connection';
import type { EventHub } from '../events';
import type { Flow } from '../flow';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';
import { FlushPlan } from './flush-plan';
import type { Session } from './session';
import type { SessionEvents } from './session-events';
import type { SessionObjects } from './session-objects';
import type { SessionTransaction } from './session-transaction';

/** What a flush needs of its session. */
export interface FlushingHome {
  readonly session: Session;
  readonly events: EventHub<SessionEvents>;
  readonly objects: SessionObjects;
  /** The part of the transaction in which the flush happens. */
  beginPart(): SessionTransaction;
  /** Carries out the writing itself. */
  writing(work: Flow<void>): Flow<void>;
  connection(mapper: Mapper, cause: Cause | null): Flow<Connection>;
  warn(message: string): void;
}

/**
 * Writes what is pending, in one part of the transaction: all of it, or nothing.
 * @param only objects that are written; null for all
 */
export function* flushObjects(home: FlushingHome, cause: Cause, only: ReadonlySet<InstanceState> | null): Flow<void> {
  const { objects, events, session } = home;
  if (objects.isClean) return;
  const plan = new FlushPlan({
    *writer(mapper) {
      const connection = yield* home.connection(mapper, cause);
      return {
        connection,
        dialect: connection.dialect,
        execute: (statement, parameters) => connection.execute(statement, parameters, { cause }),
        warn: (message) => {
          home.warn(message);
        },
      };
    },
    warn: (message) => {
      home.warn(message);
    },
    contains: (state) => objects.contains(state),
    isDeleted: (state) => objects.deleted.has(state),
    vanished: (state) => {
      objects.rowsDeleted([state]);
    },
    identity: (key) => objects.identityMap.get(key),
  });
  yield* events.dispatchFlow('beforeFlush', session, plan, only ? [...only].map(({ object }) => object) : null);
  register(plan, objects, only);
  if (!plan.hasWork) return;
  const transaction = home.beginPart();
  try {
    yield* home.writing(plan.execute());
    yield* events.dispatchFlow('afterFlush', session, plan);
    const [written, deleted]: [InstanceState[], InstanceState[]] = [[], []];
    for (const [state, { isDelete }] of plan.states) (isDelete ? deleted : written).push(state);
    objects.rowsDeleted(deleted);
    objects.rowsWritten(written);
    const late = only ? 0 : objects.forgetChanges();
    if (late > 0) {
      home.warn(
        `Attribute history events accumulated on ${late} previously clean instances within inner-flush event handlers have been reset, and will not result in database updates. Consider using set_committed_value() within inner-flush event handlers to avoid this warning.`,
      );
    }
    yield* events.dispatchFlow('afterFlushPostexec', session, plan);
    yield* transaction.commit();
  } catch (error) {
    yield* transaction.rollback(error);
    throw error;
  }
}

function register(plan: FlushPlan, objects: SessionObjects, only: ReadonlySet<InstanceState> | null): void {
  const asked = (state: InstanceState): boolean => only === null || only.has(state);
  for (const state of [...objects.new, ...objects.dirty]) {
    if (objects.deleted.has(state) || !asked(state)) continue;
    const orphan = state.mapper.isOrphan(state);
    if (orphan && state.key === null && state.orphanedOutside) objects.expunge([state]);
    else if (orphan && state.key !== null) plan.register(state, { isDelete: true });
    else plan.register(state);
  }
  for (const state of objects.deleted) if (asked(state)) plan.register(state, { isDelete: true });
}
