/** What a cell is made of, by its fence's language and, for SQL, by its content. */
export type CellKind = 'sql' | 'schedule' | 'typescript' | 'python' | 'relation';

/** What runs a cell: a database engine, or the textbook's locks over SQLite's storage. */
export type CellEngine = 'sqlite' | 'postgres' | 'locking';

/** By kind: the engines on which this version runs it. */
export const enginesOf: Readonly<Record<CellKind, readonly CellEngine[]>> = {
  sql: ['sqlite', 'postgres'],
  schedule: ['postgres', 'sqlite', 'locking'],
  typescript: [],
  python: [],
  relation: [],
};
