/** What the option `check=` of a cell demands of its output; plain JSON. */
export type Condition =
  /** The last result has these rows. Values are compared as text, numbers by what they are worth; `null` is NULL. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly string[])[]; readonly inOrder: boolean }
  /** The schedule shows the anomaly of this name or code at some level at which it ran. */
  | { readonly kind: 'anomaly'; readonly anomaly: string }
  /** The schedule shows no anomaly at any level. */
  | { readonly kind: 'no anomaly' }
  /** So many sessions committed, at every level. */
  | { readonly kind: 'commits'; readonly least: number }
  /** The relation is in this form, or, where it is decomposed, every part is and the join gives the relation back. */
  | { readonly kind: 'normal form'; readonly form: NormalForm }
  /** Every dependency can still be checked within one part. */
  | { readonly kind: 'preserving' }
  | { readonly kind: 'prints'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string }
  /** It fails with this code, or an error of this type. */
  | { readonly kind: 'error'; readonly error: string }
  /** No more statements than so many reach the database, transaction commands left out. */
  | { readonly kind: 'statements'; readonly most: number };

export const normalForms = ['1NF', '2NF', '3NF', 'BCNF', '4NF', '5NF'] as const;
export type NormalForm = (typeof normalForms)[number];

/** The anomalies that can be demanded, as traces name them. */
export const anomalyNames: readonly string[] = [
  'dirty write', 'dirty read', 'aborted read', 'intermediate read', 'observed transaction vanishes', 'non-repeatable read', 'phantom', 'lost update', 'cursor lost update',
  'read skew', 'write skew', 'predicate write skew', 'read-only transaction anomaly', 'out-of-order read',
];

/** What a cell is to reach. */
export interface Check {
  readonly conditions: readonly Condition[];
  /** An exercise: that it is not solved yet is no error. */
  readonly isTask: boolean;
}

/** A condition that an output does not meet. */
export interface Unmet {
  readonly condition: Condition;
  /** What was found instead, in short; null where there was nothing of the kind. */
  readonly found: string | null;
}

/** How an output stands to its check. */
export interface CheckOutcome {
  readonly isTask: boolean;
  /** Empty where all conditions are met. */
  readonly unmet: readonly Unmet[];
}
