import { ArgumentError, ExpressionTypeError } from '../errors';
import { ormValue } from '../values/host-values';
import { pythonRepr } from '../values/python-repr';
import { asClause, ClauseElement, type Structure } from './clause';
import type { ColumnClause } from './column';
import type { FromClause } from './from-clause';
import { GeneratedName, joinNames, type Name } from './names';
import { customOperator, isBooleanOperator, isPrecedent, mirrored, negationOf, operators, type Operator } from './operators';
import { JsonIndex, JsonPath } from './types/json';
import { types, typeOf } from './types/resolve';
import { MatchType, TupleType } from './types/standard';
import { TypeDecorator } from './types/type-decorator';
import type { TypeEngine } from './types/type-engine';

/*
 * The elements that every expression is made of. They are in one file because they make each other: an expression has
 * the operators, and an operator makes an expression. What is made by functions only is in constructs.ts.
 */

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

/** How a column of one FROM element is presented by another. */
export interface ProxyRequest {
  readonly name: Name | null;
  readonly key: string | null;
}

type Modifiers = Readonly<Record<string, unknown>>;

/** A SELECT, as far as an expression must know one. */
interface SelectLike extends ClauseElement {
  scalarSubquery(): ClauseElement;
}

function isSelectLike(element: ClauseElement): element is SelectLike {
  return 'scalarSubquery' in element;
}

/** An expression that has a value: a column, a function call, a comparison, … `T` is what the value is in TypeScript. */
export abstract class ColumnElement<T = unknown> extends ClauseElement {
  /** Phantom: only the type checker looks at it. */
  declare readonly elementType: T;
  abstract readonly type: TypeEngine;
  protected readonly proxied: readonly ColumnElement[] = [];
  /** Kept out of ORDER BY by name. */
  readonly allowLabelResolve: boolean = true;

  /** The columns that this one presents, where it belongs to an alias or a subquery. */
  get proxies(): readonly ColumnElement[] {
    return this.proxied;
  }

  /** The name under which it can be addressed; null for expressions that have none. */
  get name(): Name | null {
    return null;
  }

  /** By what a row or a collection of columns is asked for it. */
  get key(): string | null {
    return null;
  }

  /** A name of its own, not one that is made up. */
  get nonAnonLabel(): Name | null {
    return null;
  }

  /** The name that it takes from what it wraps, as CAST does. */
  get expressionLabel(): Name | null {
    return null;
  }

  /** Table and column name in one, `user_name`; null where there is no table. */
  get tableQualifiedLabel(): Name | null {
    return null;
  }

  /** The name that it gets where it has none or where its own is taken. */
  get anonNameLabel(): Name {
    return GeneratedName.of(this.identity, sanitized(this.name) ?? 'anon');
  }

  get anonTableQualifiedLabel(): Name {
    return GeneratedName.of(this.identity, sanitized(this.tableQualifiedLabel) ?? 'anon');
  }

  /** The name for the `index`th repetition of it in one SELECT. */
  repeatedLabel(index: number): Name {
    return GeneratedName.repeated(this.identity, sanitized(this.name) ?? (this.name === null ? 'anon' : ''), index);
  }

  repeatedTableQualifiedLabel(index: number): Name {
    return GeneratedName.repeated(this.identity, sanitized(this.tableQualifiedLabel) ?? 'anon', index);
  }

  /** The key that it has among the columns of a subquery. */
  get proxyKey(): string | null {
    const pinned = this.annotations['proxyKey'];
    if (typeof pinned === 'string') return pinned;
    return this.key ?? (typeof this.name === 'string' ? this.name : null);
  }

  /** The label that ORDER BY may name instead of repeating the expression. */
  get orderByLabel(): Label | null {
    return null;
  }

  /** It can only be true or false, so that `= 1` need not be added where there is no boolean type. */
  get isImplicitlyBoolean(): boolean {
    return false;
  }

  /** This column and all that it presents, down to the tables. */
  get proxySet(): ReadonlySet<ClauseElement> {
    return this.memoized('proxySet', () => {
      const all = new Set<ClauseElement>([this.identity]);
      for (const proxy of this.proxies) for (const one of proxy.proxySet) all.add(one);
      return all;
    });
  }

  /** True when both present the same column of a table. */
  sharesLineage(other: ColumnElement): boolean {
    for (const one of other.proxySet) if (this.proxySet.has(one)) return true;
    return false;
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    const boolean = against === operators.and || against === operators.or || against === operators.asBool;
    if (boolean && this.type.affinity === 'boolean') return new AsBoolean(this, operators.isTrue, operators.isFalse);
    if (against === operators.any || against === operators.all) return new Grouping(this);
    return this;
  }

  /** The opposite of it. */
  negated(): ColumnElement {
    if (this.type.affinity === 'boolean') return new AsBoolean(this, operators.isFalse, operators.isTrue);
    return new UnaryExpression(this.selfGroup(operators.inv), operators.inv, null, types.null);
  }

  /** What it becomes inside a binary expression that is negated. */
  negatedInBinary(_negated: Operator, _original: Operator): ClauseElement {
    return this;
  }

  /** A parameter for a value that stands beside this expression. */
  bindParameter(op: Operator | null, value: unknown, type: TypeEngine | null = null, expanding = false): BindParameter {
    return new BindParameter(this.bindName, value, { type, comparedTo: this.type, operator: op, unique: true, expanding });
  }

  /** The stem of the names of parameters beside it. */
  protected get bindName(): string | null {
    return null;
  }

  // The operators. `null` and truth values become IS NULL, IS NOT NULL, = true.

  eq(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.eq, other);
  }

  ne(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.ne, other);
  }

  lt(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.lt, other);
  }

  le(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.le, other);
  }

  gt(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.gt, other);
  }

  ge(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.ge, other);
  }

  and(other: Operand<boolean>): ColumnElement<boolean> {
    return and_(this, other);
  }

  or(other: Operand<boolean>): ColumnElement<boolean> {
    return or_(this, other);
  }

  not(): ColumnElement<boolean> {
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
    return new UnaryExpression(this, operators.neg, null, this.type) as ColumnElement as ColumnElement<T>;
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
    return new UnaryExpression(this, operators.bitwiseNot, null, this.type);
  }

  bitwiseLshift(other: unknown): ColumnElement {
    return this.operate(operators.bitwiseLshift, other);
  }

  bitwiseRshift(other: unknown): ColumnElement {
    return this.operate(operators.bitwiseRshift, other);
  }

  like(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return compare(this, operators.like, other, likeModifiers(options));
  }

  ilike(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return compare(this, operators.ilike, other, likeModifiers(options));
  }

  notLike(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return compare(this, operators.notLike, other, likeModifiers(options));
  }

  notIlike(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return compare(this, operators.notIlike, other, likeModifiers(options));
  }

  contains(other: unknown, options: LikeOptions = {}): ColumnElement<boolean> {
    const own = this.type.comparator['contains'];
    if (own) return and_(own(this, other));
    return escapedLike(this, operators.contains, other, options);
  }

  startswith(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return escapedLike(this, operators.startswith, other, options);
  }

  endswith(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return escapedLike(this, operators.endswith, other, options);
  }

  icontains(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return escapedLike(this, operators.icontains, other, options);
  }

  istartswith(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return escapedLike(this, operators.istartswith, other, options);
  }

  iendswith(other: Operand<string>, options: LikeOptions = {}): ColumnElement<boolean> {
    return escapedLike(this, operators.iendswith, other, options);
  }

  match(other: Operand<string>, modifiers: Modifiers = {}): ColumnElement<boolean> {
    return compare(this, operators.match, other, modifiers);
  }

  regexpMatch(pattern: Operand<string>, flags: string | null = null): ColumnElement<boolean> {
    return compare(this, operators.regexpMatch, pattern, { flags });
  }

  regexpReplace(pattern: Operand<string>, replacement: Operand<string>, flags: string | null = null): ColumnElement {
    const list = new ExpressionClauseList(operators.comma, [operandOf(this, operators.regexpReplace, pattern), operandOf(this, operators.regexpReplace, replacement)], types.null, false);
    return new BinaryExpression(this, list, operators.regexpReplace, this.type, null, { flags });
  }

  /** @param values a list of values, a SELECT, or a parameter with a list */
  in_(values: unknown): ColumnElement<boolean> {
    return inList(this, operators.in, values);
  }

  notIn(values: unknown): ColumnElement<boolean> {
    return inList(this, operators.notIn, values);
  }

  is_(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.is, other);
  }

  isNot(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.isNot, other);
  }

  isDistinctFrom(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.isDistinctFrom, other);
  }

  isNotDistinctFrom(other: Operand<T>): ColumnElement<boolean> {
    return compare(this, operators.isNotDistinctFrom, other);
  }

  between(low: Operand<T>, high: Operand<T>, options: { readonly symmetric?: boolean } = {}): ColumnElement<boolean> {
    const bounds = [operandOf(this, operators.and, low), operandOf(this, operators.and, high)];
    const list = new ExpressionClauseList(operators.and, bounds, types.null, false, false);
    return new BinaryExpression(this, list, operators.between, types.boolean, operators.notBetween, { symmetric: options.symmetric ?? false });
  }

  distinct(): ColumnElement<T> {
    return new UnaryExpression(this, operators.distinct, null, this.type) as ColumnElement as ColumnElement<T>;
  }

  collate(collation: string): ColumnElement<T> {
    return new BinaryExpression(this, new Collation(collation), operators.collate, this.type) as ColumnElement as ColumnElement<T>;
  }

  desc(): ColumnElement {
    return ordered(this, operators.desc);
  }

  asc(): ColumnElement {
    return ordered(this, operators.asc);
  }

  nullsFirst(): ColumnElement {
    return ordered(this, operators.nullsFirst);
  }

  nullsLast(): ColumnElement {
    return ordered(this, operators.nullsLast);
  }

  any_(): ColumnElement {
    return new CollectionAggregate(this, operators.any);
  }

  all_(): ColumnElement {
    return new CollectionAggregate(this, operators.all);
  }

  /** An element of an array, a part of a JSON document. */
  at(index: unknown): ColumnElement {
    const indexed = this.type.indexed(index);
    if (!indexed) throw new ExpressionTypeError(`Operator 'getitem' is not supported on this expression`);
    if (indexed.op === 'getitem') {
      return new BinaryExpression(this, operandOf(this, operators.getitem, index, types.integer), operators.getitem, indexed.type);
    }
    const [op, type] = indexed.op === 'json' ? [operators.jsonGetitem, JsonIndex.of(index)] : [operators.jsonPathGetitem, new JsonPath()];
    const right = asClause(index) ?? this.bindParameter(op, index, type);
    return new BinaryExpression(this, right, op, indexed.type);
  }

  /** An operator of a note's own: `expr.op('&&')(other)`. */
  op(text: string, options: CustomOperatorOptions = {}): (other: unknown) => ColumnElement {
    const op = customOperator(text, options);
    return (other) => {
      const right = operandOf(this, op, other);
      const adapted = this.type.adapt(op, typeOfElement(right));
      return new BinaryExpression(this, right, op, options.returnType ?? (op.isComparison ? types.boolean : adapted[1]));
    };
  }

  /** As {@link op}, for an operator that compares. */
  boolOp(text: string, precedence = 0): (other: unknown) => ColumnElement<boolean> {
    return this.op(text, { precedence, isComparison: true }) as (other: unknown) => ColumnElement<boolean>;
  }

  /** A binary operation with this expression on the left. */
  operate(op: Operator, other: unknown): ColumnElement {
    const right = operandOf(this, op, other);
    const [adapted, type] = this.type.adapt(op, typeOfElement(right));
    return operation(this, right, adapted, type);
  }

  /** A binary operation with this expression on the right: `1 - expr`. */
  reverseOperate(op: Operator, other: unknown): ColumnElement {
    if (op.isComparison) return compare(this, mirrored(op), other);
    const left = operandOf(this, op, other);
    const [adapted, type] = typeOfElement(left).adapt(op, this.type);
    return operation(left, this, adapted, type);
  }

  label(name: string | null): Label<T> {
    return new Label<T>(name, this, this.type);
  }

  cast(type: TypeEngine): ColumnElement {
    return new Cast(this, type);
  }

  /** What Python's `bool()` gives. @throws ExpressionTypeError but for `==` and `!=` */
  truth(): boolean {
    throw new ExpressionTypeError('Boolean value of this clause is not defined');
  }

  /** A column by which `from` presents this expression. */
  makeProxy(from: FromClause, request: ProxyRequest, column: (name: Name, type: TypeEngine) => ColumnClause): [key: string, proxy: ColumnClause] {
    const name = request.name ?? this.nonAnonLabel ?? this.anonNameLabel;
    const key = request.key ?? this.proxyKey ?? (typeof name === 'string' ? name : name.toString());
    const proxy = column(name, this.type).rebuilt({ table: from, key, proxied: [this], allowLabelResolve: this.allowLabelResolve });
    return [key, proxy];
  }
}

/** The characters that cannot be in a made-up name, taken out of it. */
function sanitized(name: Name | null): string | null {
  if (name === null) return null;
  const text = typeof name === 'string' ? name : name.parts.map((part) => (typeof part === 'string' ? part : part.stem)).join('');
  const clean = text.replace(/[%() $]+/g, '_');
  return clean === text ? text : clean.replace(/^_+|_+$/g, '');
}

function typeOfElement(element: ClauseElement): TypeEngine {
  return element instanceof ColumnElement ? element.type : types.null;
}

/** What `other` is beside `expression`: an element, or a parameter with the value. */
export function operandOf(expression: ColumnElement, op: Operator, other: unknown, type: TypeEngine | null = null): ClauseElement {
  const element = asClause(other);
  if (!element) return expression.bindParameter(op, other ?? null, type);
  const scalar = isSelectLike(element) ? element.scalarSubquery() : element;
  if (scalar instanceof BindParameter && scalar.type.isNull && !expression.type.isNull) return scalar.withType(expression.type);
  return scalar;
}

function compare(left: ColumnElement, op: Operator, other: unknown, modifiers: Modifiers = {}): ColumnElement<boolean> {
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

function likeModifiers(options: LikeOptions): Modifiers {
  return options.escape === undefined ? {} : { escape: options.escape };
}

function escapedLike(left: ColumnElement, op: Operator, other: unknown, options: LikeOptions): ColumnElement<boolean> {
  if (!options.autoescape) return compare(left, op, other, likeModifiers(options));
  const text = ormValue(other);
  if (typeof text !== 'string') throw new ExpressionTypeError('String value expected when autoescape=True');
  const escape = options.escape ?? '/';
  const own = escape === '%' || escape === '_' ? text : text.replaceAll(escape, escape + escape);
  return compare(left, op, own.replaceAll('%', `${escape}%`).replaceAll('_', `${escape}_`), { escape });
}

function inList(left: ColumnElement, op: Operator, given: unknown): ColumnElement<boolean> {
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
  const plain = members.every((member, index) => member === null && list[index] !== null && list[index] !== undefined);
  if (plain) return left.bindParameter(op, list, null, true).asExpanding(op, left.type);
  return new ClauseList(
    members.map((member, index) => member ?? (list[index] === null || list[index] === undefined ? null_() : left.bindParameter(op, list[index]))),
    operators.comma,
  ).selfGroup(op);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** A binary operation; chains of an associative operator become one list. */
function operation(left: ClauseElement, right: ClauseElement, op: Operator, type: TypeEngine): ColumnElement {
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

function ordered(element: ColumnElement, modifier: Operator): ColumnElement {
  return new UnaryExpression(orderable(element), null, modifier, types.null);
}

/** An expression as ORDER BY takes it: a label may be named instead of being written out again. */
export function orderable(element: ClauseElement): ClauseElement {
  if (element instanceof LabelReference) return element;
  return element instanceof ColumnElement && element.orderByLabel ? new LabelReference(element) : element;
}

/** How a parameter is made. */
export interface BindOptions {
  readonly type?: TypeEngine | null;
  /** Its name gets a number, so that it is nobody else's. */
  readonly unique?: boolean;
  readonly required?: boolean;
  readonly expanding?: boolean;
  readonly literalExecute?: boolean;
  /** Called for the value when the statement is executed. */
  readonly callable?: (() => unknown) | null;
  readonly comparedTo?: TypeEngine;
  readonly operator?: Operator | null;
  /** It is the value of a column in VALUES or SET. */
  readonly isCrud?: boolean;
}

/** Stands for a value that goes to the database beside the SQL text. */
export class BindParameter<T = unknown> extends ColumnElement<T> {
  readonly kind = 'bindparam';
  readonly bindKey: Name;
  /** The name before it was numbered. */
  readonly originalKey: string;
  readonly type: TypeEngine;
  readonly value: unknown;
  readonly callable: (() => unknown) | null;
  readonly unique: boolean;
  readonly required: boolean;
  readonly expanding: boolean;
  readonly literalExecute: boolean;
  readonly isCrud: boolean;
  /** IN or NOT IN, which write an empty list differently. */
  readonly expandOperator: Operator | null = null;

  constructor(key: string | null, value: unknown, options: BindOptions = {}) {
    super();
    this.value = value;
    this.callable = options.callable ?? null;
    this.unique = options.unique ?? key === null;
    this.required = options.required ?? false;
    this.expanding = options.expanding ?? false;
    this.literalExecute = options.literalExecute ?? false;
    this.isCrud = options.isCrud ?? false;
    this.originalKey = key ?? 'param';
    this.bindKey = this.unique ? GeneratedName.of(this, sanitized(this.originalKey) ?? 'param') : this.originalKey;
    this.type = options.type ?? typeOfBind(value, this.expanding, options);
  }

  get structure(): Structure {
    return bindStructure;
  }

  /** The value, called for where it is not given. */
  get effectiveValue(): unknown {
    return this.callable ? this.callable() : this.value;
  }

  override get key(): string | null {
    return typeof this.bindKey === 'string' ? this.bindKey : null;
  }

  /** A copy with another type. It is the same parameter. */
  withType(type: TypeEngine): this {
    return this.rebuilt({ type, origin: this.identity });
  }

  /** A copy with another value. It is the same parameter. */
  withValue(value: unknown): this {
    const type = this.type.isNull ? typeOfBind(value, this.expanding, {}) : this.type;
    return this.rebuilt({ value, callable: null, required: false, type });
  }

  /** A copy for IN: its value is a list. */
  asExpanding(op: Operator, comparedTo: TypeEngine): this {
    const type = this.type.isNull ? comparedTo : this.type;
    return this.rebuilt({ expanding: true, expandOperator: op, type, origin: this.identity });
  }

  /** A copy that is nobody else's parameter. */
  renamed(): this {
    return this.unique ? this.rebuilt({ bindKey: GeneratedName.of({}, sanitized(this.originalKey) ?? 'param') }) : this;
  }

  override negatedInBinary(negated: Operator, original: Operator): ClauseElement {
    return this.expandOperator === original ? this.rebuilt({ expandOperator: negated, origin: this.identity }) : this;
  }
}

const bindStructure: Structure = [
  ['type', 'type'],
  ['expanding', 'value'],
  ['literalExecute', 'value'],
  ['expandOperator', 'operator'],
  ['isCrud', 'value'],
];

function typeOfBind(value: unknown, expanding: boolean, options: BindOptions): TypeEngine {
  const values = ormValue(value);
  const sample: unknown = expanding && Array.isArray(values) ? values[0] : value;
  const own = Array.isArray(ormValue(sample)) && expanding ? new TupleType((ormValue(sample) as unknown[]).map(typeOf)) : typeOf(sample);
  if (!options.comparedTo) return own;
  if (options.comparedTo instanceof TupleType) return options.comparedTo;
  return options.comparedTo.coerceCompared(options.operator ?? null, sample, own);
}

/** SQL's NULL. */
export class Null extends ColumnElement<null> {
  readonly kind = 'null';
  readonly type: TypeEngine = types.null;

  get structure(): Structure {
    return [];
  }
}

/** True, or 1 where there is no boolean type. */
export class True_ extends ColumnElement<boolean> {
  readonly kind = 'true';
  readonly type: TypeEngine = types.boolean;

  get structure(): Structure {
    return [];
  }

  override negated(): ColumnElement {
    return false_();
  }
}

/** False, or 0 where there is no boolean type. */
export class False_ extends ColumnElement<boolean> {
  readonly kind = 'false';
  readonly type: TypeEngine = types.boolean;

  get structure(): Structure {
    return [];
  }

  override negated(): ColumnElement {
    return true_();
  }
}

export const null_ = (): Null => new Null();
export const true_ = (): True_ => new True_();
export const false_ = (): False_ => new False_();

function constantOf(value: boolean | null): ColumnElement {
  if (value === null) return null_();
  return value ? true_() : false_();
}

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
    return this.#as(types.unicode) as ColumnElement<string>;
  }

  asInteger(): ColumnElement<number> {
    return this.#as(types.integer) as ColumnElement<number>;
  }

  asFloat(): ColumnElement<number> {
    return this.#as(types.float) as ColumnElement<number>;
  }

  asBoolean(): ColumnElement<boolean> {
    return this.#as(types.boolean) as ColumnElement<boolean>;
  }

  asNumeric(type: TypeEngine): ColumnElement {
    return this.#as(type);
  }

  asJson(): ColumnElement {
    return this;
  }

  #as(type: TypeEngine): ColumnElement {
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

/** `ANY (…)` or `ALL (…)`. */
export class CollectionAggregate extends UnaryExpression {
  constructor(element: ClauseElement, operator: Operator) {
    super(isSelectLike(element) ? element.scalarSubquery() : element, operator, null, elementType(element));
  }

  /** It stands on the right of comparisons only, so they are turned round. */
  override operate(op: Operator, other: unknown): ColumnElement {
    return this.reverseOperate(op, other);
  }

  override eq(other: Operand<unknown>): ColumnElement<boolean> {
    return this.#compared(operators.eq, other);
  }

  override ne(other: Operand<unknown>): ColumnElement<boolean> {
    return this.#compared(operators.ne, other);
  }

  override lt(other: Operand<unknown>): ColumnElement<boolean> {
    return this.#compared(operators.lt, other);
  }

  override le(other: Operand<unknown>): ColumnElement<boolean> {
    return this.#compared(operators.le, other);
  }

  override gt(other: Operand<unknown>): ColumnElement<boolean> {
    return this.#compared(operators.gt, other);
  }

  override ge(other: Operand<unknown>): ColumnElement<boolean> {
    return this.#compared(operators.ge, other);
  }

  #compared(op: Operator, other: unknown): ColumnElement<boolean> {
    return new BinaryExpression(operandOf(this, op, other), this, mirrored(op), types.boolean);
  }
}

function elementType(element: ClauseElement): TypeEngine {
  if (!(element instanceof ColumnElement)) return types.null;
  return element.type.indexed(0)?.type ?? element.type;
}

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

/** Parentheses around an element. */
export class Grouping<T = unknown> extends ColumnElement<T> {
  readonly kind = 'grouping';
  readonly type: TypeEngine;

  constructor(readonly element: ClauseElement) {
    super();
    this.type = typeOfElement(element);
  }

  get structure(): Structure {
    return groupingStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.element.fromObjects;
  }

  override get isImplicitlyBoolean(): boolean {
    return this.element instanceof ColumnElement && this.element.isImplicitlyBoolean;
  }

  override get proxies(): readonly ColumnElement[] {
    return this.element instanceof ColumnElement ? [this.element] : [];
  }

  override selfGroup(): ClauseElement {
    return this;
  }
}

const groupingStructure: Structure = [['element', 'element']];

/** An expression with a name: `expr AS name`. */
export class Label<T = unknown> extends ColumnElement<T> {
  readonly kind = 'label';
  readonly labelName: Name;
  readonly element: ColumnElement;
  readonly type: TypeEngine;

  constructor(name: Name | null, element: ColumnElement, type: TypeEngine) {
    super();
    const inner: ColumnElement = element instanceof Label ? element.element : element;
    this.labelName = name ?? GeneratedName.of(this, sanitized(element.name) ?? 'anon');
    this.element = inner;
    this.type = type;
  }

  get structure(): Structure {
    return labelStructure;
  }

  override get name(): Name {
    return this.labelName;
  }

  override get key(): string | null {
    return typeof this.labelName === 'string' ? this.labelName : null;
  }

  override get nonAnonLabel(): Name {
    return this.labelName;
  }

  override get tableQualifiedLabel(): Name {
    return this.labelName;
  }

  override get proxies(): readonly ColumnElement[] {
    return [this.element];
  }

  override get fromObjects(): readonly FromClause[] {
    return this.element.fromObjects;
  }

  override get isImplicitlyBoolean(): boolean {
    return this.element.isImplicitlyBoolean;
  }

  override get orderByLabel(): this {
    return this;
  }

  protected override get bindName(): string | null {
    return typeof this.labelName === 'string' ? this.labelName : null;
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    const inner = this.element.selfGroup(against);
    return inner === this.element ? this : this.rebuilt({ element: inner });
  }

  override negated(): ColumnElement {
    return this.element.negated();
  }
}

const labelStructure: Structure = [
  ['labelName', 'name'],
  ['element', 'element'],
  ['type', 'type'],
];

/** The name of a collation. */
export class Collation extends ClauseElement {
  readonly kind = 'collation';

  constructor(readonly collation: string) {
    super();
  }

  get structure(): Structure {
    return collationStructure;
  }
}

const collationStructure: Structure = [['collation', 'value']];

/** An expression in ORDER BY that may be a label of the SELECT. */
export class LabelReference extends ColumnElement {
  readonly kind = 'label_reference';
  readonly type: TypeEngine = types.null;

  constructor(readonly element: ClauseElement) {
    super();
  }

  get structure(): Structure {
    return groupingStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.element.fromObjects;
  }
}

/** A name given as text in ORDER BY or GROUP BY. It is looked up among the labels and columns of the SELECT. */
export class TextualLabelReference extends ColumnElement {
  readonly kind = 'textual_label_reference';
  readonly type: TypeEngine = types.null;

  constructor(readonly text: string) {
    super();
  }

  get structure(): Structure {
    return textualReferenceStructure;
  }
}

const textualReferenceStructure: Structure = [['text', 'value']];

/** An expression that takes its name from another inside it, as CAST does. */
export abstract class WrapsColumn<T = unknown> extends ColumnElement<T> {
  /** The expression inside. */
  abstract get wrapped(): ClauseElement;

  override get fromObjects(): readonly FromClause[] {
    return this.wrapped.fromObjects;
  }

  override get tableQualifiedLabel(): Name | null {
    return this.wrapped instanceof ColumnElement ? this.wrapped.tableQualifiedLabel : null;
  }

  override get expressionLabel(): Name | null {
    if (!(this.wrapped instanceof ColumnElement)) return null;
    return this.wrapped.nonAnonLabel ?? this.wrapped.expressionLabel;
  }

  override get anonNameLabel(): Name {
    const inner = this.wrapped;
    if (inner instanceof ColumnElement) return inner.nonAnonLabel ?? inner.anonNameLabel;
    return super.anonNameLabel;
  }

  override get proxyKey(): string | null {
    const own = super.proxyKey;
    return own ?? (this.wrapped instanceof ColumnElement ? this.wrapped.proxyKey : null);
  }
}

/** `CAST(expr AS type)`. */
export class Cast<T = unknown> extends WrapsColumn<T> {
  readonly kind = 'cast';

  constructor(
    readonly clause: ClauseElement,
    readonly type: TypeEngine,
    /** NULL instead of an error where the database has such a form. */
    readonly tryCast = false,
  ) {
    super();
  }

  get structure(): Structure {
    return castStructure;
  }

  get wrapped(): ClauseElement {
    return this.clause;
  }
}

const castStructure: Structure = [
  ['clause', 'element'],
  ['type', 'type'],
  ['tryCast', 'value'],
];

/** A condition as WHERE, HAVING, AND and OR take it. @throws ArgumentError for text and other things that are none */
export function condition(given: unknown): ClauseElement {
  const element = asClause(given);
  if (element) return isSelectLike(element) ? element.scalarSubquery() : element;
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

/** A name for a table's column: `user_name`. */
export function qualifiedLabel(table: Name, column: Name): Name {
  return joinNames(table, '_', column);
}

/** True where the type, or what it decorates, is of this family. */
export function isOfFamily(type: TypeEngine, affinity: TypeEngine['affinity']): boolean {
  return type.affinity === affinity || (type instanceof TypeDecorator && type.impl.affinity === affinity);
}
