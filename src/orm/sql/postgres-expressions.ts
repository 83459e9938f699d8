import { ExpressionTypeError } from '../errors';
import { ormValue } from '../values/host-values';
import type { ClauseElement, Structure } from './clause';
import { expression, ordering } from './coerce';
import { CustomElement, type TypeArgument, typeArgument } from './constructs';
import { BinaryExpression, BindParameter, Cast, ClauseList, ColumnElement, Grouping } from './elements';
import type { FromClause } from './from-clause';
import { customOperator, operators, type Operator } from './operators';
import { TEXT } from './types/exact';
import { ARRAY } from './types/postgres';
import { types } from './types/resolve';
import type { TypeEngine } from './types/type-engine';

/*
 * Expressions that only PostgreSQL has (sqlalchemy.dialects.postgresql.array, .ext).
 */

/** `ARRAY[a, b, c]`. Nested ones are written as one with more dimensions. */
export class ArrayLiteral extends CustomElement<readonly unknown[]> {
  override readonly stringifyDialect = 'postgresql';
  readonly type: TypeEngine;
  readonly clauses: readonly ClauseElement[];

  constructor(members: readonly unknown[], type: TypeArgument | null = null) {
    super();
    this.clauses = members.map((member) => expression(member).selfGroup(operators.comma));
    const [first] = this.clauses;
    const item = type ? typeArgument(type) : first instanceof ColumnElement ? first.type : types.null;
    this.type = item instanceof ARRAY ? new ARRAY(item.itemType, (item.dimensions ?? 1) + 1) : new ARRAY(item);
  }

  get structure(): Structure {
    return arrayStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.clauses.flatMap((clause) => clause.fromObjects);
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    return against === operators.any || against === operators.all || against === operators.getitem ? new Grouping(this) : this;
  }

  /** A list beside it is such an array too. */
  override operand(op: Operator | null, value: unknown, type: TypeEngine | null = null): ClauseElement {
    const values = ormValue(value);
    return Array.isArray(values) ? new ArrayLiteral(values.map((one) => new BindParameter(null, one, { comparedTo: this.type, operator: op, unique: true }))) : super.operand(op, value, type);
  }

  render(write: (element: ClauseElement) => string, _dialectName: string, typeText: (type: TypeEngine) => string): string {
    const empty = this.clauses.length === 0 && this.type instanceof ARRAY && !this.type.itemType.isNull;
    return empty ? `ARRAY[]::${typeText(this.type)}` : `ARRAY[${this.clauses.map(write).join(', ')}]`;
  }
}

const arrayStructure: Structure = [
  ['clauses', 'elements'],
  ['type', 'type'],
];

/** An argument of an aggregate function with the order of the rows: `array_agg(x ORDER BY y)`. */
export class OrderedArgument extends CustomElement {
  override readonly stringifyDialect = 'postgresql';
  readonly type: TypeEngine;
  readonly target: ClauseElement;
  readonly orderBy: ClauseList;

  /** @throws ExpressionTypeError without an order */
  constructor(target: unknown, orderBy: readonly unknown[]) {
    super();
    if (orderBy.length === 0) throw new ExpressionTypeError('at least one ORDER BY element is required');
    this.target = expression(target);
    this.type = this.target instanceof ColumnElement ? this.target.type : types.null;
    this.orderBy = new ClauseList(orderBy.flatMap((term) => ordering(term, 'ORDER BY')));
  }

  get structure(): Structure {
    return orderedStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return [...this.target.fromObjects, ...this.orderBy.fromObjects];
  }

  override selfGroup(): ClauseElement {
    return this;
  }

  render(write: (element: ClauseElement) => string): string {
    return `${write(this.target)} ORDER BY ${write(this.orderBy)}`;
  }
}

const orderedStructure: Structure = [
  ['target', 'element'],
  ['orderBy', 'element'],
];

const deletes = customOperator('#-', { precedence: 5 });

/** `document #- path`: the document without what stands there. @param path an array of keys and indexes */
export function deletePath(document: ColumnElement, path: unknown): ColumnElement {
  const keys = ormValue(path);
  const array = Array.isArray(keys) ? new ArrayLiteral(keys) : expression(path);
  return new BinaryExpression(document, new Cast(array, new ARRAY(new TEXT())), deletes, document.type);
}

const asText = customOperator('->>', { precedence: 15, naturalSelfPrecedent: true, eagerGrouping: true });
const pathAsText = customOperator('#>>', { precedence: 15, naturalSelfPrecedent: true, eagerGrouping: true });

/** `document ->> key`: a part of a document as text. @param part the part as a document */
export function partAsText(part: BinaryExpression, type: TypeEngine): ColumnElement {
  return new BinaryExpression(part.left, part.right, part.operator === operators.jsonPathGetitem ? pathAsText : asText, type);
}
