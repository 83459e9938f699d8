import type { Database, EmbeddedEngine } from '../../../databases/database';
import type { Flow, Wait } from '../../../databases/flow';
import { AsyncEngine } from '../../../orm/engine/async-engine';
import { createEngine } from '../../../orm/engine/create-engine';
import type { Engine, EngineOptions } from '../../../orm/engine/engine';
import { SyncEngine } from '../../../orm/engine/sync-engine';
import { Url } from '../../../orm/engine/url';
import { InvalidRequestError } from '../../../orm/errors';
import { echoLine } from '../../../orm/log';
import { statementCause } from '../../causes/statement-cause';
import type { NotebookConnection, Surroundings } from '../../runner';
import type { CellRun } from '../run/cell-run';

/** A database of the notebook that engines are on. */
interface OpenedDatabase {
  readonly engine: EmbeddedEngine;
  readonly db: string | null;
  session: NotebookConnection;
}

const backends: Readonly<Record<string, EmbeddedEngine>> = { sqlite: 'sqlite', postgresql: 'postgres' };

/** Which engines a cell's text names in addresses: `sqlite://`, `postgresql+asyncpg://…`. */
const addressed: readonly (readonly [RegExp, EmbeddedEngine])[] = [
  [/\bsqlite(?:\+\w+)?:\/\//, 'sqlite'],
  [/\bpostgresql(?:\+\w+)?:\/\//, 'postgres'],
];

/**
 * The engines that TypeScript cells make. Every address means the notebook's own embedded database of that kind, the one
 * that the note's SQL cells use; each connection is a session of its own on it.
 */
export class CellEngines {
  readonly #opened = new Map<string, OpenedDatabase>();

  constructor(private readonly current: () => CellRun) {}

  /** Opens what a cell may need before it runs: engines connect without waiting. */
  async prepare(code: string, { cell, surroundings }: Pick<CellRun, 'cell' | 'surroundings'>): Promise<void> {
    // A database that broke or crashed since was opened anew.
    for (const opened of this.#opened.values()) opened.session = await surroundings.session(opened.engine, opened.db);
    for (const [address, engine] of addressed) if (address.test(code)) await this.#open(engine, cell.db, surroundings);
  }

  async #open(engine: EmbeddedEngine, db: string | null, surroundings: Surroundings): Promise<void> {
    const key = keyOf(engine, db);
    if (!this.#opened.has(key)) this.#opened.set(key, { engine, db, session: await surroundings.session(engine, db) });
  }

  /** `createEngine('sqlite://')`: its calls give their results at once. */
  createEngine(address: string | Url, options: EngineOptions = {}): SyncEngine {
    return new SyncEngine(this.#engine(address, options));
  }

  /** As {@link createEngine}; its calls give promises. */
  createAsyncEngine(address: string | Url, options: EngineOptions = {}): AsyncEngine {
    return new AsyncEngine(this.#engine(address, options));
  }

  #engine(address: string | Url, options: EngineOptions): Engine {
    const { db } = this.current().cell;
    const opened = (url: Url): OpenedDatabase => {
      const kind = backends[url.backendName];
      const found = kind ? this.#opened.get(keyOf(kind, db)) : undefined;
      if (!found) throw new InvalidRequestError(`the database ${url.toString()} is not open: name its address in the cell that connects to it first`);
      return found;
    };
    const url = typeof address === 'string' ? Url.parse(address) : address;
    return createEngine(url, options, {
      database: (asked) => currentDatabase(() => opened(asked).session.database),
      log: { info: (message) => { this.current().log.add(`${echoLine(message, new Date())}\n`); } },
      onActivity: (activity) => {
        const run = this.current();
        run.engine = opened(url).session.database.version;
        if (activity.kind === 'statement' && activity.cause) run.surroundings.caused(activity.sql, statementCause(activity.cause));
      },
      onWarning: (message) => { this.current().log.add(`SAWarning: ${message}\n`); },
      now: () => performance.now(),
      whenBlocked: (flow, first) => this.#wait(flow, first, opened(url).session),
    });
  }

  /** While it waits for a lock, later cells of the note run. */
  #wait<T>(flow: Flow<T>, first: Wait, on: NotebookConnection): Promise<T> {
    const run = this.current();
    return run.during(run.surroundings.drive(resumed(flow, first), on));
  }
}

/** The rest of a flow that was found to wait. */
function* resumed<T>(flow: Flow<T>, first: Wait): Flow<T> {
  yield first;
  return yield* flow;
}

function keyOf(engine: EmbeddedEngine, db: string | null): string {
  return `${engine}/${db ?? ''}`;
}

/** The database as it is when a connection is made: it may have been opened anew. */
function currentDatabase(database: () => Database): Database {
  return {
    get engine() {
      return database().engine;
    },
    get version() {
      return database().version;
    },
    connect: () => database().connect(),
    close: () => undefined,
  };
}
