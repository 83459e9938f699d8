import { ArgumentError } from '../errors';
import { asClause, ClauseElement, type Structure } from './clause';
import { ColumnClause } from './column';
import { expression, ordering } from './coerce';
import { FunctionFilter, Over, typeArgument, WithinGroup, type OverOptions, type TypeArgument } from './constructs';
import { BindParameter, ClauseList, ColumnElement, condition, Grouping } from './elements';
import { Alias, FromClause, type RowSource } from './from-clause';
import type { Name } from './names';
import { operators, type Operator } from './operators';
import type { Sequence } from './schema/defaults';
import { Array_ } from './types/array';
import { types } from './types/resolve';
import { DateTime, Date_, Integer, Numeric, String_, Time } from './types/standard';
import { TEXT } from './types/exact';
import { REGCONFIG, TSQUERY, TSVECTOR } from './types/postgres';
import { TypeEngine } from './types/type-engine';

/** A call of a function, by any name. */
export class FunctionElement<T = unknown> extends ColumnElement<T> implements RowSource {
  readonly kind = 'function';
  readonly arguments: readonly ClauseElement[];
  readonly type: TypeEngine;
  readonly withOrdinality: boolean = false;
  /** ORDER BY inside the parentheses, of an aggregate function. */
  readonly aggregateOrder: ClauseList | null = null;

  constructor(
    readonly functionName: string,
    given: readonly unknown[],
    type: TypeEngine = types.null,
    /** Schema or package in front of the name. */
    readonly packages: readonly string[] = [],
    /** It is written without parentheses: `CURRENT_TIMESTAMP`. */
    readonly bare = false,
  ) {
    super();
    this.arguments = given.map((one, index) => functionArgument(one, functionName, index === 0 && hasConfiguration(functionName, given) ? regconfig : null).selfGroup(operators.comma));
    this.type = type;
  }

  get structure(): Structure {
    return functionStructure;
  }

  override get name(): Name {
    return this.functionName;
  }

  override get nonAnonLabel(): Name | null {
    return null;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.arguments.flatMap((argument) => argument.fromObjects);
  }

  protected override get bindName(): string | null {
    return this.functionName;
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    if (against === operators.getitem && this.type instanceof Array_) return new Grouping(this);
    return super.selfGroup(against);
  }

  over(options: OverOptions = {}): Over<T> {
    return new Over<T>(this, options);
  }

  filter(...conditions: readonly unknown[]): this | FunctionFilter<T> {
    return conditions.length === 0 ? this : new FunctionFilter<T>(this, conditions.map(condition));
  }

  withinGroup(...orderBy: readonly unknown[]): WithinGroup<T> {
    return new WithinGroup<T>(this, orderBy);
  }

  /** ORDER BY inside an aggregate function. */
  aggregateOrderBy(...orderBy: readonly unknown[]): this {
    return this.rebuilt({ aggregateOrder: new ClauseList(orderBy.flatMap((term) => ordering(term, 'ORDER BY'))) });
  }

  /** The type that an ordered-set aggregate takes from its ORDER BY. */
  withinGroupType(within: WithinGroup): TypeEngine | null {
    if (!orderedSet.has(this.functionName.toLowerCase())) return null;
    const [first] = within.orderBy.clauses;
    return first instanceof ColumnElement ? typeBehind(first) : null;
  }

  /** The rows of a function that gives a table. */
  tableValued(...columns: readonly unknown[]): TableValuedAlias {
    const named = columns.filter((one) => typeof one === 'string' || asClause(one) !== null);
    const options = Object.assign({}, ...columns.filter((one) => typeof one !== 'string' && asClause(one) === null)) as TableValuedOptions;
    return new TableValuedAlias(this, named.map(tableColumn), options);
  }

  /** The function in FROM, with one column that has the alias's own name. */
  columnValued(name: string | null = null): ColumnElement {
    const alias = this.tableAlias(name);
    return new TableValuedColumn(alias, this.type);
  }

  alias(name: string | null = null): TableValuedAlias {
    return this.tableAlias(name);
  }

  scalarTableValued(name: string, type: TypeArgument | null = null): ColumnElement {
    return new ScalarFunctionColumn(this, name, type ? typeArgument(type) : types.null);
  }

  private tableAlias(name: string | null): TableValuedAlias {
    return new TableValuedAlias(this, [], { name });
  }

  proxyColumns(from: FromClause): Iterable<readonly [string, ColumnElement]> {
    return [this.makeProxy(from, { name: this.functionName, key: null }, (name, type) => new ColumnClause(name, type))];
  }
}

const functionStructure: Structure = [
  ['functionName', 'value'],
  ['packages', 'value'],
  ['bare', 'value'],
  ['arguments', 'elements'],
  ['aggregateOrder', 'element'],
  ['withOrdinality', 'value'],
  ['type', 'type'],
];

const orderedSet: ReadonlySet<string> = new Set(['mode', 'percentile_cont', 'percentile_disc']);

function typeBehind(element: ColumnElement): TypeEngine {
  if (!element.type.isNull) return element.type;
  const inner: unknown = Reflect.get(element, 'element');
  return inner instanceof ColumnElement ? typeBehind(inner) : types.null;
}

/** A plain value among the arguments is a parameter that is named after the function. */
function functionArgument(given: unknown, functionName: string, type: TypeEngine | null): ClauseElement {
  return expression(given, type, functionName === 'array_agg' ? null : functionName);
}

const regconfig = new REGCONFIG();

/** What PostgreSQL's functions of text search give. */
const searching: ReadonlyMap<string, TypeEngine> = new Map<string, TypeEngine>([
  ['to_tsvector', new TSVECTOR()],
  ...['to_tsquery', 'plainto_tsquery', 'phraseto_tsquery', 'websearch_to_tsquery'].map((name): [string, TypeEngine] => [name, new TSQUERY()]),
  ['ts_headline', new TEXT()],
]);

/** The first argument of a function of text search is the name of a configuration, where there is another. */
function hasConfiguration(name: string, given: readonly unknown[]): boolean {
  if (given.length < 2 || !searching.has(name)) return false;
  const second = asClause(given[1]);
  return name !== 'ts_headline' || !(second instanceof ColumnElement && second.type instanceof TSQUERY);
}

function tableColumn(given: unknown): ColumnClause {
  const element = asClause(given);
  if (element instanceof ColumnClause) return element;
  if (typeof given === 'string') return new ColumnClause(given, types.null);
  throw new ArgumentError('table_valued() takes names of columns and column() objects');
}

export interface TableValuedOptions {
  readonly name?: string | null;
  readonly withOrdinality?: string;
  readonly joinsImplicitly?: boolean;
}

/** A function in FROM, under a name. */
export class TableValuedAlias extends Alias {
  override readonly aliasKind = 'tableValued' as const;
  override readonly isLateral: boolean = false;
  readonly valuedColumns: readonly ColumnClause[];
  /** The names (and types) of the columns stand behind the alias. */
  readonly derived: 'no' | 'names' | 'types' = 'no';
  /** It depends on what stands before it, so that no join is missing. */
  readonly joinsImplicitly: boolean;

  constructor(element: FunctionElement, columns: readonly ColumnClause[], options: TableValuedOptions = {}) {
    super(options.withOrdinality === undefined ? element : element.rebuilt({ withOrdinality: true }), options.name ?? null);
    this.valuedColumns = options.withOrdinality === undefined ? columns : [...columns, new ColumnClause(options.withOrdinality, new Integer())];
    this.joinsImplicitly = options.joinsImplicitly ?? false;
  }

  override get structure(): Structure {
    return tableValuedStructure;
  }

  protected override proxies(): Iterable<readonly [string, ColumnElement]> {
    if (this.valuedColumns.length === 0) return super.proxies();
    return this.valuedColumns.map((column): [string, ColumnElement] => [String(column.key), column.rebuilt({ table: this })]);
  }

  /** The whole row as one value. */
  get column(): ColumnElement {
    return new TableValuedColumn(this, types.null);
  }

  override alias(name: string | null = null): this {
    return this.rebuilt({ aliasName: name ?? this.aliasName });
  }

  lateral(name: string | null = null): this {
    return this.rebuilt({ aliasName: name ?? this.aliasName, isLateral: true });
  }

  /** Writes the names of the columns behind the alias: `AS x(a, b)`. */
  renderDerived(options: { readonly name?: string; readonly withTypes?: boolean } = {}): this {
    return this.rebuilt({ aliasName: options.name ?? this.aliasName, derived: options.withTypes ? 'types' : 'names' });
  }
}

const tableValuedStructure: Structure = [
  ['element', 'element'],
  ['aliasName', 'name'],
  ['aliasKind', 'value'],
  ['isLateral', 'value'],
  ['derived', 'value'],
  ['valuedColumns', 'elements'],
];

/** The whole row of an element of FROM as one value: its name is that of the element. */
export class TableValuedColumn extends ColumnElement {
  readonly kind = 'custom';

  constructor(
    readonly from: FromClause,
    readonly type: TypeEngine,
  ) {
    super();
  }

  get structure(): Structure {
    return valuedColumnStructure;
  }

  override get name(): Name {
    return this.from.name ?? '';
  }

  override get nonAnonLabel(): Name {
    return this.name;
  }

  override get fromObjects(): readonly FromClause[] {
    return [this.from];
  }
}

const valuedColumnStructure: Structure = [['from', 'element']];

/** `(function()).column`. */
export class ScalarFunctionColumn extends ColumnElement {
  readonly kind = 'custom';

  constructor(
    readonly fn: FunctionElement,
    readonly columnName: string,
    readonly type: TypeEngine,
  ) {
    super();
  }

  get structure(): Structure {
    return scalarColumnStructure;
  }

  override get name(): Name {
    return this.columnName;
  }

  override get nonAnonLabel(): Name {
    return this.columnName;
  }
}

const scalarColumnStructure: Structure = [
  ['fn', 'element'],
  ['columnName', 'value'],
  ['type', 'type'],
];

/** `nextval('sequence')`. */
export class NextValue extends ColumnElement<number> {
  readonly kind = 'next_value';
  readonly type: TypeEngine = types.integer;

  constructor(readonly sequence: Sequence) {
    super();
  }

  get structure(): Structure {
    return nextValueStructure;
  }

  override get name(): Name {
    return 'next_value';
  }

  override get nonAnonLabel(): Name | null {
    return null;
  }
}

const nextValueStructure: Structure = [['sequence', 'identity']];

type Result = (given: readonly ClauseElement[]) => TypeEngine;

const fixed = (type: TypeEngine): Result => () => type;

/** The type of the first argument that has one. */
const fromArguments: Result = (given) => {
  const typed = given.find((one) => one instanceof ColumnElement && !one.type.isNull);
  return typed instanceof ColumnElement ? typed.type : types.null;
};

/** Functions whose result is known. Others have no type of their own. */
const results: ReadonlyMap<string, Result> = new Map<string, Result>([
  ['count', fixed(types.integer)],
  ['char_length', fixed(types.integer)],
  ['random', fixed(types.null)],
  ['concat', fixed(types.string)],
  ['now', fixed(new DateTime())],
  ['coalesce', fromArguments],
  ['max', fromArguments],
  ['min', fromArguments],
  ['sum', fromArguments],
  ['pow', fromArguments],
  ['current_date', fixed(new Date_())],
  ['current_time', fixed(new Time())],
  ['current_timestamp', fixed(new DateTime())],
  ['localtime', fixed(new DateTime())],
  ['localtimestamp', fixed(new DateTime())],
  ['sysdate', fixed(new DateTime())],
  ['current_user', fixed(new String_())],
  ['session_user', fixed(new String_())],
  ['user', fixed(new String_())],
  ['rank', fixed(types.integer)],
  ['dense_rank', fixed(types.integer)],
  ['percent_rank', fixed(new Numeric())],
  ['cume_dist', fixed(new Numeric())],
  ['cube', fixed(types.null)],
  ['rollup', fixed(types.null)],
  ['grouping_sets', fixed(types.null)],
  ['aggregate_strings', fixed(types.string)],
  ['array_agg', (given) => new Array_(fromArguments(given), 1)],
  ...[...searching].map(([name, type]): [string, Result] => [name, fixed(type)]),
]);

/** Functions that SQL writes without parentheses, as long as nobody gives them arguments. */
const bare: ReadonlySet<string> = new Set(['current_date', 'current_time', 'current_timestamp', 'current_user', 'localtime', 'localtimestamp', 'session_user', 'sysdate', 'user']);

/** @param type the type of the result, where it is not that which the function is known to have */
export function callFunction(path: string, given: readonly unknown[], type: TypeArgument | null = null): FunctionElement {
  const parts = path.split('.');
  const name = parts[parts.length - 1] ?? path;
  const known = name.toLowerCase();
  const isKnown = parts.length === 1 && results.has(known);
  const own = isKnown && known === 'aggregate_strings' && given.length === 2 && asClause(given[1]) === null ? [given[0], new BindParameter(name, given[1], { unique: true, literalExecute: true })] : isKnown && known === 'count' && given.length === 0 ? [new ColumnClause('*', types.null, true)] : given;
  const result = new FunctionElement(name, own, types.null, parts.slice(0, -1), isKnown && bare.has(known) && own.length === 0);
  const resultType = type ? typeArgument(type) : isKnown ? (results.get(known)?.(result.arguments) ?? types.null) : types.null;
  return result.rebuilt({ type: resultType });
}

/** Any function by its name: `func.lower(x)`, `func.pg_catalog.age(x)`. */
export type FunctionPath = ((...given: readonly unknown[]) => FunctionElement) & { readonly [name: string]: FunctionPath };

/** Arguments that say something about the call itself. */
export class FunctionType {
  constructor(readonly type: TypeArgument) {}
}

function functionPath(path: readonly string[]): FunctionPath {
  const call = (...given: readonly unknown[]): FunctionElement => {
    const type = given.find((one) => one instanceof FunctionType);
    return callFunction(path.join('.'), given.filter((one) => !(one instanceof FunctionType)), type?.type ?? null);
  };
  return new Proxy(call, {
    get: (_, name) => (typeof name === 'string' ? functionPath([...path, name.endsWith('_') ? name.slice(0, -1) : name]) : undefined),
  }) as unknown as FunctionPath;
}

/** Functions whose result the type checker knows. */
interface TypedFunctions {
  count(what?: unknown): FunctionElement<number>;
  max<T>(values: ColumnElement<T>): FunctionElement<T>;
  min<T>(values: ColumnElement<T>): FunctionElement<T>;
  sum<T>(values: ColumnElement<T>): FunctionElement<T>;
  coalesce<T>(first: ColumnElement<T>, ...others: readonly unknown[]): FunctionElement<NonNullable<T>>;
  abs<T>(value: ColumnElement<T>): FunctionElement<T>;
  lower(text: unknown): FunctionElement<string>;
  upper(text: unknown): FunctionElement<string>;
  concat(...texts: readonly unknown[]): FunctionElement<string>;
  length(text: unknown): FunctionElement<number>;
  char_length(text: unknown): FunctionElement<number>;
  rank(): FunctionElement<number>;
  dense_rank(): FunctionElement<number>;
  row_number(): FunctionElement<number>;
}

/** Makes calls of functions by their names. */
export const func = new Proxy({}, {
  get: (_, name) => (typeof name === 'string' ? functionPath([name.endsWith('_') ? name.slice(0, -1) : name]) : undefined),
}) as TypedFunctions & { readonly [name: string]: FunctionPath };
