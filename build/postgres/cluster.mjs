/**
 * Makes the part `postgres.cluster`: the data directory of a new PostgreSQL cluster, so that no user ever waits for
 * initdb. The same versions of PGlite and of these scripts give the same bytes.
 */
import { Worker } from 'node:worker_threads';

/** Size of the blocks of which PostgreSQL's files consist. */
const blockSize = 8192;

/** Caches that a server makes anew at every start, and removes first. */
const cacheFile = /(^|\/)pg_internal\.init$/;

/**
 * Runs initdb and packs the result.
 * @returns the length of a table of contents (32 bits, little-endian), the table as JSON, and the blocks. The databases
 *   of a new cluster are almost copies of each other: each distinct block is there once.
 */
export async function makeCluster() {
  return pack(await initialise());
}

/** Runs initdb in a thread of its own, whose clock and chance it may stop. */
function initialise() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./initdb.mjs', import.meta.url));
    worker.once('message', (entries) => {
      resolve(entries);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`initdb ended with code ${code}`)));
  });
}

/** Packs directories ({ path, mode }) and files ({ path, mode, bytes }). */
export function pack(entries) {
  const ids = new Map();
  const blocks = [];
  const blockId = (block) => {
    const key = block.toString('latin1');
    let id = ids.get(key);
    if (id === undefined) {
      ids.set(key, (id = blocks.length));
      blocks.push(block);
    }
    return id;
  };

  const directories = [];
  const files = [];
  for (const { path, mode, bytes } of entries) {
    if (!bytes) {
      directories.push([path, mode]);
    } else if (!cacheFile.test(path)) {
      const padded = Buffer.alloc(Math.ceil(bytes.length / blockSize) * blockSize);
      padded.set(bytes);
      const numbers = [];
      for (let at = 0; at < padded.length; at += blockSize) numbers.push(blockId(padded.subarray(at, at + blockSize)));
      files.push([path, mode, bytes.length, numbers]);
    }
  }

  const contents = Buffer.from(JSON.stringify({ directories, files }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(contents.length);
  return new Uint8Array(Buffer.concat([length, contents, ...blocks]));
}
