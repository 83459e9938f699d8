/** A value as a driver returns it. Exact decimals and types without a JavaScript twin are the server's text. */
export type Value = null | boolean | number | bigint | string | Uint8Array;

/** A column of a result: its name, and its type as the engine spells it (`''` where it has none). */
export interface ColumnInfo {
  readonly name: string;
  readonly type: string;
}

/** A message that is not an error: PostgreSQL's NOTICE, WARNING, INFO and so on. */
export interface Notice {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
}

/** What one statement gave. */
export interface Result {
  /** The command's name, upper case: `SELECT`, `UPDATE`, `CREATE TABLE`. */
  readonly command: string;
  /** The command tag as PostgreSQL words it: `SELECT 2`, `INSERT 0 1`, `CREATE TABLE`. */
  readonly tag: string;
  /** Empty when the statement returns no rows. */
  readonly columns: readonly ColumnInfo[];
  readonly rows: readonly (readonly Value[])[];
  /** Rows fetched, or rows changed where none are returned; null where the engine counts neither. */
  readonly rowCount: number | null;
  /** True when the statement had more rows than were asked for; those are lost. */
  readonly truncated: boolean;
  readonly notices: readonly Notice[];
}
