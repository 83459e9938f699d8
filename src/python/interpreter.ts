import { installBuiltins } from './builtins/install';
import { futureModule } from './builtins/future-module';
import { createBuiltins } from './builtins/functions';
import { compile } from './compile/compile';
import type { Code } from './compile/code';
import { waitFor, type Flow } from './flow';
import { asyncioModule } from './asyncio/module';
import { link } from './machine/link';
import type { Activation } from './machine/frame';
import { Machine } from './machine/machine';
import { InterruptedError, type Surroundings } from './machine/surroundings';
import { describe, formatTraceback, placeOf, suggestionFor, type NamesInScope } from './machine/traceback';
import { libraryModules } from './modules';
import { PyFunction, type Keywords } from './objects/callables';
import { Raised, type PyException } from './objects/exception';
import { builtinException, importError } from './objects/exceptions';
import { PyModule } from './objects/module';
import { PyObject, type Value } from './objects/object';
import { call } from './protocol/call';
import { repr } from './protocol/text';
import type { CallerFrame, NativeModule, Roots, Runtime } from './runtime';
import { Source } from './syntax/source';
import { PythonSyntaxError } from './syntax/syntax-error';
import { syntaxErrorText } from './syntax/syntax-error-text';

/** What a cell's code meets outside. */
export interface Host {
  /** Takes what is printed. */
  write(text: string): void;
  /** Takes logging and warnings: what a terminal would get beside the output. */
  log(text: string): void;
  /** Asked every few thousand steps, and after each wait; true stops the code. */
  interrupted(): boolean;
  /** Settles when the code is to stop, so that a wait ends at once. */
  readonly stopped?: Promise<void>;
  /** Settles after that many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /**
   * Finds a module that is no library module: a note. Gives its parts in order (cells) or, if they have run already, its
   * namespace; null if there is none of that name.
   */
  resolveModule(name: string): Promise<ModuleSource | null> | ModuleSource | null;
}

/** A module that is a note. */
export type ModuleSource = { readonly cells: readonly CellSource[] } | { readonly namespace: Namespace };

/** A piece of Python. */
export interface CellSource {
  readonly code: string;
  /** What tracebacks call it: `Cell 3`. */
  readonly fileName: string;
}

/** Why a cell failed. */
export interface PythonError {
  /** The name of the exception's class. */
  readonly type: string;
  readonly message: string;
  /** As CPython prints it. */
  readonly traceback: string;
  /** In the cell, 1-based; null when the cell's own code had no part in it. Columns count code points. */
  readonly line: number | null;
  readonly column: number | null;
  /** What was probably meant, to be put in place; null where it is not plain. */
  readonly hint: string | null;
  /** The exception itself; null for a SyntaxError of the cell. */
  readonly exception: PyException | null;
}

/** What came of running a cell. */
export interface Outcome {
  /** The value of the last expression; undefined when there is none. */
  readonly value: Value | undefined;
  /** Its repr; null when there is none or it is None. */
  readonly valueText: string | null;
  readonly error: PythonError | null;
  /** The host asked for a stop. */
  readonly interrupted: boolean;
}

/** The variables of a note, which its cells share. */
export class Namespace {
  readonly names: Map<string, Value>;

  constructor(readonly moduleName = '__main__') {
    this.names = new Map<string, Value>([
      ['__name__', moduleName],
      ['__doc__', null],
      ['__builtins__', null],
    ]);
  }
}

/** Runs Python cells. Modules are loaded once for an interpreter; variables live in namespaces. */
export class Interpreter {
  readonly #machine: Machine;
  readonly #runtime: Runtime;
  readonly #native: ReadonlyMap<string, NativeModule>;
  readonly #modules = new Map<string, PyModule>();
  readonly #builtins: Map<string, Value>;
  /** The variables of notes whose cells have run. */
  readonly #namespaces = new Set<WeakRef<Map<string, Value>>>();
  readonly #known = new WeakSet<Map<string, Value>>();
  /** What native modules were made with. */
  readonly #library = new WeakSet<PyObject>();
  #cells = 0;
  /** Modules that are being imported. */
  readonly #loading = new Set<string>();

  constructor(
    readonly host: Host,
    /** Modules beside those of the library. */
    modules: readonly NativeModule[] = [],
  ) {
    this.#native = new Map([asyncioModule, futureModule, ...libraryModules, ...modules].map((module) => [module.name, module]));
    const surroundings: Surroundings = {
      interrupted: () => host.interrupted(),
      stopped: host.stopped ?? null,
      builtins: new Map(),
      link,
      importModule: (name, names, level, globals) => this.#importStatement(name, names, level, globals),
    };
    this.#machine = new Machine(surroundings);
    const machine = this.#machine;
    this.#runtime = {
      write: (text) => { host.write(text); },
      log: (text) => { host.log(text); },
      now: () => performance.now(),
      sleep: (milliseconds) => host.sleep(milliseconds),
      modules: this.#modules,
      importModule: (name) => this.#import(name),
      callNow: (callable, args, keywords) => machine.runNow(call(callable, args ?? [], keywords ?? null)),
      get caller(): CallerFrame | null {
        return machine.caller;
      },
      get handled(): PyException | null {
        return machine.handled;
      },
      roots: this.#roots(),
    };
    this.#builtins = surroundings.builtins;
    installBuiltins();
    for (const [name, value] of createBuiltins(this.#runtime)) this.#builtins.set(name, value);
    this.#modules.set('builtins', new PyModule('builtins', this.#builtins));
  }

  #roots(): Roots {
    const machine = this.#machine;
    const runsCell = (): boolean => this.#cells === 1;
    return {
      get top(): Activation | null {
        return machine.top;
      },
      get runsCell(): boolean {
        return runsCell();
      },
      namespaces: () => this.#allNames(),
      isLibrary: (value) => value instanceof PyObject && this.#library.has(value),
    };
  }

  *#allNames(): IterableIterator<ReadonlyMap<string, Value>> {
    for (const one of this.#namespaces) {
      const names = one.deref();
      if (names === undefined) this.#namespaces.delete(one);
      else yield names;
    }
    for (const module of this.#modules.values()) yield module.attributes;
  }

  /** Runs a cell. Python's errors are in the outcome; what is thrown is a fault of the host or of the evaluator. */
  async run(cell: CellSource, namespace: Namespace): Promise<Outcome> {
    let code: Code;
    try {
      code = compile(new Source(cell.code, cell.fileName));
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      return { value: undefined, valueText: null, error: syntaxError(error), interrupted: false };
    }
    try {
      const value = await this.#runCell(code, namespace.names);
      const valueText = value === null ? null : await this.#machine.run(repr(value));
      return { value: code.hasValue ? value : undefined, valueText, error: null, interrupted: false };
    } catch (error) {
      return await this.#failure(error, cell.fileName, namespace);
    }
  }

  async #runCell(code: Code, names: Map<string, Value>): Promise<Value> {
    if (!this.#known.has(names)) {
      this.#known.add(names);
      this.#namespaces.add(new WeakRef(names));
    }
    this.#cells += 1;
    try {
      return await this.#machine.run(this.#body(code, names));
    } finally {
      this.#cells -= 1;
    }
  }

  /** Calls a Python callable, waiting where it waits. @throws Raised */
  async call(callable: Value, args: readonly Value[] = [], keywords: Keywords | null = null): Promise<Value> {
    return await this.#machine.run(call(callable, args, keywords));
  }

  /** Runs native code that may call Python: to look at a value, say. @throws Raised */
  async perform<T extends Value | undefined>(flow: Flow<T>): Promise<T> {
    return await this.#machine.run(flow);
  }

  /** What native modules are given. */
  get runtime(): Runtime {
    return this.#runtime;
  }

  async #failure(error: unknown, fileName: string, namespace: Namespace): Promise<Outcome> {
    const nothing = { value: undefined, valueText: null };
    if (error instanceof InterruptedError) return { ...nothing, error: null, interrupted: true };
    if (!(error instanceof Raised)) throw error;
    try {
      return { ...nothing, error: await this.#report(error.exception, fileName, namespace), interrupted: false };
    } catch (second) {
      if (second instanceof InterruptedError) return { ...nothing, error: null, interrupted: true };
      throw second;
    }
  }

  async #report(exception: PyException, fileName: string, namespace: Namespace): Promise<PythonError> {
    const inScope: NamesInScope = (entry) => [...(entry?.code.locals ?? []), ...(entry?.code.cells ?? []), ...namespace.names.keys(), ...this.#builtins.keys()];
    const message = await this.#machine.run(describe(exception));
    const traceback = await this.#machine.run(formatTraceback(exception, inScope));
    const here = exception.trace.map(placeOf).find((place) => place.fileName === fileName);
    const suggestion = suggestionFor(exception, inScope);
    return {
      type: exception.cls.name,
      message: suggestion === null ? message : `${message}. Did you mean: '${suggestion}'?`,
      traceback,
      line: here?.line ?? null,
      column: here === undefined ? null : here.column + 1,
      hint: suggestion,
      exception,
    };
  }

  *#body(code: Code, names: Map<string, Value>): Flow<Value> {
    return yield* call(new PyFunction(code, names, [], null, []));
  }

  *#importStatement(name: string, names: readonly Value[] | null, level: number, globals: Map<string, Value>): Flow<Value> {
    const full = level === 0 ? name : relativeName(name, level, globals);
    if (names !== null && (yield* this.#isFolder(full, names))) this.#package(full);
    const module = yield* this.#import(full);
    if (names === null) return yield* this.#import(full.split('.')[0] as string);
    for (const one of names) {
      if (typeof one === 'string' && one !== '*' && !module.attributes.has(one)) yield* this.#submodule(module, full, one);
    }
    return module;
  }

  /** Whether a name is that of a folder of notes, one of which is imported from it. */
  *#isFolder(name: string, names: readonly Value[]): Flow<boolean> {
    if (this.#modules.has(name) || this.#native.has(name) || [...this.#native.keys()].some((one) => one.startsWith(`${name}.`))) return false;
    if ((yield* this.#find(name)) !== null) return false;
    for (const one of names) if (typeof one === 'string' && (yield* this.#find(`${name}.${one}`)) !== null) return true;
    return false;
  }

  /** `from package import module` */
  *#submodule(module: PyModule, name: string, part: string): Flow<void> {
    const full = `${name}.${part}`;
    if (!this.#native.has(full) && (this.#native.has(name) || (yield* this.#find(full)) === null)) return;
    module.attributes.set(part, yield* this.#import(full));
  }

  *#find(name: string): Flow<ModuleSource | null> {
    const found = this.host.resolveModule(name);
    return found instanceof Promise ? yield* waitFor(found, `the module ${name}`) : found;
  }

  /** Imports a module and the packages that it is in. */
  *#import(name: string): Flow<PyModule> {
    const known = this.#modules.get(name);
    if (known !== undefined) return known;
    const dot = name.lastIndexOf('.');
    const parent = dot === -1 ? null : yield* this.#importParent(name.slice(0, dot), name);
    // A package may import its own parts.
    const meanwhile = this.#modules.get(name);
    if (meanwhile !== undefined) return meanwhile;
    const native = this.#native.get(name);
    const module = native === undefined ? yield* this.#importNote(name, parent) : this.#create(native);
    const last = name.slice(dot + 1);
    // A library may have a function of the name of a module: `postgresql.array`.
    if (native === undefined || parent?.attributes.has(last) !== true) parent?.attributes.set(last, module);
    return module;
  }

  /** A note in a folder (`app.config`) has a package that is no note. */
  *#importParent(name: string, child: string): Flow<PyModule> {
    const known = this.#modules.get(name);
    if (known !== undefined) return known;
    const isLibrary = this.#native.has(name) || [...this.#native.keys()].some((one) => one.startsWith(`${name}.`));
    if (isLibrary && !this.#native.has(name)) return this.#package(name);
    if (!isLibrary && (yield* this.#find(name)) === null && (yield* this.#find(child)) !== null) return this.#package(name);
    return yield* this.#import(name);
  }

  #package(name: string): PyModule {
    const made = new PyModule(name);
    this.#modules.set(name, made);
    return made;
  }

  #create(native: NativeModule): PyModule {
    const module = new PyModule(native.name);
    this.#modules.set(native.name, module);
    let names: ReturnType<NativeModule['create']>;
    try {
      names = native.create(this.#runtime);
    } catch (error) {
      this.#modules.delete(native.name);
      throw error;
    }
    const entries: Iterable<readonly [string, Value]> = names instanceof Map ? (names as ReadonlyMap<string, Value>) : Object.entries(names as Readonly<Record<string, Value>>);
    for (const [name, value] of entries) {
      module.attributes.set(name, value);
      if (value instanceof PyObject) this.#library.add(value);
    }
    for (const part of native.parts ?? []) module.attributes.set(part, this.module(`${native.name}.${part}`));
    return module;
  }

  *#importNote(name: string, parent: PyModule | null): Flow<PyModule> {
    const found = yield* this.#find(name);
    if (found === null) throw this.#missing(name, parent);
    const namespace = 'namespace' in found ? found.namespace : new Namespace(name);
    const module = new PyModule(name, namespace.names);
    this.#modules.set(name, module);
    if ('namespace' in found) return module;
    this.#loading.add(name);
    try {
      for (const cell of found.cells) yield* this.#body(this.#compileModule(cell), namespace.names);
    } catch (error) {
      this.#modules.delete(name);
      throw error;
    } finally {
      this.#loading.delete(name);
    }
    return module;
  }

  #compileModule(cell: CellSource): Code {
    try {
      return compile(new Source(cell.code, cell.fileName));
    } catch (error) {
      if (error instanceof PythonSyntaxError) throw raisedSyntaxError(error);
      throw error;
    }
  }

  #missing(name: string, parent: PyModule | null): Error {
    const isModule = parent !== null && !parent.attributes.has('__path__') && this.#native.has(parent.name) && this.#native.get(parent.name)?.parts === undefined;
    const reason = isModule ? `; '${parent.name}' is not a package` : '';
    return importError(`No module named '${name}'${reason}`, name, builtinException('ModuleNotFoundError'));
  }

  /**
   * A native module without imports of its own, made if it is not there yet.
   * @throws RangeError when there is none of that name
   */
  module(name: string): PyModule {
    const native = this.#native.get(name);
    if (!native) throw new RangeError(`there is no native module ${name}`);
    return this.#modules.get(name) ?? this.#create(native);
  }

  /** Names of the modules that can be imported without a note. */
  get moduleNames(): readonly string[] {
    return [...this.#native.keys()].sort();
  }

  /** Forgets a module that is a note, so that the next import runs it anew. */
  forgetModule(name: string): void {
    if (!this.#native.has(name)) this.#modules.delete(name);
  }
}

function relativeName(name: string, level: number, globals: Map<string, Value>): string {
  const own = globals.get('__name__');
  const parts = typeof own === 'string' ? own.split('.') : [];
  if (own === '__main__' || parts.length < level) throw importError('attempted relative import with no known parent package', null);
  return [...parts.slice(0, parts.length - level), ...(name === '' ? [] : [name])].join('.');
}

function syntaxError(error: PythonSyntaxError): PythonError {
  return { type: error.type, message: error.message, traceback: syntaxErrorText(error), line: error.line, column: error.column, hint: error.hint, exception: null };
}

/** A note that is imported and is not Python raises its SyntaxError where it is imported. */
function raisedSyntaxError(error: PythonSyntaxError): Raised {
  const raised = importError(`${error.message} (${error.source.fileName}, line ${error.line})`, null, builtinException(error.type));
  raised.exception.fields.set('msg', error.message);
  raised.exception.fields.set('filename', error.source.fileName);
  raised.exception.fields.set('lineno', error.line);
  raised.exception.fields.set('offset', error.column);
  return raised;
}
