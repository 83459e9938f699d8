import type { ClauseElement } from '../clause';
import type { Name } from '../names';
import type { Operator } from '../operators';
import type { TypeEngine } from '../types/type-engine';
import { BinaryExpression } from './binary';
import { BindParameter, type BindOptions } from './bind-parameter';
import { Cast, Collation } from './cast';
import { ExpressionClauseList } from './clause-lists';
import { CollectionAggregate } from './collection-aggregate';
import { setExpressionParts, type ColumnElement, type Modifiers } from './column-element';
import { and_, or_ } from './conditions';
import { Grouping } from './grouping';
import { Label } from './label';
import { compare, escapedLike, inList, like, operandOf, operation, ordered } from './operations';
import { AsBoolean, UnaryExpression } from './unary';

/** What the operators of an expression make. */
const expressionParts = {
  and: and_,
  or: or_,
  compare,
  escapedLike,
  inList,
  like,
  operandOf,
  operation,
  ordered,
  aggregate: (element: ClauseElement, operator: Operator): ColumnElement => new CollectionAggregate(element, operator),
  asBoolean: (element: ColumnElement, operator: Operator, negate: Operator): ColumnElement => new AsBoolean(element, operator, negate),
  binary: <T>(left: ClauseElement, right: ClauseElement, operator: Operator, type: TypeEngine, negate: Operator | null = null, modifiers: Modifiers = {}): ColumnElement<T> => new BinaryExpression<T>(left, right, operator, type, negate, modifiers),
  cast: (clause: ClauseElement, type: TypeEngine): ColumnElement => new Cast(clause, type),
  collation: (name: string): ClauseElement => new Collation(name),
  grouping: (element: ClauseElement): ColumnElement => new Grouping(element),
  label: <T>(name: Name | null, element: ColumnElement, type: TypeEngine): Label<T> => new Label<T>(name, element, type),
  list: (operator: Operator, clauses: readonly ClauseElement[], type: TypeEngine, group = true, grouped = true): ColumnElement => new ExpressionClauseList(operator, clauses, type, group, grouped),
  parameter: (key: string | null, value: unknown, options: BindOptions): BindParameter => new BindParameter(key, value, options),
  unary: <T>(element: ClauseElement, operator: Operator | null, modifier: Operator | null, type: TypeEngine): ColumnElement<T> => new UnaryExpression<T>(element, operator, modifier, type),
};

export type ExpressionParts = typeof expressionParts;

setExpressionParts(expressionParts);
