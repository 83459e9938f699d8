import type { RelationStep, ReportForm } from '../../cells/output';

/** A sentence with places in braces, `{left} determines {right}`, which a view fills with names. */
export type Template = string;

/** Reports on relations. Attributes and dependencies come as the report names them. */
export interface RelationWords {
  readonly label: string;
  /** The verdict's head: the highest form that holds. */
  readonly only: (form: string) => string;
  readonly reached: (form: string) => string;
  /** What follows where nothing is broken. */
  readonly nothingBroken: string;
  /** Before what was found in rows instead of declared. */
  readonly inRows: (rows: number) => string;
  readonly keys: (count: number) => string;
  /** The key that holds nothing: there is at most one row. */
  readonly emptyKey: string;
  /** Why a form is broken, by how many attributes depend: `{left}`, `{right}`, `{key}`, `{blocks}`, `{dependency}`. */
  readonly because: Readonly<Record<'2NF' | '3NF' | 'BCNF' | '4NF' | '5NF' | 'constant', (dependents: number) => Template>>;
  readonly ladder: {
    readonly label: string;
    readonly holds: (form: ReportForm) => string;
    readonly broken: (form: ReportForm) => string;
    readonly below: (form: ReportForm) => string;
    readonly first: string;
    readonly lists: Template;
  };
  readonly diagram: { readonly label: string; readonly more: (count: number) => string };
  readonly decomposition: RelationDecompositionWords;
  readonly anomalies: {
    readonly heading: string;
    readonly names: Readonly<Record<'update' | 'insert' | 'delete', string>>;
    /** `{left}`, `{right}`, `{rows}`, `{lacking}`, `{fact}`. */
    readonly sentences: Readonly<Record<'update' | 'insert' | 'delete', Template>>;
    readonly rows: (count: number) => string;
  };
  readonly data: {
    readonly holds: (rows: number) => string;
    readonly nothing: string;
    /** `{dependency}`. */
    readonly contradicted: Template;
    readonly missing: string;
    readonly more: (count: number) => string;
  };
  readonly steps: { readonly heading: (count: number) => string; readonly sentence: (step: RelationStep) => string };
  readonly limits: string;
}

/** The tables that stand for a relation. */
export interface RelationDecompositionWords {
  readonly label: string;
  readonly given: (number: number) => string;
  readonly lossless: string;
  readonly losslessHere: string;
  /** The dependencies would keep every row, but the rows contradict them. */
  readonly losslessElsewhere: string;
  readonly lossy: string;
  readonly undecided: string;
  readonly kept: string;
  /** `{dependency}`. */
  readonly lost: Template;
  readonly spurious: (rows: number) => string;
  readonly spuriousHeading: string;
  readonly rows: (count: number) => string;
  /** `{attributes}`, `{part}`. */
  readonly references: Template;
  readonly sql: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly create: string;
  readonly creating: string;
  /** `{tables}`. */
  readonly created: Template;
}
