/**
 * Isolation levels by what they lock for reading; write locks are held to the end at every level.
 * Berenson et al. 1995, table 2; RS and RR as in IBM DB2, whose RR is SERIALIZABLE here and whose
 * RS is the SQL standard's REPEATABLE READ.
 */
export const lockingLevels = ['READ UNCOMMITTED', 'READ COMMITTED', 'CURSOR STABILITY', 'READ STABILITY', 'REPEATABLE READ', 'SERIALIZABLE'] as const;

export type LockingLevel = (typeof lockingLevels)[number];

const SHORT_NAMES: Readonly<Record<string, LockingLevel>> = {
  RU: 'READ UNCOMMITTED',
  RC: 'READ COMMITTED',
  CS: 'CURSOR STABILITY',
  RS: 'READ STABILITY',
  RR: 'REPEATABLE READ',
  SER: 'SERIALIZABLE',
};

/** The level of that name, short or in full, in any case; null when there is none. */
export function lockingLevel(name: string): LockingLevel | null {
  const wanted = name.trim().replace(/[\s_-]+/g, ' ').toUpperCase();
  return SHORT_NAMES[wanted] ?? lockingLevels.find((level) => level === wanted) ?? null;
}

/** What a level does for a row that is read. */
export interface ReadRule {
  /** False: it reads whatever is there, without a lock. */
  readonly waitsForWriters: boolean;
  /** Locks held to the end of the transaction. */
  readonly holds: 'nothing' | 'qualifying rows' | 'examined rows';
  /** True when the current row of a cursor stays locked while the cursor stands on it. */
  readonly holdsCursorRow: boolean;
  /** True when what a condition may match is locked too, rows that do not exist included. */
  readonly locksRanges: boolean;
}

export const readRules: Readonly<Record<LockingLevel, ReadRule>> = {
  'READ UNCOMMITTED': { waitsForWriters: false, holds: 'nothing', holdsCursorRow: false, locksRanges: false },
  'READ COMMITTED': { waitsForWriters: true, holds: 'nothing', holdsCursorRow: false, locksRanges: false },
  'CURSOR STABILITY': { waitsForWriters: true, holds: 'nothing', holdsCursorRow: true, locksRanges: false },
  'READ STABILITY': { waitsForWriters: true, holds: 'qualifying rows', holdsCursorRow: true, locksRanges: false },
  'REPEATABLE READ': { waitsForWriters: true, holds: 'examined rows', holdsCursorRow: true, locksRanges: false },
  SERIALIZABLE: { waitsForWriters: true, holds: 'examined rows', holdsCursorRow: true, locksRanges: true },
};
