import { InterruptedError } from '../../databases/errors';
import { declarationOf } from '../../orm/declare/declaration';
import { Session } from '../../orm/declare/session';
import { plainError } from '../cell-error';
import { entityBehind } from '../../orm/declare/class-attributes';
import type { Mapper } from '../../orm/map/mapper';
import { alone, type CellPlace } from '../cell-place';
import type { CellNames } from '../cell-names';
import type { NamedRows } from '../named-rows';
import { objectsOutside, sessionObjects } from '../orm/session-objects';
import type { CellError, SessionObjects } from '../output';
import { runStatement } from '../run-statement';
import type { CellToRun, RunnerOutcome, Surroundings } from '../runner';
import { compileCell, type CellRuntime, type CompiledCell, type Origin } from './compile';
import { inspect, type InspectOptions } from './inspect/inspect';
import { tableOf } from './inspect/text-table';
import { typeScriptNames } from './names';
import { CellEngines } from './orm/cell-engines';
import { diagramOf, erDiagramFunction } from './orm/er-diagram';
import { ormOffer, ormScope } from './orm/orm-offer';
import { cellConsole } from './run/cell-console';
import { CellRun } from './run/cell-run';
import { ErrorDescriber, syntaxError } from './run/describe-error';
import { enumMembers } from './run/enum-members';
import { Namespace } from './run/namespace';
import { rowsOf } from './run/rows';
import { sqlFunction } from './run/sql';
import { scriptName } from './run/stack';
import { CellTimers, type HostTimers } from './run/timers';
import { tableResult } from './run/value-table';
import { treeOf } from './run/value-tree';
import { CellSyntaxError } from './syntax/cell-syntax-error';

/** What the kernel's place offers to code in cells. */
export interface ScriptHost {
  /** Runs a script whose one expression is a value, and gives the value. Neither `eval` nor `Function`: a blob's script, or `vm`. */
  load(script: string): unknown;
  readonly timers: HostTimers;
}

type LoadedBody = (scope: object, runtime: CellRuntime) => Promise<unknown>;

/** The TypeScript cells of one kernel: their variables, note by note, and what they share. */
export class TypeScriptSession {
  readonly #spaces = new Map<string, Namespace>();
  readonly #errors = new ErrorDescriber();
  readonly #inspect: InspectOptions = { errorText: (error) => this.#errors.errorText(error) };
  readonly #timers: CellTimers;
  readonly #engines = new CellEngines(() => this.#current());
  /** What cells may import from 'savepoint'. */
  readonly #module: Readonly<Record<string, unknown>>;
  /** What cells may use without an import. */
  readonly #offered: Readonly<Record<string, unknown>>;
  /** Names that no note's variable is expected to have; the ORM's are too many, and too common, for that. */
  readonly #builtIn: readonly string[];
  readonly #enumMember = enumMembers();
  /** The runs that have begun and not ended; one that waits for another session lets later ones pass. */
  #active: readonly CellRun[] = [];
  #scripts = 0;

  constructor(private readonly host: ScriptHost, private readonly rows: NamedRows) {
    this.#timers = new CellTimers(
      host.timers,
      () => this.#current(),
      (owner, error) => { if (owner instanceof CellRun) owner.fail(error); },
      (owner) => { if (owner instanceof CellRun) owner.changed(); },
    );
    const orm = ormOffer(this.#engines);
    const own = { ...this.#offer(), erDiagram: erDiagramFunction(orm.Base) };
    this.#builtIn = Object.keys(own);
    this.#module = Object.freeze({ ...orm, ...own });
    this.#offered = Object.freeze({ ...ormScope(orm), ...own });
  }

  /** What a cell defines and needs. A cell that cannot be read defines nothing; running it tells why. */
  names(code: string): CellNames {
    try {
      return typeScriptNames(code, (name) => this.#isBuiltIn(name));
    } catch (error) {
      if (error instanceof CellSyntaxError) return { defines: [], needs: [] };
      throw error;
    }
  }

  /** A promise of a cell was rejected, and nothing took the error. */
  rejected(reason: unknown): void {
    if (!(reason instanceof InterruptedError)) this.#active.at(-1)?.fail(reason);
  }

  /** Runs one cell. */
  async run(cell: CellToRun, surroundings: Surroundings): Promise<RunnerOutcome> {
    const run = new CellRun(cell, surroundings);
    const space = this.#space((cell.place ?? alone).note);
    const script = ++this.#scripts;
    let compiled: CompiledCell;
    try {
      compiled = compileCell(cell.code, (name) => this.#originOf(name, space, cell), scriptName(script));
    } catch (error) {
      if (error instanceof CellSyntaxError) return this.#outcome(run, syntaxError(cell.code, error));
      throw error;
    }
    this.#errors.add(script, { label: cell.place?.label ?? alone.label, code: cell.code, compiled, names: () => [...space.names(), ...Object.keys(this.#offered)] });
    const forgetUnset = space.remember(compiled.declared);
    this.#active = [...this.#active, run];
    try {
      await this.#engines.prepare(cell.code, run);
      this.#bindImports(compiled, space, cell);
      const body = this.host.load(compiled.script) as LoadedBody;
      await run.until(body(space.scope, this.#runtime(run, space)), () => this.#timers.pending(run), this.host.timers);
      await this.#showValue(run);
      return { ...this.#outcome(run, null), sessions: this.#sessions(cell.code, space) };
    } catch (error) {
      if (error instanceof InterruptedError) return this.#outcome(run, plainError('InterruptedError', error.message), true);
      const { lastThrown } = run;
      const outcome = this.#outcome(run, this.#errors.describe(error, script, lastThrown && Object.is(lastThrown.value, error) ? lastThrown.stack : null));
      return { ...outcome, sessions: this.#sessions(cell.code, space) };
    } finally {
      this.#timers.clearAll(run);
      forgetUnset();
      this.#active = this.#active.filter((one) => one !== run);
    }
  }

  #outcome(run: CellRun, error: CellError | null, interrupted = false): RunnerOutcome {
    const { value } = run;
    return {
      engine: run.engine, results: run.results, held: run.held, trees: run.trees, stdout: run.out.text, log: run.log.text,
      value: value === null || value.value === undefined ? null : this.#text(value.value), diagram: value && diagramOf(value.value), trace: null, error, interrupted,
    };
  }

  /** What the sessions and objects hold that a cell names in its variables. */
  #sessions(code: string, space: Namespace): SessionObjects[] {
    const { defines, needs } = this.names(code);
    const variables = [...new Set([...defines, ...needs])].flatMap((name): [string, unknown][] => (space.isSet(name) ? [[name, space.scope[name]]] : []));
    const show = (value: unknown): string => inspect(value, { depth: 0 });
    const units = new Map(variables.flatMap(([name, value]) => (value instanceof Session ? [[value.unit, name] as const] : [])));
    const held = [...units].map(([unit, name]) => sessionObjects(name, unit, show)).filter(({ objects }) => objects.length > 0);
    const outside = objectsOutside(variables.flatMap(([, value]): unknown[] => (Array.isArray(value) ? value : [value])), show);
    return outside ? [...held, outside] : held;
  }

  #text(value: unknown): string {
    return inspect(value, this.#inspect);
  }

  #space(note: string): Namespace {
    const known = this.#spaces.get(note) ?? new Namespace(this.#offered);
    this.#spaces.set(note, known);
    return known;
  }

  #isBuiltIn(name: string): boolean {
    return this.#builtIn.includes(name) || name in globalThis || name === 'arguments';
  }

  /** Where a name comes from that a cell does not declare. Names of used notes and of SQL cells become variables here, at their first use. */
  /** The mapper of a class that the cells of a note, or of those that it uses, have defined; null where there is none. */
  mapper(name: string, { note, uses }: CellPlace): Mapper | null {
    const space = [note, ...uses].map((path) => this.#space(path)).find((one) => one.defines(name));
    return (space && entityBehind(Reflect.get(space.scope, name))?.mapper) ?? null;
  }

  #originOf(name: string, space: Namespace, cell: CellToRun): Origin {
    if (space.defines(name)) return 'kernel';
    const { note, uses } = cell.place ?? alone;
    if (this.rows.get(note, name)) {
      space.define(name, { get: () => this.#rowsOf(note, name), set: () => { throw new TypeError('Assignment to constant variable.'); } });
      return 'kernel';
    }
    const used = uses.map((path) => this.#space(path)).find((other) => other.defines(name));
    if (used) {
      this.#forward(space, name, used, name);
      return 'kernel';
    }
    if (space.has(name)) return 'kernel';
    return name in globalThis ? 'global' : 'unknown';
  }

  #rowsOf(note: string, name: string): unknown {
    const result = this.rows.get(note, name);
    if (!result) throw new ReferenceError(`${name} is not defined`);
    return rowsOf(result);
  }

  #forward(space: Namespace, local: string, from: Namespace, name: string): void {
    space.define(local, { get: () => from.scope[name], set: () => { throw new TypeError('Assignment to constant variable.'); } });
  }

  /** @throws CellSyntaxError for a name that is not there to be imported */
  #bindImports({ imports }: CompiledCell, space: Namespace, cell: CellToRun): void {
    for (const { note, names, at } of imports) {
      const path = note === null ? null : (cell.place?.links[note] ?? null);
      if (note !== null && path === null) throw new CellSyntaxError(`there is no note [[${note}]]`, at);
      const from = path === null ? null : this.#space(path);
      for (const { local, imported, at: place } of names) {
        if (imported === null) {
          const all = from ? from.names() : Object.keys(this.#module);
          const view = Object.freeze(Object.fromEntries(all.map((name) => [name, from ? from.scope[name] : this.#module[name]])));
          space.define(local, { get: () => view, set: () => { throw new TypeError('Assignment to constant variable.'); } });
        } else if (from?.defines(imported) === true) this.#forward(space, local, from, imported);
        else if (from === null && Object.hasOwn(this.#module, imported)) {
          const value = this.#module[imported];
          space.define(local, { get: () => value, set: () => { throw new TypeError('Assignment to constant variable.'); } });
        } else {
          throw new CellSyntaxError(from === null ? `'savepoint' has no ${imported}` : `no cell of [[${note ?? ''}]] defines ${imported}`, place, from === null ? `it has ${Object.keys(this.#module).join(', ')}` : null);
        }
      }
    }
  }

  #runtime(run: CellRun, space: Namespace): CellRuntime {
    return {
      define: (names) => { for (const [name, [get, set]] of Object.entries(names)) space.define(name, { get, set }); },
      // A function of an earlier cell is stopped with the cell that calls it.
      look: () => this.#current().look(),
      value: (value) => { run.value = { value }; },
      thrown: (value) => {
        const current = this.#active.at(-1);
        if (!(value instanceof Error) && current) current.lastThrown = { value, stack: new Error().stack ?? '' };
        return value;
      },
      caught: (error) => { if (error instanceof InterruptedError) throw error; },
      enumMember: this.#enumMember,
      named: (name, value) => {
        declarationOf(value)?.named(name);
        return value;
      },
    };
  }

  #current(): CellRun {
    const run = this.#active.at(-1);
    if (!run) throw new InterruptedError('the cell that this code belongs to is over');
    return run;
  }

  /** What Savepoint itself offers. */
  #offer(): Readonly<Record<string, unknown>> {
    const timers = this.#timers;
    const frames = (): string => this.#errors.framesText(new Error().stack);
    return Object.freeze({
      sql: sqlFunction(
        (text, parameters) => {
          const run = this.#current();
          return run.statement((surroundings) => runStatement(text, parameters, run.cell, surroundings));
        },
        (n) => (this.#current().cell.engine === 'postgres' ? `$${String(n)}` : '?'),
      ),
      display: (value: unknown) => { this.#display(this.#current(), value); },
      console: cellConsole(() => this.#current(), this.#inspect, frames),
      setTimeout: (task: unknown, ms?: unknown, ...values: unknown[]) => timers.start(task, ms, values, false),
      setInterval: (task: unknown, ms?: unknown, ...values: unknown[]) => timers.start(task, ms, values, true),
      clearTimeout: (id: unknown) => { timers.clear(id); },
      clearInterval: (id: unknown) => { timers.clear(id); },
      queueMicrotask: (task: () => void) => { void Promise.resolve().then(task); },
    });
  }

  #display(run: CellRun, value: unknown): void {
    if (this.#showTable(run, 'DISPLAY', value)) return;
    const tree = treeOf(value, this.#inspect);
    if (tree) run.trees.push({ of: 'display', tree });
    else run.out.add(`${typeof value === 'string' ? value : this.#text(value)}\n`);
  }

  #showTable(run: CellRun, command: 'VALUE' | 'DISPLAY', value: unknown): boolean {
    const table = tableOf(value);
    if (!table) return false;
    const { result, held } = tableResult(command, table, run.cell.limits);
    run.results.push(result);
    run.held.push(held);
    return true;
  }

  /** Rows come as a table; what is too large for a line or two, as a tree besides its text. */
  async #showValue(run: CellRun): Promise<void> {
    // A cell is the body of an async function: it gives what its promise comes to.
    if (run.value?.value instanceof Promise) run.value = { value: await settledOf(run.value.value) };
    const value = run.value?.value;
    if (this.#showTable(run, 'VALUE', value) || !/\n|\[(?:Object|Array)\]/.test(this.#text(value))) return;
    const tree = treeOf(value, this.#inspect);
    if (tree) run.trees.push({ of: 'value', tree });
  }
}

/** What a promise that nobody waited for came to; the promise itself, if it is still open. Rejects as it does. */
async function settledOf(promise: Promise<unknown>): Promise<unknown> {
  const open = {};
  const value = await Promise.race([promise, Promise.resolve(open)]);
  return value === open ? promise : value;
}
