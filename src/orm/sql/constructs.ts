import { ArgumentError } from '../errors';
import { ormValue } from '../values/host-values';
import { asClause, ClauseElement, type Structure } from './clause';
import { columnExpression, expression, listed, ordering } from './coerce';
import {
  BindParameter, Cast, ClauseList, CollectionAggregate, ColumnElement, condition, Label, orderable, UnaryExpression, WrapsColumn, type BindOptions,
} from './elements'; // prettier-ignore
import type { FromClause } from './from-clause';
import { operators, type Operator } from './operators';
import { typeOf, types } from './types/resolve';
import { Integer, TupleType } from './types/standard';
import { TypeEngine } from './types/type-engine';

/** A type, or the class of one. */
export type TypeArgument = TypeEngine | (new () => TypeEngine);

/** @throws ArgumentError when it is neither a type nor a class of types */
export function typeArgument(given: TypeArgument): TypeEngine {
  return given instanceof TypeEngine ? given : new given();
}

/** `CASE WHEN … THEN … ELSE … END`. */
export class Case extends ColumnElement {
  readonly kind = 'case';

  constructor(
    readonly whens: readonly (readonly [when: ClauseElement, then: ClauseElement])[],
    readonly value: ClauseElement | null,
    readonly otherwise: ClauseElement | null,
  ) {
    super();
  }

  get structure(): Structure {
    return caseStructure;
  }

  get type(): TypeEngine {
    const results = [...this.whens.map(([, then]) => then), ...(this.otherwise ? [this.otherwise] : [])];
    const typed = results.findLast((result) => result instanceof ColumnElement && !result.type.isNull);
    return typed instanceof ColumnElement ? typed.type : types.null;
  }

  override get fromObjects(): readonly FromClause[] {
    const parts = [this.value, ...this.whens.flat(), this.otherwise];
    return parts.flatMap((part) => part?.fromObjects ?? []);
  }
}

const caseStructure: Structure = [
  ['value', 'element'],
  ['whens', 'pairs'],
  ['otherwise', 'element'],
];

/** What CASE compares, and what it gives when nothing fits. */
export interface CaseOptions {
  readonly value?: unknown;
  readonly otherwise?: unknown;
}

/**
 * @param whens pairs of condition and result; or, with `value`, a map or object from values to results
 * @throws ArgumentError when a condition is text
 */
export function case_(whens: readonly (readonly [unknown, unknown])[] | ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>, options: CaseOptions = {}): Case {
  const value = options.value === undefined || options.value === null ? null : columnExpression(options.value, 'CASE value');
  const pairs: readonly (readonly [unknown, unknown])[] = Array.isArray(whens)
    ? (whens as readonly (readonly [unknown, unknown])[])
    : whens instanceof Map
      ? [...(whens as ReadonlyMap<unknown, unknown>)]
      : Object.entries(whens);
  const result = (given: unknown): ClauseElement => expression(given);
  return new Case(
    pairs.map(([when, then]) => [(value ? expression(when) : condition(when)).selfGroup(), result(then)] as const),
    value,
    options.otherwise === undefined ? null : result(options.otherwise),
  );
}

/** Changes the type that this library takes an expression to have, and nothing in SQL. */
export class TypeCoerce<T = unknown> extends WrapsColumn<T> {
  readonly kind = 'type_coerce';

  constructor(
    readonly clause: ClauseElement,
    readonly type: TypeEngine,
  ) {
    super();
  }

  get structure(): Structure {
    return coerceStructure;
  }

  get wrapped(): ClauseElement {
    return this.clause;
  }

  /** What is written: a parameter takes the type. */
  get typedExpression(): ClauseElement {
    return this.clause instanceof BindParameter ? this.clause.withType(this.type) : this.clause;
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    const grouped = this.clause.selfGroup(against);
    return grouped === this.clause ? this : new TypeCoerce<T>(grouped, this.type);
  }
}

const coerceStructure: Structure = [
  ['clause', 'element'],
  ['type', 'type'],
];

/** `EXTRACT(field FROM expr)`. */
export class Extract extends ColumnElement<number> {
  readonly kind = 'extract';
  readonly type: TypeEngine = new Integer();

  constructor(
    readonly field: string,
    readonly expr: ClauseElement,
  ) {
    super();
  }

  get structure(): Structure {
    return extractStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.expr.fromObjects;
  }
}

const extractStructure: Structure = [
  ['field', 'value'],
  ['expr', 'element'],
];

/** `(a, b)`. */
export class Tuple extends ColumnElement<readonly unknown[]> {
  readonly kind = 'tuple';
  readonly type: TupleType;

  constructor(readonly clauses: readonly ClauseElement[]) {
    super();
    this.type = new TupleType(clauses.map((clause) => (clause instanceof ColumnElement ? clause.type : types.null)));
  }

  get structure(): Structure {
    return tupleStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.clauses.flatMap((clause) => clause.fromObjects);
  }

  override selfGroup(): ClauseElement {
    return this;
  }

  /** A value beside it is a tuple too. */
  override bindParameter(op: Operator | null, value: unknown, type: TypeEngine | null = null, expanding = false): BindParameter {
    if (expanding) {
      const [first] = (ormValue(value) ?? []) as readonly unknown[];
      const sample = (ormValue(first) ?? []) as readonly unknown[];
      const members = this.type.types.map((own, index) => (own.isNull ? typeOf(sample[index]) : own));
      return new BindParameter(null, value, { type: new TupleType(members), operator: op, unique: true, expanding: true });
    }
    return super.bindParameter(op, value, type);
  }

  /** A list of values is a tuple too, each a parameter of its own. */
  override operand(op: Operator | null, value: unknown, type: TypeEngine | null = null): ClauseElement {
    const values = ormValue(value);
    return Array.isArray(values) ? tuple_(...(values as readonly unknown[])) : super.operand(op, value, type);
  }
}

const tupleStructure: Structure = [['clauses', 'elements']];

/** A part of an array by first and last index. */
export class Slice extends ColumnElement {
  readonly kind = 'slice';
  readonly type: TypeEngine = types.null;

  constructor(
    readonly start: ClauseElement,
    readonly stop: ClauseElement,
  ) {
    super();
  }

  get structure(): Structure {
    return sliceStructure;
  }
}

const sliceStructure: Structure = [
  ['start', 'element'],
  ['stop', 'element'],
];

/** How far a window reaches: `null` is without bound, 0 the current row, negative before it, positive after it. */
export type Frame = readonly [lower: number | null, upper: number | null];

export interface OverOptions {
  readonly partitionBy?: unknown;
  readonly orderBy?: unknown;
  readonly rows?: Frame | null;
  readonly range?: Frame | null;
  readonly groups?: Frame | null;
  readonly exclude?: string | null;
}

/** `function OVER (…)`. */
export class Over<T = unknown> extends ColumnElement<T> {
  readonly kind = 'over';
  readonly partitionBy: ClauseList | null;
  readonly orderBy: ClauseList | null;
  readonly frameKind: 'ROWS' | 'RANGE' | 'GROUPS' | null;
  /** The bounds, each a word or a parameter. */
  readonly frame: Frame | null;
  readonly frameBinds: readonly BindParameter[];
  readonly exclude: string | null;

  constructor(
    readonly element: ColumnElement,
    options: OverOptions,
  ) {
    super();
    this.partitionBy = orderList(options.partitionBy);
    this.orderBy = orderList(options.orderBy);
    const frames = [options.rows, options.range, options.groups].filter((frame) => frame !== undefined && frame !== null);
    if (frames.length > 1) throw new ArgumentError("only one of 'rows', 'range_', or 'groups' may be provided");
    this.frame = frames[0] ?? null;
    this.frameKind = options.rows ? 'ROWS' : options.range ? 'RANGE' : options.groups ? 'GROUPS' : null;
    this.frameBinds = (this.frame ?? []).flatMap((bound) => (bound === null || bound === 0 ? [] : [new BindParameter(null, Math.abs(bound), { unique: true })]));
    this.exclude = options.exclude ?? null;
  }

  get structure(): Structure {
    return overStructure;
  }

  get type(): TypeEngine {
    return this.element.type;
  }

  override get fromObjects(): readonly FromClause[] {
    return [this.element, this.partitionBy, this.orderBy].flatMap((part) => part?.fromObjects ?? []);
  }
}

const overStructure: Structure = [
  ['element', 'element'],
  ['partitionBy', 'element'],
  ['orderBy', 'element'],
  ['frameKind', 'value'],
  ['frameBinds', 'elements'],
  ['exclude', 'value'],
];

function orderList(given: unknown): ClauseList | null {
  if (given === undefined || given === null) return null;
  const terms: readonly unknown[] = Array.isArray(given) ? (given as readonly unknown[]) : [given];
  return new ClauseList(
    terms.flatMap((term) => ordering(term, 'ORDER BY')),
    operators.comma,
  );
}

/** `function WITHIN GROUP (ORDER BY …)`. */
export class WithinGroup<T = unknown> extends ColumnElement<T> {
  readonly kind = 'within_group';
  readonly orderBy: ClauseList;

  constructor(
    readonly element: ColumnElement & { withinGroupType?(self: WithinGroup): TypeEngine | null },
    orderBy: readonly unknown[],
  ) {
    super();
    this.orderBy = new ClauseList(orderBy.flatMap((term) => ordering(term, 'ORDER BY')));
  }

  get structure(): Structure {
    return withinGroupStructure;
  }

  get type(): TypeEngine {
    return this.element.withinGroupType?.(this) ?? this.element.type;
  }

  override get fromObjects(): readonly FromClause[] {
    return [...this.element.fromObjects, ...this.orderBy.fromObjects];
  }

  over(options: OverOptions = {}): Over<T> {
    return new Over<T>(this, options);
  }

  filter(...conditions: readonly unknown[]): FunctionFilter<T> {
    return new FunctionFilter<T>(this, conditions.map(condition));
  }
}

const withinGroupStructure: Structure = [
  ['element', 'element'],
  ['orderBy', 'element'],
];

/** `function FILTER (WHERE …)`. */
export class FunctionFilter<T = unknown> extends ColumnElement<T> {
  readonly kind = 'function_filter';

  constructor(
    readonly element: ColumnElement,
    readonly criteria: readonly ClauseElement[],
  ) {
    super();
  }

  get structure(): Structure {
    return filterStructure;
  }

  get type(): TypeEngine {
    return this.element.type;
  }

  override get fromObjects(): readonly FromClause[] {
    return [...this.element.fromObjects, ...this.criteria.flatMap((criterion) => criterion.fromObjects)];
  }

  filter(...conditions: readonly unknown[]): FunctionFilter<T> {
    return new FunctionFilter<T>(this.element, [...this.criteria, ...conditions.map(condition)]);
  }

  over(options: OverOptions = {}): Over<T> {
    return new Over<T>(this, options);
  }
}

const filterStructure: Structure = [
  ['element', 'element'],
  ['criteria', 'elements'],
];

/** `cast(expr, type)`. */
export function cast(given: unknown, type: TypeArgument): Cast {
  const wanted = typeArgument(type);
  return new Cast(expression(given, wanted), wanted);
}

/** As {@link cast}, with NULL where the value does not fit. */
export function tryCast(given: unknown, type: TypeArgument): Cast {
  const wanted = typeArgument(type);
  return new Cast(expression(given, wanted), wanted, true);
}

export function typeCoerce(given: unknown, type: TypeArgument): TypeCoerce {
  const wanted = typeArgument(type);
  return new TypeCoerce(expression(given, wanted), wanted);
}

export function extract(field: string, given: unknown): Extract {
  return new Extract(field, expression(given));
}

export function tuple_(...given: readonly unknown[]): Tuple {
  return new Tuple(listed(given).map((one) => expression(one)));
}

/** A value as a parameter. @param type its type, where it is not that of the value */
export function literal<T = unknown>(value: T, type: TypeArgument | null = null, options: { readonly literalExecute?: boolean } = {}): BindParameter<T> {
  return new BindParameter<T>(null, value, { type: type && typeArgument(type), unique: true, literalExecute: options.literalExecute ?? false });
}

/** A parameter by name; its value is given now or when the statement is executed. */
export function bindparam(name: string | null, value?: unknown, options: BindOptions = {}): BindParameter {
  const required = options.required ?? (value === undefined && !options.callable);
  return new BindParameter(name, value ?? null, { unique: false, ...options, required });
}

export function label(name: string | null, given: unknown): Label {
  return columnExpression(given, 'Column expression').label(name);
}

/** Text in ORDER BY is the name of a label or a column. */
function ordered(given: unknown, modifier: Operator): UnaryExpression {
  const [element] = ordering(given, 'ORDER BY');
  if (!element) throw new ArgumentError('ORDER BY expression expected');
  return new UnaryExpression(orderable(element), null, modifier, types.null);
}

export const desc = (given: unknown): UnaryExpression => ordered(given, operators.desc);
export const asc = (given: unknown): UnaryExpression => ordered(given, operators.asc);
export const nullsFirst = (given: unknown): UnaryExpression => ordered(given, operators.nullsFirst);
export const nullsLast = (given: unknown): UnaryExpression => ordered(given, operators.nullsLast);

/** `DISTINCT expr`, in an aggregate function. */
export function distinct(given: unknown): ColumnElement {
  return columnExpression(given, 'Column expression').distinct();
}

export function between(given: unknown, low: unknown, high: unknown, options: { readonly symmetric?: boolean } = {}): ColumnElement<boolean> {
  return columnExpression(given, 'Column expression').between(low, high, options);
}

export function collate(given: unknown, collation: string): ColumnElement {
  return columnExpression(given, 'Column expression').collate(collation);
}

/** What ANY and ALL look through: a SELECT is itself, or an expression. */
function collection(given: unknown): ClauseElement {
  return asClause(given) ?? expression(given);
}

export function any_(given: unknown): CollectionAggregate {
  return new CollectionAggregate(collection(given), operators.any);
}

export function all_(given: unknown): CollectionAggregate {
  return new CollectionAggregate(collection(given), operators.all);
}

/** Elements that dialects and notes add: they write themselves. */
export abstract class CustomElement<T = unknown> extends ColumnElement<T> {
  readonly kind = 'custom';
  /** The dialect in which it is written where none is named. */
  readonly stringifyDialect: string | null = null;

  /**
   * @param write writes an element inside this one
   * @param typeText writes a type
   */
  abstract render(write: (element: ClauseElement) => string, dialectName: string, typeText: (type: TypeEngine) => string): string;
}

/** Statements that notes add: the compiler's extension tells how they are written. */
export abstract class CustomStatement extends ClauseElement {
  readonly kind = 'custom';
  readonly executionSettings: Readonly<Record<string, unknown>> = {};

  get structure(): Structure {
    return [];
  }
}
