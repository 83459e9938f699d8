import type { Result, Value } from '../../databases/result';
import { accessesOf, type Access } from '../rows/access';
import { predicateOf } from '../rows/predicates';
import { query, quoted } from '../rows/storage';
import { itemOf } from '../rows/tables';
import type { ReadRule } from './levels';
import { wait } from './reading';
import type { Store } from './store';

/** A cursor over the rows of one table. It sees changes made after it was opened, and returns each row once. */
export class Cursor {
  readonly #seen = new Set<string>();
  #current: { readonly item: string; readonly key: readonly Value[] } | null = null;

  constructor(
    readonly name: string,
    readonly owner: string,
    readonly sql: string,
    readonly access: Access,
  ) {}

  /** Null when the query is more than one on the rows of one table. */
  static over(name: string, owner: string, sql: string, store: Store): Cursor | null {
    const [access, ...more] = accessesOf(sql, store.tables);
    if (!access || more.length > 0 || /\b(?:group|distinct|union|intersect|except)\b/i.test(sql) || !/^select\b/i.test(sql)) return null;
    return new Cursor(name, owner, sql, access);
  }

  /** Condition for the row on which it stands, by key; null when it stands on none. */
  get currentRow(): string | null {
    if (!this.#current) return null;
    const { table } = this.access;
    return this.#current.key.map((value, index) => `${quoted(table.key[index] ?? 'rowid')} = ${literal(value)}`).join(' AND ');
  }

  /**
   * Moves to the next row; no row when there is none.
   * @throws MustWait when another transaction has changed that row
   */
  fetch(store: Store, transaction: string, rule: ReadRule, step: number): Result {
    const { table, alias } = this.access;
    const keys = table.key.map((column) => `${quoted(alias)}.${quoted(column)}`).join(', ');
    const result = query(store.connection, this.sql.replace(/^select\b(?:\s+all\b)?/i, () => `SELECT ${keys},`));
    if (rule.locksRanges) store.locks.grantRange(this.owner, predicateOf(this.access));
    const width = table.key.length;
    const row = result.rows.find((candidate) => !this.#seen.has(itemOf(table, candidate.slice(0, width))));
    const columns = result.columns.slice(width);
    if (row) {
      const key = row.slice(0, width);
      const item = itemOf(table, key);
      if (rule.waitsForWriters) wait(store, this.owner, item, 'shared');
      this.close(store);
      if (rule.holds !== 'nothing') store.locks.grant(this.owner, item, 'shared');
      else if (rule.holdsCursorRow) store.locks.grant(this.owner, item, 'shared', this.name);
      this.#seen.add(item);
      this.#current = { item, key };
      store.touched.add(table.name);
      store.log.read(transaction, item, table.name, step, undefined, true);
    } else {
      this.close(store);
    }
    const rows = row ? [row.slice(width)] : [];
    return { ...result, command: 'FETCH', tag: `FETCH ${rows.length}`, columns, rows, rowCount: rows.length };
  }

  /** Leaves its row. */
  close(store: Store): void {
    if (this.#current) store.locks.releaseCursor(this.owner, this.name);
    this.#current = null;
  }
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (value instanceof Uint8Array) return `x'${Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')}'`;
  return String(value);
}
