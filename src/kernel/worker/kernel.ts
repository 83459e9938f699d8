import type { CellValue, Statement } from '../../cells/output';
import type { CellNames, CellText } from '../../cells/cell-names';
import { alone } from '../../cells/cell-place';
import { NamedRows } from '../../cells/named-rows';
import { relationNames } from '../../cells/relation/relation-names';
import { runCell, type RanCell, type Runners } from '../../cells/run-cell';
import { toCellValue } from '../../cells/sql/cell-values';
import { sqlNames } from '../../cells/sql/sql-names';
import type { ScriptHost } from '../../cells/typescript/typescript-session';
import type { CellToRun, NamedWait, NotebookConnection } from '../../cells/runner';
import type { Executed } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import type { Flow } from '../../databases/flow';
import type { Value } from '../../databases/result';
import type { Channel, Defined, FromKernel, ToKernel } from '../messages';
import { Interruption, type StopSignal } from './interruption';
import type { Intrinsics } from './intrinsics';
import type { Languages } from './languages';
import type { LanguageSource } from './languages-script';
import { NotebookDatabases } from './notebook-databases';
import { RemoteParts } from './remote-parts';

/**
 * The kernel of one note: runs its cells one after another, owns its databases, holds the rows
 * that were not sent along. It lives in a worker and knows its host only by messages.
 */
export class Kernel {
  readonly #channel: Channel<FromKernel, ToKernel>;
  readonly #stop: StopSignal;
  readonly #parts: RemoteParts;
  readonly #databases: NotebookDatabases;
  /** Rows of named SQL cells, for the languages. */
  readonly #rows = new NamedRows();
  /** The languages, once they are asked for. */
  #asked: Promise<Languages> | null = null;
  /** The languages, once they are there. */
  #languages: Languages | null = null;
  readonly #runners: Runners = {
    typescript: async (cell, surroundings) => (await this.#ask()).typescript(cell, surroundings),
    python: async (cell, surroundings) => (await this.#ask()).python(cell, surroundings),
  };
  readonly #held = new Map<number, readonly (readonly (readonly CellValue[])[])[]>();
  /** The run whose code is at work right now. */
  #current: Run | null = null;
  readonly #waiting = new Set<Run>();
  #queue: Promise<void> = Promise.resolve();

  constructor(
    channel: Channel<FromKernel, ToKernel>,
    stop: StopSignal,
    private readonly scripts: ScriptHost,
    private readonly source: LanguageSource,
    private readonly intrinsics: Intrinsics | null = null,
  ) {
    this.#channel = channel;
    this.#stop = stop;
    this.#parts = new RemoteParts((part) => { channel.send({ type: 'need', part }); });
    this.#databases = new NotebookDatabases(this.#parts, {
      onExecuted: (executed) => this.#current?.statements.push(statementOf(executed)),
      interrupted: () => this.#current?.interruption.requested() ?? false,
    }, (engine) => { if (this.#current) channel.send({ type: 'opening', run: this.#current.number, engine }); });
    channel.receive((message) => { this.#take(message); });
    channel.send({ type: 'ready' });
  }

  /** A promise of a cell's code was rejected, and nothing took the error. */
  rejected(reason: unknown): void {
    this.#languages?.rejected(reason);
  }

  #take(message: ToKernel): void {
    switch (message.type) {
      case 'run':
        // Cells run one at a time, in the order asked for; one that waits for another session lets the next ones pass.
        this.#queue = this.#queue.then(() => new Promise((pass) => {
          void this.#runCell(message, pass)
            .catch((error: unknown) => {
              this.#channel.send({ type: 'broken', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
            })
            .finally(pass);
        }));
        break;
      case 'last':
        for (const { interruption } of this.#waiting) interruption.giveUp();
        break;
      case 'names':
        void this.#tellNames(message.request, message.cells);
        break;
      case 'rows': {
        const rows = this.#held.get(message.run)?.[message.result]?.slice(message.from, message.to) ?? null;
        this.#channel.send({ type: 'rows', request: message.request, rows });
        break;
      }
      case 'release':
        this.#held.delete(message.run);
        break;
      case 'part':
        this.#parts.arrived(message.name, message.data);
        break;
    }
  }

  async #runCell({ run: number, cell, stops }: Extract<ToKernel, { type: 'run' }>, pass: () => void): Promise<void> {
    const run: Run = { number, interruption: await Interruption.begin(this.#stop, cell.timeoutMs, stops), statements: [] };
    this.#current = run;
    const ran = await runCell(cell, {
      session: (engine, db, name) => this.#databases.session(engine, db, name),
      drive: (flow, on, onWait) => this.#drive(run, flow, on, (wait) => {
        onWait?.(wait);
        pass();
      }),
      fresh: (engine) => this.#databases.fresh(engine),
      copy: (database) => this.#databases.copy(database),
      drawSchema: async (on) => {
        const languages = await this.#ask();
        return this.#drive(run, languages.drawDatabase(on.database), on, () => undefined);
      },
      crash: (database) => this.#databases.crash(database),
      progress: (done, of) => { this.#channel.send({ type: 'progress', run: number, done, of }); },
      executed: () => run.statements,
      mapped: (name) => {
        // A class that was mapped, was so by a cell of a language.
        return this.#languages?.mapped(name, cell.place ?? alone) ?? null;
      },
      caused: (sql, cause) => {
        const at = run.statements.findLastIndex((statement) => statement.sql === sql);
        const statement = run.statements[at];
        if (statement) run.statements[at] = { ...statement, cause };
      },
      interrupted: () => run.interruption.requested(),
      discard: (database) => { this.#databases.discard(database); },
    }, this.#runners);
    const spoilt = this.intrinsics?.restore() ?? null;
    const { output, held } = ran;
    if (this.#current === run) this.#current = null;
    if (held.some((rows, i) => rows.length > (output.results[i]?.rows.length ?? 0))) this.#held.set(number, held);
    this.#channel.send({ type: 'done', run: number, output: run.interruption.explain(output), defined: this.#defined(cell, ran) });
    if (spoilt !== null) this.#channel.send({ type: 'broken', message: `a cell changed ${spoilt} of the language for good` });
  }

  /** The languages of this kernel; what failed once may work after a new installation. */
  #ask(): Promise<Languages> {
    this.#asked ??= this.source(this.#parts, (script) => this.scripts.load(script)).then((make) => (this.#languages = make(this.scripts, this.#rows)));
    this.#asked.catch(() => { this.#asked = null; });
    return this.#asked;
  }

  async #tellNames(request: number, cells: readonly CellText[]): Promise<void> {
    // Without the languages their cells define nothing; running one tells why.
    if (cells.some(({ kind }) => isLanguage(kind))) await this.#ask().catch(() => undefined);
    this.#channel.send({ type: 'names', request, names: cells.map((cell) => this.#namesOf(cell)) });
  }

  #namesOf({ kind, code, engine }: Pick<CellText, 'kind' | 'code' | 'engine'>): CellNames {
    if (isLanguage(kind)) return this.#languages?.names(kind, code) ?? { defines: [], needs: [] };
    if (kind === 'relation') return relationNames(code);
    if (kind === 'sql' || kind === 'schedule') return sqlNames(code, engine === 'postgres' ? 'postgres' : 'sqlite');
    return { defines: [], needs: [] };
  }

  /** Keeps what a run made for later cells, and tells of it. */
  #defined(cell: CellToRun, { output, rows, defined }: RanCell): Defined {
    const { place } = cell;
    if (place && place.name !== null && rows) this.#rows.set(place.note, place.name, rows);
    // What a schedule makes is gone with the copy on which it ran.
    const made = cell.kind === 'schedule' ? [] : output.statements.flatMap(({ sql, engine }) => sqlNames(sql, engine === 'postgres' ? 'postgres' : 'sqlite').defines);
    const named = cell.kind === 'sql' && place && place.name !== null && rows ? [place.name] : [];
    return { names: [...(defined ?? (output.error || cell.kind === 'sql' ? [] : this.#namesOf(cell).defines)), ...named], tables: made };
  }

  /** Runs a flow on behalf of a run, and between its waits lets others run. */
  async #drive<T>(run: Run, flow: Flow<T>, { database, nameOf }: NotebookConnection, onWait: (wait: NamedWait) => void): Promise<T> {
    try {
      for (;;) {
        const step = this.#as(run, () => flow.next());
        if (step.done) return step.value;
        const { blocked, until } = step.value;
        if (blocked && !this.#waiting.has(run)) {
          const wait = { blockedBy: blocked.blockedBy.map(nameOf), waitsOn: blocked.waitsOn };
          this.#waiting.add(run);
          run.interruption.pause();
          this.#channel.send({ type: 'waiting', run: run.number, wait });
          onWait(wait);
        }
        await until;
      }
    } catch (error) {
      // It waited on when another cell had the power fail.
      if (this.#databases.hasCrashed(database)) throw new DatabaseError('OperationalError', { code: '08006', message: 'the connection was lost: power failed' });
      throw error;
    } finally {
      if (this.#waiting.delete(run)) {
        run.interruption.resume();
        this.#channel.send({ type: 'waiting', run: run.number, wait: null });
      }
    }
  }

  /** Whatever runs in between, statements and interruptions belong to the run that they are made for. */
  #as<T>(run: Run, work: () => T): T {
    const before = this.#current;
    this.#current = run;
    try {
      return work();
    } finally {
      this.#current = before;
    }
  }
}

function isLanguage(kind: string): kind is 'typescript' | 'python' {
  return kind === 'typescript' || kind === 'python';
}

/** A cell that was begun and has not ended. */
interface Run {
  readonly number: number;
  readonly interruption: Interruption;
  readonly statements: Statement[];
}

function statementOf({ parameters, ...executed }: Executed): Statement {
  const values = (list: readonly Value[]): CellValue[] => list.map((value) => toCellValue(value));
  const isMany = (list: Executed['parameters']): list is readonly (readonly Value[])[] => Array.isArray(list[0]);
  return { ...executed, parameters: isMany(parameters) ? parameters.map(values) : values(parameters) };
}
