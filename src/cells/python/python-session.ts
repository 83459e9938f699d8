import { InterruptedError } from '../../databases/errors';
import { Interpreter, Namespace, PythonSyntaxError, type Host, type ModuleSource, type Outcome } from '../../python';
import { cellNames } from '../../python/names';
import { mapperBehind } from '../../python/sqlalchemy/mapping/mapped-classes';
import { sqlalchemyModules } from '../../python/sqlalchemy/modules';
import type { Database } from '../../databases/database';
import type { Url } from '../../orm/engine/url';
import type { Mapper } from '../../orm/map/mapper';
import { echoLine } from '../../orm/log';
import type { Value } from '../../python/objects/object';
import { statementCause } from '../causes/statement-cause';
import { plainError } from '../cell-error';
import { alone, type CellPlace } from '../cell-place';
import type { CellNames, NoteUse } from '../cell-names';
import type { NamedResult, NamedRows } from '../named-rows';
import type { CellError, SessionObjects } from '../output';
import { PrintedText } from '../printed-text';
import { runStatement, type StatementParameters } from '../run-statement';
import type { CellToRun, RunnerOutcome, Surroundings } from '../runner';
import type { HostTimers } from '../typescript/run/timers';
import { meantDatabase, openMeant } from './alchemy-databases';
import { rowsToPython } from './driver-values';
import { diagramOf } from './er-diagram';
import { toCellError } from './hints';
import { NoteEnvironment } from './note-environment';
import { sessionsOf } from './orm-hosts';
import { savepointModule } from './sql-module';
import { tableOf, type ValueTable } from './value-table';

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
  /** How many databases in memory it made. */
  memories: number;
}

/** The Python cells of one kernel: their variables, note by note, and the modules that they share. */
export class PythonSession {
  readonly #spaces = new Map<string, Namespace>();
  /** By note: values that came from elsewhere, and stay until the note assigns its own. */
  readonly #borrowed = new Map<string, Map<string, Value>>();
  /** Path of the note behind a module's name. */
  readonly #modules = new Map<string, string>();
  readonly #interpreter: Interpreter;
  readonly #environment = new NoteEnvironment();
  #run: PythonRun | null = null;
  /** Databases in memory that programs have. */
  readonly #inMemory = new Set<Database>();

  constructor(private readonly timers: HostTimers, private readonly rows: NamedRows) {
    const host: Host = {
      write: (text) => { this.#run?.out.add(text); },
      log: (text) => { this.#run?.log.add(text); },
      interrupted: () => this.#run?.surroundings.interrupted() ?? true,
      sleep: (milliseconds) => this.#sleep(milliseconds),
      resolveModule: (name) => this.#resolve(name),
    };
    const alchemy = sqlalchemyModules({
      database: (url) => this.#database(url),
      onActivity: (activity) => {
        if (activity.kind === 'statement' && activity.cause) this.#run?.surroundings.caused(activity.sql, statementCause(activity.cause));
      },
      echo: (message) => { this.#run?.log.add(`${echoLine(message, new Date())}\n`); },
    });
    this.#interpreter = new Interpreter(host, [savepointModule((sql, parameters) => this.#execute(sql, parameters)), ...alchemy]);
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
    const run: PythonRun = { cell, surroundings, out: new PrintedText(), log: new PrintedText(), engine: null, memories: 0 };
    if (this.#run) return outcomeOf(run, null, plainError('InterruptedError', 'another Python cell of the note still waits', 'let it end, or stop it'));
    this.#run = run;
    try {
      const place = cell.place ?? alone;
      const space = await this.#prepare(cell, place);
      const outcome = await this.#interpreter.run({ code: cell.code, fileName: labelOf(place) }, space);
      // A cell that failed half-way has defined what stood before.
      const defined = this.names(cell.code).defines.filter((name) => space.names.has(name));
      return { ...await this.#told(run, outcome, space), sessions: this.#sessions(cell.code, space), defined };
    } catch (error) {
      if (error instanceof InterruptedError) return outcomeOf(run, null, plainError('InterruptedError', error.message), true);
      throw error;
    } finally {
      this.#run = null;
    }
  }

  async #told(run: PythonRun, outcome: Outcome, space: Namespace): Promise<RunnerOutcome> {
    const { error, interrupted, value, valueText } = outcome;
    if (interrupted) return outcomeOf(run, null, plainError('InterruptedError', 'the cell was stopped'), true);
    if (error) return outcomeOf(run, null, toCellError(error, run.cell.code, this.#interpreter.moduleNames, [...space.names.keys()]));
    if (value === undefined) return outcomeOf(run, valueText, null);
    const table = await this.#table(run, value);
    return { ...outcomeOf(run, valueText, null), ...(table ?? {}), diagram: diagramOf(value) };
  }

  /** What the sessions and objects hold that a cell names in its variables. */
  #sessions(code: string, { names }: Namespace): SessionObjects[] {
    const { defines, needs, needsLater = [] } = this.names(code);
    const variables = [...new Set([...defines, ...needs, ...needsLater])].flatMap((name): [string, Value][] => {
      const value = names.get(name);
      return value === undefined ? [] : [[name, value]];
    });
    return sessionsOf(variables, this.#interpreter.runtime);
  }

  async #table(run: PythonRun, value: Value): Promise<Pick<RunnerOutcome, 'results' | 'held'> | null> {
    let table: ValueTable | null = null;
    await this.#interpreter.perform((function* () {
      table = yield* tableOf(value, run.cell.limits);
      return null;
    })());
    const found = table as ValueTable | null;
    return found && { results: [found.result], held: [found.held] };
  }

  /** The variables that a cell sees: its note's, those of the notes it uses, rows of SQL cells, and `sql`. */
  async #prepare(cell: CellToRun, place: CellPlace): Promise<Namespace> {
    for (const [link, path] of Object.entries(place.links)) {
      const name = moduleNameOf(link);
      if (this.#modules.get(name) !== path) this.#interpreter.forgetModule(name);
      this.#modules.set(name, path);
    }
    await this.#environment.apply(place.note, cell.environment ?? {}, this.#interpreter);
    const space = this.#space(place.note);
    const { needs, needsLater } = this.names(cell.code);
    for (const name of [...needs, ...(needsLater ?? [])]) {
      const found = await this.#lookUp(name, place);
      if (found !== undefined) this.#lend(place.note, space, name, found);
    }
    return space;
  }

  /** The mapper of a class that the cells of a note, or of those that it uses, have defined; null where there is none. */
  mapper(name: string, { note, uses }: CellPlace): Mapper | null {
    for (const path of [note, ...uses]) {
      const value = this.#spaces.get(path)?.names.get(name);
      if (value !== undefined) return mapperBehind(value);
    }
    return null;
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

  /** The database of an address that SQLAlchemy was given. */
  async #database(url: Url): Promise<Database> {
    const run = this.#run;
    if (!run) throw new InterruptedError('the cell that this code belongs to is over');
    const meant = meantDatabase(url, () => {
      run.memories += 1;
      return `memory of ${(run.cell.place ?? alone).label}${run.memories === 1 ? '' : ` (${run.memories})`}`;
    });
    const database = await openMeant(meant, run.surroundings, this.#inMemory);
    run.engine = database.version;
    // What a server would be is told, for here it is another.
    if (meant.engine === 'postgres') run.log.add(`${url.toString()} is the notebook's own ${database.version}${meant.name === null ? '' : `, database ${meant.name}`}\n`);
    return database;
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
