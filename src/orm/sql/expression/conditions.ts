import { ArgumentError } from '../../errors';
import { ormValue } from '../../values/host-values';
import { pythonRepr } from '../../values/python-repr';
import { asClause, type ClauseElement } from '../clause';
import { operators, type Operator } from '../operators';
import { types } from '../types/resolve';
import { ExpressionClauseList } from './clause-lists';
import { ColumnElement } from './column-element';
import { constantOf, False_, null_, True_ } from './constants';
import { Grouping } from './grouping';
import { isSelectLike, scalarOf } from './select-like';
import { UnaryExpression } from './unary';

/** A condition as WHERE, HAVING, AND and OR take it. @throws ArgumentError for text and other things that are none */
export function condition(given: unknown): ClauseElement {
  const element = asClause(given);
  if (element) return isSelectLike(element) ? scalarOf(element) : element;
  const value = ormValue(given);
  if (typeof value === 'boolean') return constantOf(value);
  if (value === null || value === undefined) return null_();
  if (typeof value === 'string') {
    throw new ArgumentError(`Textual SQL expression ${shortRepr(value)} should be explicitly declared as text(${shortRepr(value)})`);
  }
  throw new ArgumentError(`SQL expression for WHERE/HAVING role expected, got ${pythonRepr(given)}.`);
}

/** A text in a message, cut off where it is long. */
export function shortRepr(text: string): string {
  return pythonRepr(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}

/**
 * What is left of conditions joined by `op` once constants are taken out, each in parentheses where it needs them.
 * @see sqlalchemy.sql.elements.BooleanClauseList
 */
export function booleanClauses(op: Operator, clauses: readonly ClauseElement[]): readonly ClauseElement[] {
  const isContinue = (clause: ClauseElement): boolean => (op === operators.and ? clause instanceof True_ : clause instanceof False_);
  const isSkip = (clause: ClauseElement): boolean => (op === operators.and ? clause instanceof False_ : clause instanceof True_);
  const decisive = clauses.find(isSkip);
  let kept = decisive ? [decisive] : clauses.filter((clause) => !isContinue(clause));
  const last = clauses.findLast(isContinue);
  if (kept.length === 0 && last) kept = [last];
  const against = kept.length > 1 ? op : operators.asBool;
  return kept.map((clause) => clause.selfGroup(against));
}

function conjunction(op: Operator, given: readonly unknown[]): ColumnElement<boolean> {
  const clauses = booleanClauses(op, given.map(condition));
  const [only] = clauses;
  if (clauses.length === 1 && isCondition(only)) return only;
  if (clauses.length === 1 && only) return new Grouping<boolean>(only);
  const flat = clauses.flatMap((clause) => (clause instanceof ExpressionClauseList && clause.operator === op ? clause.clauses : [clause]));
  return new ExpressionClauseList<boolean>(op, flat, types.boolean);
}

/** What stands among conditions is one. */
function isCondition(element: ClauseElement | undefined): element is ColumnElement<boolean> {
  return element instanceof ColumnElement;
}

/** All of the conditions. Without any it is an empty condition, which is left out. */
export function and_(...conditions: readonly unknown[]): ColumnElement<boolean> {
  return conjunction(operators.and, conditions);
}

/** Any of the conditions. */
export function or_(...conditions: readonly unknown[]): ColumnElement<boolean> {
  return conjunction(operators.or, conditions);
}

/** The opposite of a condition. */
export function not_(given: unknown): ColumnElement<boolean> {
  const element = condition(given);
  if (element instanceof ColumnElement) return element.negated() as ColumnElement<boolean>;
  return new UnaryExpression<boolean>(element.selfGroup(operators.inv), operators.inv, null, types.null);
}
