import { ColumnAdapter } from '../../map/column-adapter';
import { entityOf, MappedEntity } from '../../map/entity';
import { joinTargets } from '../../map/join-targets';
import { polymorphicJoin } from '../../map/polymorphic-tables';
import type { Relationship } from '../../map/relationship';
import { singleTableCriterion } from '../../map/single-table';
import type { ClauseElement } from '../../sql/clause';
import { ColumnElement } from '../../sql/elements';
import { Join, type FromClause } from '../../sql/from-clause';
import { columnsIn } from '../../sql/traverse';
import { anonymous } from '../../map/anonymous-from';
import type { EntityPlan, EntityPlace } from '../entity-plan';
import { goesInCircle } from './circle';
import { collectionReader, objectReader } from './joined-reader';
import type { InnerJoin, RelationshipOption } from './option-tree';
import type { PlannedRelation } from './plan-relationship';

/** Related objects in the same rows, by joins that are added to the statement. Null where that would go in a circle. */
export function planJoined(owner: EntityPlan, relationship: Relationship, option: RelationshipOption | null): PlannedRelation | null {
  if (!owner.load.target.canJoin || goesInCircle(owner, relationship)) return null;
  const innerjoin = option?.innerjoin ?? relationship.options.innerjoin ?? false;
  const isOuter = owner.place.isOuter || innerjoin === false;
  const entity = joinedEntity(relationship, option);
  const join = addJoin(owner, relationship, entity, { innerjoin, isOuter, criteria: option?.criteria ?? [] });
  return planRelated(owner, relationship, option, entity, { columns: 'eager', root: owner.root, isOuter, join, trail: [...owner.place.trail, relationship] });
}

/** Related objects that the statement has itself. */
export function planContained(owner: EntityPlan, relationship: Relationship, option: RelationshipOption | null): PlannedRelation | null {
  const named = option?.alias ?? option?.ofType;
  const entity = named ?? entityOf(relationship.target);
  return planRelated(owner, relationship, option, entity, { columns: 'own', root: owner.root, isOuter: owner.place.isOuter, join: null, trail: [...owner.place.trail, relationship] });
}

function planRelated(owner: EntityPlan, relationship: Relationship, option: RelationshipOption | null, entity: MappedEntity, place: EntityPlace): PlannedRelation {
  if (relationship.uselist) owner.load.repeatsRows = true;
  const child = owner.related(entity, owner.scope.below(option, relationship, relationship.target), place);
  return {
    mapper: relationship.parent,
    reader: () => {
      if (!child.hasKey) return null;
      return relationship.uselist ? collectionReader(relationship, child.rowReader()) : objectReader(relationship, child.rowReader());
    },
  };
}

/** The entity that is joined: always under a name of its own. */
function joinedEntity(relationship: Relationship, option: RelationshipOption | null): MappedEntity {
  const { target } = relationship;
  const named = option?.ofType;
  if (named?.isAliased === true) return named;
  const isWider = named && named.mapper !== target;
  const polymorphic = isWider ? [named.mapper] : entityOf(target).polymorphicMappers;
  const from = isWider ? polymorphicJoin(target, [named.mapper]) : (relationship.alias ?? entityOf(target)).selectable;
  return new MappedEntity(target, anonymous(from, null, !isWider), { alias: true, polymorphic });
}

interface JoinRequest {
  readonly innerjoin: InnerJoin;
  readonly isOuter: boolean;
  readonly criteria: readonly ClauseElement[];
}

/** Adds the joins that lead to the related entity. Gives the number of the last. */
function addJoin(owner: EntityPlan, relationship: Relationship, entity: MappedEntity, request: JoinRequest): number {
  const { target } = owner.load;
  const single = singleTableCriterion(relationship.target);
  const joins = joinTargets(relationship, {
    source: owner.entity.adapter,
    target: entity.adapter ?? new ColumnAdapter(entity.selectable, entity.mapper),
    aliasSecondary: true,
    extra: [...(single ? [single] : []), ...request.criteria, ...owner.load.options.criteriaFor(entityOf(relationship.target))],
  });
  if (owner.isRoot) needJoinColumns(owner, relationship);
  const place = attach(owner, relationship, entity.selectable, joins, request);
  target.addEagerOrder(...relationship.orderBy.map((term) => joins.adaptTarget(term)));
  return place;
}

function attach(owner: EntityPlan, relationship: Relationship, right: FromClause, joins: ReturnType<typeof joinTargets>, { innerjoin, isOuter }: JoinRequest): number {
  const { eagerJoins } = owner.load.target;
  const { primaryjoin, secondaryjoin, secondary } = joins;
  const inside = owner.place.join !== null && owner.place.isOuter && innerjoin !== false && innerjoin !== 'unnested' ? owner.place.join : null;
  const before = inside === null ? undefined : eagerJoins[inside];
  if (inside !== null && before) {
    // An inner join that hangs on an outer one stands inside of it, so that it takes no rows away.
    const nested = secondary && secondaryjoin ? new Join(new Join(before.right, secondary, primaryjoin), right, secondaryjoin) : new Join(before.right, right, primaryjoin);
    eagerJoins[inside] = { ...before, right: nested, collection: before.collection || relationship.uselist };
    return inside;
  }
  const isouter = innerjoin === false || isOuter;
  const root = owner.root.entity;
  const collection = relationship.uselist;
  const add = (from: FromClause, onclause: ColumnElement): void => {
    owner.load.target.addEagerJoin({ root, right: from, onclause, isouter, collection });
  };
  if (!secondary || !secondaryjoin) add(right, primaryjoin);
  else if (isouter) add(new Join(secondary, right, secondaryjoin), primaryjoin);
  else {
    add(secondary, primaryjoin);
    add(right, secondaryjoin);
  }
  return eagerJoins.length - 1;
}

/** The columns that joins start from are selected, so that they are there when the statement becomes a subquery. */
function needJoinColumns(owner: EntityPlan, relationship: Relationship): void {
  for (const column of columnsIn(relationship.join.primaryjoin)) {
    if (owner.entity.mapper.propertyFor(column)) owner.needColumnLater(column);
  }
}
