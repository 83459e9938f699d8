import type { Database, EmbeddedEngine } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import { runAsync } from '../../databases/flow';
import { splitStatements } from '../../databases/sql-text/split';
import type { Surroundings } from '../runner';

/** A database on which SQL has run that prepares it; or why it does not run there. */
export type PreparedState = { readonly database: Database } | { readonly reason: string };

/** The state from which schedules start, kept as long as the next one starts from the same. */
export class PreparedStates {
  #key = '';
  #state: PreparedState | null = null;

  constructor(private readonly surroundings: Surroundings) {}

  /** The caller leaves the database open: {@link close} closes it. */
  async of(storage: EmbeddedEngine, preparation: readonly string[]): Promise<PreparedState> {
    const key = JSON.stringify([storage, preparation]);
    if (this.#state !== null && key === this.#key) return this.#state;
    this.close();
    this.#state = await this.#prepare(storage, preparation);
    this.#key = key;
    return this.#state;
  }

  close(): void {
    if (this.#state && 'database' in this.#state) this.#state.database.close();
    this.#state = null;
  }

  async #prepare(storage: EmbeddedEngine, preparation: readonly string[]): Promise<PreparedState> {
    const database = await this.surroundings.fresh(storage);
    const connection = database.connect();
    try {
      for (const { text } of preparation.flatMap((code) => splitStatements(code, storage))) await runAsync(connection.execute(text));
      connection.close();
      return { database };
    } catch (error) {
      database.close();
      if (error instanceof DatabaseError) return { reason: error.message };
      throw error;
    }
  }
}
