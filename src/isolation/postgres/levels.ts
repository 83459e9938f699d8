/** PostgreSQL's levels. The first two are one: it has no dirty reads. */
export type PostgresLevel = (typeof POSTGRES_LEVELS)[number];

export const POSTGRES_LEVELS = ['READ UNCOMMITTED', 'READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'] as const;

/** A level by its name in any case; null when PostgreSQL has none of that name. */
export function postgresLevel(name: string): PostgresLevel | null {
  const wanted = name.trim().replace(/\s+/g, ' ').toUpperCase();
  return POSTGRES_LEVELS.find((level) => level === wanted) ?? null;
}

/** Whether a transaction at a level, as SHOW spells it, sees one snapshot from its first statement to its end. */
export function keepsSnapshot(level: string): boolean {
  return /^(repeatable read|serializable)$/i.test(level);
}
