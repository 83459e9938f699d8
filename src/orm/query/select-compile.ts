import { InvalidRequestError } from '../errors';
import type { MappedEntity } from '../map/entity';
import { ownEntityOf, entityIn, parentEntityOf } from '../map/entity-annotations';
import type { Mapper } from '../map/mapper';
import { singleTableCriterion } from '../map/single-table';
import type { ClauseElement } from '../sql/clause';
import { ColumnElement } from '../sql/elements';
import { FromClause } from '../sql/from-clause';
import { columnsOf, type Select } from '../sql/select';
import { bundleOf } from '../map/bundle';
import { childrenOf } from '../sql/traverse';
import { eagerlyJoined } from './eager-joins';
import { entityColumns } from './entity-columns';
import { JoinPlacement, type JoinStart } from './join-placement';
import { joinSide } from './orm-join';
import { bundleEntry, columnEntry, entityEntry, type RowEntry } from './row-entry';
import { SelectTarget, type ColumnSlot } from './select-target';
import { loadPlanFor, type LoadPlan } from './strategy/load-plan';
import { optionCriteria } from './entity-criteria';

/** What a SELECT of entities comes to. */
export interface CompiledSelect {
  /** The SELECT of tables. */
  readonly core: Select;
  /** What each row has, in order. Empty for a SELECT inside of another. */
  readonly entries: readonly RowEntry[];
  /** Its columns, with their places. */
  readonly slots: readonly ColumnSlot[];
  /** What its entities have in common when their objects are read. */
  readonly load: LoadPlan;
}

interface Memo {
  toplevel: CompiledSelect | null;
  nested: CompiledSelect | null;
}

const compiled = new WeakMap<Select, Memo>();

/**
 * The SELECT of tables that a SELECT of entities becomes. Worked out once for each statement.
 * @param toplevel its rows are read as objects; otherwise it stands in another statement
 * @throws InvalidRequestError when a join cannot be placed
 * @see sqlalchemy.orm.context.ORMSelectCompileState
 */
export function compileSelect(select: Select, toplevel: boolean): CompiledSelect {
  let memo = compiled.get(select);
  if (!memo) compiled.set(select, (memo = { toplevel: null, nested: null }));
  if (toplevel) return (memo.toplevel ??= compileAnew(select, true));
  return (memo.nested ??= compileAnew(select, false));
}

function compileAnew(select: Select, toplevel: boolean): CompiledSelect {
  const { state } = select;
  const target = new SelectTarget(select, toplevel);
  const entries = toplevel ? openedTables(state.rawColumns).map((element) => entryOf(element, target)) : [];
  if (!toplevel) for (const element of state.rawColumns) nestedColumns(element, target);
  const placement = new JoinPlacement(state.from.map((from) => joinSide(from).from), startsOf(select), (entity) => optionCriteria(state.options, entity));
  for (const join of state.joins) placement.add(join);
  const froms = placement.froms.length > 0 ? placement.froms : fallbackFroms(select);
  if (target.primaryColumns.length === 0 && toplevel) throw new InvalidRequestError('Query contains no columns with which to SELECT from.');
  const where = [...state.where, ...entityCriteria(select, placement.joined)];
  const core = select.replaced({ rawColumns: target.primaryColumns, from: froms, joins: [], where, tablesOnly: true, memoizedEntities: [] });
  const complete = eagerlyJoined(core, target);
  target.settle();
  return { core: complete, entries, slots: target.slots, load: loadPlanFor(target) };
}

/**
 * How the columns of RETURNING, or of a statement of the program's own, are read: as those of a SELECT without joins.
 * The columns are the `rawColumns` of its core.
 */
export function compileReturning(select: Select): CompiledSelect {
  const target = new SelectTarget(select, true, false);
  const entries = openedTables(select.state.rawColumns).map((element) => entryOf(element, target));
  target.settle();
  const core = select.replaced({ rawColumns: target.primaryColumns, tablesOnly: true });
  return { core, entries, slots: target.slots, load: loadPlanFor(target) };
}

function entryOf(element: ClauseElement, target: SelectTarget): RowEntry {
  const entity = ownEntityOf(element);
  if (entity) return entityEntry(entity, target);
  const bundle = bundleOf(element);
  if (bundle) return bundleEntry(bundle, bundle.elements.map((one) => entryOf(one, target)));
  return columnEntry(element, target.column(element));
}

/** Tables that are no entities stand for their columns. */
export function openedTables(elements: readonly ClauseElement[]): readonly ClauseElement[] {
  return elements.flatMap((element) => (ownEntityOf(element) ? [element] : columnsOf(element)));
}

/** The columns that something selected has in a subquery. */
function nestedColumns(element: ClauseElement, target: SelectTarget): void {
  const entity = ownEntityOf(element);
  const bundle = bundleOf(element);
  if (bundle) for (const one of bundle.elements) nestedColumns(one, target);
  else if (entity) for (const column of entityColumns(entity)) target.entityColumn(column);
  else for (const column of columnsOf(element)) target.column(column);
}

/** From where joins without a left side can start. */
function startsOf({ state }: Select): JoinStart[] {
  const starts: JoinStart[] = [];
  if (state.joins.length === 0) return starts;
  for (const element of unbundled([...state.memoizedEntities, ...state.rawColumns])) {
    const entity = entityIn(element);
    const from = entity ? entity.element : element.fromObjects[0];
    if (from) starts.push({ from, entity });
  }
  return starts;
}

/** Elements, those of bundles one by one. */
function unbundled(elements: readonly ClauseElement[]): readonly ClauseElement[] {
  if (elements.every((element) => bundleOf(element) === null)) return elements;
  return elements.flatMap((element) => bundleOf(element)?.elements ?? [element]);
}

/** FROM where nothing was said: the entities and those of attributes, which may be in a join of tables. */
function fallbackFroms({ state }: Select): readonly FromClause[] {
  return unbundled(state.rawColumns).flatMap((element): FromClause[] => {
    const entity = entityIn(element);
    if (!entity) return [];
    const own = new Set<ClauseElement>(entity.selectable.fromObjects.map((from) => from.identity));
    return ownEntityOf(element) || element.fromObjects.some((from) => own.has(from.identity)) ? [entity.selectable] : [];
  });
}

/**
 * What must be true of the entities that are selected, or named in FROM or in conditions: those that were joined have it in ON.
 * @see sqlalchemy.orm.context.ORMSelectCompileState._adjust_for_extra_criteria
 */
function entityCriteria({ state }: Select, joined: readonly MappedEntity[]): ClauseElement[] {
  const added = new Set<MappedEntity>();
  const add = (entity: MappedEntity | null): void => {
    if (entity !== null && !joined.includes(entity)) added.add(entity);
  };
  for (const element of unbundled(state.rawColumns)) add(entityIn(element));
  for (const from of state.from) add(entityIn(from));
  for (const condition of state.where) addNamedOnSurface(condition, add);
  const criteria: ClauseElement[] = [];
  for (const entity of added) criteria.push(...optionCriteria(state.options, entity));
  const hierarchies = new Set<MappedEntity>();
  for (const entity of added) hierarchies.add(hierarchyOf(entity));
  for (const entity of hierarchies) {
    const criterion = singleTableCriterion(entity.mapper);
    if (criterion) criteria.push(entity.adapt(criterion));
  }
  return criteria;
}

/** The entities whose attributes a condition names, other than in subqueries. */
function addNamedOnSurface(condition: ClauseElement, add: (entity: MappedEntity | null) => void): void {
  add(parentEntityOf(condition));
  if (condition.kind === 'column' || !(condition instanceof ColumnElement)) return;
  for (const child of childrenOf(condition)) addNamedOnSurface(child, add);
}

/** Where a subclass of a `with_polymorphic()` is named, rows of the whole hierarchy are meant. */
function hierarchyOf(entity: MappedEntity): MappedEntity {
  return entity.options.partOf ?? entity;
}

/** The mapper of the first entity of a statement: it tells which database it is for. */
export function leadingMapper({ state }: Select): Mapper | null {
  for (const element of [...state.rawColumns, ...state.from]) {
    const entity = entityIn(element);
    if (entity) return entity.mapper;
  }
  return null;
}
