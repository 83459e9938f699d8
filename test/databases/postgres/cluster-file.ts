import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const recipe = ['still-world.mjs', 'settings.mjs', 'initdb.mjs', 'cluster.mjs'].map((name) =>
  join(root, 'build/postgres', name),
);
const pglite = join(root, 'node_modules/@electric-sql/pglite/package.json');

/** Path of the part `postgres.cluster`: made once for each state of its recipe, then kept in .cache. */
export function clusterFile(): string {
  const hash = createHash('sha256');
  for (const file of [...recipe, pglite]) hash.update(readFileSync(file));
  const file = join(root, '.cache', `postgres-${hash.digest('hex').slice(0, 16)}.cluster`);
  if (!existsSync(file)) execFileSync(process.execPath, [join(root, 'build/postgres/write-cluster.mjs'), file]);
  return file;
}
