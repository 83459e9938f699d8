import { lazyContents, restoreFiles, type DataFile } from './cluster';
import type { MemoryNode, PostgresModule } from './emscripten';

/** The files of a data directory, in memory. */
export interface DataFiles {
  /** Each directory after the one that holds it. */
  readonly directories: readonly (readonly [path: string, mode: number])[];
  readonly files: readonly DataFile[];
}

/** What belongs to the process that is running, and not to the data. */
const ofTheProcess = new Set(['postmaster.pid', 'postmaster.opts']);

/** Copies the files of a data directory as they are. Those that the server never looked at are shared. */
export function copyDataFiles(module: PostgresModule, root: string): DataFiles {
  const directories: [string, number][] = [];
  const files: DataFile[] = [];
  const visit = (directory: MemoryNode, prefix: string): void => {
    for (const [name, node] of Object.entries(directory.contents as unknown as Record<string, MemoryNode>)) {
      const path = prefix + name;
      if (module.FS.isDir(node.mode)) {
        directories.push([path, node.mode & 0o7777]);
        visit(node, `${path}/`);
      } else if (!ofTheProcess.has(path)) {
        const size = node.usedBytes;
        files.push({ path, mode: node.mode & 0o7777, size, contents: contentsOf(node, size) });
      }
    }
  };
  visit(module.FS.lookupPath(root).node, '');
  return { directories, files };
}

/** Puts copied files into an empty data directory. */
export function putDataFiles(module: PostgresModule, root: string, copied: DataFiles): void {
  restoreFiles(module, root, copied.directories, copied.files);
}

function contentsOf(node: MemoryNode, size: number): () => Uint8Array {
  const untouched = lazyContents(node);
  if (untouched) return untouched;
  const copy = size === 0 ? new Uint8Array(0) : node.contents.slice(0, size);
  // Several databases may come from one copy.
  return () => copy.slice();
}
