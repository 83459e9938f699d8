import type { Descriptors } from './descriptors';
import type { LinearMemory } from './linear-memory';
import type { ByteFile, MemoryFiles } from './memory-files';

/** Error numbers of WASI, which Emscripten's C library shares. */
const Errno = { BADF: 8, EXIST: 20, INVAL: 28, ISDIR: 31, NOENT: 44, NOMEM: 48, NOSPC: 51 } as const;

/** Flags of open(2) in Emscripten's C library. */
const Open = { CREATE: 0o100, EXCLUSIVE: 0o200, TRUNCATE: 0o1000 } as const;

const Mode = { DIRECTORY: 0o40_755, FILE: 0o100_644 } as const;
const LOCK_QUERY = 12;
const UNLOCKED = 2;
const BLOCK = 4096;

/** What file calls stand on; the memory is known only once the module is instantiated. */
export interface FileCallsGround {
  readonly memory: LinearMemory;
  readonly files: MemoryFiles;
  readonly descriptors: Descriptors;
  alignedAlloc(alignment: number, size: number): number;
}

/**
 * The system calls on files, on files in memory. Calls named `fd…` return an error number, the
 * others its negative, as their C declarations have it.
 *
 * Locks between processes are always granted: all connections live in one process, where SQLite
 * keeps its locks itself, per inode.
 */
export function fileCalls(ground: FileCallsGround) {
  const { files, descriptors } = ground;

  /** SQLite resolves paths itself; all that arrive here are absolute. */
  const pathAt = (address: number): string => ground.memory.cString(address);

  const writeStatus = (file: ByteFile | null, address: number): number => {
    const { view, bytes } = ground.memory;
    bytes.fill(0, address, address + 96);
    view.setUint32(address, 1, true);
    view.setUint32(address + 4, file ? Mode.FILE : Mode.DIRECTORY, true);
    view.setUint32(address + 8, 1, true);
    view.setBigInt64(address + 24, BigInt(file?.size ?? BLOCK), true);
    view.setInt32(address + 32, BLOCK, true);
    view.setInt32(address + 36, Math.ceil((file?.size ?? BLOCK) / 512), true);
    view.setBigInt64(address + 88, BigInt(file?.inode ?? 2), true);
    return 0;
  };

  const status = (path: string, address: number): number => {
    if (files.isDirectory(path)) return writeStatus(null, address);
    const file = files.find(path);
    return file ? writeStatus(file, address) : -Errno.NOENT;
  };

  const stat = (path: number, address: number): number => status(pathAt(path), address);

  /** Runs `visit` over the buffers of a readv or writev for as long as it says to go on; false when it stopped. */
  const eachBuffer = (vector: number, count: number, visit: (buffer: Uint8Array) => boolean): boolean => {
    const { view, bytes } = ground.memory;
    for (let at = vector; at < vector + count * 8; at += 8) {
      const start = view.getUint32(at, true);
      if (!visit(bytes.subarray(start, start + view.getUint32(at + 4, true)))) return false;
    }
    return true;
  };

  return {
    open(_directory: number, pathAddress: number, flags: number): number {
      const path = pathAt(pathAddress);
      if (files.isDirectory(path)) return (flags & 3) === 0 ? descriptors.add(path, null, flags) : -Errno.ISDIR;
      let file = files.find(path);
      if (file && (flags & Open.CREATE) !== 0 && (flags & Open.EXCLUSIVE) !== 0) return -Errno.EXIST;
      if (!file && (flags & Open.CREATE) === 0) return -Errno.NOENT;
      file ??= files.create(path);
      if ((flags & Open.TRUNCATE) !== 0) file.truncate(0);
      return descriptors.add(path, file, flags);
    },

    fdClose: (number: number): number => (descriptors.close(number) ? 0 : Errno.BADF),

    fdRead(number: number, vector: number, count: number, result: number): number {
      const descriptor = descriptors.get(number);
      if (!descriptor?.file) return Errno.BADF;
      const { file, position } = descriptor;
      eachBuffer(vector, count, (buffer) => {
        const moved = file.read(buffer, descriptor.position);
        descriptor.position += moved;
        return moved === buffer.length;
      });
      ground.memory.view.setUint32(result, descriptor.position - position, true);
      return 0;
    },

    fdWrite(number: number, vector: number, count: number, result: number): number {
      const descriptor = descriptors.get(number);
      if (!descriptor?.file) return Errno.BADF;
      const { file, position } = descriptor;
      const done = eachBuffer(vector, count, (buffer) => {
        if (!file.write(buffer, descriptor.position)) return false;
        descriptor.position += buffer.length;
        return true;
      });
      if (!done && descriptor.position === position) return Errno.NOSPC;
      ground.memory.view.setUint32(result, descriptor.position - position, true);
      return 0;
    },

    fdSeek(number: number, offset: bigint, whence: number, result: number): number {
      const descriptor = descriptors.get(number);
      if (!descriptor?.file) return Errno.BADF;
      const from = [0, descriptor.position, descriptor.file.size][whence];
      if (from === undefined || from + Number(offset) < 0) return Errno.INVAL;
      descriptor.position = from + Number(offset);
      ground.memory.view.setBigInt64(result, BigInt(descriptor.position), true);
      return 0;
    },

    ftruncate(number: number, size: bigint): number {
      const file = descriptors.get(number)?.file;
      if (!file) return -Errno.BADF;
      return file.truncate(Number(size)) ? 0 : -Errno.NOSPC;
    },

    fstat(number: number, address: number): number {
      const descriptor = descriptors.get(number);
      return descriptor ? writeStatus(descriptor.file, address) : -Errno.BADF;
    },

    stat,
    lstat: stat,
    fstatat: (_directory: number, path: number, address: number): number => stat(path, address),

    access(_directory: number, pathAddress: number): number {
      const path = pathAt(pathAddress);
      return files.isDirectory(path) || files.find(path) ? 0 : -Errno.NOENT;
    },

    unlink: (_directory: number, path: number): number => (files.remove(pathAt(path)) ? 0 : -Errno.NOENT),

    readlink(_directory: number, pathAddress: number): number {
      const path = pathAt(pathAddress);
      return files.isDirectory(path) || files.find(path) ? -Errno.INVAL : -Errno.NOENT;
    },

    fcntl(number: number, command: number, argument: number): number {
      if (!descriptors.get(number)) return -Errno.BADF;
      if (command === LOCK_QUERY) {
        const { view } = ground.memory;
        view.setInt16(view.getUint32(argument, true), UNLOCKED, true);
      }
      return 0;
    },

    /** Maps a file by copying it. Enough for the index of a write-ahead log, the one thing that SQLite maps. */
    mmap(length: number, _protection: number, _flags: number, number: number, offset: bigint, allocated: number, result: number): number {
      const file = descriptors.get(number)?.file;
      if (!file) return -Errno.BADF;
      const address = ground.alignedAlloc(65_536, length);
      if (address === 0) return -Errno.NOMEM;
      const { view, bytes } = ground.memory;
      const mapped = bytes.subarray(address, address + length);
      mapped.fill(0);
      file.read(mapped, Number(offset));
      view.setInt32(allocated, 1, true);
      view.setUint32(result, address, true);
      return 0;
    },

    munmap(address: number, length: number, _protection: number, _flags: number, number: number, offset: bigint): number {
      const file = descriptors.get(number)?.file;
      if (!file) return -Errno.BADF;
      return file.write(ground.memory.bytes.subarray(address, address + length), Number(offset)) ? 0 : -Errno.NOSPC;
    },

    getcwd(buffer: number, size: number): number {
      if (size < 2) return -Errno.INVAL;
      ground.memory.bytes.set([0x2f, 0], buffer);
      return 2;
    },
  };
}
