import type { Connection } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import type { Result } from '../../databases/result';
import type { History } from '../history/history';
import type { Command } from '../locking/command';
import { VersionLog } from '../observe/version-log';
import { accessesOf, readsWhatItSets, type Access } from '../rows/access';
import { predicateOf, type PredicateTest } from '../rows/predicates';
import { query } from '../rows/storage';
import { allRows, changesBetween, itemOf, rowsWhere, tablesOf, valuesByColumn, type Image, type Row, type TableInfo } from '../rows/tables';
import type { TraceValue } from '../trace';

/**
 * Finds out what SQLite's sessions read and write, without changing what happens.
 *
 * SQLite's rows bear no mark of who wrote them. But a session that has just read may read again
 * what it read, under the locks that it has; and there is one writer at a time, so that whatever
 * a writer's view has other than the committed state is its own. A transaction sees what was
 * committed when it first read, and its own changes; with `read_uncommitted`, whatever there is.
 */
export class Observer {
  readonly #log: VersionLog;
  readonly #committed = new Set<string>();
  readonly #active = new Set<string>();
  /** What was committed when a transaction first read or wrote. */
  readonly #snapshots = new Map<string, ReadonlySet<string>>();
  /** The step at which it did. */
  readonly #snapshotSteps = new Map<string, number>();
  /** By transaction, the tables that it read and wrote. */
  readonly #tablesUsed = new Map<string, Map<string, 'READ' | 'WRITE'>>();
  readonly #rows = new Map<string, Row>();
  readonly touched = new Set<string>();
  #tables: readonly TableInfo[];
  /** Set once something could not be observed; the history is of no use then. */
  #blind = false;

  /**
   * @param connection one outside of all sessions, before they begin
   * @param readsUncommitted whether sessions see each other's uncommitted changes
   */
  constructor(
    connection: Connection,
    readonly readsUncommitted: boolean,
  ) {
    this.#tables = tablesOf(connection);
    const rows = allRows(connection, this.#tables);
    for (const [item, row] of rows) this.#rows.set(item, row);
    this.#log = new VersionLog(rows.values());
  }

  /** Runs a statement, and writes down what it read and wrote if it goes through. */
  observe(connection: Connection, transaction: string, command: Command, step: number, run: () => Result): Result {
    const result = this.#run(connection, transaction, run);
    try {
      this.#note(connection, transaction, command, step);
      if (this.#snapshots.has(transaction) && !this.#snapshotSteps.has(transaction)) this.#snapshotSteps.set(transaction, step);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      this.#blind = true;
    }
    return result;
  }

  /** Also a statement that failed may have begun to read; one that found the database locked has not. */
  #run(connection: Connection, transaction: string, run: () => Result): Result {
    const known = this.#snapshots.has(transaction);
    const committed = new Set(this.#committed);
    try {
      return run();
    } catch (error) {
      const isLocked = error instanceof DatabaseError && /^SQLITE_(?:BUSY|LOCKED)/.test(error.code);
      if (!known && !isLocked && connection.inTransaction) this.#snapshots.set(transaction, committed);
      throw error;
    }
  }

  /** A transaction ended; false when it had neither read nor written. */
  end(transaction: string, kind: 'commit' | 'abort', step: number): boolean {
    this.#snapshots.delete(transaction);
    this.#snapshotSteps.delete(transaction);
    this.#tablesUsed.delete(transaction);
    if (!this.#active.has(transaction)) return false;
    this.#log.end(transaction, kind, step);
    if (kind === 'commit') this.#committed.add(transaction);
    return true;
  }

  count(transaction: string): number {
    return this.#log.count(transaction);
  }

  takeBack(transaction: string, count: number): void {
    this.#log.takeBack(transaction, count);
  }

  history(test: PredicateTest): History | null {
    const { values } = this;
    return this.#blind ? null : this.#log.history((predicate, image) => test.matches(predicate, image), values);
  }

  get log(): VersionLog {
    return this.#log;
  }

  readonly values = (table: string, image: Image): Readonly<Record<string, TraceValue>> => valuesByColumn(this.#tables, table, image);

  /** The version of an item that a transaction sees; one that has not begun, or null, what is committed. */
  seen(transaction: string | null, item: string): string {
    if (this.readsUncommitted) return this.#log.current(item);
    const snapshot = this.#snapshots.get(transaction ?? '') ?? this.#committed;
    return this.#log.visible(item, (writer) => writer === null || writer === transaction || snapshot.has(writer));
  }

  /** When a transaction first read or wrote, and how many had committed by then; null before. */
  snapshotOf(transaction: string): { readonly step: number; readonly commits: number } | null {
    const snapshot = this.#snapshots.get(transaction);
    return snapshot ? { step: this.#snapshotSteps.get(transaction) ?? 0, commits: snapshot.size } : null;
  }

  /** The tables that a transaction has read and written. */
  tablesOf(transaction: string): ReadonlyMap<string, 'READ' | 'WRITE'> {
    return this.#tablesUsed.get(transaction) ?? new Map();
  }

  #use(transaction: string, table: string, how: 'READ' | 'WRITE'): void {
    this.touched.add(table);
    const used = this.#tablesUsed.get(transaction) ?? new Map<string, 'READ' | 'WRITE'>();
    this.#tablesUsed.set(transaction, used);
    if (used.get(table) !== 'WRITE') used.set(table, how);
  }

  #note(connection: Connection, transaction: string, command: Command, step: number): void {
    switch (command.kind) {
      case 'select':
        for (const access of accessesOf(command.sql, this.#tables)) this.#noteRead(connection, transaction, access, step);
        break;
      case 'update':
      case 'delete': {
        const [target, ...others] = accessesOf(command.sql, this.#tables);
        for (const access of others) this.#noteRead(connection, transaction, access, step);
        if (target) this.#noteLookup(connection, transaction, target, command.sql, step);
        this.#noteWrites(connection, transaction, step);
        break;
      }
      case 'insert':
        this.#noteWrites(connection, transaction, step);
        break;
      case 'other':
        this.#tables = tablesOf(connection);
        break;
      default:
    }
  }

  /** What a query read in one table, by reading it again: in the same transaction, or with nothing in between. */
  #noteRead(connection: Connection, transaction: string, access: Access, step: number): void {
    const { table, alias, where, points } = access;
    this.#active.add(transaction);
    this.#use(transaction, table.name, 'READ');
    const seen = new Map(rowsWhere(connection, table, null).map((row) => [row.item, row]));
    const versionOf = (item: string): string => this.#log.agreeing(item, seen.get(item)?.image ?? null, this.#versionFor(transaction, item));
    if (points) {
      for (const item of this.#pointItems(connection, table, points)) this.#log.read(transaction, item, table.name, step, versionOf(item));
      return;
    }
    this.#log.predicateRead(transaction, predicateOf(access), step, versionOf);
    for (const { item } of rowsWhere(connection, table, where, alias)) this.#log.read(transaction, item, table.name, step, versionOf(item));
  }

  /**
   * What an UPDATE or DELETE looked at before it changed it: its writer sees the committed state
   * and its own changes. To overwrite a row by its key is a blind write; not to find it is a read.
   */
  #noteLookup(connection: Connection, transaction: string, access: Access, sql: string, step: number): void {
    const { table, alias, where, points } = access;
    this.#active.add(transaction);
    this.#use(transaction, table.name, 'WRITE');
    const versionOf = (item: string): string => this.#versionFor(transaction, item);
    if (points === null) {
      this.#log.predicateRead(transaction, predicateOf(access), step, versionOf);
      return;
    }
    const now = rowsWhere(connection, table, where, alias).map(({ item }) => item);
    const reads = readsWhatItSets(sql, table);
    for (const item of this.#pointItems(connection, table, points)) {
      const version = versionOf(item);
      const isOverwritten = now.includes(item) || this.#log.image(item, version) !== null;
      if (reads || !isOverwritten) this.#log.read(transaction, item, table.name, step, version);
    }
  }

  #noteWrites(connection: Connection, transaction: string, step: number): void {
    this.#active.add(transaction);
    const after = allRows(connection, this.#tables);
    const before = new Map<string, Row>();
    for (const [item, row] of this.#rows) {
      const image = this.#log.image(item, this.#versionFor(transaction, item));
      if (image) before.set(item, { ...row, image });
    }
    for (const change of changesBetween(before, after)) {
      this.#use(transaction, change.table.name, 'WRITE');
      this.#log.write(transaction, change, step);
    }
    for (const [item, row] of after) this.#rows.set(item, row);
  }

  /** The version of an item that a transaction sees. */
  #versionFor(transaction: string, item: string): string {
    if (this.readsUncommitted) return this.#log.current(item);
    const snapshot = this.#snapshots.get(transaction) ?? new Set(this.#committed);
    this.#snapshots.set(transaction, snapshot);
    return this.#log.visible(item, (writer) => writer === null || writer === transaction || snapshot.has(writer));
  }

  #pointItems(connection: Connection, table: TableInfo, points: readonly (readonly string[])[]): string[] {
    return points.map((literals) => itemOf(table, query(connection, `SELECT ${literals.join(', ')}`).rows[0] ?? []));
  }
}
