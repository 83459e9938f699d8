import { ArgumentError, ExpressionTypeError } from '../../errors';
import { ormValue } from '../../values/host-values';
import { pythonRepr } from '../../values/python-repr';
import { asClause, type ClauseElement } from '../clause';
import { negationOf, operators, type Operator } from '../operators';
import { types } from '../types/resolve';
import { MatchType } from '../types/standard';
import type { TypeEngine } from '../types/type-engine';
import { BinaryExpression } from './binary';
import { BindParameter } from './bind-parameter';
import { ClauseList, ExpressionClauseList } from './clause-lists';
import { type ColumnElement, type LikeOptions, type Modifiers } from './column-element';
import { constantOf, False_, Null, True_ } from './constants';
import { orderable } from './label';
import { isSelectLike, scalarOf } from './select-like';
import { UnaryExpression } from './unary';

/** What `other` is beside `expression`: an element, or a parameter with the value. */
export function operandOf(expression: ColumnElement, op: Operator, other: unknown, type: TypeEngine | null = null): ClauseElement {
  const element = asClause(other);
  if (!element) return expression.operand(op, other ?? null, type);
  const scalar = isSelectLike(element) ? scalarOf(element) : element;
  if (scalar instanceof BindParameter && scalar.type.isNull && !expression.type.isNull) return scalar.withType(expression.type);
  return scalar;
}

/** A comparison. `null` and truth values become IS NULL, IS NOT NULL, = true. */
export function compare(left: ColumnElement, op: Operator, other: unknown, modifiers: Modifiers = {}): ColumnElement<boolean> {
  const type = op === operators.match ? new MatchType() : types.boolean;
  const own = asClause(other);
  const plain = own ? undefined : (ormValue(other) ?? null);
  const constant = own instanceof Null || own instanceof True_ || own instanceof False_ ? own : plain === null || typeof plain === 'boolean' ? constantOf(plain) : null;
  if (!constant) return new BinaryExpression(left, operandOf(left, op, other), op, type, negationOf(op), modifiers);
  if ((op === operators.eq || op === operators.ne) && !(constant instanceof Null)) {
    return new BinaryExpression(left, constant, op, type, negationOf(op), modifiers);
  }
  if (op === operators.isDistinctFrom || op === operators.isNotDistinctFrom) {
    return new BinaryExpression(left, constant, op, type, negationOf(op), modifiers);
  }
  if (op === operators.eq || op === operators.is) return new BinaryExpression(left, constant, operators.is, type, operators.isNot);
  if (op === operators.ne || op === operators.isNot) return new BinaryExpression(left, constant, operators.isNot, type, operators.is);
  throw new ArgumentError("Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' operators can be used with None/True/False");
}

/** LIKE and its kin. */
export function like(left: ColumnElement, op: Operator, other: unknown, options: LikeOptions): ColumnElement<boolean> {
  return compare(left, op, other, likeModifiers(options));
}

function likeModifiers(options: LikeOptions): Modifiers {
  return options.escape === undefined ? {} : { escape: options.escape };
}

/** LIKE with what is around the text, in which special characters may stand for themselves. */
export function escapedLike(left: ColumnElement, op: Operator, other: unknown, options: LikeOptions): ColumnElement<boolean> {
  if (!options.autoescape) return like(left, op, other, options);
  const text = ormValue(other);
  if (typeof text !== 'string') throw new ExpressionTypeError('String value expected when autoescape=True');
  const escape = options.escape ?? '/';
  const own = escape === '%' || escape === '_' ? text : text.replaceAll(escape, escape + escape);
  return compare(left, op, own.replaceAll('%', `${escape}%`).replaceAll('_', `${escape}_`), { escape });
}

/** IN and NOT IN: a list, a SELECT, a parameter with a list. */
export function inList(left: ColumnElement, op: Operator, given: unknown): ColumnElement<boolean> {
  return new BinaryExpression(left, inOperand(left, op, given), op, types.boolean, negationOf(op));
}

function inOperand(left: ColumnElement, op: Operator, given: unknown): ClauseElement {
  const element = asClause(given);
  if (element instanceof BindParameter) return element.asExpanding(op, left.type);
  if (element instanceof ClauseList) return element.selfGroup(op);
  if (element) return isSelectLike(element) ? element.scalarSubquery() : element;
  const values = ormValue(given);
  const list = Array.isArray(values) ? (values as readonly unknown[]) : isIterable(values) ? [...values] : null;
  if (!list || typeof values === 'string') {
    throw new ArgumentError(`IN expression list, SELECT construct, or bound parameter object expected, got ${pythonRepr(given)}.`);
  }
  const members = list.map((value) => asClause(value));
  if (members.every((member) => member === null)) return left.bindParameter(op, list, null, true).asExpanding(op, left.type);
  return new ClauseList(
    members.map((member, index) => member ?? left.bindParameter(op, list[index] ?? null)),
    operators.comma,
  ).selfGroup(op);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** A binary operation; chains of an associative operator become one list. */
export function operation(left: ClauseElement, right: ClauseElement, op: Operator, type: TypeEngine): ColumnElement {
  if (op.isAssociative) {
    const chained = [left, right].some((side) => chainOf(side, op, type) !== null);
    if (chained) {
      const clauses = [left, right].flatMap((side) => chainOf(side, op, type) ?? [side]);
      return new ExpressionClauseList(op, clauses, type);
    }
  }
  return new BinaryExpression(left, right, op, type);
}

function chainOf(element: ClauseElement, op: Operator, type: TypeEngine): readonly ClauseElement[] | null {
  if (element instanceof BinaryExpression && element.operator === op && element.type.affinity === type.affinity) return [element.left, element.right];
  if (element instanceof ExpressionClauseList && element.operator === op && element.type.affinity === type.affinity) return element.clauses;
  return null;
}

/** A term of ORDER BY. */
export function ordered(element: ColumnElement, modifier: Operator): ColumnElement {
  return new UnaryExpression(orderable(element), null, modifier, types.null);
}
