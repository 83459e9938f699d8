import { leftPlaces } from '../compile/select-froms';
import { InvalidRequestError } from '../errors';
import type { MappedEntity } from '../map/entity';
import { ownEntityOf, relationshipOf } from '../map/entity-annotations';
import type { Mapper } from '../map/mapper';
import type { RelationshipAttribute } from '../map/relationship-attribute';
import type { ClauseElement } from '../sql/clause';
import type { FromClause } from '../sql/from-clause';
import type { JoinRequest } from '../sql/select';
import { Table } from '../sql/schema/table';
import { joinSide, ormJoin, type JoinSide } from './orm-join';

/** What a SELECT selects, as far as joins start from it: an entity, or a FROM element that has columns in it. */
export type JoinStart = JoinSide;

/** Conditions that options of the statement put on an entity wherever it is used. */
export type CriteriaOf = (entity: MappedEntity) => readonly ClauseElement[];

const DISAMBIGUATE =
  'lease use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.';

/** Puts the joins of a SELECT of entities in their places. @see sqlalchemy.orm.context.ORMSelectCompileState._join */
export class JoinPlacement {
  #froms: readonly FromClause[];
  /** The entities that were joined: conditions on them stand in ON. */
  readonly joined: MappedEntity[] = [];
  readonly #edges: { readonly left: JoinSide; readonly right: JoinSide; readonly key: string }[] = [];

  constructor(
    froms: readonly FromClause[],
    private readonly starts: readonly JoinStart[],
    private readonly criteriaOf: CriteriaOf,
  ) {
    this.#froms = froms;
  }

  get froms(): readonly FromClause[] {
    return this.#froms;
  }

  /** @throws InvalidRequestError when it is not clear what to join, or the sides are the same */
  add(request: JoinRequest): void {
    const target = relationshipOf(request.right);
    if (target && request.onclause) throw new InvalidRequestError("No 'on clause' argument may be passed when joining to a relationship path as a target");
    const path = target ?? (request.onclause ? relationshipOf(request.onclause) : null);
    const right = target ? sideOf(target.target) : joinSide(request.right);
    if (!path) {
      const left = request.left ? joinSide(request.left) : null;
      this.#place(left, right, request.onclause, request);
      return;
    }
    const left = sideOf(path.parent);
    this.#checkLeft(request, path);
    if (this.#edges.some((edge) => isSame(edge.left, left) && isSame(edge.right, right) && edge.key === path.key)) return;
    this.#edges.push({ left, right, key: path.key });
    this.#place(left, right, path, request);
  }

  #checkLeft({ left }: JoinRequest, path: RelationshipAttribute): void {
    if (!left) return;
    const entity = ownEntityOf(left);
    if (entity === path.parent || left.identity === path.parent.selectable.identity) return;
    throw new InvalidRequestError(`explicit from clause ${entity ? entity.toString() : left.toString()} does not match left side of relationship attribute ${path.toString()}`);
  }

  #place(given: JoinSide | null, right: JoinSide, onclause: RelationshipAttribute | ClauseElement | null, { isouter, full }: JoinRequest): void {
    const [left, place] = given ? this.#explicitLeft(given) : this.#implicitLeft(right, onclause);
    checkRight(given ?? { from: left, entity: null }, right, onclause);
    const extra = right.entity ? this.criteriaOf(right.entity) : [];
    const joined = ormJoin({ left, right, onclause, flags: { isouter, full }, extra });
    if (right.entity) this.joined.push(right.entity);
    this.#froms = place === null ? [...this.#froms, joined] : this.#froms.map((from, index) => (index === place ? joined : from));
  }

  #explicitLeft(left: JoinSide): [FromClause, number | null] {
    const places = this.#froms.flatMap((from, index) => (left.from.fromObjects.some((one) => from.isDerivedFrom(one)) ? [index] : []));
    if (places.length > 1) throw new InvalidRequestError("Can't identify which entity in which to assign the left side of this join.   Please use a more specific ON clause.");
    const [place] = places;
    if (place !== undefined) return [this.#froms[place] ?? left.from, place];
    const { entity } = left;
    const start = entity && !entity.isAliased ? this.starts.find((one) => one.entity && !one.entity.isAliased && one.entity.mapper.isa(entity.mapper)) : undefined;
    return [start?.from ?? left.from, null];
  }

  #implicitLeft(right: JoinSide, onclause: RelationshipAttribute | ClauseElement | null): [FromClause, number | null] {
    const condition = onclause !== null && 'relationship' in onclause ? null : onclause;
    const candidates = this.#froms.length > 0 ? this.#froms : this.#startsBeside(right);
    if (candidates.length === 0 && this.#froms.length === 0 && this.starts.length === 0) {
      throw new InvalidRequestError('No entities to join from; please use select_from() to establish the left entity/selectable of this join');
    }
    const places = leftPlaces(candidates, right.from, condition);
    if (places.length > 1) {
      throw new InvalidRequestError(`Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. To help disambiguate, p${DISAMBIGUATE}`);
    }
    const [place] = places;
    const left = place === undefined ? undefined : candidates[place];
    if (place === undefined || !left) throw new InvalidRequestError(`Don't know how to join to ${shownSide(right)}. P${DISAMBIGUATE}`);
    return [left, this.#froms.length > 0 ? place : null];
  }

  #startsBeside(right: JoinSide): FromClause[] {
    const seen = new Set<ClauseElement>();
    return this.starts.map(({ from }) => from).filter((from) => from.identity !== right.from.identity && !seen.has(from.identity) && seen.add(from.identity));
  }
}

function sideOf(entity: MappedEntity): JoinSide {
  return { from: entity.element, entity };
}

function isSame(one: JoinSide, other: JoinSide): boolean {
  return one.from.identity === other.from.identity;
}

/** @throws InvalidRequestError when the right side does not fit */
function checkRight(left: JoinSide, right: JoinSide, onclause: RelationshipAttribute | ClauseElement | null): void {
  if (left.entity && left.entity === right.entity) {
    throw new InvalidRequestError(`Can't construct a join from ${left.entity.toString()} to ${right.entity.toString()}, they are the same entity`);
  }
  if (left.from.identity === right.from.identity) throw new InvalidRequestError(`Can't join table/selectable '${right.from.description}' to itself`);
  if (onclause === null || !('relationship' in onclause)) return;
  const { target } = onclause.relationship;
  if (right.entity && !hasCommonRoot(right.entity.mapper, target)) {
    throw new InvalidRequestError(`Join target ${right.entity.toString()} does not correspond to the right side of join condition ${onclause.toString()}`);
  }
  if (!right.entity && !target.tables.some((table) => isDerived(right.from, table))) {
    throw new InvalidRequestError(`Selectable '${right.from.description}' is not derived from '${target.table.description}'`);
  }
}

function hasCommonRoot(one: Mapper, other: Mapper): boolean {
  return one.base === other.base;
}

function isDerived(from: FromClause, table: FromClause): boolean {
  return from.isDerivedFrom(table) || table.c.values().some((column) => from.c.corresponding(column) !== null);
}

function shownSide({ entity, from }: JoinSide): string {
  if (entity) return entity.isAliased ? `<AliasedClass at 0x7f0000000000; ${entity.mapper.entity.name}>` : `<Mapper at 0x7f0000000000; ${entity.mapper.entity.name}>`;
  return from instanceof Table ? from.repr() : from.description;
}
