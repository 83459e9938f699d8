/** The names of imports that PostgreSQL calls while it works: it reads the clock, and reads and writes blocks. */
const checkpoints = ['emscripten_date_now', 'clock_time_get', 'fd_pread', 'fd_pwrite'];

/** What the program calls us for. */
export interface Calls {
  /** Called often from within running statements. */
  readonly check: () => void;
  readonly setTimer: (which: number, milliseconds: number) => number;
  readonly kill: (pid: number, signal: number) => number;
  /** Whether the current session may load a library: the address of its description. */
  readonly mayLoad: (library: number) => boolean;
  readonly waitLatch: (latch: number, events: number, timeout: number, reason: number) => number;
}

type Import = (...values: never[]) => unknown;

/**
 * Puts our own functions among what the module is about to import. WaitLatch() and kill() call out through imports that
 * nothing else uses: see build/postgres/sessions/patch.mjs.
 */
export function hookImports(imports: WebAssembly.Imports, calls: Calls): void {
  // Emscripten keeps all its imports in one object, whatever they are called.
  const env: Record<string, unknown> = { ...imports['env'] };
  for (const name of checkpoints) {
    const original = env[name] as Import | undefined;
    if (!original) throw new Error(`PostgreSQL no longer imports ${name}`);
    env[name] = (...values: never[]) => {
      calls.check();
      return original(...values);
    };
  }
  // The original uses setTimeout, which cannot fire while a statement runs and must not fire between two.
  env['_setitimer_js'] = calls.setTimer;
  const load = env['_dlopen_js'] as (library: number) => number;
  env['_dlopen_js'] = (library: number) => (calls.mayLoad(library) ? load(library) : 0);
  env['__syscall_fchmodat2'] = calls.waitLatch;
  env['__syscall_fchmod'] = calls.kill;
  imports['env'] = imports['wasi_snapshot_preview1'] = env as WebAssembly.ModuleImports;
}
