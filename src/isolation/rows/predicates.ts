import type { Connection } from '../../databases/database';
import type { Access } from './access';
import { query, quoted } from './storage';
import type { Image, TableInfo } from './tables';

/** A condition on the rows of a table. */
export interface Predicate {
  readonly table: TableInfo;
  readonly alias: string;
  /** null: every row. */
  readonly where: string | null;
}

export function predicateOf({ table, alias, where }: Access): Predicate {
  return { table, alias, where };
}

/** As it is named in traces: `account where balance > 5`. */
export function predicateName({ table, where }: Predicate): string {
  return where === null ? table.name : `${table.name} where ${where.replace(/\s+/g, ' ')}`;
}

/** Tells whether row images satisfy predicates, by asking SQLite: images are put into an empty copy of the table. */
export class PredicateTest {
  readonly #copies = new Map<string, string>();
  readonly #known = new Map<string, boolean>();

  /** @param connection of its own: no transaction of others may take back its temporary tables */
  constructor(readonly connection: Connection) {}

  matches(predicate: Predicate, image: Image | null): boolean {
    if (image === null) return false;
    if (predicate.where === null) return true;
    const known = [predicateName(predicate), predicate.alias, ...image.map((value) => `${typeof value}${String(value)}`)].join('\0');
    let matches = this.#known.get(known);
    if (matches === undefined) {
      matches = this.#ask(predicate, predicate.where, image);
      this.#known.set(known, matches);
    }
    return matches;
  }

  #ask({ table, alias }: Predicate, where: string, image: Image): boolean {
    const copy = this.#copyOf(table);
    query(this.connection, `DELETE FROM temp.${quoted(copy)}`);
    query(this.connection, `INSERT INTO temp.${quoted(copy)} VALUES (${image.map(() => '?').join(', ')})`, image);
    return query(this.connection, `SELECT 1 FROM temp.${quoted(copy)} AS ${quoted(alias)} WHERE ${where}`).rows.length > 0;
  }

  #copyOf(table: TableInfo): string {
    let copy = this.#copies.get(table.name);
    if (copy === undefined) {
      copy = `savepoint image of ${table.name}`;
      // Of a column, comparisons look at its type's affinity.
      const list = table.columns.map((column, index) => `${quoted(column)} ${table.types[index] ?? ''}`).join(', ');
      query(this.connection, `CREATE TEMP TABLE ${quoted(copy)} (${list})`);
      this.#copies.set(table.name, copy);
    }
    return copy;
  }
}
