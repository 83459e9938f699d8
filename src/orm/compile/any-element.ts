import type { ClauseElement } from '../sql/clause';
import type { ColumnClause } from '../sql/column';
import type { Case, CustomElement, Extract, FunctionFilter, Over, Slice, Tuple, TypeCoerce, WithinGroup } from '../sql/constructs';
import type { DdlElement } from '../sql/ddl';
import type { Delete, Insert, Update } from '../sql/dml';
import type {
  BinaryExpression, BindParameter, Cast, ClauseList, Collation, ExpressionClauseList, False_, Grouping, Label, LabelReference, Null, TextualLabelReference, True_,
  UnaryExpression,
} from '../sql/elements'; // prettier-ignore
import type { Alias, Cte, FromGrouping, Join, TableClause } from '../sql/from-clause';
import type { FunctionElement, NextValue, ScalarFunctionColumn, TableValuedColumn } from '../sql/functions';
import type { Table } from '../sql/schema/table';
import type { CompoundSelect, Select } from '../sql/select';
import type { ScalarSelect, SelectGrouping } from '../sql/selectable';
import type { Text, TextualSelect } from '../sql/text-clause';
import type { Values } from '../sql/values-clause';

/** Every class of elements, told apart by `kind`. */
export type AnyElement =
  | Alias | BinaryExpression | BindParameter | Case | Cast | ClauseList | Collation | ColumnClause | CompoundSelect | Cte | CustomElement | DdlElement | Delete
  | ExpressionClauseList | Extract | False_ | FromGrouping | FunctionElement | FunctionFilter | Grouping | Insert | Join | Label | LabelReference | NextValue | Null
  | Over | ScalarFunctionColumn | ScalarSelect | Select | SelectGrouping | Slice | Table | TableClause | TableValuedColumn | Text | TextualLabelReference
  | TextualSelect | True_ | Tuple | TypeCoerce | UnaryExpression | Update | Values | WithinGroup; // prettier-ignore

/** Every element is of one of the known classes; only the type checker needs to be told. */
export function isAnyElement(_element: ClauseElement): _element is AnyElement {
  return true;
}
