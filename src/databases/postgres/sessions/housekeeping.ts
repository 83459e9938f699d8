import type { MemoryNode } from '../emscripten';
import type { Server } from '../server';

/** The write-ahead log's directory, and how many segments of 1 MB may lie in it before the server is to clean up. */
const logDirectory = '/pglite/data/pg_wal';
const mostSegments = 16;

/**
 * Tables of which most is dead: an autovacuum would take far less of them, but in notes that show dead rows it must not.
 * A temporary table is its own session's.
 */
const bloated = `select pg_catalog.format('%I.%I', schemaname, relname) from pg_catalog.pg_stat_user_tables
  where n_dead_tup > 10000 and n_dead_tup > n_live_tup and schemaname !~ '^pg_temp'`;

/** What a server's checkpointer and autovacuum launcher would do: there are no such processes here. */
export class Housekeeping {
  readonly #server: Server;
  readonly #log: MemoryNode;

  constructor(server: Server) {
    this.#server = server;
    this.#log = server.process.module.FS.lookupPath(logDirectory).node;
  }

  /** Cleans up where much was written since the last time. Cheap where not. */
  tidy(): void {
    if (Object.keys(this.#log.contents).length <= mostSegments) return;
    // Whoever locks a table is not to be waited for: nobody could end that wait.
    for (const [table] of this.#server.ask(bloated)) this.#server.ask(`vacuum (skip_locked) ${String(table)}`);
    this.#server.ask('checkpoint');
  }
}
