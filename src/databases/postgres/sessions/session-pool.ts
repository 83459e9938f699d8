import type { BlockedWait } from '../../flow';
import type { Backend } from './backend';

/** The sessions of a server, as those who use them see them. */
export interface SessionPool {
  readonly mode: 'many' | 'one';
  /** Why there is only one; null where there are many. */
  readonly reason: string | null;
  /**
   * A session of its own for a connection.
   * @throws DatabaseError when there is none left
   */
  open(number: number): Backend;
  /** A connection no longer needs its session, which is as good as new. */
  giveBack(backend: Backend): void;
  /** A new session in place of one that is broken. */
  replace(broken: Backend): Backend;
  /** What a suspended session waits for. */
  whatBlocks(backend: Backend): BlockedWait;
  /**
   * Lets every session whose wait is over go on, until there is none.
   * @returns the numbers of the connections whose statement ended by that
   */
  wake(): number[];
  /** Lets one session go on, if its wait is over. */
  proceed(backend: Backend): void;
  /** After something ran: tells those who wait that they may go on, and cleans up. */
  settle(): void;
  /** When the next timer of a suspended session is due, by performance.now(). */
  readonly nextTimer: number;
}
