import { InvalidRequestError } from '../errors';
import { parentEntityOf } from '../map/entity-annotations';
import type { Mapper } from '../map/mapper';
import { sameValue } from '../map/same-value';
import type { InstanceState } from '../map/state';
import type { ClauseElement } from '../sql/clause';
import { BinaryExpression, BindParameter, ClauseList, ColumnElement, ExpressionClauseList, False_, Grouping, Label, Null, True_, UnaryExpression } from '../sql/elements';
import { operators, type Operator } from '../sql/operators';
import { Decimal } from '../values/decimal';
import { ormValue, type HostValues } from '../values/host-values';
import { plainText } from '../values/plain-text';

/** An expression has no value for an object outside of the database. */
export class UnevaluatableError extends InvalidRequestError {
  override readonly name = 'UnevaluatableError';
}

/** A value that an object does not have at the moment: only the database could tell. */
export const EXPIRED: unique symbol = Symbol('expired');

/** The value of an expression for an object; null is SQL's NULL, {@link EXPIRED} what is not loaded. */
export type Evaluate = (state: InstanceState) => unknown;

/**
 * SQL expressions as functions of objects: how UPDATE and DELETE find out which objects of a session they are about.
 * @see sqlalchemy.orm.evaluator
 */
export class Evaluator {
  constructor(
    private readonly mapper: Mapper,
    private readonly values: HostValues,
  ) {}

  /** All of the conditions. Without any everything fulfils them. @throws UnevaluatableError */
  conditions(given: readonly ClauseElement[]): Evaluate {
    return given.length === 0 ? () => true : conjunction(given.map((one) => this.expression(one)));
  }

  /** @throws UnevaluatableError */
  expression(element: ClauseElement): Evaluate {
    if (element instanceof BindParameter) return () => element.effectiveValue ?? null;
    if (element instanceof Null) return () => null;
    if (element instanceof True_) return () => true;
    if (element instanceof False_) return () => false;
    if (element instanceof Grouping || element instanceof Label) return this.expression(element.element);
    if (element instanceof ColumnElement && element.kind === 'column') return this.#column(element);
    if (element instanceof BinaryExpression) return this.#binary(element);
    if (element instanceof ExpressionClauseList) return this.#list(element);
    if (element instanceof UnaryExpression && element.operator === operators.inv) return negation(this.expression(element.element));
    throw new UnevaluatableError(`Cannot evaluate ${className(element.kind)}`);
  }

  #column(column: ColumnElement): Evaluate {
    const entity = parentEntityOf(column);
    if (entity && !this.mapper.isa(entity.mapper)) throw new UnevaluatableError(`Can't evaluate criteria against alternate class ${entity.mapper.entity.repr}`);
    const property = entity?.isAliased ? null : this.mapper.propertyFor(column);
    if (!property) throw new UnevaluatableError(`Cannot evaluate column: ${column.toString()}`);
    const { key } = property;
    return ({ values }) => (values.has(key) ? (values.get(key) ?? null) : EXPIRED);
  }

  #list(list: ExpressionClauseList): Evaluate {
    const parts = list.clauses.map((one) => this.expression(one));
    if (list.operator === operators.and) return conjunction(parts);
    if (list.operator === operators.or) return disjunction(parts);
    const combine = this.#combination(list.operator, list.clauses);
    return (state) => parts.slice(1).reduce<unknown>((left, right) => combined(combine, left, right(state)), parts[0]?.(state));
  }

  #binary({ operator, left, right }: BinaryExpression): Evaluate {
    const one = this.expression(left);
    if (operator === operators.in || operator === operators.notIn) return membership(one, this.#members(right), operator === operators.notIn);
    const other = this.expression(right);
    if (operator === operators.is || operator === operators.isNot) {
      return (state) => {
        const [first, second] = [one(state), other(state)];
        if (first === EXPIRED || second === EXPIRED) return EXPIRED;
        return (first === second || sameValue(first, second)) === (operator === operators.is);
      };
    }
    const combine = comparisons.get(operator) ?? this.#combination(operator, [left, right]);
    return (state) => combined(combine, one(state), other(state));
  }

  #members(element: ClauseElement): Evaluate {
    if (element instanceof Grouping && element.element instanceof ClauseList) return this.#members(element.element);
    if (!(element instanceof ClauseList)) return this.expression(element);
    const parts = element.clauses.map((one) => this.expression(one));
    return (state) => parts.map((one) => one(state));
  }

  /** Arithmetic and what is done with text. @throws UnevaluatableError */
  #combination(operator: Operator, operands: readonly ClauseElement[]): Combine {
    const text = texts.get(operator);
    if (operator === operators.concat && !operands.every((operand) => operand instanceof ColumnElement && ['string', 'enum'].includes(operand.type.affinity))) {
      throw new UnevaluatableError(`Cannot evaluate concatenate operator "${operator.name}" for datatypes ${typeNames(operands)}`);
    }
    if (text) return (left, right) => text(plainText(left), plainText(right));
    const compute = arithmetic.get(operator);
    if (!compute) throw new UnevaluatableError(`Cannot evaluate binary with operator ${operator.name}`);
    const types = operands.map((operand) => (operand instanceof ColumnElement ? operand.type : null));
    if (!types.every((type) => type && ['integer', 'numeric', 'float'].includes(type.affinity))) {
      throw new UnevaluatableError(`Cannot evaluate math operator "${operator.name}" for datatypes ${typeNames(operands)}`);
    }
    return (left, right) => this.#number(compute(numberOf(left), numberOf(right)), left, right);
  }

  /** A number as the language of the cell has it. @throws UnevaluatableError for what numbers cannot hold exactly */
  #number(value: number | bigint, ...operands: readonly unknown[]): unknown {
    const plain = operands.map(ormValue);
    if (plain.some((one) => one instanceof Decimal)) return EXPIRED;
    const isWhole = plain.every((one) => typeof one === 'bigint' || Number.isInteger(one)) && (typeof value === 'bigint' || Number.isInteger(value));
    return isWhole ? this.values.integer(value) : this.values.float(Number(value));
  }
}

function typeNames(operands: readonly ClauseElement[]): string {
  return operands.map((operand) => (operand instanceof ColumnElement ? operand.type.toString() : 'NULL')).join(', ');
}

type Combine = (left: unknown, right: unknown) => unknown;

/** What comes of two values; nothing is known where one is NULL or not loaded. */
function combined(combine: Combine, left: unknown, right: unknown): unknown {
  if (left === EXPIRED || right === EXPIRED) return EXPIRED;
  return left === null || right === null ? null : combine(left, right);
}

function conjunction(parts: readonly Evaluate[]): Evaluate {
  return (state) => {
    for (const part of parts) {
      const value = part(state);
      if (value === EXPIRED) return EXPIRED;
      if (value === null) return null;
      if (!isTrue(value)) return false;
    }
    return true;
  };
}

function disjunction(parts: readonly Evaluate[]): Evaluate {
  return (state) => {
    let unknown = false;
    for (const part of parts) {
      const value = part(state);
      if (value === EXPIRED) return EXPIRED;
      if (isTrue(value)) return true;
      unknown ||= value === null;
    }
    return unknown ? null : false;
  };
}

function negation(part: Evaluate): Evaluate {
  return (state) => {
    const value = part(state);
    return value === EXPIRED || value === null ? value : !isTrue(value);
  };
}

function membership(one: Evaluate, members: Evaluate, negated: boolean): Evaluate {
  return (state) => {
    const value = one(state);
    const list = ormValue(members(state));
    if (value === EXPIRED || !Array.isArray(list) || list.includes(EXPIRED)) return EXPIRED;
    if (value === null) return null;
    return list.some((member) => sameValue(value, member)) !== negated;
  };
}

function isTrue(value: unknown): boolean {
  return Boolean(ormValue(value));
}

/** Below, at or above zero. Numbers by their value, everything else by its text, which is written so that it sorts. */
function compared(left: unknown, right: unknown): number {
  const [one, other] = [ormValue(left), ormValue(right)];
  if (one instanceof Decimal || other instanceof Decimal) return decimalOf(one).compare(decimalOf(other));
  if (typeof one === 'number' || typeof one === 'bigint' || typeof one === 'boolean') {
    const first = typeof one === 'boolean' ? Number(one) : one;
    const second = typeof other === 'bigint' ? other : Number(other);
    return first < second ? -1 : Number(first > second);
  }
  const [first, second] = [plainText(one), plainText(other)];
  return first < second ? -1 : Number(first > second);
}

function decimalOf(value: unknown): Decimal {
  return value instanceof Decimal ? value : new Decimal(plainText(value));
}

function numberOf(value: unknown): number {
  const plain = ormValue(value);
  return typeof plain === 'number' ? plain : Number(plainText(plain));
}

const isEqual: Combine = (left, right) => sameValue(left, right) || compared(left, right) === 0;

const comparisons = new Map<Operator, Combine>([
  [operators.eq, isEqual],
  [operators.ne, (left, right) => isEqual(left, right) !== true],
  [operators.lt, (left, right) => compared(left, right) < 0],
  [operators.le, (left, right) => compared(left, right) <= 0],
  [operators.gt, (left, right) => compared(left, right) > 0],
  [operators.ge, (left, right) => compared(left, right) >= 0],
]);

const texts = new Map<Operator, (left: string, right: string) => unknown>([
  [operators.concat, (left, right) => left + right],
  [operators.startswith, (left, right) => left.startsWith(right)],
  [operators.endswith, (left, right) => left.endsWith(right)],
]);

const arithmetic = new Map<Operator, (left: number, right: number) => number>([
  [operators.add, (left, right) => left + right],
  [operators.sub, (left, right) => left - right],
  [operators.mul, (left, right) => left * right],
  [operators.truediv, (left, right) => left / right],
  [operators.mod, (left, right) => left - right * Math.floor(left / right)],
]);

/** `function` is the class `Function`, `within_group` is `WithinGroup`. */
function className(kind: string): string {
  return kind.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''); // prettier-ignore
}
