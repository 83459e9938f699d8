import { type ClauseElement, type Structure } from '../clause';
import type { FromClause } from '../from-clause';
import { isPrecedent, operators, type Operator } from '../operators';
import { types } from '../types/resolve';
import type { TypeEngine } from '../types/type-engine';
import { ColumnElement } from './column-element';
import { False_, True_ } from './constants';
import { Grouping } from './grouping';
import type { Label } from './label';

/** An operator before an expression, or a modifier behind it. */
export class UnaryExpression<T = unknown> extends ColumnElement<T> {
  readonly kind = 'unary';
  readonly element: ClauseElement;

  constructor(
    element: ClauseElement,
    readonly operator: Operator | null,
    readonly modifier: Operator | null,
    readonly type: TypeEngine,
  ) {
    super();
    this.element = element.selfGroup(operator ?? modifier);
  }

  get structure(): Structure {
    return unaryStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.element.fromObjects;
  }

  override get orderByLabel(): Label | null {
    const byValue = this.operator === operators.desc || this.modifier === operators.desc || this.modifier === operators.asc;
    return byValue && this.element instanceof ColumnElement ? this.element.orderByLabel : null;
  }

  /** What is inside has no name of its own by which the result could be addressed. */
  get wrapsUnnamed(): boolean {
    const { element } = this;
    return !(element instanceof ColumnElement) || (element.nonAnonLabel === null && !(element instanceof UnaryExpression && !element.wrapsUnnamed));
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    return this.operator && isPrecedent(this.operator, against) ? new Grouping(this) : this;
  }

  override negated(): ColumnElement {
    if (this.type.affinity !== 'boolean') return super.negated();
    return new UnaryExpression(this.selfGroup(operators.inv), operators.inv, null, types.boolean);
  }
}

const unaryStructure: Structure = [
  ['element', 'element'],
  ['operator', 'operator'],
  ['modifier', 'operator'],
  ['type', 'type'],
];

/** An expression of boolean type where a condition is wanted: `x`, or `x = 1` where there is no boolean type. */
export class AsBoolean extends UnaryExpression<boolean> {
  constructor(
    element: ColumnElement,
    operator: Operator,
    readonly negate: Operator,
  ) {
    super(element, operator, null, types.boolean);
  }

  override get isImplicitlyBoolean(): boolean {
    return this.element instanceof ColumnElement && this.element.isImplicitlyBoolean;
  }

  override selfGroup(): ClauseElement {
    return this;
  }

  override negated(): ColumnElement {
    if (this.element instanceof True_ || this.element instanceof False_) return this.element.negated();
    return this.rebuilt({ operator: this.negate, negate: this.operator });
  }
}
