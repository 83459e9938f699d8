import type { Outcome } from '../trace';

/** A statement that reached the database on behalf of a schedule. */
export interface ExecutedStatement {
  /** The session that ran it; null for setup and teardown, which belong to none. */
  readonly session: string | null;
  readonly sql: string;
  /** From its start to its end, waits included. */
  readonly durationMs: number;
  /** Rows returned, or changed; null where neither is counted. */
  readonly rowCount: number | null;
}

/** How many rows an outcome is about. */
export function rowCountOf(outcome: Outcome): number | null {
  if (outcome.kind === 'rows') return outcome.rows.length;
  if (outcome.kind !== 'ok') return null;
  const counted = / (\d+)$/.exec(outcome.tag)?.[1];
  return outcome.changes ?? (counted === undefined ? null : Number(counted));
}
