/** The parts of Emscripten's interface that Savepoint uses, as PGlite's module has them. */

/** A file or directory of the in-memory file system. */
export interface MemoryNode {
  name: string;
  parent: MemoryNode;
  mode: number;
  /** Of a file: its bytes; only the first `usedBytes` count. */
  contents: Uint8Array;
  usedBytes: number;
}

/** An open file. */
export interface FileStream {
  /** What descriptors made by dup() have in common: position and flags. */
  shared: object;
}

/** What the module is created with. */
export interface ModuleOptions {
  readonly thisProgram: string;
  readonly noExitRuntime: boolean;
  readonly wasmMemory: WebAssembly.Memory;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly stdin: () => null;
  /**
   * Asked about each exception that passes a frame in which PostgreSQL may catch an error: returns what to go on with.
   * Not Emscripten's own: the adapted source asks.
   * @param handler what PG_exception_stack was when the frame was entered
   * @param context the same of error_context_stack
   */
  readonly caught: (error: unknown, handler: number, context: number) => unknown;
  /** Told of each side module that was loaded. Not Emscripten's own either. */
  readonly sideModule: (instance: WebAssembly.Instance) => void;
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    instantiated: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
  readonly getPreloadedPackage: (name: string, size: number) => ArrayBuffer;
  readonly preRun: readonly ((module: PostgresModule) => void)[];
}

/** The running module: PostgreSQL's exported functions and Emscripten's own. */
export interface PostgresModule {
  readonly ENV: Record<string, string>;
  /** Renewed whenever the memory grows: never keep it. */
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  readonly FS: {
    readonly root: MemoryNode;
    /** Open files by descriptor; replaced as a whole when another session gets its turn. */
    streams: (FileStream | undefined)[];
    lookupPath(path: string): { readonly node: MemoryNode };
    mkdirTree(path: string, mode?: number): void;
    chmod(path: string, mode: number): void;
    readFile(path: string): Uint8Array;
    writeFile(path: string, bytes: Uint8Array): void;
    isDir(mode: number): boolean;
    isFile(mode: number): boolean;
    /** Paths are looked up in a table of all nodes; these put one in and take one out. */
    hashAddNode(node: MemoryNode): void;
    hashRemoveNode(node: MemoryNode): void;
  };
  readonly MEMFS: {
    createNode(parent: MemoryNode, name: string, mode: number, device: number): MemoryNode;
  };
  addFunction(callback: (...values: number[]) => number, signature: string): number;
  callMain(args: string[]): number;
  UTF8ToString(pointer: number): string;
  stringToNewUTF8(text: string): number;
  stackSave(): number;
  stackRestore(pointer: number): void;
  /** Addresses of PostgreSQL's variables. */
  readonly _PG_exception_stack: number;
  readonly _error_context_stack: number;
  /** Address of Emscripten's variable that holds the target of a jump under way. */
  readonly ___THREW__: number;
  _pgl_set_system_fn(callback: number): void;
  _pgl_set_popen_fn(callback: number): void;
  _pgl_set_pclose_fn(callback: number): void;
  _pgl_set_rw_cbs(read: number, write: number): void;
  _pgl_setPGliteActive(active: number): void;
  _pgl_startPGlite(): void;
  _pgl_pq_flush(): void;
  _pq_buffer_remaining_data(): number;
  _PostgresMainLoopOnce(): void;
  _PostgresMainLongJmp(): void;
  _AbortCurrentTransaction(): void;
  _GetCurrentTransactionNestLevel(): number;
  _RollbackAndReleaseCurrentSubTransaction(): void;
  _PostgresSendReadyForQueryIfNecessary(): void;
}
