import type { Flow } from '../../flow';
import { entityOf, MappedEntity } from '../../map/entity';
import { identityToken, type IdentityToken } from '../../map/identity-key';
import { joinTargets } from '../../map/join-targets';
import { ColumnAdapter } from '../../map/column-adapter';
import { isKnown } from '../../map/passive';
import { polymorphicJoin } from '../../map/polymorphic-tables';
import type { Relationship } from '../../map/relationship';
import type { InstanceState } from '../../map/state';
import { InvalidRequestError } from '../../errors';
import { tuple_ } from '../../sql/constructs';
import { BindParameter, type ColumnElement } from '../../sql/elements';
import { Join, type FromClause } from '../../sql/from-clause';
import { anonymous } from '../../map/anonymous-from';
import type { EntityPlan } from '../entity-plan';
import { goesInCircle } from './circle';
import { CollectiveLoad } from './collective-load';
import { collectiveCause } from './load-cause';
import type { Filled, Loading } from './loading';
import type { RelationshipOption } from './option-tree';
import { RelatedSelect, type RelatedSelectRequest } from './related-select';
import { keysWithoutJoin } from './without-join';

/** How many keys stand in one IN. */
const CHUNK = 500;

/** Related objects by a second statement, by the keys of all objects of the first. */
export function planSelectIn(owner: EntityPlan, relationship: Relationship, option: RelationshipOption | null): void {
  if (option?.recursionDepth != null && !relationship.isSelfReferential) {
    throw new InvalidRequestError(`recursion_depth option on relationship ${relationship.toString()} not valid for non-self-referential relationship`);
  }
  if (goesInCircle(owner, relationship)) return;
  owner.registerPosts();
  owner.posts.all.push(new SelectInLoad(owner, relationship, option));
}

/** An object that waits for what it is related to. */
interface Waiting extends Filled {
  readonly key: readonly unknown[];
}

class SelectInLoad extends CollectiveLoad {
  #byParent: RelatedSelect | null = null;
  #byTarget: RelatedSelect | null = null;

  protected override *loadTogether(filled: readonly Filled[], loading: Loading): Flow<void> {
    const waiting = this.#withForeignKeys(filled);
    if (waiting) yield* this.#loadTargets(waiting, loading);
    else yield* this.#loadOfParents(filled, loading);
  }

  /** For a many-to-one by foreign key: each object with its key. Null where some are not there, or it is no such relationship. */
  #withForeignKeys(filled: readonly Filled[]): Waiting[] | null {
    const { relationship } = this;
    if (!relationship.usesGet || relationship.options.omitJoin === false || this.option?.ofType?.isAliased === true) return null;
    const columns = relationship.target.primaryKey.map((column) => relationship.join.localRemote.find(([, remote]) => remote.identity === column.identity)?.[0]);
    const waiting: Waiting[] = [];
    for (const one of filled) {
      const key = columns.map((column) => (column ? one.state.mapper.columnValue(one.state, column) : null));
      if (!key.every(isKnown)) return null;
      waiting.push({ ...one, key });
    }
    return waiting;
  }

  *#loadTargets(waiting: readonly Waiting[], loading: Loading): Flow<void> {
    const byKey = new Map<IdentityToken, { readonly key: readonly unknown[]; readonly all: Waiting[] }>();
    const without: Waiting[] = [];
    for (const one of waiting) {
      if (one.key.includes(null)) {
        without.push(one);
        continue;
      }
      const token = identityToken(one.key);
      const group = byKey.get(token);
      if (group) group.all.push(one);
      else byKey.set(token, { key: one.key, all: [one] });
    }
    const groups = [...byKey].sort(([, left], [, right]) => compareKeys(left.key, right.key));
    const select = (this.#byTarget ??= this.#selectTargets());
    for (let from = 0; from < groups.length; from += CHUNK) {
      const chunk = groups.slice(from, from + CHUNK);
      const found = new Map<IdentityToken, object>();
      const count = chunk.reduce((sum, [, { all }]) => sum + all.length, 0);
      for (const { keys, object } of yield* this.#read(select, chunk.map(([, { key }]) => key), count, loading)) if (object) found.set(identityToken(keys), object);
      for (const [token, { all }] of chunk) for (const one of all) this.#put(one, found.get(token) ?? null);
    }
    for (const one of without) this.#put(one, null);
  }

  *#loadOfParents(filled: readonly Filled[], loading: Loading): Flow<void> {
    const select = (this.#byParent ??= this.#selectOfParents());
    // Those that have theirs already are read with the others, as SQLAlchemy does it, and keep them.
    for (let from = 0; from < filled.length; from += CHUNK) {
      const chunk = filled.slice(from, from + CHUNK);
      const keys = chunk.map(({ state }) => state.identity ?? []);
      const found = new Map<IdentityToken, Set<object>>();
      for (const row of yield* this.#read(select, keys, chunk.length, loading)) {
        const token = identityToken(row.keys);
        let members = found.get(token);
        if (!members) found.set(token, (members = new Set<object>()));
        if (row.object) members.add(row.object);
      }
      for (const one of chunk) {
        const members = found.get(identityToken(one.state.identity ?? []));
        this.#putAll(one, members ? [...members] : [], loading);
      }
    }
  }

  *#read(select: RelatedSelect, keys: readonly (readonly unknown[])[], count: number, loading: Loading): Flow<readonly { readonly keys: readonly unknown[]; readonly object: object | null }[]> {
    const values = keys.map((key) => (key.length === 1 ? key[0] : key));
    return yield* select.read(loading.session, { populateExisting: loading.mode.populateExisting, refresh: null }, { primary_keys: values }, collectiveCause('select-in load', this.relationship, count), { kind: 'relationship', relationship: this.relationship });
  }

  #put({ state, overwrite }: Filled, related: object | null): void {
    if (!overwrite && state.values.has(this.key)) return;
    commit(state, this.relationship, this.relationship.uselist ? (related ? [related] : []) : related);
  }

  #putAll({ state, overwrite }: Filled, related: readonly object[], loading: Loading): void {
    if (!overwrite && state.values.has(this.key)) return;
    const { relationship } = this;
    if (!relationship.uselist && related.length > 1) loading.session.warn?.(`Multiple rows returned with uselist=False for eagerly-loaded attribute '${relationship.toString()}' `);
    commit(state, relationship, relationship.uselist ? related : (related[0] ?? null));
  }

  get #entity(): MappedEntity {
    const { target } = this.relationship;
    const named = this.option?.ofType;
    if (!named || named.mapper === target) return named ?? this.relationship.alias ?? entityOf(target);
    if (named.isAliased) return named;
    const from = anonymous(polymorphicJoin(target, [named.mapper]), null, false);
    return new MappedEntity(target, from, { alias: true, polymorphic: [named.mapper] });
  }

  #selectTargets(): RelatedSelect {
    const entity = this.#entity;
    const keys = entity.mapper.primaryKey.map((column) => entity.adapt(column));
    return this.#select({ entity, keys, from: [entity.selectable], joinsParent: false });
  }

  /** The statement that finds the related objects of parents: by its own foreign keys where they tell the parent, by a join otherwise. */
  #selectOfParents(): RelatedSelect {
    const { relationship } = this;
    const entity = this.#entity;
    const foreignKeys = keysWithoutJoin(relationship);
    if (foreignKeys && relationship.secondary) return this.#selectBySecondary(entity, foreignKeys, relationship.secondary);
    if (foreignKeys) return this.#select({ entity, keys: foreignKeys.map((column) => entity.adapt(column)), from: [entity.selectable], joinsParent: false });
    const { parent } = relationship;
    const selectable = anonymous(parent.table, null, false);
    const source = new ColumnAdapter(selectable, parent);
    const joins = joinTargets(relationship, { source, target: entity.adapter, aliasSecondary: true, extra: this.option?.criteria ?? [] });
    const from: FromClause =
      joins.secondary && joins.secondaryjoin ? new Join(new Join(selectable, joins.secondary, joins.primaryjoin), entity.selectable, joins.secondaryjoin) : new Join(selectable, entity.selectable, joins.primaryjoin);
    const keys = parent.primaryKey.map((column) => source.column(column) ?? column);
    return this.#select({ entity, keys, from: [from], joinsParent: true });
  }

  /** Rows of the secondary table tell the parent: its own table is not needed. */
  #selectBySecondary(entity: MappedEntity, keys: readonly ColumnElement[], secondary: FromClause): RelatedSelect {
    const joins = joinTargets(this.relationship, { source: null, target: entity.adapter, aliasSecondary: false, extra: this.option?.criteria ?? [] });
    return this.#select({ entity, keys, from: [new Join(secondary, entity.selectable, joins.secondaryjoin)], joinsParent: true });
  }

  #select(request: Pick<RelatedSelectRequest, 'entity' | 'keys' | 'from'> & { readonly joinsParent: boolean }): RelatedSelect {
    const { owner, relationship, option } = this;
    const { entity, keys, from, joinsParent } = request;
    const scope = owner.scope.below(option, relationship, relationship.target);
    const planIn = owner.inStatement.bind(owner);
    return new RelatedSelect(planIn, owner.load.options, {
      entity,
      scope,
      keys,
      from,
      where: [within(keys), ...(joinsParent ? [] : (option?.criteria ?? []).map((one) => entity.adapt(one)))],
      orderBy: relationship.orderBy.map((term) => entity.adapt(term)),
      labels: 'none',
    });
  }
}

/** `key IN (…)`, for as many keys as there are. */
function within(keys: readonly ColumnElement[]): ColumnElement {
  const [only] = keys;
  const left = keys.length === 1 && only ? only : tuple_(...keys);
  return left.in_(new BindParameter('primary_keys', null, { type: left.type, expanding: true, required: true }));
}

function commit(state: InstanceState, relationship: Relationship, value: unknown): void {
  state.attribute(relationship.key).setCommitted(state, value);
}

/** As Python sorts tuples of keys. */
function compareKeys(left: readonly unknown[], right: readonly unknown[]): number {
  for (let index = 0; index < left.length; index += 1) {
    const [one, other] = [left[index], right[index]];
    if (one === other) continue;
    if ((typeof one === 'number' || typeof one === 'bigint') && (typeof other === 'number' || typeof other === 'bigint')) return one < other ? -1 : 1;
    const order = String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}
