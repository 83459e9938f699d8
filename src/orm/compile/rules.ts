import type { ClauseElement } from '../sql/clause';
import type { BinaryExpression, ExpressionClauseList, UnaryExpression } from '../sql/elements';
import type { FunctionElement } from '../sql/functions';
import type { Extract } from '../sql/constructs';
import type { FromClause } from '../sql/from-clause';
import type { Operator } from '../sql/operators';
import type { RowOrder, SelectState } from '../sql/select';
import type { Sequence } from '../sql/schema/defaults';
import type { TypeEngine } from '../sql/types/type-engine';
import type { Context } from './context';
import type { SqlCompiler } from './sql-compiler';
import type { OnConflict } from '../sql/on-conflict';

export type BinaryRule = (compiler: SqlCompiler, binary: BinaryExpression, context: Context) => string;
export type UnaryRule = (compiler: SqlCompiler, unary: UnaryExpression, context: Context) => string;
export type ListRule = (compiler: SqlCompiler, list: ExpressionClauseList, context: Context) => string;
export type FunctionRule = (compiler: SqlCompiler, call: FunctionElement, context: Context) => string;

/** How a dialect writes what it writes in a way of its own. Operators and functions go by name. */
export interface SqlRules {
  readonly binary: Readonly<Record<string, BinaryRule>>;
  readonly unary: Readonly<Record<string, UnaryRule>>;
  readonly list: Readonly<Record<string, ListRule>>;
  readonly functions: Readonly<Record<string, FunctionRule>>;
  /** LIMIT and OFFSET, with what stands before them. */
  readonly limit: (compiler: SqlCompiler, order: RowOrder, context: Context) => string;
  readonly fetch: (compiler: SqlCompiler, order: RowOrder, context: Context) => string;
  readonly forUpdate: (compiler: SqlCompiler, order: RowOrder, context: Context) => string;
  /** DISTINCT, with a space behind it. */
  readonly precolumns: (compiler: SqlCompiler, state: SelectState, context: Context) => string;
  /** What stands in the parentheses of IN where the list is empty. */
  readonly emptySet: (compiler: SqlCompiler, types: readonly TypeEngine[], operator: Operator | null) => string;
  readonly extract: (compiler: SqlCompiler, element: Extract, context: Context) => string;
  readonly cast: (compiler: SqlCompiler, type: TypeEngine, inner: string) => string;
  readonly nextValue: (compiler: SqlCompiler, sequence: Sequence) => string;
  /** The FROM of an UPDATE that names other tables. */
  readonly updateFrom: (compiler: SqlCompiler, froms: readonly FromClause[], context: Context) => string;
  readonly deleteFrom: (compiler: SqlCompiler, froms: readonly FromClause[], context: Context) => string;
  readonly onConflict: (compiler: SqlCompiler, clause: OnConflict, table: FromClause, context: Context) => string;
  /** An element of FROM with a hint; the text alone where the dialect knows none. @throws CompileError for one that it does not take */
  readonly fromHint: (text: string, hint: string) => string;
  /** Elements that only this dialect has; null for those that it does not know. */
  readonly custom: (compiler: SqlCompiler, element: ClauseElement, context: Context) => string | null;
}
