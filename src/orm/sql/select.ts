import { ArgumentError, InvalidRequestError } from '../errors';
import { pythonRepr } from '../values/python-repr';
import { asClause, ClauseElement, type Structure } from './clause';
import { ColumnClause, literalColumn } from './column';
import { namedColumns, type LabelStyle } from './column-names';
import { listed, ordering, rowLimit, selectedColumn } from './coerce';
import { ColumnElement, condition } from './elements';
import { findEntity } from './entity';
import { Cte, foreignKeysOf, fromClause, FromClause } from './from-clause';
import type { Name } from './names';
import type { Operator } from './operators';
import type { StatementPlugin } from './plugin';
import { Exists, SelectBase, SelectGrouping, type NamedColumn } from './selectable';
import { Text } from './text-clause';
import { annotationIn } from './traverse';
import type { TypeEngine } from './types/type-engine';

/** A join that was asked for and is not yet placed in FROM. */
export interface JoinRequest {
  readonly right: ClauseElement;
  readonly onclause: ClauseElement | null;
  /** Where it was said: the element to join from. */
  readonly left: ClauseElement | null;
  readonly isouter: boolean;
  readonly full: boolean;
}

export interface JoinFlags {
  readonly isouter?: boolean;
  readonly full?: boolean;
}

/** What `with_for_update()` says. */
export interface ForUpdate {
  readonly nowait: boolean;
  readonly read: boolean;
  readonly of: readonly ClauseElement[];
  readonly skipLocked: boolean;
  readonly keyShare: boolean;
}

/** A word before or after a clause, for one dialect or for all. */
export interface Affix {
  readonly text: ClauseElement;
  readonly dialect: string | null;
}

/** A hint for the database, and the dialect that it is for: `*` for all. */
export interface Hint {
  readonly text: string;
  readonly dialect: string;
}

/** A hint that belongs to an element of FROM. */
export interface FromHint extends Hint {
  readonly from: FromClause;
}

/** The clauses that a SELECT and a UNION share. */
export interface RowOrder {
  readonly orderBy: readonly ClauseElement[];
  readonly groupBy: readonly ClauseElement[];
  readonly limit: ClauseElement | null;
  readonly offset: ClauseElement | null;
  readonly fetch: ClauseElement | null;
  readonly fetchOptions: { readonly percent: boolean; readonly withTies: boolean };
  readonly forUpdate: ForUpdate | null;
  readonly labelStyle: LabelStyle;
  readonly independentCtes: readonly Cte[];
  readonly executionOptions: Readonly<Record<string, unknown>>;
  /** Loader options and the like: the ORM reads them. */
  readonly options: readonly object[];
}

/** All that a SELECT says. Plain data; {@link Select} wraps it. */
export interface SelectState extends RowOrder {
  readonly rawColumns: readonly ClauseElement[];
  readonly from: readonly ClauseElement[];
  readonly joins: readonly JoinRequest[];
  readonly where: readonly ClauseElement[];
  readonly having: readonly ClauseElement[];
  readonly distinct: boolean;
  readonly distinctOn: readonly ClauseElement[];
  readonly correlate: readonly FromClause[] | null;
  readonly correlateExcept: readonly FromClause[] | null;
  readonly autoCorrelate: boolean;
  readonly prefixes: readonly Affix[];
  readonly suffixes: readonly Affix[];
  /** What stands at the end of the statement, for some dialects. */
  readonly statementHints: readonly Hint[];
  /** What is said of elements of FROM. */
  readonly fromHints: readonly FromHint[];
  /** Entities of the ORM that `with_only_columns()` took out of the columns, and which FROM still must have. */
  readonly memoizedEntities: readonly ClauseElement[];
  /** Entities have become tables already: the ORM has no part in it any more. */
  readonly tablesOnly: boolean;
}

const NO_ORDER: RowOrder = {
  orderBy: [],
  groupBy: [],
  limit: null,
  offset: null,
  fetch: null,
  fetchOptions: { percent: false, withTies: false },
  forUpdate: null,
  labelStyle: 'disambiguate',
  independentCtes: [],
  executionOptions: {},
  options: [],
};

const NOTHING: SelectState = {
  ...NO_ORDER,
  rawColumns: [],
  from: [],
  joins: [],
  where: [],
  having: [],
  distinct: false,
  distinctOn: [],
  correlate: null,
  correlateExcept: null,
  autoCorrelate: true,
  prefixes: [],
  suffixes: [],
  statementHints: [],
  fromHints: [],
  memoizedEntities: [],
  tablesOnly: false,
};

function withTerms(before: readonly ClauseElement[], terms: readonly unknown[], role: 'ORDER BY' | 'GROUP BY'): readonly ClauseElement[] {
  const all = [...before];
  for (const term of listed(terms)) all.push(...ordering(term, role));
  return all;
}

/** What `order_by()`, `limit()` and so on are on: SELECT and UNION. */
export abstract class GenerativeSelect<S extends RowOrder> extends SelectBase {
  abstract readonly state: S;

  /** A copy with these clauses. */
  protected abstract with(state: S): this;

  get executionSettings(): Readonly<Record<string, unknown>> {
    return this.state.executionOptions;
  }

  /** `null` takes all terms away. */
  orderBy(...terms: readonly unknown[]): this {
    if (terms.length === 1 && terms[0] === null) return this.with({ ...this.state, orderBy: [] });
    return this.with({ ...this.state, orderBy: withTerms(this.state.orderBy, terms, 'ORDER BY') });
  }

  groupBy(...terms: readonly unknown[]): this {
    if (terms.length === 1 && terms[0] === null) return this.with({ ...this.state, groupBy: [] });
    return this.with({ ...this.state, groupBy: withTerms(this.state.groupBy, terms, 'GROUP BY') });
  }

  limit(count: unknown): this {
    return this.with({ ...this.state, fetch: null, limit: rowLimit(count) });
  }

  offset(count: unknown): this {
    return this.with({ ...this.state, offset: rowLimit(count) });
  }

  /** Rows from `start` up to, not including, `stop`. */
  slice(start: number, stop: number): this {
    return this.with({ ...this.state, fetch: null, limit: rowLimit(stop - start), offset: start === 0 && this.state.offset === null ? null : rowLimit(start) });
  }

  fetch(count: unknown, options: { readonly percent?: boolean; readonly withTies?: boolean } = {}): this {
    const fetchOptions = { percent: options.percent ?? false, withTies: options.withTies ?? false };
    return this.with({ ...this.state, limit: null, fetch: rowLimit(count), fetchOptions });
  }

  withForUpdate(options: { readonly nowait?: boolean; readonly read?: boolean; readonly of?: unknown; readonly skipLocked?: boolean; readonly keyShare?: boolean } = {}): this {
    const given: readonly unknown[] = options.of === undefined || options.of === null ? [] : Array.isArray(options.of) ? (options.of as unknown[]) : [options.of];
    const forUpdate: ForUpdate = {
      nowait: options.nowait ?? false,
      read: options.read ?? false,
      of: given.map(selectedColumn),
      skipLocked: options.skipLocked ?? false,
      keyShare: options.keyShare ?? false,
    };
    return this.with({ ...this.state, forUpdate });
  }

  setLabelStyle(labelStyle: LabelStyle): this {
    return this.with({ ...this.state, labelStyle });
  }

  addCte(...ctes: readonly Cte[]): this {
    return this.with({ ...this.state, independentCtes: [...this.state.independentCtes, ...ctes] });
  }

  executionOptions(options: Readonly<Record<string, unknown>>): this {
    return this.with({ ...this.state, executionOptions: { ...this.state.executionOptions, ...options } });
  }

  /** Options of the ORM: how related objects are loaded and so on. */
  /** Without what options say of loading. */
  withoutOptions(): this {
    return this.with({ ...this.state, options: [] });
  }

  options(...options: readonly object[]): this {
    return this.with({ ...this.state, options: [...this.state.options, ...options] });
  }

  union(...others: readonly unknown[]): CompoundSelect {
    return compound('UNION', [this, ...others]);
  }

  unionAll(...others: readonly unknown[]): CompoundSelect {
    return compound('UNION ALL', [this, ...others]);
  }

  except(...others: readonly unknown[]): CompoundSelect {
    return compound('EXCEPT', [this, ...others]);
  }

  exceptAll(...others: readonly unknown[]): CompoundSelect {
    return compound('EXCEPT ALL', [this, ...others]);
  }

  intersect(...others: readonly unknown[]): CompoundSelect {
    return compound('INTERSECT', [this, ...others]);
  }

  intersectAll(...others: readonly unknown[]): CompoundSelect {
    return compound('INTERSECT ALL', [this, ...others]);
  }
}

/** A SELECT. `R` is what its rows hold. */
export class Select<R extends readonly unknown[] = readonly unknown[]> extends GenerativeSelect<SelectState> {
  readonly kind = 'select';
  /** Phantom: only the type checker looks at it. */
  declare readonly rowType: R;
  readonly state: SelectState;

  constructor(state: Partial<SelectState>) {
    super();
    this.state = { ...NOTHING, ...state };
  }

  get structure(): Structure {
    return selectStructure;
  }

  protected with(state: SelectState): this {
    return this.rebuilt({ state });
  }

  /** A copy with other clauses. For the ORM and the compiler. */
  replaced(changes: Partial<SelectState>): this {
    return this.with({ ...this.state, ...changes });
  }

  /** The ORM's part in compiling it; null for a SELECT of tables. */
  get plugin(): StatementPlugin | null {
    return this.memoized('plugin', () => {
      if (this.state.tablesOnly) return null;
      const elements = [...this.state.rawColumns, ...this.state.from, ...this.state.memoizedEntities, ...this.state.joins.flatMap(({ right, onclause }) => [right, onclause])];
      for (const element of elements) {
        const found = element ? annotationIn(element, 'plugin') : undefined;
        if (found !== undefined) return found as StatementPlugin;
      }
      return null;
    });
  }

  /** More columns at the end. */
  addColumns(...columns: readonly unknown[]): this {
    return this.with({ ...this.state, rawColumns: [...this.state.rawColumns, ...columns.map(selectedColumn)] });
  }

  /** Other columns instead; FROM stays only where it was given. */
  withOnlyColumns(...columns: readonly unknown[]): this {
    return this.with({ ...this.state, rawColumns: listed(columns).map(selectedColumn), memoizedEntities: this.plugin ? [...this.state.memoizedEntities, ...this.state.rawColumns] : [] });
  }

  selectFrom(...froms: readonly unknown[]): this {
    return this.with({ ...this.state, from: [...this.state.from, ...froms.map(fromElement)] });
  }

  where(...conditions: readonly unknown[]): this {
    return this.with({ ...this.state, where: [...this.state.where, ...conditions.map(condition)] });
  }

  filter(...conditions: readonly unknown[]): this {
    return this.where(...conditions);
  }

  /** Conditions by the names of attributes. @throws InvalidRequestError when nothing in FROM has the name */
  filterBy(values: Readonly<Record<string, unknown>>): this {
    return this.where(...Object.entries(values).map(([name, value]) => findEntity(this.entities, name).eq(value)));
  }

  /** What FROM is made of, for `filter_by()`. */
  get entities(): readonly ClauseElement[] {
    const { joins, from, rawColumns } = this.state;
    return [...joins.map(({ right }) => right), ...from, ...rawColumns, ...joins.flatMap(({ left }) => left ?? [])];
  }

  join(target: unknown, onclause: unknown = null, flags: JoinFlags = {}): this {
    return this.joined(null, target, onclause, flags);
  }

  joinFrom(left: unknown, target: unknown, onclause: unknown = null, flags: JoinFlags = {}): this {
    return this.joined(fromElement(left), target, onclause, flags);
  }

  outerjoin(target: unknown, onclause: unknown = null, flags: { readonly full?: boolean } = {}): this {
    return this.joined(null, target, onclause, { ...flags, isouter: true });
  }

  outerjoinFrom(left: unknown, target: unknown, onclause: unknown = null, flags: { readonly full?: boolean } = {}): this {
    return this.joined(fromElement(left), target, onclause, { ...flags, isouter: true });
  }

  private joined(left: ClauseElement | null, target: unknown, onclause: unknown, flags: JoinFlags): this {
    const right = asClause(target);
    if (!right || right instanceof SelectBase) throw new ArgumentError(`Join target, typically a FROM expression, or ORM relationship attribute expected, got ${right?.repr() ?? pythonRepr(target)}.`);
    if (right.kind === 'column' && right !== target) throw new ArgumentError(`Join target ${String(right)} does not refer to a mapped entity`);
    const request: JoinRequest = {
      right,
      onclause: onclause === null || onclause === undefined ? null : (asClause(onclause) ?? condition(onclause)),
      left,
      isouter: flags.isouter ?? false,
      full: flags.full ?? false,
    };
    return this.with({ ...this.state, joins: [...this.state.joins, request] });
  }

  having(...conditions: readonly unknown[]): this {
    return this.with({ ...this.state, having: [...this.state.having, ...conditions.map(condition)] });
  }

  /** Each row once; with columns, PostgreSQL's DISTINCT ON. */
  distinct(...columns: readonly unknown[]): this {
    return this.with({ ...this.state, distinct: true, distinctOn: [...this.state.distinctOn, ...columns.flatMap((column) => ordering(column, 'GROUP BY'))] });
  }

  /** These FROM elements are those of the enclosing SELECT; `null` turns correlation off. */
  correlate(...froms: readonly unknown[]): this {
    const off = froms.length === 1 && (froms[0] === null || froms[0] === false);
    return this.with({ ...this.state, autoCorrelate: false, correlate: off ? [] : [...(this.state.correlate ?? []), ...froms.map(fromClause)] });
  }

  correlateExcept(...froms: readonly unknown[]): this {
    const off = froms.length === 1 && (froms[0] === null || froms[0] === false);
    return this.with({ ...this.state, autoCorrelate: false, correlateExcept: off ? [] : [...(this.state.correlateExcept ?? []), ...froms.map(fromClause)] });
  }

  prefixWith(text: unknown, dialect: string | null = null): this {
    return this.with({ ...this.state, prefixes: [...this.state.prefixes, { text: affix(text), dialect }] });
  }

  suffixWith(text: unknown, dialect: string | null = null): this {
    return this.with({ ...this.state, suffixes: [...this.state.suffixes, { text: affix(text), dialect }] });
  }

  withStatementHint(text: string, dialect = '*'): this {
    return this.with({ ...this.state, statementHints: [...this.state.statementHints, { text, dialect }] });
  }

  /** @param from a table or an alias */
  withHint(from: unknown, text: string, dialect = '*'): this {
    return this.with({ ...this.state, fromHints: [...this.state.fromHints, { from: fromClause(from), text, dialect }] });
  }

  /** The elements of FROM that the columns name. */
  get columnFroms(): readonly FromClause[] {
    const froms = this.state.rawColumns.flatMap((element) => element.fromObjects);
    return froms.filter((from, index) => froms.findIndex((other) => other.identity === from.identity) === index);
  }

  /** Runs a statement of the user's own and reads its rows as this SELECT's entities. The ORM does so. */
  fromStatement(statement: ClauseElement): ClauseElement {
    const { plugin } = this;
    if (!plugin) throw new InvalidRequestError('select().from_statement() needs an entity of the ORM.');
    return plugin.fromStatement(this, statement);
  }

  /** The columns, with tables opened. */
  get selectedColumns(): readonly ClauseElement[] {
    return this.memoized('selectedColumns', () => {
      const { plugin } = this;
      return plugin ? plugin.selectedColumns(this) : this.state.rawColumns.flatMap(columnsOf);
    });
  }

  /** The columns with the names that they get. */
  namedColumns(anonForRepeated: boolean): NamedColumn[] {
    return namedColumns(this.selectedColumns, this.state.labelStyle, anonForRepeated);
  }

  proxyColumns(from: FromClause): [string, ColumnElement][] {
    return presented(this.namedColumns(false), from);
  }
}

export function isSelect(element: ClauseElement): element is Select {
  return element instanceof Select;
}

/** Columns by which a FROM element presents those of a SELECT. */
export function presented(columns: readonly NamedColumn[], from: FromClause): [string, ColumnElement][] {
  return columns.flatMap(({ column, requiredLabel, proxyKey }): [string, ColumnElement][] => {
    if (!(column instanceof ColumnElement)) return [];
    return [column.makeProxy(from, { name: requiredLabel, key: proxyKey }, (name: Name, type: TypeEngine) => new ColumnClause(name, type))];
  });
}

/** The columns that an element in the columns clause stands for. */
export function columnsOf(element: ClauseElement): readonly ClauseElement[] {
  return element instanceof FromClause ? element.c.values() : [element];
}

/** Text is SQL here: `prefix_with('SQL_CACHE')`. */
function affix(given: unknown): ClauseElement {
  return asClause(given) ?? new Text(String(given));
}

/** A FROM element; entities of the ORM keep their annotations. */
function fromElement(given: unknown): ClauseElement {
  const element = asClause(given);
  return element instanceof FromClause ? element : fromClause(given);
}

const selectStructure: Structure = [
  ['rawColumns', 'elements'],
  ['from', 'elements'],
  ['joins', 'joins'],
  ['where', 'elements'],
  ['groupBy', 'elements'],
  ['having', 'elements'],
  ['orderBy', 'elements'],
  ['limit', 'element'],
  ['offset', 'element'],
  ['fetch', 'element'],
  ['distinctOn', 'elements'],
  ['independentCtes', 'elements'],
];

/** UNION and its kin. */
export type CompoundKeyword = 'UNION' | 'UNION ALL' | 'EXCEPT' | 'EXCEPT ALL' | 'INTERSECT' | 'INTERSECT ALL';

/** All that a UNION says. */
export interface CompoundState extends RowOrder {
  readonly keyword: CompoundKeyword;
  readonly selects: readonly SelectBase[];
}

/** Several SELECTs with UNION or the like between them. */
export class CompoundSelect extends GenerativeSelect<CompoundState> {
  readonly kind = 'compound_select';
  readonly state: CompoundState;

  constructor(state: Partial<CompoundState> & Pick<CompoundState, 'keyword' | 'selects'>) {
    super();
    this.state = { ...NO_ORDER, ...state };
  }

  get structure(): Structure {
    return compoundStructure;
  }

  protected with(state: CompoundState): this {
    return this.rebuilt({ state });
  }

  get selectedColumns(): readonly ClauseElement[] {
    return this.state.selects[0]?.selectedColumns ?? [];
  }

  override selfGroup(_against: Operator | null = null): ClauseElement {
    return new SelectGrouping(this);
  }

  /** The columns of the first SELECT; each presents those in its place in the others too. */
  proxyColumns(from: FromClause): [string, ColumnElement][] {
    const [first, ...others] = this.state.selects.map((select) => [...select.proxyColumns(from)]);
    return (first ?? []).map(([key, column], index): [string, ColumnElement] => {
      const proxies = [...column.proxies, ...others.flatMap((columns) => columns[index]?.[1].proxies ?? [])];
      const foreignKeys = [...foreignKeysOf(column), ...others.flatMap((columns) => (columns[index] ? foreignKeysOf(columns[index][1]) : []))];
      return [key, column.rebuilt({ proxied: proxies, foreignKeys })];
    });
  }
}

const compoundStructure: Structure = [
  ['selects', 'elements'],
  ['groupBy', 'elements'],
  ['orderBy', 'elements'],
  ['limit', 'element'],
  ['offset', 'element'],
  ['fetch', 'element'],
  ['keyword', 'value'],
  ['independentCtes', 'elements'],
];

function compound(keyword: CompoundKeyword, given: readonly unknown[]): CompoundSelect {
  const selects = given.map((one) => {
    const element = asClause(one);
    if (!(element instanceof SelectBase)) throw new ArgumentError(`SELECT construct for inclusion in a UNION or other set construct expected, got ${String(one)}.`);
    return compoundMember(element);
  });
  return new CompoundSelect({ keyword, selects });
}

/** A member with ORDER BY or LIMIT of its own, and a UNION in a UNION, stand in parentheses. */
function compoundMember(element: SelectBase): SelectBase {
  if (element instanceof CompoundSelect) return new SelectGrouping(element);
  if (!(element instanceof Select)) return element;
  const { orderBy, limit, offset, fetch, forUpdate } = element.state;
  const needed = orderBy.length > 0 || limit !== null || offset !== null || fetch !== null || forUpdate !== null;
  return needed ? new SelectGrouping(element) : element;
}

export const union = (...selects: readonly unknown[]): CompoundSelect => compound('UNION', listed(selects));
export const unionAll = (...selects: readonly unknown[]): CompoundSelect => compound('UNION ALL', listed(selects));
export const except_ = (...selects: readonly unknown[]): CompoundSelect => compound('EXCEPT', listed(selects));
export const exceptAll = (...selects: readonly unknown[]): CompoundSelect => compound('EXCEPT ALL', listed(selects));
export const intersect = (...selects: readonly unknown[]): CompoundSelect => compound('INTERSECT', listed(selects));
export const intersectAll = (...selects: readonly unknown[]): CompoundSelect => compound('INTERSECT ALL', listed(selects));

/** The value that a thing in the columns clause has in a row. */
type RowValue<C> = C extends ColumnElement<infer T> ? T : C extends abstract new (...args: never) => infer I ? I : unknown;

/** A SELECT of columns, tables or mapped classes. */
export function select<C extends readonly unknown[]>(...columns: C): Select<{ readonly [I in keyof C]: RowValue<C[I]> }> {
  return new Select({ rawColumns: columns.map(selectedColumn) });
}

/** `EXISTS (SELECT …)` of a SELECT, or of columns. Without any it selects `*`. */
export function exists(...columns: readonly unknown[]): Exists {
  const [only] = columns.map((one) => asClause(one));
  if (columns.length === 1 && only instanceof SelectBase) return new Exists(only);
  return new Exists(select(...(columns.length === 0 ? [literalColumn('*')] : columns)));
}

/** `LATERAL (SELECT …)`. */
export function lateral(of: SelectBase, name: string | null = null): ReturnType<SelectBase['lateral']> {
  return of.lateral(name);
}
