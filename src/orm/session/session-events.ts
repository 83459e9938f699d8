import type { Connection } from '../engine/connection';
import type { FlushPlan } from './flush-plan';
import type { Session } from './session';
import type { SessionTransaction } from './session-transaction';

type OfObject = (session: Session, object: object) => unknown;
type OfSession = (session: Session) => unknown;
type OfTransaction = (session: Session, transaction: SessionTransaction) => unknown;

/**
 * What can be listened to on a session, and on a maker of sessions. Names are SQLAlchemy's `SessionEvents`. A handler
 * of the first group may give a flow, which is run before the session goes on.
 */
export type SessionEvents = {
  readonly beforeFlush: (session: Session, plan: FlushPlan, objects: readonly object[] | null) => unknown;
  /** Everything is written; the session does not know it yet. */
  readonly afterFlush: (session: Session, plan: FlushPlan) => unknown;
  /** The session knows what was written. */
  readonly afterFlushPostexec: (session: Session, plan: FlushPlan) => unknown;
  readonly beforeCommit: OfSession;
  readonly afterCommit: OfSession;
  readonly afterBegin: (session: Session, transaction: SessionTransaction, connection: Connection) => unknown;

  readonly afterRollback: OfSession;
  readonly afterSoftRollback: OfTransaction;
  readonly afterTransactionCreate: OfTransaction;
  readonly afterTransactionEnd: OfTransaction;
  readonly beforeAttach: OfObject;
  readonly afterAttach: OfObject;
  readonly transientToPending: OfObject;
  readonly pendingToTransient: OfObject;
  readonly pendingToPersistent: OfObject;
  readonly persistentToTransient: OfObject;
  readonly persistentToDeleted: OfObject;
  readonly deletedToPersistent: OfObject;
  readonly deletedToDetached: OfObject;
  readonly persistentToDetached: OfObject;
  readonly detachedToPersistent: OfObject;
  readonly loadedAsPersistent: OfObject;
  /** A statement is about to be executed by the session. The argument is the query's own execution state. */
  readonly doOrmExecute: (execution: unknown) => unknown;
  readonly afterBulkUpdate: (context: unknown) => unknown;
  readonly afterBulkDelete: (context: unknown) => unknown;
};
