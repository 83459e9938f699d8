/** The custom section in which the build lists the suspendable functions: their number, and the index of each. */
const sectionName = 'savepoint.suspendable';

/** How V8 writes a frame of WebAssembly: the module's identity, and the function's index. */
const frame = /wasm:\/\/wasm\/(\S+?):wasm-function\[(\d+)\]/g;

/** Deeper stacks than this are not suspended. */
const deepest = 1000;

/** V8's own: how deep a trace goes, and who writes it. */
interface StackTraces {
  stackTraceLimit?: number | undefined;
  prepareStackTrace?: unknown;
}

/** Waits that were refused, in a database and all its copies. */
export class RefusedWaits {
  count = 0;
  /** The functions because of which. */
  readonly functions = new Set<string>();
}

/**
 * Looks whether the program may be left where it stands. Each function on the stack must be one that can be entered
 * again; any other would lose its place, and what it was about to do to shared memory would stay half done.
 */
export class StackGuard {
  readonly #suspendable: ReadonlySet<number>;
  /** How V8 calls the modules that may be on the stack: the program itself, and the side modules all of which is suspendable. */
  #main: string | null = null;
  readonly #sides = new Set<string>();
  readonly #refused: RefusedWaits;

  constructor(module: WebAssembly.Module, refused: RefusedWaits) {
    this.#refused = refused;
    const [section] = WebAssembly.Module.customSections(module, sectionName);
    this.#suspendable = new Set(section ? readNumbers(new Uint8Array(section)) : []);
  }

  /** The build has made this program suspendable. */
  get equipped(): boolean {
    return this.#suspendable.size > 0;
  }

  /** Takes note of what the host calls the modules, from errors raised in each of them: the program itself comes first. */
  learn(failures: readonly (() => unknown)[]): void {
    const [main, ...sides] = failures.map((failure) => stackOf(failure).frames[0]?.module);
    this.#main = main ?? null;
    for (const side of sides) if (side !== undefined) this.#sides.add(side);
  }

  /** True when all functions that are on the stack now are suspendable. */
  allows(): boolean {
    const { frames, truncated } = stackOf(() => new Error());
    const bad = frames.filter(({ module, index }) =>
      module === this.#main ? !this.#suspendable.has(index) : !this.#sides.has(module),
    );
    // The wait itself is a function of the main program's: where none is seen, the host does not tell.
    if (bad.length === 0 && !truncated && frames[0]?.module === this.#main) return true;
    this.#refused.count++;
    for (const { module, index } of bad) this.#refused.functions.add(`${module === this.#main ? 'postgres' : module}[${index}]`);
    return false;
  }
}

/** The frames of WebAssembly on the stack of an error, the innermost first. */
function stackOf(raise: () => unknown): { frames: { module: string; index: number }[]; truncated: boolean } {
  const traces = Error as unknown as StackTraces;
  const { stackTraceLimit, prepareStackTrace } = traces;
  traces.stackTraceLimit = deepest;
  // Others may have put in their own writer, which drops what we look for.
  traces.prepareStackTrace = (_error: unknown, sites: readonly unknown[]) => sites.join('\n');
  const text = String((raise() as Partial<Error> | null)?.stack);
  traces.stackTraceLimit = stackTraceLimit;
  traces.prepareStackTrace = prepareStackTrace;
  const frames = [...text.matchAll(frame)].map(([, module = '', index]) => ({ module, index: Number(index) }));
  return { frames, truncated: text.split('\n').length >= deepest };
}

/** Reads a list of LEB128 numbers that begins with its length. */
function readNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const byte of bytes) {
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte < 0x80) {
      numbers.push(value);
      value = shift = 0;
    }
  }
  return numbers.slice(1);
}
