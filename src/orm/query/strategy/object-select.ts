import type { Cause } from '../../engine/activity';
import type { Flow } from '../../flow';
import { entityOf, type MappedEntity } from '../../map/entity';
import type { Mapper } from '../../map/mapper';
import type { Relationship } from '../../map/relationship';
import type { InstanceState } from '../../map/state';
import { BindParameter, type ColumnElement } from '../../sql/elements';
import { EntityPlan } from '../entity-plan';
import { lazyClause, type LazyClause } from '../lazy-clause';
import type { LoadPurpose } from '../load-purpose';
import { inheritedColumnsSelect } from './inherited-columns';
import { LoadPath } from './load-path';
import { LoadScope, StatementOptions } from './load-scope';
import type { ReadingSession } from './loading';
import type { LockOptions } from './lock-options';
import { OptionNode, plainOption, type RelationshipOption } from './option-tree';
import { RelatedSelect, type PlanIn } from './related-select';

/** Why and how one object is read. */
export interface ObjectRead {
  readonly cause: Cause | null;
  readonly populateExisting?: boolean;
  readonly lock?: LockOptions | null;
  /** Options of the call. */
  readonly options?: readonly object[];
  readonly scope?: LoadScope | null;
  /** What handlers of statements are told that it is for; an object alone where nothing is said. */
  readonly purpose?: LoadPurpose;
  readonly identityToken?: unknown;
  /** What is read had expired; otherwise it was asked for. */
  readonly isExpired?: boolean;
}

const planIn: PlanIn = (load, entity, scope, only) => new EntityPlan(load, entity, scope, undefined, only);

/** A statement that is kept, and the mapping that it was made of: attributes and subclasses may be mapped later. */
interface Kept<T> {
  readonly value: T;
  readonly entity: MappedEntity;
  readonly attributes: number;
}

function keptFor<T>(kept: Kept<T> | undefined, mapper: Mapper): T | null {
  return kept?.entity === entityOf(mapper) && kept.attributes === mapper.properties.size ? kept.value : null;
}

function keep<T>(value: T, mapper: Mapper): Kept<T> {
  return { value, entity: entityOf(mapper), attributes: mapper.properties.size };
}

/** Statements that are the same for all objects of a class. */
const byKey = new WeakMap<Mapper, Kept<RelatedSelect>>();

function keyCondition(mapper: Mapper): ColumnElement[] {
  return mapper.primaryKey.map((column, place) => column.eq(new BindParameter(`pk_${place + 1}`, null, { type: column.type, required: true }) as never));
}

function keyParameters(values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(values.map((value, place) => [`pk_${place + 1}`, value ?? null]));
}

function keySelect(mapper: Mapper, { scope, options, lock }: ObjectRead, only: ReadonlySet<string> | null): RelatedSelect {
  const entity = entityOf(mapper);
  const given = options && options.length > 0 ? new StatementOptions(options, [entity]) : (scope?.options ?? StatementOptions.none);
  const effective = options && options.length > 0 ? LoadScope.root(given, entity) : (scope ?? LoadScope.plain(mapper));
  return new RelatedSelect(planIn, given, { entity, scope: effective, keys: [], from: [entity.selectable], where: keyCondition(mapper), orderBy: [], only, lock: lock ?? null });
}

/** The object with a primary key; null when no row has it. */
export function* readByKey(session: ReadingSession, mapper: Mapper, values: readonly unknown[], read: ObjectRead): Flow<object | null> {
  const isPlain = (read.options?.length ?? 0) === 0 && !read.scope && !read.lock;
  let select = isPlain ? keptFor(byKey.get(mapper), mapper) : null;
  if (!select) {
    select = keySelect(mapper, read, null);
    if (isPlain) byKey.set(mapper, keep(select, mapper));
  }
  const mode = { populateExisting: read.populateExisting === true || read.lock != null, refresh: null, identityToken: read.identityToken ?? null };
  const rows = yield* select.read(session, mode, keyParameters(values), read.cause, read.purpose ?? { kind: 'object' });
  return rows[0]?.object ?? null;
}

/**
 * Reads an object, or some of its columns, again.
 * @param only the attributes; null for all that its statement would read, eager relationships among them
 * @returns false when its row is gone
 */
export function* readAgain(session: ReadingSession, state: InstanceState, only: ReadonlySet<string> | null, read: ObjectRead): Flow<boolean> {
  const { mapper } = state;
  const scope = read.scope ?? originOf(state);
  const few = only && !read.lock ? inheritedColumnsSelect(state, only) : null;
  const select = few ? new RelatedSelect(planIn, StatementOptions.none, { ...few, scope: LoadScope.plain(mapper), keys: [], orderBy: [], labels: 'tablename', only, single: false }) : keySelect(mapper, { ...read, scope }, only);
  const mode = { populateExisting: true, refresh: { state, only, isExpired: read.isExpired === true } };
  const rows = yield* select.read(session, mode, few ? null : keyParameters(state.identity ?? []), read.cause, { kind: 'columns' });
  return rows.length > 0;
}

/** How the statement that loaded an object was told to load. */
export function originOf(state: InstanceState): LoadScope | null {
  return state.loadedBy instanceof LoadScope ? state.loadedBy : null;
}

interface LazySelect {
  readonly select: RelatedSelect;
  readonly clause: LazyClause;
}

const lazy = new WeakMap<Relationship, Kept<LazySelect>>();

function lazySelect(relationship: Relationship, scope: LoadScope | null, option: RelationshipOption | null): LazySelect {
  const clause = lazyClause(relationship);
  const { target, secondary } = relationship;
  const entity = relationship.alias ?? entityOf(target);
  const below = scope ? scope.below(option, relationship, target) : new LoadScope(StatementOptions.none, new OptionNode(), LoadPath.from(target));
  const select = new RelatedSelect(planIn, below.options, {
    entity,
    scope: withoutReturn(relationship, below),
    keys: [],
    from: secondary ? [entity.selectable, secondary] : [entity.selectable],
    where: [clause.condition, ...(option?.criteria ?? [])],
    orderBy: relationship.orderBy.map((term) => entity.adapt(term)),
    labels: 'none',
  });
  return { select, clause };
}

/** The other side is the object that it is loaded for: it is not loaded with the related objects. */
function withoutReturn(relationship: Relationship, scope: LoadScope): LoadScope {
  const eager = [...relationship.reverse].filter((reverse) => reverse.direction === 'MANYTOONE' && reverse.usesGet && reverse.lazy !== 'select' && !scope.node.relationships.has(reverse));
  if (eager.length === 0) return scope;
  const node = scope.node.copy();
  for (const reverse of eager) node.relationships.set(reverse, { ...plainOption('select'), node: new OptionNode() });
  return new LoadScope(scope.options, node, scope.path);
}

/** The objects that a relationship of an object holds. @param valueOf the values of the object's columns */
export function* readRelated(session: ReadingSession, state: InstanceState, relationship: Relationship, valueOf: (column: ColumnElement) => unknown, cause: Cause): Flow<readonly object[]> {
  const scope = originOf(state);
  const { target } = relationship;
  let known = scope ? null : keptFor(lazy.get(relationship), target);
  if (!known) {
    known = lazySelect(relationship, scope, scope?.relationship(relationship) ?? null);
    if (!scope) lazy.set(relationship, keep(known, target));
  }
  const { select, clause } = known;
  const parameters: Record<string, unknown> = {};
  for (const [name, column] of clause.parameters) parameters[name] = valueOf(column);
  const rows = yield* select.read(session, { populateExisting: false, refresh: null }, parameters, cause, { kind: 'relationship', relationship, owner: state });
  return [...new Set(rows.flatMap(({ object }) => object ?? []))];
}
