/** How SQLite keeps sessions apart: its modes stand where other engines have levels. */
export const sqliteModes = ['rollback', 'wal', 'shared', 'shared-ru'] as const;

/**
 * `rollback`: the rollback journal, readers and one writer; `wal`: the write-ahead log, with
 * snapshots; `shared`: a shared cache, with locks on tables; `shared-ru`: that with
 * `PRAGMA read_uncommitted`, which reads what is not committed
 * (https://sqlite.org/isolation.html, wal.html, sharedcache.html).
 */
export type SqliteMode = (typeof sqliteModes)[number];

/** The mode of that name, in any case; null when there is none. */
export function sqliteMode(name: string): SqliteMode | null {
  const wanted = name.trim().replace(/[\s_]+/g, '-').toLowerCase();
  return sqliteModes.find((mode) => mode === wanted) ?? null;
}
