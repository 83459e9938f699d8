import './expression/expression-parts';

/*
 * The elements that every expression is made of. What is made by functions only is in constructs.ts.
 */
export { BinaryExpression } from './expression/binary';
export { BindParameter, type BindOptions } from './expression/bind-parameter';
export { Cast, Collation, WrapsColumn } from './expression/cast';
export { ClauseList, ExpressionClauseList } from './expression/clause-lists';
export { CollectionAggregate } from './expression/collection-aggregate';
export { ColumnElement, type CustomOperatorOptions, type LikeOptions, type Operand } from './expression/column-element';
export { and_, booleanClauses, condition, not_, or_, shortRepr } from './expression/conditions';
export { False_, false_, Null, null_, True_, true_ } from './expression/constants';
export { Grouping } from './expression/grouping';
export { Label, LabelReference, orderable, TextualLabelReference } from './expression/label';
export type { ProxyRequest } from './expression/named-expression';
export { operandOf } from './expression/operations';
export { AsBoolean, UnaryExpression } from './expression/unary';
export { qualifiedLabel } from './names';
export { isOfFamily } from './types/family';
