import { EngineCrashError } from '../errors';
import { Handle } from './handle';
import { takingUris } from './layout';
import type { Instance } from './runtime/instance';

const CHECKED = new WeakSet<Instance>();

/**
 * Opens a connection that shares its cache with all others opened so on the same file.
 * @throws EngineCrashError when this build of SQLite does not let itself be talked into it
 */
export function openSharing(instance: Instance, path: string): Handle {
  if (!CHECKED.has(instance)) {
    checkSharing(instance);
    CHECKED.add(instance);
  }
  return open(instance, `file:${path}?cache=shared`);
}

function open(instance: Instance, uri: string): Handle {
  const handle = takingUris(instance.memory, () => new Handle(instance, uri));
  if (!handle) throw noSharing();
  return handle;
}

/** Two connections to one database in memory: only with a shared cache does the second see what the first has not committed. */
function checkSharing(instance: Instance): void {
  const [writer, reader] = [1, 2].map(() => open(instance, 'file:sharing?mode=memory&cache=shared')) as [Handle, Handle];
  try {
    writer.run('CREATE TABLE t (a); BEGIN; INSERT INTO t VALUES (1)');
    reader.run('PRAGMA read_uncommitted = 1');
    const statement = reader.prepare('SELECT a FROM t');
    const found = statement?.step();
    statement?.finalize();
    if (!found) throw noSharing();
  } finally {
    reader.close();
    writer.close();
  }
}

function noSharing(): EngineCrashError {
  return new EngineCrashError('this build of SQLite is not the one that Savepoint knows: shared cache');
}
