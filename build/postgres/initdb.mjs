/**
 * The thread in which a cluster is made: runs initdb, shuts the server down cleanly and posts the files.
 * Whatever PostgreSQL could take from outside stands still: see still-world.mjs.
 */
import './still-world.mjs';
import { parentPort } from 'node:worker_threads';
import { settings } from './settings.mjs';

// Loaded after the world stands still, not before.
const { PGlite } = await import('@electric-sql/pglite');

const root = '/pglite/data';

const server = await PGlite.create({
  initDbStartParams: [
    // 1 MB of write-ahead log, not 16.
    '--wal-segsize=1',
    // Nothing here can decay on a disk.
    '--no-data-checksums',
    // The locale is C.UTF-8, as PGlite needs it; text search speaks English all the same, as on most servers.
    '--text-search-config=english',
    ...Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
  ],
  startParams: ['--single', '-F', '-j'],
});
const { FS } = server.Module;
// What initdb logged lies in segments before this point; they go with the checkpoint of the shutdown.
await server.exec('SELECT pg_switch_wal()');
// After a clean shutdown the next start has nothing to recover.
await server.close();

/** The files and directories below a directory, in a fixed order. */
function list(directory) {
  return FS.readdir(directory)
    .filter((name) => name !== '.' && name !== '..')
    .sort()
    .flatMap((name) => {
      const path = `${directory}/${name}`;
      const { mode } = FS.stat(path);
      const entry = { path: path.slice(root.length + 1), mode: mode & 0o7777 };
      return FS.isDir(mode) ? [entry, ...list(path)] : [{ ...entry, bytes: FS.readFile(path) }];
    });
}

parentPort.postMessage(list(root));
