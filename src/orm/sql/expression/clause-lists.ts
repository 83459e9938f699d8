import { ClauseElement, type Structure } from '../clause';
import type { FromClause } from '../from-clause';
import { isBooleanOperator, isPrecedent, operators, type Operator } from '../operators';
import { types } from '../types/resolve';
import type { TypeEngine } from '../types/type-engine';
import { ColumnElement } from './column-element';
import { Grouping } from './grouping';
import { UnaryExpression } from './unary';

/** Elements in a row, with an operator between them. It is not a value of its own: an IN list, the arguments of a function. */
export class ClauseList extends ClauseElement {
  readonly kind = 'clauselist';

  constructor(
    readonly clauses: readonly ClauseElement[],
    readonly operator: Operator = operators.comma,
    readonly group = true,
  ) {
    super();
  }

  get structure(): Structure {
    return listStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.clauses.flatMap((clause) => clause.fromObjects);
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    return this.group && isPrecedent(this.operator, against) ? new Grouping(this) : this;
  }
}

const listStructure: Structure = [
  ['clauses', 'elements'],
  ['operator', 'operator'],
];

/** Expressions with one operator between them, whose whole has a value: `a AND b AND c`, `a || b || c`. */
export class ExpressionClauseList<T = unknown> extends ColumnElement<T> {
  readonly kind = 'expression_clauselist';
  readonly clauses: readonly ClauseElement[];

  constructor(
    readonly operator: Operator,
    clauses: readonly ClauseElement[],
    readonly type: TypeEngine,
    group = true,
    /** Parentheses are put around it where it stands in something that binds tighter. */
    readonly grouped = true,
  ) {
    super();
    this.clauses = group ? clauses.map((clause) => clause.selfGroup(operator)) : clauses;
  }

  get structure(): Structure {
    return expressionListStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.clauses.flatMap((clause) => clause.fromObjects);
  }

  override get isImplicitlyBoolean(): boolean {
    return isBooleanOperator(this.operator);
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    if (this.clauses.length === 0) return this;
    const needed = (this.grouped && isPrecedent(this.operator, against)) || (against === operators.inv && !isBooleanOperator(this.operator));
    return needed ? new Grouping(this) : this;
  }

  override negated(): ColumnElement {
    return new UnaryExpression(this.selfGroup(operators.inv), operators.inv, null, types.null);
  }
}

const expressionListStructure: Structure = [...listStructure, ['type', 'type']];
