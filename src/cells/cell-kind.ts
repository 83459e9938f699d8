/** What a cell is made of, by its fence's language and, for SQL, by its content. */
export type CellKind = 'sql' | 'schedule' | 'typescript' | 'python' | 'relation';

/** What runs a cell: a database engine, or the textbook's locks over SQLite's storage. */
export type CellEngine = 'sqlite' | 'postgres' | 'locking';

/** By kind: the engines on which this version runs it. */
export const enginesOf: Readonly<Record<CellKind, readonly CellEngine[]>> = {
  sql: ['sqlite', 'postgres'],
  schedule: ['postgres', 'sqlite', 'locking'],
  typescript: ['sqlite', 'postgres'],
  python: ['sqlite', 'postgres'],
  relation: ['sqlite', 'postgres'],
};

/** Of what a matrix is drawn. */
export interface MatrixToRun {
  readonly engines: readonly CellEngine[];
  /** Empty for the standard set. */
  readonly schedules: readonly MatrixSchedule[];
}

/** A schedule of the note. */
export interface MatrixSchedule {
  /** What the note calls it; null where it is the only one. */
  readonly title: string | null;
  /** The fence's language, lower case. */
  readonly language: string;
  readonly code: string;
  /** SQL that makes the state from which it starts: that of the note's SQL cells above it. */
  readonly preparation: readonly string[];
}
