import { DatabaseError } from '../../../databases/errors';
import type { Flow } from '../../../databases/flow';
import type { Predicate } from '../../rows/predicates';
import { ask, type PostgresSession } from '../sessioned-postgres';
import { quoted, type ObservedTable } from './observed-table';

/** Which images of rows satisfy which conditions. */
export class Matching {
  readonly #known = new Map<string, ReadonlySet<string>>();

  /**
   * Asks PostgreSQL which of a table's images satisfy a condition. The images are handed over as
   * values: no table is looked at.
   */
  *learn(aside: PostgresSession, table: ObservedTable, where: string, images: Iterable<string>): Flow<void> {
    const key = keyOf(table.name, where);
    if (this.#known.has(key)) return;
    const all = [...new Set(images)];
    const name = `${quoted(table.schema)}.${quoted(table.relation)}`;
    const sql = `
      select given.place::int8 from jsonb_array_elements($1::jsonb) with ordinality given (image, place)
      where exists (select 1 from jsonb_populate_record(null::${name}, given.image) as ${quoted(table.relation)} where ${where})`;
    try {
      const { rows } = yield* ask(aside, sql, [`[${all.join(',')}]`]);
      this.#known.set(key, new Set(rows.map(([place]) => all[Number(place) - 1] ?? '')));
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
    }
  }

  /** Whether the condition could be asked about. */
  knows({ table, where }: Predicate): boolean {
    return where === null || this.#known.has(keyOf(table.name, where));
  }

  matches({ table, where }: Predicate, image: string | null): boolean {
    if (image === null) return false;
    return where === null || (this.#known.get(keyOf(table.name, where))?.has(image) ?? false);
  }
}

function keyOf(table: string, where: string): string {
  return `${table}\0${where}`;
}
