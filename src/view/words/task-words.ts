import type { Condition } from '../../cells/check/condition';

/** Exercises: what is wanted, what was found instead, hints, and how far a person has come. */
export interface TaskWords {
  readonly label: string;
  readonly titled: (title: string) => string;
  readonly open: string;
  readonly notYet: string;
  readonly solved: string;
  readonly solvedBefore: string;
  readonly showHint: (hint: number, of: number) => string;
  readonly condition: (condition: Condition) => string;
  readonly unmet: (wanted: string, found: string) => string;
  readonly none: string;
  readonly noRows: string;
  /** How many exercises of a note are solved. */
  readonly progress: (solved: number, of: number) => string;
}
