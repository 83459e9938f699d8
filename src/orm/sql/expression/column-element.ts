import { ExpressionTypeError, NotImplementedError } from '../../errors';
import { asClause, type ClauseElement } from '../clause';
import { checkOperator } from '../operator-classes';
import { customOperator, mirrored, operators, type Operator } from '../operators';
import { JsonIndex, JsonPath } from '../types/json';
import { types } from '../types/resolve';
import type { TypeEngine } from '../types/type-engine';
import type { BindParameter } from './bind-parameter';
import type { ExpressionParts } from './expression-parts';
import type { Label } from './label';
import { NamedExpression } from './named-expression';

/** What an operator takes on its other side: a value of the expression's type, or something that stands for SQL. */
export type Operand<T> = T | ClauseElement | { readonly [key: symbol]: () => ClauseElement } | null;

/** How `op()` treats an operator of a note's own. */
export interface CustomOperatorOptions {
  readonly precedence?: number;
  readonly isComparison?: boolean;
  readonly returnType?: TypeEngine;
  readonly eagerGrouping?: boolean;
}

/** How LIKE and its kin take special characters. */
export interface LikeOptions {
  readonly escape?: string;
  /** `%` and `_` in the text stand for themselves. */
  readonly autoescape?: boolean;
}

export type Modifiers = Readonly<Record<string, unknown>>;

let registered: ExpressionParts | null = null;

/** Lets expressions make others by their operators: what they make is made of expressions itself, and registers here when it is loaded. */
export function setExpressionParts(given: ExpressionParts): void {
  registered = given;
}

function parts(): ExpressionParts {
  if (!registered) throw new Error('orm/sql/elements is not loaded');
  return registered;
}

/** What an operator makes of an expression, after a look at whether its type is meant for it. */
function using(expression: ColumnElement, op: Operator): ExpressionParts {
  checkOperator(expression.type, op);
  return parts();
}

/** An expression that has a value: a column, a function call, a comparison, … `T` is what the value is in TypeScript. */
export abstract class ColumnElement<T = unknown> extends NamedExpression {
  /** Phantom: only the type checker looks at it. */
  declare readonly elementType: T;

  override selfGroup(against: Operator | null = null): ClauseElement {
    const boolean = against === operators.and || against === operators.or || against === operators.asBool;
    if (boolean && this.type.affinity === 'boolean') return parts().asBoolean(this, operators.isTrue, operators.isFalse);
    if (against === operators.any || against === operators.all) return parts().grouping(this);
    return this;
  }

  /** The opposite of it. */
  negated(): ColumnElement {
    if (this.type.affinity === 'boolean') return parts().asBoolean(this, operators.isFalse, operators.isTrue);
    return parts().unary(this.selfGroup(operators.inv), operators.inv, null, types.null);
  }

  /** What it becomes inside a binary expression that is negated. */
  negatedInBinary(_negated: Operator, _original: Operator): ClauseElement {
    return this;
  }

  /** A parameter for a value that stands beside this expression. */
  bindParameter(op: Operator | null, value: unknown, type: TypeEngine | null = null, expanding = false): BindParameter {
    return parts().parameter(this.bindName, value, { type, comparedTo: this.type, operator: op, unique: true, expanding });
  }

  /** What a plain value beside this expression becomes. */
  operand(op: Operator | null, value: unknown, type: TypeEngine | null = null): ClauseElement {
    return this.bindParameter(op, value, type);
  }

  /** The stem of the names of parameters beside it. */
  protected get bindName(): string | null {
    return null;
  }

  // The operators. `null` and truth values become IS NULL, IS NOT NULL, = true.

  eq(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.eq).compare(this, operators.eq, other);
  }

  ne(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.ne).compare(this, operators.ne, other);
  }

  lt(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.lt).compare(this, operators.lt, other);
  }

  le(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.le).compare(this, operators.le, other);
  }

  gt(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.gt).compare(this, operators.gt, other);
  }

  ge(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.ge).compare(this, operators.ge, other);
  }

  and(other: Operand<boolean>): ColumnElement<boolean> {
    return using(this, operators.and).and(this, other);
  }

  or(other: Operand<boolean>): ColumnElement<boolean> {
    return using(this, operators.or).or(this, other);
  }

  not(): ColumnElement<boolean> {
    checkOperator(this.type, operators.inv);
    return this.negated() as ColumnElement<boolean>;
  }

  add(other: Operand<T>): ColumnElement<T> {
    return this.operate(operators.add, other) as ColumnElement<T>;
  }

  sub(other: unknown): ColumnElement {
    return this.operate(operators.sub, other);
  }

  mul(other: unknown): ColumnElement {
    return this.operate(operators.mul, other);
  }

  div(other: unknown): ColumnElement {
    return this.operate(operators.truediv, other);
  }

  floordiv(other: unknown): ColumnElement {
    return this.operate(operators.floordiv, other);
  }

  mod(other: unknown): ColumnElement {
    return this.operate(operators.mod, other);
  }

  pow(other: unknown): ColumnElement {
    return this.operate(operators.pow, other);
  }

  neg(): ColumnElement<T> {
    return using(this, operators.neg).unary<T>(this, operators.neg, null, this.type);
  }

  concat(other: Operand<T>): ColumnElement<T> {
    return this.operate(operators.concat, other) as ColumnElement<T>;
  }

  bitwiseXor(other: unknown): ColumnElement {
    return this.operate(operators.bitwiseXor, other);
  }

  bitwiseOr(other: unknown): ColumnElement {
    return this.operate(operators.bitwiseOr, other);
  }

  bitwiseAnd(other: unknown): ColumnElement {
    return this.operate(operators.bitwiseAnd, other);
  }

  bitwiseNot(): ColumnElement {
    return using(this, operators.bitwiseNot).unary(this, operators.bitwiseNot, null, this.type);
  }

  bitwiseLshift(other: unknown): ColumnElement {
    return this.operate(operators.bitwiseLshift, other);
  }

  bitwiseRshift(other: unknown): ColumnElement {
    return this.operate(operators.bitwiseRshift, other);
  }

  like(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.like).like(this, operators.like, other, options);
  }

  ilike(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.ilike).like(this, operators.ilike, other, options);
  }

  notLike(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.notLike).like(this, operators.notLike, other, options);
  }

  notIlike(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.notIlike).like(this, operators.notIlike, other, options);
  }

  contains(other: unknown, options: LikeOptions = {}): ColumnElement<boolean> {
    const own = this.type.comparator['contains'];
    if (own) return parts().and(own(this, other));
    return using(this, operators.contains).escapedLike(this, operators.contains, other, options);
  }

  startswith(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.startswith).escapedLike(this, operators.startswith, other, options);
  }

  endswith(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.endswith).escapedLike(this, operators.endswith, other, options);
  }

  icontains(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.icontains).escapedLike(this, operators.icontains, other, options);
  }

  istartswith(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.istartswith).escapedLike(this, operators.istartswith, other, options);
  }

  iendswith(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return using(this, operators.iendswith).escapedLike(this, operators.iendswith, other, options);
  }

  match(other: Operand<string>, modifiers: Modifiers = {}): ColumnElement<boolean> {
    return using(this, operators.match).compare(this, operators.match, other, modifiers);
  }

  regexpMatch(pattern: Operand<string>, flags: string | null = null): ColumnElement<boolean> {
    return using(this, operators.regexpMatch).compare(this, operators.regexpMatch, pattern, { flags });
  }

  regexpReplace(pattern: Operand<string>, replacement: Operand<string>, flags: string | null = null): ColumnElement {
    const list = parts().list(operators.comma, [parts().operandOf(this, operators.regexpReplace, pattern), parts().operandOf(this, operators.regexpReplace, replacement)], types.null, false, false);
    return using(this, operators.regexpReplace).binary(this, list, operators.regexpReplace, this.type, null, { flags });
  }

  /** @param values a list of values, a SELECT, or a parameter with a list */
  in_(values: unknown): ColumnElement<boolean> {
    return using(this, operators.in).inList(this, operators.in, values);
  }

  notIn(values: unknown): ColumnElement<boolean> {
    return using(this, operators.notIn).inList(this, operators.notIn, values);
  }

  is_(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.is).compare(this, operators.is, other);
  }

  isNot(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.isNot).compare(this, operators.isNot, other);
  }

  isDistinctFrom(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.isDistinctFrom).compare(this, operators.isDistinctFrom, other);
  }

  isNotDistinctFrom(other: Operand<T>): ColumnElement<boolean> {
    return using(this, operators.isNotDistinctFrom).compare(this, operators.isNotDistinctFrom, other);
  }

  between(low: Operand<T>, high: Operand<T>, options: { readonly symmetric?: boolean } = {}): ColumnElement<boolean> {
    const bounds = [parts().operandOf(this, operators.and, low), parts().operandOf(this, operators.and, high)];
    const list = parts().list(operators.and, bounds, types.null, false, false);
    return using(this, operators.between).binary(this, list, operators.between, types.boolean, operators.notBetween, { symmetric: options.symmetric ?? false });
  }

  distinct(): ColumnElement<T> {
    return using(this, operators.distinct).unary<T>(this, operators.distinct, null, this.type);
  }

  collate(collation: string): ColumnElement<T> {
    return using(this, operators.collate).binary<T>(this, parts().collation(collation), operators.collate, this.type.collated(collation));
  }

  desc(): ColumnElement {
    return using(this, operators.desc).ordered(this, operators.desc);
  }

  asc(): ColumnElement {
    return using(this, operators.asc).ordered(this, operators.asc);
  }

  nullsFirst(): ColumnElement {
    return using(this, operators.nullsFirst).ordered(this, operators.nullsFirst);
  }

  nullsLast(): ColumnElement {
    return using(this, operators.nullsLast).ordered(this, operators.nullsLast);
  }

  any_(): ColumnElement {
    return using(this, operators.any).aggregate(this, operators.any);
  }

  all_(): ColumnElement {
    return using(this, operators.all).aggregate(this, operators.all);
  }

  /** An element of an array, a part of a JSON document. */
  at(index: unknown): ColumnElement {
    const indexed = this.type.indexed(index);
    checkOperator(this.type, operators.getitem);
    if (!indexed) throw new NotImplementedError(`Operator 'getitem' is not supported on this expression`);
    if (indexed.op === 'getitem') {
      return parts().binary(this, parts().operandOf(this, operators.getitem, index, types.integer), operators.getitem, indexed.type);
    }
    const [op, type] = indexed.op === 'json' ? [operators.jsonGetitem, JsonIndex.of(index)] : [operators.jsonPathGetitem, new JsonPath()];
    const right = asClause(index) ?? this.bindParameter(op, index, type);
    return parts().binary(this, right, op, indexed.type);
  }

  /** An operator of a note's own: `expr.op('&&')(other)`. */
  op(text: string, options: CustomOperatorOptions = {}): (other: unknown) => ColumnElement {
    const op = customOperator(text, options);
    return (other) => {
      const right = parts().operandOf(this, op, other);
      const adapted = this.type.adapt(op, typeOfElement(right));
      return parts().binary(this, right, op, options.returnType ?? (op.isComparison ? types.boolean : adapted[1]));
    };
  }

  /** As {@link op}, for an operator that compares. */
  boolOp(text: string, precedence = 0): (other: unknown) => ColumnElement<boolean> {
    return this.op(text, { precedence, isComparison: true }) as (other: unknown) => ColumnElement<boolean>;
  }

  /** A binary operation with this expression on the left. */
  operate(op: Operator, other: unknown): ColumnElement {
    const right = parts().operandOf(this, op, other);
    const [adapted, type] = this.type.adapt(op, typeOfElement(right));
    checkOperator(this.type, adapted);
    return parts().operation(this, right, adapted, type);
  }

  /** A binary operation with this expression on the right: `1 - expr`. */
  reverseOperate(op: Operator, other: unknown): ColumnElement {
    if (op.isComparison) return parts().compare(this, mirrored(op), other);
    const left = parts().operandOf(this, op, other);
    checkOperator(this.type, op);
    const [adapted, type] = typeOfElement(left).adapt(op, this.type);
    return parts().operation(left, this, adapted, type);
  }

  label(name: string | null): Label<T> {
    return parts().label<T>(name, this, this.type);
  }

  cast(type: TypeEngine): ColumnElement {
    return parts().cast(this, type);
  }

  /** What Python's `bool()` gives. @throws ExpressionTypeError but for `==` and `!=` */
  truth(): boolean {
    throw new ExpressionTypeError('Boolean value of this clause is not defined');
  }
}

/** The type of what has one; the null type for others. */
export function typeOfElement(element: ClauseElement): TypeEngine {
  return element instanceof ColumnElement ? element.type : types.null;
}
