/**
 * The thread in which initdb runs: makes a cluster, shuts it down cleanly and posts its files.
 * Everything that PostgreSQL could take from outside is fixed: see still-world.mjs.
 */
import './still-world.mjs';
import { parentPort } from 'node:worker_threads';

const { PGlite } = await import('@electric-sql/pglite');

const root = '/pglite/data';

const pg = await PGlite.create({
  initDbStartParams: [
    // 1 MB of write-ahead log instead of 16.
    '--wal-segsize=1',
    '--no-data-checksums',
    '--text-search-config=english',
  ],
});
const { FS } = pg.Module;
await pg.exec('CHECKPOINT');
// Closing shuts the server down: what is on its disk then starts without recovery.
await pg.close();

const entries = [];
function walk(path) {
  for (const name of FS.readdir(path).sort()) {
    if (name === '.' || name === '..') continue;
    const full = `${path}/${name}`;
    const { mode } = FS.stat(full);
    const entry = { path: full.slice(root.length + 1), mode: mode & 0o7777 };
    if (FS.isDir(mode)) {
      entries.push(entry);
      walk(full);
    } else {
      entries.push({ ...entry, bytes: FS.readFile(full) });
    }
  }
}
walk(root);
parentPort.postMessage(entries);
