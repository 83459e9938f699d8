import { SqlAlchemyError } from '../errors';
import type { Driver, DriverConnection } from './driver';

/** The kinds of pools, by SQLAlchemy's names for them. */
export type PoolKind = 'QueuePool' | 'AsyncAdaptedQueuePool' | 'SingletonThreadPool' | 'StaticPool' | 'NullPool' | 'AssertionPool';

/** How many sessions a pool keeps, and how many it gives. */
export interface PoolSettings {
  readonly kind: PoolKind;
  /** Sessions that wait to be used again. Default 5. */
  readonly size?: number;
  /** Sessions beyond those; without it there is no limit. -1: none either. */
  readonly maxOverflow?: number;
  /** Seconds after which SQLAlchemy gives up. Nobody could give a session back meanwhile: it is given up at once. */
  readonly timeout?: number;
}

/** All sessions of the pool are in use. */
export class PoolTimeoutError extends SqlAlchemyError {
  override readonly name = 'TimeoutError';
}

/** More than one session was asked of a pool that allows one. */
export class AlreadyCheckedOutError extends Error {
  override readonly name = 'AssertionError';
}

/** Sessions with a database that are open: those in use, and those that wait to be used again. */
export class Pool {
  #idle: DriverConnection[] = [];
  readonly #used = new Set<DriverConnection>();

  constructor(
    private readonly driver: Driver,
    readonly settings: PoolSettings = { kind: 'QueuePool' },
  ) {}

  get size(): number {
    return this.settings.size ?? 5;
  }

  /**
   * A session for one user.
   * @throws PoolTimeoutError when all are in use; AlreadyCheckedOutError
   */
  checkout(): DriverConnection {
    const { kind } = this.settings;
    if (kind === 'StaticPool' || kind === 'SingletonThreadPool') {
      const [only] = [...this.#used, ...this.#idle];
      if (only) {
        this.#idle = [];
        this.#used.add(only);
        return only;
      }
    }
    if (kind === 'AssertionPool' && this.#used.size > 0) throw new AlreadyCheckedOutError('connection is already checked out');
    const waiting = this.#idle.shift();
    if (!waiting) this.#checkLimit();
    const connection = waiting ?? this.driver.connect();
    this.#used.add(connection);
    return connection;
  }

  #checkLimit(): void {
    const { maxOverflow = -1, timeout = 30, kind } = this.settings;
    if (kind !== 'QueuePool' || maxOverflow < 0 || this.#used.size < this.size + maxOverflow) return;
    throw new PoolTimeoutError(`QueuePool limit of size ${this.size} overflow ${maxOverflow} reached, connection timed out, timeout ${timeout.toFixed(2)}`, '3o7r');
  }

  /** Gives a session back. It must be in no transaction. */
  checkin(connection: DriverConnection): void {
    if (!this.#used.delete(connection)) return;
    const { kind } = this.settings;
    const isFull = (kind === 'QueuePool' || kind === 'AsyncAdaptedQueuePool') && this.settings.size !== 0 && this.#idle.length >= this.size;
    if (kind === 'NullPool' || isFull) connection.close();
    else this.#idle.push(connection);
  }

  /** Gives up a session that cannot be used any more. */
  invalidate(connection: DriverConnection): void {
    this.#used.delete(connection);
    connection.close();
  }

  /** Closes the sessions that nobody uses. */
  dispose(): void {
    for (const connection of this.#idle) connection.close();
    this.#idle = [];
  }

  /** A pool like this one, without any session. */
  recreate(): Pool {
    return new Pool(this.driver, this.settings);
  }

  checkedin(): number {
    return this.#idle.length;
  }

  checkedout(): number {
    return this.#used.size;
  }

  /** Sessions beyond the size; below zero while there are fewer. */
  overflow(): number {
    return this.checkedin() + this.checkedout() - this.size;
  }

  /** As SQLAlchemy tells it. */
  status(): string {
    const { kind } = this.settings;
    if (kind === 'SingletonThreadPool') return `SingletonThreadPool id:1 size: ${this.checkedin() + this.checkedout()}`;
    if (kind !== 'QueuePool' && kind !== 'AsyncAdaptedQueuePool') return kind;
    return `Pool size: ${this.size}  Connections in pool: ${this.checkedin()} Current Overflow: ${this.overflow()} Current Checked out connections: ${this.checkedout()}`;
  }
}
