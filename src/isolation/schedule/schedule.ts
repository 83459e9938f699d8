/** A schedule: statements of several sessions in the order in which they are issued. */
export interface Schedule {
  /** SQL that runs once before, outside of all sessions. */
  readonly setup: readonly string[];
  /** In the order of their first step, or as the specification lists them. */
  readonly sessions: readonly ScheduledSession[];
  readonly steps: readonly ScheduledStep[];
  /** SQL that runs once afterwards. */
  readonly teardown: readonly string[];
  /** Names of the steps in order, where the schedule is a permutation of named steps. */
  readonly permutation: readonly string[] | null;
}

export interface ScheduledSession {
  readonly name: string;
  /** SQL that the session runs before the first step, or after the last. */
  readonly setup: string | null;
  readonly teardown: string | null;
}

export interface ScheduledStep {
  /** The session's name; null for `either`: the first session that is not waiting. */
  readonly session: string | null;
  /** The step's own name, in specifications. */
  readonly name: string | null;
  /** One statement or several, with no semicolon at the end. */
  readonly sql: string;
  /** The same as it is written, with its semicolon. */
  readonly written: string;
  /** The prose after the session's mark. */
  readonly comment: string;
  /** Line in the cell on which its SQL starts, from 1. */
  readonly line: number;
  /** What the comment says of waiting, to be compared with what happens. */
  readonly claimsToBlock: boolean;
  readonly claimsToUnblock: boolean;
  /** When a permutation says that its completion is reported. */
  readonly markers: readonly Marker[];
}

/**
 * A marker of isolationtester's permutations: `*` (the step is expected to wait), another step
 * before whose completion this one is not reported, or a number of notices of another step.
 */
export type Marker =
  | { readonly kind: 'waits' }
  | { readonly kind: 'after'; readonly step: string }
  | { readonly kind: 'notices'; readonly step: string; readonly count: number };

/** `crash` is no SQL: a step of that word alone is a power failure. */
export function isCrash({ sql }: ScheduledStep): boolean {
  return /^\s*crash\s*;?\s*$/i.test(sql);
}
