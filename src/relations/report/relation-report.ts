import type { Step } from './step';

export type { Step } from './step';

/**
 * The report of a relation cell: plain JSON, as `savepoint run --json` prints it. Dependencies are text in the notation
 * of the cells; sets of attributes are lists of names, in the relation's order.
 */

/** A value of a row, as text; null is NULL. */
export type ReportValue = string | null;
export type ReportRow = readonly ReportValue[];

export type ReportForm = '1NF' | '2NF' | '3NF' | 'BCNF' | '4NF' | '5NF';

export interface RelationReport {
  readonly name: string;
  readonly attributes: readonly string[];
  /** What is declared, or else what holds in the rows. */
  readonly dependencies: readonly string[];
  /** True when no dependency is declared and those that hold in the rows stand for them. */
  readonly discovered: boolean;
  readonly candidateKeys: readonly (readonly string[])[];
  readonly primeAttributes: readonly string[];
  readonly minimalCover: readonly string[];
  readonly normalForm: ReportForm;
  /** What breaks each form, form by form. */
  readonly violations: readonly ReportViolation[];
  readonly decompositions: readonly ReportDecomposition[];
  /** What the rows say; null where there are none. */
  readonly data: ReportData | null;
  /** The steps of the reasoning, a sentence each. */
  readonly steps: readonly string[];
  /** The same steps in parts, for views that word them. */
  readonly reasoning: readonly Step[];
  /** The arrows of a diagram: the dependencies of the minimal cover by left side, and the independent blocks. */
  readonly arrows: readonly ReportArrow[];
  /** What could not be worked out because it grows exponentially, a sentence each; empty when all is exact. */
  readonly limits: readonly string[];
}

/** A dependency as an arrow from some attributes to others. */
export interface ReportArrow {
  readonly kind: 'functional' | 'multivalued';
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** The lowest form that it breaks; null where it breaks none. */
  readonly breaks: ReportForm | null;
}

/** A dependency that breaks a form. */
export interface ReportViolation {
  readonly form: ReportForm;
  readonly dependency: string;
  /** The reason, in one English clause. */
  readonly because: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** 2NF: the key of which the left side is a part. */
  readonly key: readonly string[] | null;
  /** 4NF: the blocks that are independent of each other; 5NF: the parts of a join dependency. */
  readonly blocks: readonly (readonly string[])[] | null;
}

export interface ReportDecomposition {
  /** `5NF` stands where a declared join dependency breaks it. */
  readonly into: '3NF' | 'BCNF' | '4NF' | '5NF' | 'given';
  readonly parts: readonly ReportPart[];
  /** Whether the join always gives the relation back, or, for discovered dependencies, whether it does on these rows; null where it could not be decided. */
  readonly lossless: boolean | null;
  /** Functional dependencies that can be checked only by joining. */
  readonly lostDependencies: readonly string[];
  /** Rows of the join that the relation does not hold; null without data, or where there are too many to count. */
  readonly spuriousRows: number | null;
  readonly firstSpurious: ReportRow | null;
  /** The first spurious rows. */
  readonly spurious: readonly ReportRow[];
  /** Statements that make the tables and fill them. */
  readonly sql: string;
}

export interface ReportPart {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly keys: readonly (readonly string[])[];
  readonly foreignKeys: readonly { readonly attributes: readonly string[]; readonly part: string }[];
  readonly normalForm: ReportForm;
  /** The first rows; null without data. */
  readonly rows: readonly ReportRow[] | null;
  readonly rowCount: number | null;
}

export interface ReportData {
  readonly rows: number;
  readonly distinctRows: number;
  /** The first of the distinct rows. */
  readonly sample: readonly ReportRow[];
  /** All minimal functional dependencies that hold in the rows. */
  readonly minimalDependencies: readonly string[];
  readonly uniqueSets: readonly (readonly string[])[];
  /** Multivalued dependencies that hold in the rows and whose left side is not unique: `course ->> book | teacher`. */
  readonly multivalued: readonly string[];
  /** The declared dependencies, each checked on the rows. */
  readonly holds: readonly ReportCheck[];
  /** Values that look like several, which 1NF does not allow. */
  readonly lists: readonly { readonly column: string; readonly row: number; readonly parts: readonly string[] }[];
  /** What goes wrong with the table as it is, on its rows. */
  readonly anomalies: readonly ReportAnomaly[];
}

export interface ReportCheck {
  readonly dependency: string;
  readonly holds: boolean;
  /** Rows that contradict it; null where it holds. */
  readonly counterexample: readonly ReportRow[] | null;
  /** A row that would have to be there; null for a functional dependency. */
  readonly missing: ReportRow | null;
}

export interface ReportAnomaly {
  readonly kind: 'update' | 'insert' | 'delete';
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** The rows that hold the fact. */
  readonly rows: readonly ReportRow[];
  readonly count: number;
  /** Attributes that would have to be invented to insert the fact. */
  readonly lacking: readonly string[];
}
