/** What a cell is made of, by its fence's language and, for SQL, by its content. */
export type CellKind = 'sql' | 'schedule' | 'typescript' | 'python' | 'relation';

/** The kinds that this version runs. */
export const runnableKinds: ReadonlySet<CellKind> = new Set<CellKind>(['sql']);
