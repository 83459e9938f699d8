import type { ColumnElement } from '../sql/elements';

/** How one INSERT … RETURNING inserts many rows: what is repeated for each, and how the rows are told apart. */
export interface ManyValuesPlan {
  /** The values of one row, without parentheses, as they stand in the statement. */
  readonly rowText: string;
  /** The parameters in it, in order. */
  readonly rowBinds: readonly string[];
  /** Each row ends with its number, by which the rows are sorted before they are inserted. */
  readonly withCounter: boolean;
  /** The rows must come back in the order of the parameters. */
  readonly sorted: boolean;
  /** Columns at the end of RETURNING by which rows and parameters are matched; null where they cannot be. */
  readonly sentinels: readonly ColumnElement[] | null;
  /** The parameters that hold the sentinels' values; null where the database makes them. */
  readonly sentinelBinds: readonly string[] | null;
  /** ON CONFLICT may leave rows out. */
  readonly upsert: boolean;
  /** Values in DO UPDATE SET differ from row to row. */
  readonly upsertBinds: boolean;
  /** `DEFAULT VALUES` becomes `(pk) VALUES (DEFAULT), …`. */
  readonly defaultsOnly: boolean;
}
