import { CursorResult } from '../engine/cursor-result';
import type { StatementParameters } from '../engine/connection';
import type { Result } from '../engine/result';
import type { Row } from '../engine/row';
import { InvalidRequestError, MultipleResultsFound, NoResultFound } from '../errors';
import type { Flow } from '../flow';
import { ColumnAdapter } from '../map/column-adapter';
import { entityOf, MappedEntity } from '../map/entity';
import { ownEntityOf, relationshipOf } from '../map/entity-annotations';
import type { Mapper } from '../map/mapper';
import { stateOrNull } from '../map/state';
import { remark } from '../remarks';
import { asClause, clauseElement, type ClauseElement, type HasClauseElement } from '../sql/clause';
import { literalColumn } from '../sql/column';
import { and_, condition, type ColumnElement } from '../sql/elements';
import { delete_, update } from '../sql/dml';
import type { FromClause, Cte, CteOptions, Subquery } from '../sql/from-clause';
import { callFunction } from '../sql/functions';
import { except_, exceptAll, exists, intersect, intersectAll, select, union, unionAll, type JoinFlags, type Select } from '../sql/select';
import type { LabelStyle } from '../sql/column-names';
import type { Exists, ScalarSelect } from '../sql/selectable';
import { withParams } from '../sql/traverse';
import { bundleOf } from '../map/bundle';
import type { SessionCall } from './execute';
import { fromStatement, type FromStatement } from './from-statement';
import { lazyload } from './load-options';
import { withParent } from './with-parent';

/** What a query needs of its session. */
export interface QuerySession {
  execute(statement: unknown, parameters?: StatementParameters, call?: SessionCall): Flow<Result>;
  get(mapper: Mapper, key: unknown): Flow<object | null>;
}

/** What the methods of a {@link Query} hand on from one to the next. */
interface QueryState {
  readonly select: Select;
  /** The statement that the rows come from, where it is the program's own. */
  readonly source: FromStatement | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What was said in terms of the class is meant of a subquery. */
  readonly adapter: ColumnAdapter | null;
}

/**
 * The older way to query: a SELECT that knows its session. Methods give copies; `all()`, `first()` and so on execute it.
 * @see sqlalchemy.orm.Query
 */
export class Query implements HasClauseElement {
  private constructor(
    readonly session: QuerySession,
    private readonly state: QueryState,
  ) {}

  /** @param entities classes, aliases, columns */
  static of(session: QuerySession, entities: readonly unknown[]): Query {
    return new Query(session, { select: select(...entities), source: null, settings: {}, parameters: {}, adapter: null });
  }

  private with(changes: Partial<QueryState>): Query {
    return new Query(this.session, { ...this.state, ...changes });
  }

  private changed(change: (statement: Select) => Select): Query {
    return this.with({ select: change(this.state.select) });
  }

  /** Elements as they are meant here. */
  private adapted(given: unknown): unknown {
    const element = asClause(given);
    return element && this.state.adapter ? this.state.adapter.in(element) : given;
  }

  // What it asks for.

  filter(...conditions: readonly unknown[]): Query {
    return this.changed((statement) => statement.where(...conditions.map((one) => this.adapted(condition(one)))));
  }

  where(...conditions: readonly unknown[]): Query {
    return this.filter(...conditions);
  }

  filterBy(values: Readonly<Record<string, unknown>>): Query {
    return this.changed((statement) => statement.filterBy(values));
  }

  /** A join along a relationship, or to an entity. @throws InvalidRequestError when the statement is compiled and the join cannot be placed */
  join(target: unknown, onclause: unknown = null, flags: JoinFlags = {}): Query {
    return this.changed((statement) => statement.join(target, onclause, flags));
  }

  outerjoin(target: unknown, onclause: unknown = null, flags: JoinFlags = {}): Query {
    return this.join(target, onclause, { ...flags, isouter: true });
  }

  selectFrom(...froms: readonly unknown[]): Query {
    return this.changed((statement) => statement.selectFrom(...froms));
  }

  orderBy(...terms: readonly unknown[]): Query {
    return this.changed((statement) => statement.orderBy(...terms.map((one) => this.adapted(one))));
  }

  groupBy(...terms: readonly unknown[]): Query {
    return this.changed((statement) => statement.groupBy(...terms.map((one) => this.adapted(one))));
  }

  having(...conditions: readonly unknown[]): Query {
    return this.changed((statement) => statement.having(...conditions.map((one) => this.adapted(condition(one)))));
  }

  distinct(...columns: readonly unknown[]): Query {
    return this.changed((statement) => statement.distinct(...columns.map((one) => this.adapted(one))));
  }

  limit(count: unknown): Query {
    return this.changed((statement) => statement.limit(count));
  }

  offset(count: unknown): Query {
    return this.changed((statement) => statement.offset(count));
  }

  /** Rows from `start` up to, not including, `stop`; those after earlier limits. */
  slice(start: number | null, stop: number | null): Query {
    return this.changed((statement) => {
      const from = start ?? 0;
      const limited = stop === null ? statement : statement.limit(stop - from);
      return from === 0 ? limited : limited.offset(from);
    });
  }

  withEntities(...entities: readonly unknown[]): Query {
    return this.changed((statement) => statement.withOnlyColumns(...entities));
  }

  addColumns(...columns: readonly unknown[]): Query {
    return this.changed((statement) => statement.addColumns(...columns));
  }

  addEntity(entity: unknown): Query {
    return this.addColumns(entity);
  }

  options(...options: readonly object[]): Query {
    return this.changed((statement) => statement.options(...options));
  }

  correlate(...froms: readonly unknown[]): Query {
    return this.changed((statement) => statement.correlate(...froms));
  }

  withForUpdate(options: Parameters<Select['withForUpdate']>[0] = {}): Query {
    return this.changed((statement) => statement.withForUpdate(options));
  }

  executionOptions(options: Readonly<Record<string, unknown>>): Query {
    return this.with({ settings: { ...this.state.settings, ...options } });
  }

  populateExisting(): Query {
    return this.executionOptions({ populateExisting: true });
  }

  yieldPer(count: number): Query {
    return this.executionOptions({ yieldPer: count });
  }

  autoflush(setting: boolean): Query {
    return this.executionOptions({ autoflush: setting });
  }

  /** Values for parameters by name. */
  params(values: Readonly<Record<string, unknown>>): Query {
    return this.with({ parameters: { ...this.state.parameters, ...values } });
  }

  /** Without eager loading: related objects are read when they are asked for, unless an option names them. */
  enableEagerloads(enable: boolean): Query {
    return enable ? this : this.options(lazyload('*'));
  }

  /** The objects that belong to one object by a relationship: the one given, or the first to this class. @throws InvalidRequestError when there is none */
  withParent(parent: object, attribute: unknown = null): Query {
    remark(legacy('Query.with_parent()', 'Use the with_parent() standalone construct.'), 'LegacyAPIWarning');
    if (attribute !== null) return this.filter(withParent(parent, attribute));
    const { mapper } = this.mappedEntity('with_parent');
    const owner = stateOrNull(parent)?.mapper;
    const relationship = owner?.relationships.find(({ target }) => target === mapper);
    if (!owner || !relationship) throw new InvalidRequestError(`Could not locate a property which relates instances of class '${mapper.entity.name}' to instances of class '${owner?.entity.name ?? ''}'`);
    return this.filter(withParent(parent, entityOf(owner).required(relationship.key)));
  }

  prefixWith(...prefixes: readonly unknown[]): Query {
    return this.changed((statement) => prefixes.reduce<Select>((one, prefix) => one.prefixWith(prefix), statement));
  }

  suffixWith(...suffixes: readonly unknown[]): Query {
    return this.changed((statement) => suffixes.reduce<Select>((one, suffix) => one.suffixWith(suffix), statement));
  }

  setLabelStyle(style: LabelStyle): Query {
    return this.changed((statement) => statement.setLabelStyle(style));
  }

  withSession(session: QuerySession): Query {
    return new Query(session, this.state);
  }

  /** Reads the rows of another statement as its entities. */
  fromStatement(statement: ClauseElement): Query {
    return this.with({ source: fromStatement(this.state.select, statement) });
  }

  union(...others: readonly Query[]): Query {
    return this.combined((members) => union(...members), others);
  }

  unionAll(...others: readonly Query[]): Query {
    return this.combined((members) => unionAll(...members), others);
  }

  except(...others: readonly Query[]): Query {
    return this.combined((members) => except_(...members), others);
  }

  exceptAll(...others: readonly Query[]): Query {
    return this.combined((members) => exceptAll(...members), others);
  }

  intersect(...others: readonly Query[]): Query {
    return this.combined((members) => intersect(...members), others);
  }

  intersectAll(...others: readonly Query[]): Query {
    return this.combined((members) => intersectAll(...members), others);
  }

  private combined(combine: (members: readonly ClauseElement[]) => ReturnType<typeof union>, others: readonly Query[]): Query {
    return this.fromSubquery(combine([this, ...others].map((one) => one.labelled())).subquery());
  }

  /** The same entities, read from a subquery that has their columns. */
  private fromSubquery(subquery: FromClause): Query {
    const adapter = new ColumnAdapter(subquery);
    const columns = this.state.select.state.rawColumns.map((element): unknown => {
      const entity = ownEntityOf(element);
      return entity ? new MappedEntity(entity.mapper, subquery, { alias: true }) : adapter.in(element);
    });
    return this.with({ select: select(...columns).options(...this.state.select.state.options), adapter });
  }

  // As a part of other statements.

  [clauseElement](): ClauseElement {
    return this.statement;
  }

  /** What it selects, without what executing it adds. */
  get selected(): Select {
    return this.state.select;
  }

  get settings(): Readonly<Record<string, unknown>> {
    return this.state.settings;
  }

  /** Its conditions; null where there are none. */
  get whereClause(): ColumnElement | null {
    const { where } = this.state.select.state;
    return where.length > 0 ? and_(...where) : null;
  }

  /** The statement, as `select()` would have made it. */
  get statement(): ClauseElement {
    const { source, select: own, parameters } = this.state;
    return source ?? (Object.keys(parameters).length > 0 ? withParams(own, parameters) : own);
  }

  private labelled(): Select {
    return this.state.select.setLabelStyle('tablename');
  }

  subquery(name: string | null = null): Subquery {
    return this.state.select.subquery(name);
  }

  cte(name: string | null = null, options: CteOptions = {}): Cte {
    return this.state.select.cte(name, options);
  }

  scalarSubquery(): ScalarSelect {
    return this.state.select.scalarSubquery();
  }

  label(name: string | null): ReturnType<ScalarSelect['label']> {
    return this.scalarSubquery().label(name);
  }

  exists(): Exists {
    return exists(this.state.select.withOnlyColumns(literalColumn('1')).selectFrom(...this.leadingFroms()));
  }

  private leadingFroms(): readonly FromClause[] {
    const { from, joins, rawColumns } = this.state.select.state;
    if (from.length > 0 || joins.length > 0) return [];
    return rawColumns.flatMap((element) => ownEntityOf(element)?.element ?? element.fromObjects[0] ?? []);
  }

  toString(): string {
    return (this.state.source ?? this.labelled()).toString();
  }

  // Executing it.

  private *result(): Flow<Result> {
    const { source, settings, parameters, select: own } = this.state;
    const hasEntities = own.state.rawColumns.some((element) => ownEntityOf(element) !== null);
    const result = yield* this.session.execute(source ?? this.labelled(), Object.keys(parameters).length > 0 ? parameters : null, { executionOptions: settings });
    return hasEntities && settings['yieldPer'] === undefined ? result.unique() : result;
  }

  /** It is of one class: its rows are the objects themselves. */
  get isSingleEntity(): boolean {
    const { rawColumns } = this.state.select.state;
    const [only] = rawColumns;
    return rawColumns.length === 1 && only !== undefined && (ownEntityOf(only) !== null || bundleOf(only)?.options.singleEntity === true);
  }

  /** All rows: objects where it is of one class. */
  *all(): Flow<unknown[]> {
    const result = yield* this.result();
    return this.isSingleEntity ? result.scalars().all() : result.all();
  }

  /** The first row, or null. The statement is limited to it. */
  *first(): Flow<unknown> {
    const limited = this.state.source ? this : this.limit(1);
    return (yield* limited.all())[0] ?? null;
  }

  /** @throws NoResultFound, MultipleResultsFound */
  *one(): Flow<unknown> {
    const found = yield* this.all();
    if (found.length === 0) throw new NoResultFound('No row was found when one was required');
    if (found.length > 1) throw new MultipleResultsFound('Multiple rows were found when exactly one was required');
    return found[0];
  }

  /** @throws MultipleResultsFound */
  *oneOrNone(): Flow<unknown> {
    const found = yield* this.all();
    if (found.length > 1) throw new MultipleResultsFound('Multiple rows were found when one or none was required');
    return found[0] ?? null;
  }

  /** The first member of the one row; null when there is none. @throws MultipleResultsFound */
  *scalar(): Flow<unknown> {
    const found = yield* this.oneOrNone();
    return found !== null && !this.isSingleEntity ? ((found as Row)._values[0] ?? null) : found;
  }

  /** How many rows it has. */
  *count(): Flow<unknown> {
    const counted = select(callFunction('count', [literalColumn('*')])).selectFrom(this.changed((statement) => statement.withoutOptions()).labelled().subquery());
    return (yield* this.session.execute(counted, null, { executionOptions: this.state.settings })).scalar();
  }

  /** The object with a primary key. @throws InvalidRequestError for a query that is of no single class, or has conditions */
  *get(key: unknown): Flow<object | null> {
    const entity = this.mappedEntity('get');
    if (this.state.select.state.where.length > 0) throw new InvalidRequestError('Query.get() being called on a Query with existing criterion. ');
    return yield* this.session.get(entity.mapper, key);
  }

  /** Deletes the rows. Gives their number. @throws InvalidRequestError for a query with LIMIT, joins and the like */
  *delete(synchronizeSession: unknown = 'auto'): Flow<number> {
    const { where } = this.bulkState();
    const statement = delete_(this.mappedEntity('delete').element).where(...where);
    const result = yield* this.session.execute(statement, null, { executionOptions: { ...this.state.settings, synchronizeSession } });
    return result instanceof CursorResult ? result.rowcount : -1;
  }

  /** Updates the rows. Gives how many matched. @throws InvalidRequestError for a query with LIMIT, joins and the like */
  *update(values: Readonly<Record<string, unknown>> | ReadonlyMap<unknown, unknown>, synchronizeSession: unknown = 'auto'): Flow<number> {
    const { where } = this.bulkState();
    const statement = update(this.mappedEntity('update').element).where(...where).values(values);
    const result = yield* this.session.execute(statement, null, { executionOptions: { ...this.state.settings, synchronizeSession } });
    return result instanceof CursorResult ? result.rowcount : -1;
  }

  private bulkState(): Select['state'] {
    const { state } = this.state.select;
    const called: readonly (readonly [boolean, string])[] = [
      [state.limit !== null || state.fetch !== null, 'limit()'],
      [state.offset !== null, 'offset()'],
      [state.orderBy.length > 0, 'order_by()'],
      [state.groupBy.length > 0, 'group_by()'],
      [state.distinct, 'distinct()'],
      [state.from.length > 0, 'select_from()'],
      [state.joins.length > 0, 'join(), outerjoin(), select_from(), or from_self()'],
    ];
    const refused = called.find(([was]) => was);
    if (refused) throw new InvalidRequestError(`Can't call Query.update() or Query.delete() when ${refused[1]} has been called`);
    return state;
  }

  private mappedEntity(method: string): MappedEntity {
    const [element, ...others] = this.state.select.state.rawColumns;
    const entity = element && relationshipOf(element) === null ? ownEntityOf(element) : null;
    if (!entity || others.length > 0) throw new InvalidRequestError(`${method}() can only be used against a single mapped class.`);
    return entity;
  }
}

/** Says that something has a newer form. */
export function legacy(what: string, instead: string): string {
  return `The ${what} method is considered legacy as of the 1.x series of SQLAlchemy and becomes a legacy construct in 2.0. ${instead} (deprecated since: 2.0) (Background on SQLAlchemy 2.0 at: https://sqlalche.me/e/b8d9)`;
}
