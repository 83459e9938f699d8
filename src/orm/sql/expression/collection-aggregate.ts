import type { ClauseElement } from '../clause';
import { mirrored, operators, type Operator } from '../operators';
import { types } from '../types/resolve';
import type { TypeEngine } from '../types/type-engine';
import { BinaryExpression } from './binary';
import { ColumnElement, type Operand } from './column-element';
import { operandOf } from './operations';
import { isSelectLike, scalarOf } from './select-like';
import { UnaryExpression } from './unary';

/** `ANY (…)` or `ALL (…)`. */
export class CollectionAggregate extends UnaryExpression {
  constructor(element: ClauseElement, operator: Operator) {
    super(isSelectLike(element) ? scalarOf(element) : element, operator, null, elementType(element));
  }

  /** It stands on the right of comparisons only, so they are turned round. */
  override operate(op: Operator, other: unknown): ColumnElement {
    return this.reverseOperate(op, other);
  }

  override eq(other: Operand<unknown>): ColumnElement<boolean> {
    return this.compared(operators.eq, other);
  }

  override ne(other: Operand<unknown>): ColumnElement<boolean> {
    return this.compared(operators.ne, other);
  }

  override lt(other: Operand<unknown>): ColumnElement<boolean> {
    return this.compared(operators.lt, other);
  }

  override le(other: Operand<unknown>): ColumnElement<boolean> {
    return this.compared(operators.le, other);
  }

  override gt(other: Operand<unknown>): ColumnElement<boolean> {
    return this.compared(operators.gt, other);
  }

  override ge(other: Operand<unknown>): ColumnElement<boolean> {
    return this.compared(operators.ge, other);
  }

  private compared(op: Operator, other: unknown): ColumnElement<boolean> {
    return new BinaryExpression(operandOf(this, op, other), this, mirrored(op), types.boolean);
  }
}

function elementType(element: ClauseElement): TypeEngine {
  if (!(element instanceof ColumnElement)) return types.null;
  return element.type.indexed(0)?.type ?? element.type;
}
