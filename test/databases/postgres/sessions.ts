import type { Connection, Pending } from '../../../src/databases/database';
import { DatabaseError } from '../../../src/databases/errors';
import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { nodeParts } from '../node-parts';

const parts = nodeParts();

const opened: PostgresDatabase[] = [];

afterAll(() => {
  // No wait was refused, in whatever the tests did.
  for (const { refusedWaits } of opened) expect(refusedWaits).toEqual({ count: 0, functions: [] });
});

/** Opens a database that must be able to have several sessions. */
export async function openSessions(): Promise<PostgresDatabase> {
  const database = await openPostgres(parts, { onExecuted: () => {}, interrupted: () => false });
  expect(database.reason).toBeNull();
  opened.push(database);
  return database;
}

/** What became of a statement: `waits`, an error's code, or its tag and its rows. */
export function outcome(pending: Pending): string {
  if (pending.state === 'blocked') return 'waits';
  try {
    const { tag, rows } = pending.result();
    return rows.length > 0 ? `${tag} ${JSON.stringify(rows)}` : tag;
  } catch (error) {
    if (error instanceof DatabaseError) return error.code;
    throw error;
  }
}

/** One step of a schedule: who, what, and what is to come of it at once. */
export type Step = readonly [session: string, sql: string, expected?: string];

/**
 * Runs the steps of a schedule in their order, and lets go on whoever can after each. A statement that waited is
 * reported when it ends, as `B: DELETE 0`; those names follow the step that woke them.
 */
export class Schedule {
  readonly #connections = new Map<string, Connection>();
  readonly #waiting = new Map<string, Pending>();
  readonly database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.database = database;
  }

  connection(name: string): Connection {
    const known = this.#connections.get(name) ?? this.database.connect();
    this.#connections.set(name, known);
    return known;
  }

  /** Starts a statement; gives its outcome and those of the sessions that it woke. */
  step(name: string, sql: string): string[] {
    const pending = this.connection(name).start?.(sql);
    if (!pending) throw new Error('start is missing');
    const outcomes = [outcome(pending)];
    if (pending.state === 'blocked') this.#waiting.set(name, pending);
    return [...outcomes, ...this.wake()];
  }

  /** Lets go on whoever can. */
  wake(): string[] {
    const woken = this.database.wake();
    return [...this.#waiting].flatMap(([name, pending]) => {
      if (!woken.includes(this.connection(name))) return [];
      this.#waiting.delete(name);
      return [`${name}: ${outcome(pending)}`];
    });
  }

  /** What a waiting session waits for. */
  pending(name: string): Pending {
    const pending = this.#waiting.get(name);
    if (!pending) throw new Error(`${name} does not wait`);
    return pending;
  }

  get waiting(): string[] {
    return [...this.#waiting.keys()];
  }

  /** Runs all steps; each outcome must be the expected one where one is given. */
  run(steps: readonly Step[]): void {
    for (const [name, sql, expected] of steps) {
      const seen = this.step(name, sql).join(', ');
      if (expected !== undefined) expect(`${name}: ${sql} => ${seen}`).toBe(`${name}: ${sql} => ${expected}`);
    }
  }

  /** Ends all transactions, and forgets who waited. */
  reset(): void {
    for (const pending of this.#waiting.values()) pending.cancel();
    this.#waiting.clear();
    for (const connection of this.#connections.values()) if (connection.inTransaction) connection.start?.('rollback');
    this.database.wake();
  }
}
