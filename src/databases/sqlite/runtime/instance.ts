import { EngineCrashError } from '../../errors';
import { clockCalls } from './clock-calls';
import { Descriptors } from './descriptors';
import { fileCalls } from './file-calls';
import { LinearMemory } from './linear-memory';
import { MemoryFiles } from './memory-files';
import { exportLetters, importLetters, runtimeLetters, type ExportName, type ImportName } from './symbols';

/** The C functions of SQLite that Savepoint calls; pointers are numbers. */
export type SqliteFunctions = Readonly<Record<ExportName, (...args: number[]) => number>>;

/** Bounds of one instance in bytes. */
export interface InstanceLimits {
  /** Linear memory; an allocation beyond it fails with SQLITE_NOMEM. */
  readonly heap: number;
  /** All files together; a write beyond it fails with SQLITE_FULL. */
  readonly files: number;
}

/** One running copy of SQLite with memory and files of its own. */
export interface Instance {
  readonly c: SqliteFunctions;
  readonly memory: LinearMemory;
  readonly files: MemoryFiles;
  /** Makes a JavaScript function callable from C as `int (*)(int)`; returns its pointer. */
  callback(call: (argument: number) => number): number;
}

/**
 * Links and starts SQLite.
 * @param module `sqlite.wasm` of sql.js 1.16.0
 * @throws EngineCrashError when the module is another one, or when there is no memory for it
 */
export async function instantiate(module: WebAssembly.Module, limits: InstanceLimits): Promise<Instance> {
  const files = new MemoryFiles(limits.files);
  const descriptors = new Descriptors(files);
  // The calls need the instance's memory, and the instance needs the calls to be made.
  const linked: { memory?: LinearMemory; alignedAlloc?: (alignment: number, size: number) => number } = {};
  const ground = {
    files,
    descriptors,
    get memory(): LinearMemory {
      if (!linked.memory) throw new EngineCrashError('SQLite called out before it was started');
      return linked.memory;
    },
    alignedAlloc: (alignment: number, size: number): number => linked.alignedAlloc?.(alignment, size) ?? 0,
  };
  const calls: Record<ImportName, WebAssembly.ImportValue> = {
    ...fileCalls(ground),
    ...clockCalls(ground),
    ...processCalls(ground, limits.heap),
  };
  const letters = Object.entries(importLetters) as [ImportName, string][];
  const imports = { a: Object.fromEntries(letters.map(([name, letter]) => [letter, calls[name]])) };

  const { exports } = await link(module, imports);
  const memory = new LinearMemory(exports[runtimeLetters.memory] as WebAssembly.Memory);
  linked.memory = memory;
  linked.alignedAlloc = exports[runtimeLetters.alignedAlloc] as (alignment: number, size: number) => number;
  (exports[runtimeLetters.initialize] as () => void)();
  const table = exports[runtimeLetters.table] as WebAssembly.Table;
  return {
    c: Object.fromEntries(Object.entries(exportLetters).map(([name, letter]) => [name, exports[letter]])) as SqliteFunctions,
    memory,
    files,
    callback: (call) => {
      const pointer = table.grow(1);
      table.set(pointer, trampoline(call));
      return pointer;
    },
  };
}

async function link(module: WebAssembly.Module, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  const wanted = Object.values({ ...exportLetters, ...runtimeLetters });
  try {
    const instance = await WebAssembly.instantiate(module, imports);
    if (wanted.every((letter) => letter in instance.exports)) return instance;
  } catch (error) {
    throw new EngineCrashError(`SQLite does not start: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  throw new EngineCrashError('SQLite does not start: sqlite.wasm is not the one of sql.js 1.16.0');
}

/** The rest of the system: memory, environment, and the ways in which C code gives up. */
function processCalls(ground: { readonly memory: LinearMemory }, heapLimit: number) {
  const succeed = (): number => 0;
  const crash = (what: string) => (): never => {
    throw new EngineCrashError(`SQLite stopped: ${what}`);
  };
  return {
    heapMaximum: (): number => heapLimit,
    resizeHeap(wanted: number): number {
      const size = wanted >>> 0;
      if (size > heapLimit) return 0;
      const now = ground.memory.bytes.length;
      // Ask for more than is needed, so that a growing heap is not grown for each allocation.
      return ground.memory.grow(Math.min(heapLimit, Math.max(size, now * 1.2))) ? 1 : 0;
    },
    environSizes(count: number, size: number): number {
      ground.memory.view.setUint32(count, 0, true);
      ground.memory.view.setUint32(size, 0, true);
      return 0;
    },
    environGet: succeed,
    assertFail: crash('an assertion failed'),
    abort: crash('it aborted'),
    exit: crash('it exited'),
    // Permissions and times of files mean nothing here, syncing has nowhere to go, and directories are fixed.
    chmod: succeed,
    fchmod: succeed,
    fchown: succeed,
    utimens: succeed,
    fdSync: succeed,
    fdDataSync: succeed,
    fdStatus: succeed,
    mkdir: succeed,
    rmdir: succeed,
    setTimer: succeed,
    clearKeepAlive: succeed,
    warnLegacyFunction: succeed,
  };
}

/** A table holds wasm functions only: this is the smallest module that imports one as `e.f` and exports it as `f`. */
const TRAMPOLINE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // header
  ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f], // type: (i32) -> i32
  ...[0x02, 0x07, 0x01, 0x01, 0x65, 0x01, 0x66, 0x00, 0x00], // import
  ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00], // export
);

function trampoline(call: (argument: number) => number): unknown {
  return new WebAssembly.Instance(new WebAssembly.Module(TRAMPOLINE), { e: { f: call } }).exports['f'];
}
