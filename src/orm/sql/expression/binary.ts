import { ArgumentError } from '../../errors';
import type { ClauseElement, Structure } from '../clause';
import type { FromClause } from '../from-clause';
import { isBooleanOperator, isPrecedent, operators, type Operator } from '../operators';
import { types } from '../types/resolve';
import type { TypeEngine } from '../types/type-engine';
import { ColumnElement, type Modifiers } from './column-element';
import { Grouping } from './grouping';

/** `left op right`. */
export class BinaryExpression<T = unknown> extends ColumnElement<T> {
  readonly kind = 'binary';
  readonly left: ClauseElement;
  readonly right: ClauseElement;

  constructor(
    left: ClauseElement,
    right: ClauseElement,
    readonly operator: Operator,
    readonly type: TypeEngine,
    /** The operator that says the opposite; null where NOT must be put in front. */
    readonly negate: Operator | null = null,
    readonly modifiers: Modifiers = {},
  ) {
    super();
    this.left = left.selfGroup(operator);
    this.right = right.selfGroup(operator);
  }

  get structure(): Structure {
    return binaryStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return [...this.left.fromObjects, ...this.right.fromObjects];
  }

  override get isImplicitlyBoolean(): boolean {
    return isBooleanOperator(this.operator);
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    const needed = isPrecedent(this.operator, against) || (against === operators.inv && !isBooleanOperator(this.operator));
    return needed ? new Grouping(this) : this;
  }

  override negated(): ColumnElement {
    if (this.negate) {
      const right = this.right instanceof ColumnElement ? this.right.negatedInBinary(this.negate, this.operator) : this.right;
      return new BinaryExpression(this.left, right, this.negate, this.type, this.operator, this.modifiers);
    }
    return new Grouping(this).negated();
  }

  /** `==` and `!=` compare the identity of what stands on both sides. */
  override truth(): boolean {
    if (this.operator === operators.eq) return this.left.identity === this.right.identity;
    if (this.operator === operators.ne) return this.left.identity !== this.right.identity;
    return super.truth();
  }

  // JSON's results as another type.

  asString(): ColumnElement<string> {
    return this.resultAs(types.unicode) as ColumnElement<string>;
  }

  asInteger(): ColumnElement<number> {
    return this.resultAs(types.integer) as ColumnElement<number>;
  }

  asFloat(): ColumnElement<number> {
    return this.resultAs(types.float) as ColumnElement<number>;
  }

  asBoolean(): ColumnElement<boolean> {
    return this.resultAs(types.boolean) as ColumnElement<boolean>;
  }

  asNumeric(type: TypeEngine): ColumnElement {
    return this.resultAs(type);
  }

  asJson(): ColumnElement {
    return this;
  }

  private resultAs(type: TypeEngine): ColumnElement {
    if (this.operator !== operators.jsonGetitem && this.operator !== operators.jsonPathGetitem) {
      throw new ArgumentError('The JSON cast operator JSON.as_string() only works with a JSON index expression e.g. col["q"].as_string()');
    }
    return this.rebuilt({ type });
  }
}

const binaryStructure: Structure = [
  ['left', 'element'],
  ['right', 'element'],
  ['operator', 'operator'],
  ['negate', 'operator'],
  ['modifiers', 'value'],
  ['type', 'type'],
];
