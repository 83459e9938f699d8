import type { Flow } from '../../../databases/flow';
import type { PostgresSession } from '../sessioned-postgres';
import { Journal } from './journal';
import { observedTables, type ObservedTable } from './observed-table';
import { reportChanges } from './row-reports';

/** The observation of one run: which tables, and what was seen. */
export class Observation {
  readonly journal = new Journal();
  /** Names of tables that were read or changed, in order of first use. */
  readonly touched = new Set<string>();

  private constructor(readonly tables: readonly ObservedTable[]) {}

  /** Notes the rows that there are, and has all changes reported from now on. */
  static *begin(aside: PostgresSession): Flow<Observation> {
    const tables = yield* observedTables(aside);
    if (tables.length > 0) yield* reportChanges(aside, tables);
    return new Observation(tables);
  }
}
