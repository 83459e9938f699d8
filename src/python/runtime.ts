import type { Flow } from './flow';
import type { Activation } from './machine/frame';
import type { Keywords } from './objects/callables';
import type { PyException } from './objects/exception';
import type { PyModule } from './objects/module';
import type { Value } from './objects/object';

/** What native code may ask of the interpreter in which it runs. Modules get it when they are made. */
export interface Runtime {
  /** `sys.stdout`. */
  write(text: string): void;
  /** `sys.stderr`: logging and warnings. */
  log(text: string): void;
  /** Milliseconds, growing: for timers. */
  now(): number;
  /** Settles after that many milliseconds: `waitFor(runtime.sleep(100))`. */
  sleep(milliseconds: number): Promise<void>;
  /** Loaded modules by full name: `sys.modules`. */
  readonly modules: Map<string, PyModule>;
  /** Imports a module (`a.b`: all of it) and gives the one of that name. */
  importModule(name: string): Flow<PyModule>;
  /**
   * Calls Python from code that cannot wait.
   * @throws WouldWaitError when it has to wait
   * @throws Raised a Python exception
   */
  callNow(callable: Value, args?: readonly Value[], keywords?: Keywords | null): Value;
  /** Names of the frame that Python code runs in now: for `globals()`, `locals()`, `warnings.warn`. */
  readonly caller: CallerFrame | null;
  /** The exception that is being handled: `sys.exc_info()`. */
  readonly handled: PyException | null;
  readonly roots: Roots;
}

/** Where all that Python code can get at begins. */
export interface Roots {
  /** What runs now, the innermost first. */
  readonly top: Activation | null;
  /** A cell is running: the code at the bottom of the stack is its. */
  readonly runsCell: boolean;
  /** Variables of notes and names of modules. */
  namespaces(): Iterable<ReadonlyMap<string, Value>>;
  /** True for what a native module was made with. It holds nothing that Python code made, unless its class says so. */
  isLibrary(value: Value): boolean;
}

/** The innermost Python frame. */
export interface CallerFrame {
  readonly globals: Map<string, Value>;
  readonly fileName: string;
  /** 1-based. */
  readonly line: number;
  readonly functionName: string;
  /** The text of that line. */
  readonly lineText: string;
  /** The names it sees as local. */
  locals(): Map<string, Value>;
  /** Of a function: its first argument. */
  readonly firstArgument: Value | undefined;
  /** The class in whose body its function stands, if the function says `super` or `__class__`. */
  readonly enclosingClass: Value | undefined;
  /** The frame that called it. */
  readonly outer: CallerFrame | null;
}

/** A native module: how its names come to be in an interpreter. */
export interface NativeModule {
  /** Full name, `collections.abc`. */
  readonly name: string;
  readonly create: (runtime: Runtime) => ReadonlyMap<string, Value> | Readonly<Record<string, Value>>;
  /** Modules of this package, by their last names, that importing it imports: they are attributes of it. A module that has this is a package. */
  readonly parts?: readonly string[];
}
