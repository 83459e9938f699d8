import { DatabaseError } from '../errors';
import type { Value } from '../result';
import { Handle } from './handle';
import type { Instance } from './runtime/instance';

const JOURNAL = '-journal';
const LOG = '-wal';
const nothingReached = 'nothing of it had reached the database';
/** Of a write-ahead log (https://sqlite.org/fileformat2.html, section 4.1). */
const LOG_HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Has SQLite recover the database in `mainFile`, which it does by itself when it first reads it, and tells what that
 * came to: by the files before and after, since SQLite keeps no log of its own.
 * @param found what the disk held, by path
 */
export function recover(instance: Instance, mainFile: string, found: ReadonlyMap<string, Uint8Array>): string[] {
  const before = found.get(mainFile);
  const lines = [`power failed; the disk held ${[...found].map(([path, { length }]) => `${nameOf(path)} (${length} bytes)`).join(', ') || 'nothing'}`];
  if (!before) return lines;
  const handle = new Handle(instance, mainFile);
  try {
    valueOf(handle, 'SELECT count(*) FROM sqlite_schema');
    const after = instance.files.copy();
    const pageSize = Number(valueOf(handle, 'PRAGMA page_size'));
    const log = found.get(mainFile + LOG);
    if (found.has(mainFile + JOURNAL)) {
      // The journal's header is written when its pages are safe; before that, the database is not touched and SQLite ignores it.
      const isHot = !after.get(mainFile + JOURNAL)?.length;
      const came = isHot ? pagesPutBack(before, after.get(mainFile), pageSize) : nothingReached;
      lines.push(`${nameOf(mainFile)}${JOURNAL} belonged to a transaction that had not committed: ${came}`);
    } else if (log && log.length > LOG_HEADER) {
      const written = Math.floor((log.length - LOG_HEADER) / (FRAME_HEADER + pageSize));
      lines.push(`${nameOf(mainFile)}${LOG} holds ${pages(written)}, of which ${Number(valueOf(handle, 'PRAGMA wal_checkpoint', 1))} belong to committed transactions and count`);
    } else {
      lines.push('no journal and no log: no transaction had begun to write');
    }
    lines.push(`integrity check: ${String(valueOf(handle, 'PRAGMA integrity_check'))}`);
  } catch (error) {
    // What is broken beyond repair is told, and is for the person to see.
    if (!(error instanceof DatabaseError)) throw error;
    lines.push(`the database cannot be read: ${error.message}`);
  } finally {
    handle.close();
  }
  return lines;
}

function pagesPutBack(before: Uint8Array, after: Uint8Array | undefined, pageSize: number): string {
  let changed = 0;
  for (let at = 0; at < before.length; at += pageSize) {
    const was = before.subarray(at, at + pageSize);
    if (after && was.some((byte, index) => byte !== after[at + index])) changed += 1;
  }
  return changed === 0 ? nothingReached : `${pages(changed)} put back as they were`;
}

function pages(count: number): string {
  return count === 1 ? '1 page' : `${count} pages`;
}

/** A column of a query's first row. */
function valueOf(handle: Handle, sql: string, column = 0): Value {
  const statement = handle.prepare(sql);
  if (!statement) return null;
  try {
    return statement.step() ? (statement.row(statement.columnCount)[column] ?? null) : null;
  } finally {
    statement.finalize();
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
