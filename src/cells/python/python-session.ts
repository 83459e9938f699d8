import { InterruptedError } from '../../databases/errors';
import { Interpreter, Namespace, PythonSyntaxError, type Host, type ModuleSource, type Outcome } from '../../python';
import { cellNames } from '../../python/names';
import type { Value } from '../../python/objects/object';
import { plainError } from '../cell-error';
import { alone, type CellPlace } from '../cell-place';
import type { CellNames, NoteUse } from '../cell-names';
import type { NamedResult, NamedRows } from '../named-rows';
import type { CellError, CellValue, ResultSet } from '../output';
import { PrintedText } from '../printed-text';
import { runStatement, type StatementParameters } from '../run-statement';
import type { CellToRun, RunnerOutcome, Surroundings } from '../runner';
import type { HostTimers } from '../typescript/run/timers';
import { rowsToPython } from './driver-values';
import { toCellError } from './hints';
import { savepointModule } from './sql-module';
import { tableOf } from './value-table';

/** How often code that sleeps looks whether it is to end. */
const lookEveryMs = 40;

/** One run of a cell: what it has shown so far. */
interface PythonRun {
  readonly cell: CellToRun;
  readonly surroundings: Surroundings;
  readonly out: PrintedText;
  readonly log: PrintedText;
  /** The database that it used, as it names itself. */
  engine: string | null;
}

/** The Python cells of one kernel: their variables, note by note, and the modules that they share. */
export class PythonSession {
  readonly #spaces = new Map<string, Namespace>();
  /** By note: values that came from elsewhere, and stay until the note assigns its own. */
  readonly #borrowed = new Map<string, Map<string, Value>>();
  /** Path of the note behind a module's name. */
  readonly #modules = new Map<string, string>();
  readonly #interpreter: Interpreter;
  #run: PythonRun | null = null;

  constructor(private readonly timers: HostTimers, private readonly rows: NamedRows) {
    const host: Host = {
      write: (text) => { this.#run?.out.add(text); },
      log: (text) => { this.#run?.log.add(text); },
      interrupted: () => this.#run?.surroundings.interrupted() ?? true,
      sleep: (milliseconds) => this.#sleep(milliseconds),
      resolveModule: (name) => this.#resolve(name),
    };
    this.#interpreter = new Interpreter(host, [savepointModule((sql, parameters) => this.#execute(sql, parameters))]);
  }

  /** What a cell defines and needs. A cell that cannot be read defines nothing; running it tells why. */
  names(code: string): CellNames {
    try {
      const { defines, needs, needsLater, imports } = cellNames(code);
      return { defines, needs, needsLater, uses: imports.flatMap(({ module, names }) => this.#usesOf(module, names)) };
    } catch (error) {
      if (error instanceof PythonSyntaxError) return { defines: [], needs: [] };
      throw error;
    }
  }

  /** Runs one cell. */
  async run(cell: CellToRun, surroundings: Surroundings): Promise<RunnerOutcome> {
    const run: PythonRun = { cell, surroundings, out: new PrintedText(), log: new PrintedText(), engine: null };
    if (this.#run) return outcomeOf(run, null, plainError('InterruptedError', 'another Python cell of the note still waits', 'let it end, or stop it'));
    this.#run = run;
    try {
      const place = cell.place ?? alone;
      const space = await this.#prepare(cell, place);
      const outcome = await this.#interpreter.run({ code: cell.code, fileName: labelOf(place) }, space);
      // A cell that failed half-way has defined what stood before.
      const defined = this.names(cell.code).defines.filter((name) => space.names.has(name));
      return { ...await this.#told(run, outcome), defined };
    } catch (error) {
      if (error instanceof InterruptedError) return outcomeOf(run, null, plainError('InterruptedError', error.message), true);
      throw error;
    } finally {
      this.#run = null;
    }
  }

  async #told(run: PythonRun, outcome: Outcome): Promise<RunnerOutcome> {
    const { error, interrupted, value, valueText } = outcome;
    if (interrupted) return outcomeOf(run, null, plainError('InterruptedError', 'the cell was stopped'), true);
    if (error) return outcomeOf(run, null, toCellError(error, run.cell.code, this.#interpreter.moduleNames));
    const table = value === undefined ? null : await this.#table(run, value);
    return { ...outcomeOf(run, valueText, null), ...(table ?? {}) };
  }

  async #table(run: PythonRun, value: Value): Promise<{ results: ResultSet[]; held: (readonly (readonly CellValue[])[])[] } | null> {
    let table: { result: ResultSet; held: readonly (readonly CellValue[])[] } | null = null;
    await this.#interpreter.perform((function* () {
      table = yield* tableOf(value, run.cell.limits);
      return null;
    })());
    const found = table as { result: ResultSet; held: readonly (readonly CellValue[])[] } | null;
    return found && { results: [found.result], held: [found.held] };
  }

  /** The variables that a cell sees: its note's, those of the notes it uses, rows of SQL cells, and `sql`. */
  async #prepare(cell: CellToRun, place: CellPlace): Promise<Namespace> {
    for (const [link, path] of Object.entries(place.links)) {
      const name = moduleNameOf(link);
      if (this.#modules.get(name) !== path) this.#interpreter.forgetModule(name);
      this.#modules.set(name, path);
    }
    const space = this.#space(place.note);
    const { needs, needsLater } = this.names(cell.code);
    for (const name of [...needs, ...(needsLater ?? [])]) {
      const found = await this.#lookUp(name, place);
      if (found !== undefined) this.#lend(place.note, space, name, found);
    }
    return space;
  }

  async #lookUp(name: string, place: CellPlace): Promise<Value | undefined> {
    const rows = this.rows.get(place.note, name);
    if (rows) return this.#rowsOf(rows);
    for (const path of place.uses) {
      const value = this.#spaces.get(path)?.names.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #rowsOf(rows: NamedResult): Promise<Value> {
    return this.#interpreter.perform(rowsToPython(rows, this.#interpreter.runtime));
  }

  #lend(note: string, space: Namespace, name: string, value: Value): void {
    const borrowed = this.#borrowed.get(note) ?? new Map<string, Value>();
    this.#borrowed.set(note, borrowed);
    // What the note itself assigned goes before.
    if (space.names.has(name) && space.names.get(name) !== borrowed.get(name)) return;
    space.names.set(name, value);
    borrowed.set(name, value);
  }

  #space(note: string): Namespace {
    const known = this.#spaces.get(note);
    if (known) return known;
    const space = new Namespace();
    const sql = this.#savepoint('sql');
    if (sql !== undefined) space.names.set('sql', sql);
    this.#spaces.set(note, space);
    return space;
  }

  #savepoint(name: string): Value | undefined {
    return this.#interpreter.module('savepoint').attributes.get(name);
  }

  #usesOf(module: string, names: readonly string[] | null): NoteUse[] {
    if (module.startsWith('.') || this.#isLibrary(module)) return [];
    const note = module.replaceAll('.', '/');
    const named = names?.includes('*') === true ? null : names;
    // `from app import config` may mean the note app/config.
    return [{ note, names: named }, ...(names ?? []).filter((name) => name !== '*').map((name) => ({ note: `${note}/${name}`, names: null }))];
  }

  #isLibrary(module: string): boolean {
    const [top] = module.split('.');
    return this.#interpreter.moduleNames.some((name) => name === top || name.startsWith(`${top ?? ''}.`));
  }

  #resolve(name: string): ModuleSource | null {
    const path = this.#modules.get(name);
    return path === undefined ? null : { namespace: this.#space(path) };
  }

  async #execute(sql: string, parameters: StatementParameters): Promise<NamedResult> {
    const run = this.#run;
    if (!run) throw new InterruptedError('the cell that this code belongs to is over');
    return runStatement(sql, parameters, run.cell, {
      ...run.surroundings,
      session: async (engine, db, name) => {
        const session = await run.surroundings.session(engine, db, name);
        run.engine = session.database.version;
        return session;
      },
    });
  }

  async #sleep(milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    for (;;) {
      const left = until - performance.now();
      if (left <= 0 || this.#run === null || this.#run.surroundings.interrupted()) return;
      await new Promise<void>((resolve) => { this.timers.set(resolve, Math.min(left, lookEveryMs)); });
    }
  }
}

function outcomeOf(run: PythonRun, value: string | null, error: CellError | null, interrupted = false): RunnerOutcome {
  return { engine: run.engine, results: [], held: [], stdout: run.out.text, log: run.log.text, value, trace: null, error, interrupted };
}

/** `Cell 3`, as tracebacks name it. */
function labelOf({ label }: CellPlace): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function moduleNameOf(link: string): string {
  return link.replaceAll('/', '.');
}
