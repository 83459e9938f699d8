import { pageInspection } from '../../../databases/postgres/page-inspection';
import { DatabaseError } from '../../../databases/errors';
import type { Flow } from '../../../databases/flow';
import { ask, type PostgresSession } from '../sessioned-postgres';
import { Gaps } from './gaps';
import { Journal } from './journal';
import { look, type Look, type Page } from './look';
import { observedTables, type ObservedTable } from './observed-table';
import { reportChanges, type RowReport } from './row-reports';
import type { Standing } from './standing';

/** A look, with how the sessions stood. */
export interface Looked {
  readonly step: number;
  readonly look: Look;
  readonly standings: readonly Standing[];
  /** The sessions' names by process. */
  readonly names: ReadonlyMap<number, string>;
}

/** Of a table with more pages only those are looked at in which rows are changed. */
const MOST_PAGES = 4;

/** Commands after which no lock, no snapshot and no row is other than before. */
const QUIET = new Set(['BEGIN', 'START TRANSACTION', 'SET', 'RESET', 'SHOW', 'SAVEPOINT', '']);

/** The observation of one run: which tables, and what was seen. */
export class Observation {
  readonly journal = new Journal();
  readonly gaps = new Gaps();
  /** Names of tables that were read or changed, in order of first use. */
  readonly touched = new Set<string>();
  readonly looked: Looked[] = [];
  /** Every row that was changed, by statements that went through and by those that did not. */
  readonly reports: RowReport[] = [];
  /** What a snapshot would be that is taken now; null where that has to be asked. */
  #now: string | null = null;
  #changed = false;

  private constructor(
    readonly tables: readonly ObservedTable[],
    readonly aside: PostgresSession,
  ) {}

  /** Notes the rows that there are, and has all changes reported from now on. */
  static *begin(aside: PostgresSession): Flow<Observation> {
    const { tables, tooLarge } = yield* observedTables(aside);
    yield* reportChanges(aside, tables);
    yield* makePagesReadable(aside);
    const observation = new Observation(tables, aside);
    for (const name of tooLarge) observation.gaps.addTable(name);
    return observation;
  }

  /** A statement begins, or goes on. */
  moves(command: string): void {
    if (QUIET.has(command)) return;
    this.#now = null;
    this.#changed = true;
  }

  /** The snapshot that a statement takes which begins now. */
  *snapshot(): Flow<string> {
    this.#now ??= String((yield* ask(this.aside, 'select pg_current_snapshot()::text')).rows[0]?.[0]);
    return this.#now;
  }

  /** Looks at how things stand after a step, if they can be other than before. */
  *look(step: number, standings: readonly Standing[], names: ReadonlyMap<number, string>): Flow<void> {
    if (!this.#changed) return;
    this.#changed = false;
    const seen = yield* look(this.aside, this.#pages());
    if (seen === null) return;
    this.#now = seen.now;
    this.looked.push({ step, look: seen, standings, names: new Map(names) });
  }

  /** The pages that hold what was found in touched tables, and what was changed. */
  #pages(): Page[] {
    const pages = new Map<string, Page>();
    const add = ({ oid: table, file }: ObservedTable, ctid: string | null): void => {
      const block = blockOf(ctid);
      if (block !== null) pages.set(`${table} ${block}`, { table, block, file });
    };
    for (const table of this.tables) {
      const { name, places } = table;
      const last = blockOf(places.at(-1)?.ctid ?? null);
      if (this.touched.has(name) && last !== null && last < MOST_PAGES) for (const { ctid } of places) add(table, ctid);
    }
    for (const { table, from, to } of this.reports) {
      add(table, from);
      add(table, to);
    }
    return [...pages.values()];
  }
}

function blockOf(ctid: string | null): number | null {
  const block = /^\((\d+),/.exec(ctid ?? '')?.[1];
  return block === undefined ? null : Number(block);
}

/** A server may not have the library, or not let us use it: there are no pages to be seen then. */
function* makePagesReadable(aside: PostgresSession): Flow<void> {
  try {
    for (const sql of pageInspection('savepoint')) yield* ask(aside, sql);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
}
