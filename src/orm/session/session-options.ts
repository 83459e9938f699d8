import type { EventHub } from '../events';
import type { Mapper } from '../map/mapper';
import type { Table } from '../sql/schema/table';
import type { ObjectLifetimes } from './object-lifetimes';
import type { BindContext } from './binds';
import type { Session } from './session';
import type { SessionEvents } from './session-events';
import type { Bind, JoinTransactionMode } from './session-transaction';

/** How a session behaves. Names are SQLAlchemy's. */
export interface SessionOptions {
  /** Pending changes are written before every query. */
  readonly autoflush?: boolean;
  /** Objects are read again after a commit. */
  readonly expireOnCommit?: boolean;
  /** A transaction begins by itself with the first use. */
  readonly autobegin?: boolean;
  /** Binds of single mappers and tables. */
  readonly binds?: Iterable<readonly [Mapper | Table, Bind]>;
  readonly joinTransactionMode?: JoinTransactionMode;
  /** False: `close()` ends the session for good. */
  readonly closeResetsOnly?: boolean;
  readonly info?: Readonly<Record<string, unknown>>;
  /** How messages name it; counted by default. */
  readonly sessionId?: number;
  /**
   * Nothing is read from the database by the way: attributes that are not loaded raise MissingGreenlet, unless they are
   * asked for in `awaited()`.
   */
  readonly asynchronous?: boolean;
  /** Listened to in all sessions that are made with it. */
  readonly events?: readonly EventHub<SessionEvents>[];
  /** Decides where an operation goes, instead of the binds; null leaves it to them. */
  readonly route?: (session: Session, context: BindContext) => Bind | null;
  /** Is told of the session when it is made. */
  readonly opened?: (session: Session) => void;
  /** Objects that the program has no longer are let go of. Without it they are kept. */
  readonly lifetimes?: ObjectLifetimes;
}
