import type { Driver, DriverConnection } from './driver';

/** Sessions with a database that are open: those in use, and those that wait to be used again. */
export class Pool {
  #idle: DriverConnection[] = [];
  readonly #used = new Set<DriverConnection>();

  constructor(
    private readonly driver: Driver,
    /** All share one session, as SQLAlchemy's StaticPool has it. */
    private readonly shared: boolean,
  ) {}

  /** A session for one user. */
  checkout(): DriverConnection {
    if (this.shared) {
      const [only] = [...this.#used, ...this.#idle];
      if (only) {
        this.#idle = [];
        this.#used.add(only);
        return only;
      }
    }
    const connection = this.#idle.shift() ?? this.driver.connect();
    this.#used.add(connection);
    return connection;
  }

  /** Gives a session back. It must be in no transaction. */
  checkin(connection: DriverConnection): void {
    if (!this.#used.delete(connection)) return;
    this.#idle.push(connection);
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

  checkedin(): number {
    return this.#idle.length;
  }

  checkedout(): number {
    return this.#used.size;
  }

  /** As SQLAlchemy tells it. */
  status(): string {
    return `Pool size: 5  Connections in pool: ${this.checkedin()} Current Overflow: ${this.checkedin() + this.checkedout() - 5} Current Checked out connections: ${this.checkedout()}`;
  }
}
