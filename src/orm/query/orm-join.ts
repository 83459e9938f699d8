import { ArgumentError } from '../errors';
import { ColumnAdapter } from '../map/column-adapter';
import type { MappedEntity } from '../map/entity';
import { ownEntityOf, relationshipOf } from '../map/entity-annotations';
import { joinTargets } from '../map/join-targets';
import type { RelationshipAttribute } from '../map/relationship-attribute';
import { singleTableCriterion } from '../map/single-table';
import { asClause, type ClauseElement } from '../sql/clause';
import { and_, condition } from '../sql/elements';
import { fromClause, Join, type FromClause, type JoinOptions } from '../sql/from-clause';

/** What is joined to: an entity, or a FROM element that is none. */
export interface JoinSide {
  readonly from: FromClause;
  readonly entity: MappedEntity | null;
}

/** The side that an element of a statement is. */
export function joinSide(element: ClauseElement): JoinSide {
  const entity = ownEntityOf(element);
  return { from: entity ? entity.element : fromClause(element), entity };
}

export interface OrmJoinRequest {
  readonly left: FromClause;
  readonly right: JoinSide;
  /** The relationship to join along, a condition, or null to find one by foreign keys. */
  readonly onclause: RelationshipAttribute | ClauseElement | null;
  readonly flags: JoinOptions;
  /** Conditions that are always put on the entity of the right side. */
  readonly extra?: readonly ClauseElement[];
}

/**
 * A join that knows relationships.
 * @throws NoForeignKeysError, AmbiguousForeignKeysError
 * @see sqlalchemy.orm.util._ORMJoin
 */
export function ormJoin({ left, right, onclause, flags, extra = [] }: OrmJoinRequest): FromClause {
  if (onclause !== null && 'relationship' in onclause) return relationshipJoin(left, right, onclause, flags, extra);
  const single = right.entity ? singleTableCriterion(right.entity.mapper) : null;
  const added = [...(single ? [single] : []), ...extra].map((one) => right.entity?.adapt(one) ?? one);
  const joined = new Join(left, right.from, onclause, flags);
  return added.length === 0 ? joined : new Join(left, right.from, and_(joined.onclause, ...added), flags);
}

function relationshipJoin(left: FromClause, right: JoinSide, attribute: RelationshipAttribute, flags: JoinOptions, extra: readonly ClauseElement[]): FromClause {
  const { parent, relationship, extraCriteria } = attribute;
  const isPresent = parent.selectable.fromObjects.some((from) => left.isDerivedFrom(from));
  const source = isPresent ? parent.adapter : new ColumnAdapter(left, parent.mapper);
  const single = singleTableCriterion(right.entity?.mapper ?? relationship.target);
  const target = right.entity ? right.entity.adapter : new ColumnAdapter(right.from, relationship.target);
  const joins = joinTargets(relationship, { source, target, aliasSecondary: true, extra: [...(single ? [single] : []), ...extraCriteria, ...extra] });
  if (!joins.secondary || !joins.secondaryjoin) return new Join(left, right.from, joins.primaryjoin, flags);
  if (flags.isouter) return new Join(left, new Join(joins.secondary, right.from, joins.secondaryjoin), joins.primaryjoin, flags);
  return new Join(new Join(left, joins.secondary, joins.primaryjoin), right.from, joins.secondaryjoin, flags);
}

/**
 * A join of entities as a FROM element of its own.
 * @param onclause a relationship, a condition, or null to find one by foreign keys
 * @throws ArgumentError for what cannot stand in FROM
 * @see sqlalchemy.orm.join
 */
export function join(left: unknown, right: unknown, onclause: unknown = null, flags: JoinOptions = {}): FromClause {
  const [from, side] = [requiredSide(left), requiredSide(right)];
  return ormJoin({ left: from.from, right: side, onclause: onclauseOf(onclause), flags });
}

/** @see sqlalchemy.orm.outerjoin */
export function outerjoin(left: unknown, right: unknown, onclause: unknown = null, flags: { readonly full?: boolean } = {}): FromClause {
  return join(left, right, onclause, { ...flags, isouter: true });
}

function requiredSide(given: unknown): JoinSide {
  const element = asClause(given);
  if (!element) throw new ArgumentError('Expected mapped entity or selectable/table as join target');
  return joinSide(element);
}

function onclauseOf(given: unknown): RelationshipAttribute | ClauseElement | null {
  if (given === null || given === undefined) return null;
  const element = asClause(given);
  return element ? (relationshipOf(element) ?? element) : condition(given);
}
