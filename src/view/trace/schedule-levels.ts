/** The engines on which a schedule can run, with their levels, weakest first, as a directive names them. */
export const scheduleLevels: Readonly<Record<string, readonly string[]>> = {
  postgres: ['READ UNCOMMITTED', 'READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'],
  sqlite: ['rollback', 'wal', 'shared', 'shared-ru'],
  locking: ['READ UNCOMMITTED', 'READ COMMITTED', 'CURSOR STABILITY', 'READ STABILITY', 'REPEATABLE READ', 'SERIALIZABLE'],
};
