import type { ClauseElement } from '../sql/clause';
import type { ColumnElement } from '../sql/elements';
import type { Cte, FromClause } from '../sql/from-clause';
import type { FromHint } from '../sql/select';
import type { SelectBase } from '../sql/selectable';
import type { Operator } from '../sql/operators';
import type { TypeEngine } from '../sql/types/type-engine';
import type { FromLinter } from './from-linter';

/** Tells the result of a statement about one of its columns. */
export type AddResult = (column: ResultColumn) => void;

/** A column of a statement's result. */
export interface ResultColumn {
  /** Its key in the row; null for text that nobody has named. */
  readonly key: string | null;
  /** Its name in the SQL text. */
  readonly name: string | null;
  /** What it can be asked for with: elements and names. */
  readonly targets: readonly (ClauseElement | string)[];
  readonly type: TypeEngine;
}

/** Where in a statement an element stands. */
export interface Context {
  /** In FROM. */
  readonly asfrom?: boolean;
  readonly withinColumns?: boolean;
  readonly withinLabel?: boolean;
  /** False: columns are written without their table. */
  readonly includeTable?: boolean;
  /** Values are written into the text. */
  readonly literalBinds?: boolean;
  readonly addResult?: AddResult | null;
  readonly resultTargets?: readonly ClauseElement[];
  /** The label whose name is written instead of its expression. */
  readonly labelAsLabel?: ColumnElement | null;
  readonly linter?: FromLinter | null;
  /** The linter of the SELECT around a LATERAL one, and the LATERAL element itself. */
  readonly lateralLinter?: FromLinter | null;
  readonly enclosingLateral?: FromClause;
  readonly lateral?: boolean;
  readonly enclosingAlias?: FromClause;
  readonly visitingCte?: Cte;
  readonly compoundIndex?: number;
  readonly insertInto?: boolean;
  readonly eagerGrouping?: boolean;
  readonly inOperator?: boolean;
  readonly binaryOperator?: Operator;
  readonly withinAggregate?: boolean;
  /** Columns of these tables are written without their schema; tables named in FOR UPDATE OF. */
  readonly asHint?: boolean;
  readonly useSchema?: boolean;
  readonly castApplied?: boolean;
  /** In DO UPDATE SET. */
  readonly upsertSet?: boolean;
  /** What the statement says of its elements of FROM. */
  readonly fromHints?: readonly FromHint[];
  /** The parameters that a value is made of. */
  readonly collectBinds?: string[];
}

/**
 * Nowhere in particular. All fields are there, in one order: contexts are copied for each element, and copies of objects
 * of one shape are cheap.
 */
export const NOWHERE: Context = Object.freeze({
  asfrom: undefined, withinColumns: undefined, withinLabel: undefined, includeTable: undefined, literalBinds: undefined, addResult: null, resultTargets: undefined, labelAsLabel: null,
  linter: null, lateralLinter: null, enclosingLateral: undefined, lateral: undefined, enclosingAlias: undefined, visitingCte: undefined, compoundIndex: undefined, insertInto: undefined,
  eagerGrouping: undefined, inOperator: undefined, binaryOperator: undefined, withinAggregate: undefined, asHint: undefined, useSchema: undefined, castApplied: undefined,
  upsertSet: undefined, fromHints: undefined, collectBinds: undefined,
}); // prettier-ignore

/** A statement that is being written, and what those inside it must know of it. */
export interface StackEntry {
  /** FROM elements of all enclosing statements. */
  readonly correlateFroms: ReadonlySet<ClauseElement>;
  /** FROM elements of this statement. */
  readonly asfromFroms: ReadonlySet<ClauseElement>;
  readonly selectable: ClauseElement;
  /** What ORDER BY may name; null outside of SELECT. */
  readonly labels: LabelLookup | null;
  readonly needResultForCompound: boolean;
  firstSelect: SelectBase | null;
}

/** The names that ORDER BY and GROUP BY can use. Most statements need none of them. */
export interface LabelLookup {
  /** Of the columns of FROM. */
  readonly onlyFroms: ReadonlyMap<string, ColumnElement>;
  /** Of the columns of the statement. */
  readonly onlyColumns: ReadonlyMap<string, ColumnElement>;
}
