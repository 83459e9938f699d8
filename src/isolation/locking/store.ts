import type { Connection } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import type { Result } from '../../databases/result';
import { VersionLog } from '../observe/version-log';
import { PredicateTest, type Predicate } from '../rows/predicates';
import { query, quoted } from '../rows/storage';
import { allRows, changesBetween, tablesOf, type Change, type Image, type Row, type TableInfo } from '../rows/tables';
import { LockTable } from './lock-table';
import { MustWait } from './must-wait';

/** A transaction as the store knows it. */
export interface Writer {
  /** The session, which owns the locks. */
  readonly owner: string;
  readonly transaction: string;
  /** What it has changed, for undoing it. */
  readonly changes: Change[];
}

/** The rows under the locking engine: one SQLite connection that holds everybody's changes, committed or not. */
export class Store {
  readonly locks = new LockTable();
  readonly #predicates: PredicateTest;
  #tables: TableInfo[];
  #log: VersionLog | null = null;
  readonly #committed = new Set<string>();
  /** Names of the tables that sessions read or changed. */
  readonly touched = new Set<string>();

  /**
   * @param connection to the rows
   * @param scratch another one, for questions about rows that are not there
   */
  constructor(
    readonly connection: Connection,
    scratch: Connection,
  ) {
    this.#predicates = new PredicateTest(scratch);
    this.#tables = tablesOf(connection);
  }

  get tables(): readonly TableInfo[] {
    return this.#tables;
  }

  /** What happened since {@link observe}. */
  get log(): VersionLog {
    return this.observe();
  }

  /** From now on, what happens is written down. */
  observe(): VersionLog {
    return (this.#log ??= new VersionLog(allRows(this.connection, this.#tables).values()));
  }

  /** After SQL that may have changed the schema. */
  refresh(): void {
    this.#tables = tablesOf(this.connection);
  }

  readonly matches = (predicate: Predicate, image: Image | null): boolean => this.#predicates.matches(predicate, image);

  /** Ends a transaction: keeps what it did, or undoes it; lets go of its locks. */
  end(writer: Writer, kind: 'commit' | 'abort', step: number): void {
    if (kind === 'abort') this.undo(writer, 0);
    else this.#committed.add(writer.transaction);
    this.log.end(writer.transaction, kind, step);
    this.locks.releaseAll(writer.owner);
  }

  /** Restores before-images, the latest first, until `kept` changes are left. */
  undo({ changes }: Writer, kept: number): void {
    const undone = changes.splice(kept).reverse();
    if (undone.length === 0) return;
    // Rows go and come one by one: what refers to them must not be looked at in between.
    query(this.connection, 'PRAGMA foreign_keys = OFF');
    for (const change of undone) this.#restore(change);
    query(this.connection, 'PRAGMA foreign_keys = ON');
  }

  /**
   * Runs a statement that changes rows, and locks what it changed.
   * @param targets items that it writes even where it leaves them as they are: `SET v = v`
   * @throws MustWait when others have locked what it would change; nothing is changed then
   * @throws DatabaseError when SQLite refuses it
   */
  write(writer: Writer, sql: string, targets: readonly string[], step: number, throughCursor: boolean): Result {
    const before = allRows(this.connection, this.#tables);
    query(this.connection, 'SAVEPOINT savepoint_write');
    try {
      const result = query(this.connection, sql);
      const changes = changesBetween(before, allRows(this.connection, this.#tables));
      for (const target of targets) {
        const row = before.get(target);
        if (row && !changes.some(({ item }) => item === target)) changes.push({ ...row, before: row.image, after: row.image });
      }
      for (const change of changes) this.#lockChange(writer, change);
      query(this.connection, 'RELEASE savepoint_write');
      for (const change of changes) {
        this.touched.add(change.table.name);
        writer.changes.push(change);
        this.log.write(writer.transaction, change, step, throughCursor);
      }
      return result;
    } catch (error) {
      if (this.connection.inTransaction) {
        query(this.connection, 'ROLLBACK TO savepoint_write');
        query(this.connection, 'RELEASE savepoint_write');
      }
      throw this.#waitInstead(error, writer) ?? error;
    }
  }

  /** The rows of others that a scan would meet although they are not there now: deleted, or changed so that they do not show. */
  hiddenFrom(owner: string, predicate: Predicate, shown: readonly Row[]): string[] {
    const visible = new Set(shown.map(({ item }) => item));
    return this.locks.exclusiveOfOthers(owner).filter((item) => {
      if (visible.has(item) || !item.startsWith(`${predicate.table.name}:`)) return false;
      const version = this.log.visible(item, (transaction) => transaction === null || this.#committed.has(transaction));
      return this.matches(predicate, this.log.image(item, version));
    });
  }

  #lockChange({ owner }: Writer, { item, table, before, after }: Change): void {
    const holders = this.locks.conflicts(owner, item, 'exclusive');
    if (holders.length > 0) throw new MustWait(holders, `${item}:exclusive`);
    const ranges = this.locks.rangeConflicts(owner, table.name, [before, after], this.matches);
    if (ranges.length > 0) throw new MustWait(ranges, `${table.name}:range`);
    this.locks.grant(owner, item, 'exclusive');
  }

  /** A duplicate of a row that is not committed yet is no error yet: its owner may still roll back. */
  #waitInstead(error: unknown, { owner }: Writer): MustWait | null {
    if (!(error instanceof DatabaseError) || !/_(UNIQUE|PRIMARYKEY|ROWID|FOREIGNKEY)$/.test(error.code)) return null;
    const tables = error.table === null ? this.#tables.map(({ name }) => name) : [error.table];
    const items = this.locks.exclusiveOfOthers(owner).filter((item) => tables.some((table) => item.startsWith(`${table}:`)));
    const [first] = items;
    return first === undefined ? null : new MustWait([...new Set(items.flatMap((item) => this.locks.conflicts(owner, item, 'shared')))], `${first}:shared`);
  }

  #restore({ table, key, before, after, rowid }: Change): void {
    const name = quoted(table.name);
    const condition = table.key.map((column) => `${quoted(column)} IS ?`).join(' AND ');
    if (before === null) {
      query(this.connection, `DELETE FROM ${name} WHERE ${condition}`, key);
      return;
    }
    if (after === null) {
      // Under its old rowid it stands where it stood, and a scan finds it there.
      const columns = [...(table.hasRowid ? ['_rowid_'] : []), ...table.columns.map(quoted)];
      const values = [...(table.hasRowid ? [rowid ?? null] : []), ...before];
      query(this.connection, `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values.map(() => '?').join(', ')})`, values);
      return;
    }
    query(this.connection, `UPDATE ${name} SET ${table.columns.map((column) => `${quoted(column)} = ?`).join(', ')} WHERE ${condition}`, [...before, ...key]);
  }
}
