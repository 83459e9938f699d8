import type { MemoryNode } from '../emscripten';
import type { Server } from '../server';

/** The write-ahead log's directory, and how many segments of 1 MB may lie in it before the server is to clean up. */
const logDirectory = '/pglite/data/pg_wal';
const mostSegments = 16;

/**
 * Tables of 8 MB and more: an autovacuum would begin far sooner, but in notes that show dead rows it must not. By their
 * size, not by the statistics of dead rows: sessions report those once in a second, and what a note shows must not hang on
 * how fast the machine is. Where nothing is dead there is little to do. A temporary table is its own session's.
 */
const large = `select pg_catalog.format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
  and pg_catalog.pg_relation_size(c.oid) > 8 * 1024 * 1024`;

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
    for (const [table] of this.#server.ask(large)) this.#server.ask(`vacuum (skip_locked) ${String(table)}`);
    this.#server.ask('checkpoint');
  }
}
