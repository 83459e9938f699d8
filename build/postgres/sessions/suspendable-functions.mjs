import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The checked-in list. */
export const listPath = fileURLToPath(new URL('suspendable-functions.txt', import.meta.url));

/**
 * Functions of the stock pglite.wasm that can stand on the stack while a session waits: the indices of all, and of those
 * whose variables are to be moved to memory.
 * @throws Error when the list was not collected for these bytes
 */
export function suspendableFunctions(wasm) {
  const text = readFileSync(listPath, 'utf8');
  const [, expected] = /^# sha256 ([0-9a-f]{64})$/m.exec(text) ?? [];
  const actual = createHash('sha256').update(wasm).digest('hex');
  if (actual !== expected) {
    throw new Error(`PGlite has changed (sha256 ${actual}): collect suspendable-functions.txt again, see docs/postgres-sessions.md`);
  }
  const entries = text.replace(/^#.*$/gm, '').match(/\d+\*?/g);
  const indices = (chosen) => chosen.map((entry) => parseInt(entry, 10));
  return { all: indices(entries), moved: indices(entries.filter((entry) => entry.endsWith('*'))) };
}
