import type { Flow } from '../../flow';
import { ColumnAdapter } from '../../map/column-adapter';
import { MappedEntity, entityOf } from '../../map/entity';
import { identityToken, type IdentityToken } from '../../map/identity-key';
import { joinTargets } from '../../map/join-targets';
import { NO_VALUE } from '../../map/passive';
import type { Relationship } from '../../map/relationship';
import type { InstanceState } from '../../map/state';
import { ColumnElement } from '../../sql/elements';
import { Join, type FromClause } from '../../sql/from-clause';
import { Table } from '../../sql/schema/table';
import type { Select } from '../../sql/select';
import { aliasedEntity } from '../aliased';
import type { EntityPlan } from '../entity-plan';
import { goesInCircle } from './circle';
import { CollectiveLoad } from './collective-load';
import { collectiveCause } from './load-cause';
import type { Lineage } from './load-plan';
import type { Filled, Loading } from './loading';
import type { RelationshipOption } from './option-tree';
import { RelatedSelect, type RelatedRow } from './related-select';

/** Related objects by a second statement, which has the first one as a subquery. */
export function planSubquery(owner: EntityPlan, relationship: Relationship, option: RelationshipOption | null): void {
  if (goesInCircle(owner, relationship)) return;
  owner.load.buffersRows = true;
  owner.registerPosts();
  owner.posts.all.push(new SubqueryLoad(owner, relationship, option));
}

class SubqueryLoad extends CollectiveLoad {
  #select: RelatedSelect | null = null;

  protected override *loadTogether(filled: readonly Filled[], loading: Loading): Flow<void> {
    const { relationship, key } = this;
    const select = (this.#select ??= this.#made());
    const mode = { ...loading.mode, refresh: null };
    const rows = yield* select.read(loading.session, mode, loading.mode.parameters ?? null, collectiveCause('subquery load', relationship, filled.length), { kind: 'relationship', relationship });
    const found = byKeys(rows);
    const columns = localColumns(relationship);
    for (const { state, overwrite } of filled) {
      if (!overwrite && state.values.has(key)) continue;
      const related = [...(found.get(tokenOf(state, columns)) ?? [])];
      if (!relationship.uselist && related.length > 1) loading.session.warn?.(`Multiple rows returned with uselist=False for eagerly-loaded attribute '${relationship.toString()}' `);
      state.attribute(key).setCommitted(state, relationship.uselist ? related : (related[0] ?? null));
    }
  }

  /** From the entity of the first statement, by all relationships that lead here. */
  get #lineage(): Lineage {
    const { owner, relationship } = this;
    const { lineage, target } = owner.load;
    const trail = [...owner.place.trail, relationship];
    return lineage ? { ...lineage, trail: [...lineage.trail, ...trail] } : { select: target.select, entity: owner.root.entity, trail };
  }

  #made(): RelatedSelect {
    const { owner, relationship, option } = this;
    const lineage = this.#lineage;
    const [first] = lineage.trail;
    const from = embedded(lineage.select, lineage.entity, first ?? relationship);
    const entity = option?.ofType ?? entityOf(relationship.target);
    const joined = joinAlong(from, lineage, entity, option);
    const planIn = owner.inStatement.bind(owner);
    return new RelatedSelect(planIn, owner.load.options, {
      entity,
      scope: owner.scope.below(option, relationship, relationship.target),
      keys: localColumns(relationship).map((column) => joined.parent.column(column) ?? column),
      keysLast: true,
      from: [joined.from],
      where: [],
      orderBy: relationship.orderBy.map((term) => entity.adapt(term)),
      labels: 'tablename',
      lineage,
    });
  }
}

/** The columns of the parent that the relationship joins by. */
function localColumns({ join }: Relationship): readonly ColumnElement[] {
  const columns = join.localRemote.map(([local]) => local);
  return columns.filter((column, index) => columns.findIndex((one) => one.identity === column.identity) === index);
}

function tokenOf(state: InstanceState, columns: readonly ColumnElement[]): IdentityToken {
  return identityToken(
    columns.map((column) => {
      const value = state.mapper.columnValue(state, column);
      return value === NO_VALUE ? null : value;
    }),
  );
}

function byKeys(rows: readonly RelatedRow[]): Map<IdentityToken, Set<object>> {
  const found = new Map<IdentityToken, Set<object>>();
  for (const { keys, object } of rows) {
    const token = identityToken(keys);
    let members = found.get(token);
    if (!members) found.set(token, (members = new Set<object>()));
    if (object) members.add(object);
  }
  return found;
}

/** The first statement with nothing but the columns that the relationship starts from. */
function embedded(select: Select, entity: MappedEntity, relationship: Relationship): FromClause {
  const columns = localColumns(relationship);
  const { limit, offset, fetch, distinct, orderBy } = select.state;
  const isLimited = limit !== null || offset !== null || fetch !== null;
  const rawColumns = columns.map((column) => {
    const key = entity.mapper.propertyFor(column)?.key ?? '';
    return entity.adapt(column).annotate({ ...entity.annotations, propertyKey: key });
  });
  return select
    .replaced({ rawColumns, options: [], orderBy: isLimited ? orderBy : [], distinct: distinct || !areKeys(columns), correlate: [], autoCorrelate: false })
    .setLabelStyle('tablename')
    .subquery();
}

/** They hold a whole primary key, so that each row comes once. */
function areKeys(columns: readonly ColumnElement[]): boolean {
  const tables = new Set(columns.flatMap((column) => column.fromObjects));
  return [...tables].every((table) => !(table instanceof Table) || table.primaryKey.every((key) => columns.some((column) => column.identity === key.identity)));
}

interface Joined {
  readonly from: FromClause;
  /** Columns of the class that has the last relationship. */
  readonly parent: ColumnAdapter;
}

function joinAlong(embeddedFrom: FromClause, { trail }: Lineage, entity: MappedEntity, option: RelationshipOption | null): Joined {
  let from = embeddedFrom;
  let source = new ColumnAdapter(embeddedFrom, trail[0]?.parent ?? null);
  let parent = source;
  trail.forEach((relationship, index) => {
    const isLast = index === trail.length - 1;
    const target = isLast ? entity : aliasedEntity(trail[index + 1]?.parent.isa(relationship.target) === true ? (trail[index + 1]?.parent ?? relationship.target) : relationship.target);
    const joins = joinTargets(relationship, { source, target: target.adapter, aliasSecondary: true, extra: isLast ? (option?.criteria ?? []) : [] });
    from =
      joins.secondary && joins.secondaryjoin ? new Join(new Join(from, joins.secondary, joins.primaryjoin), target.selectable, joins.secondaryjoin) : new Join(from, target.selectable, joins.primaryjoin);
    if (isLast) parent = source;
    else source = target.adapter ?? source;
  });
  return { from, parent };
}
