import type { MemoryNode, PostgresModule } from './emscripten';

/** Size of the blocks of which PostgreSQL's files consist. */
const blockSize = 8192;

const directoryType = 0o040000;
const fileType = 0o100000;

/** The table of contents at the head of the part `postgres.cluster`, as build/postgres/cluster.mjs writes it. */
interface Contents {
  /** Each directory after the one that holds it. */
  readonly directories: readonly (readonly [path: string, mode: number])[];
  readonly files: readonly (readonly [path: string, mode: number, size: number, blocks: readonly number[]])[];
}

/** A file to be put into a data directory. */
export interface DataFile {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  /** Makes the file's bytes: new ones each time. */
  readonly contents: () => Uint8Array;
}

/**
 * Puts the files of a cluster into the module's file system.
 * @param root an existing directory
 * @param part the part `postgres.cluster`: the length of the table of contents (32 bits, little-endian), the table as
 *   JSON, and the blocks, each distinct one once
 */
export function restoreCluster(module: PostgresModule, root: string, part: Uint8Array): void {
  const length = new DataView(part.buffer, part.byteOffset).getUint32(0, true);
  const contents = JSON.parse(new TextDecoder().decode(part.subarray(4, 4 + length))) as Contents;
  const blocks = part.subarray(4 + length);
  const files = contents.files.map(([path, mode, size, ids]) => ({ path, mode, size, contents: () => assemble(blocks, ids, size) }));
  restoreFiles(module, root, contents.directories, files);
}

/**
 * Puts files into the module's file system. A file's bytes are made when they are first looked at: a server at work
 * touches a tenth of them.
 * @param directories each after the one that holds it
 */
export function restoreFiles(
  module: PostgresModule,
  root: string,
  directories: readonly (readonly [path: string, mode: number])[],
  files: readonly DataFile[],
): void {
  const nodes = new Map<string, MemoryNode>([['', module.FS.lookupPath(root).node]]);
  const create = (path: string, mode: number): MemoryNode => {
    const slash = path.lastIndexOf('/');
    const parent = nodes.get(path.slice(0, Math.max(slash, 0)));
    if (!parent) throw new Error(`no directory for ${path}`);
    return module.MEMFS.createNode(parent, path.slice(slash + 1), mode, 0);
  };

  for (const [path, mode] of directories) nodes.set(path, create(path, directoryType | mode));
  for (const { path, mode, size, contents } of files) {
    const file = create(path, fileType | mode);
    file.usedBytes = size;
    makeWhenNeeded(file, contents);
  }
}

/** How the bytes of files are made that nobody has looked at. */
const untouched = new WeakMap<MemoryNode, () => Uint8Array>();

/** How a file's bytes are made, if nobody has looked at them. */
export function lazyContents(file: MemoryNode): (() => Uint8Array) | undefined {
  return untouched.get(file);
}

/** Gives a file contents that are made at their first use, and are the file's own from then on. */
export function makeWhenNeeded(file: MemoryNode, contents: () => Uint8Array): void {
  const settle = (value: Uint8Array): void => {
    untouched.delete(file);
    Object.defineProperty(file, 'contents', { value, writable: true, enumerable: true, configurable: true });
  };
  untouched.set(file, contents);
  Object.defineProperty(file, 'contents', {
    get: () => {
      settle(contents());
      return file.contents;
    },
    set: settle,
    enumerable: true,
    configurable: true,
  });
}

function assemble(blocks: Uint8Array, ids: readonly number[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  ids.forEach((id, i) => {
    const start = id * blockSize;
    bytes.set(blocks.subarray(start, start + Math.min(blockSize, size - i * blockSize)), i * blockSize);
  });
  return bytes;
}
