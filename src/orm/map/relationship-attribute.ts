import { ArgumentError, InvalidRequestError, NotImplementedError } from '../errors';
import { asClause, clauseElement, type ClauseElement, type HasClauseElement } from '../sql/clause';
import { literalColumn } from '../sql/column';
import { and_, BindParameter, ColumnElement, condition, ExpressionClauseList, Null, or_ } from '../sql/elements';
import type { FromClause } from '../sql/from-clause';
import { operators } from '../sql/operators';
import { select } from '../sql/select';
import { Exists } from '../sql/selectable';
import { replaceIn } from '../sql/traverse';
import { types } from '../sql/types/resolve';
import { ColumnAdapter } from './column-adapter';
import type { MappedEntity } from './entity';
import { namedEntity } from './entity-annotations';
import { joinTargets, type JoinTargets } from './join-targets';
import type { Mapper } from './mapper';
import { isKnown } from './passive';
import type { Relationship } from './relationship';
import { singleTableCriterion } from './single-table';
import { stateOrNull, type InstanceState } from './state';

/** A condition that one object is among many related ones. Its opposite is another one than NOT in front of it. */
class Membership extends ExpressionClauseList<boolean> {
  constructor(
    clauses: readonly ClauseElement[],
    private readonly opposite: () => ColumnElement,
  ) {
    super(operators.and, clauses, types.boolean);
  }

  override negated(): ColumnElement {
    return this.opposite();
  }
}

/**
 * A relationship on the class: `User.addresses`. It is the target of joins and of loader options, and compares with
 * objects. As an element it is the condition that joins both sides.
 * @see sqlalchemy.orm.RelationshipProperty.Comparator
 */
export class RelationshipAttribute implements HasClauseElement {
  #element: ClauseElement | null = null;

  constructor(
    /** The class, or the alias of it, that the attribute was asked of. */
    readonly parent: MappedEntity,
    readonly relationship: Relationship,
    /** The entity that `of_type()` names; null for the relationship's own target. */
    readonly ofTypeEntity: MappedEntity | null = null,
    /** The conditions of `and_()`. */
    readonly extraCriteria: readonly ClauseElement[] = [],
  ) {}

  get key(): string {
    return this.relationship.key;
  }

  /** The entity on the other side. */
  get target(): MappedEntity {
    return this.ofTypeEntity ?? this.relationship.alias ?? this.parent.entityOf(this.relationship.target);
  }

  /** `User.addresses`. */
  toString(): string {
    return `${this.parent.shortName}.${this.key}`;
  }

  [clauseElement](): ClauseElement {
    return (this.#element ??= this.#joinCondition().annotate({
      ...this.parent.annotations,
      relationship: this,
      // After a join along it, filter_by() is about the other side.
      entityNamespace: this.target,
      proxyKey: this.key,
      cacheKey: `${this.parent.cacheKey}.${this.key}`,
      cacheElements: [this.parent.element, ...(this.ofTypeEntity ? [this.ofTypeEntity.element] : []), ...this.extraCriteria],
    }));
  }

  #joinCondition(): ColumnElement {
    const { primaryjoin, secondaryjoin } = joinTargets(this.relationship, { source: this.parent.adapter, target: this.ofTypeEntity?.adapter ?? null, aliasSecondary: false });
    return secondaryjoin ? and_(primaryjoin, secondaryjoin) : primaryjoin;
  }

  /** The relationship to a subclass of its target, or to an alias. @throws ArgumentError when nothing mapped is given */
  ofType(given: unknown): RelationshipAttribute {
    const entity = namedEntity(given);
    if (!entity) throw new ArgumentError(`of_type() expects a mapped class or an alias of one, got ${String(given)}.`);
    return new RelationshipAttribute(this.parent, this.relationship, entity, this.extraCriteria);
  }

  /** The relationship with further conditions, in joins and in loader options. */
  and_(...criteria: readonly unknown[]): RelationshipAttribute {
    return new RelationshipAttribute(this.parent, this.relationship, this.ofTypeEntity, [...this.extraCriteria, ...criteria.map(condition)]);
  }

  /**
   * It holds this object; with null: it holds none.
   * @throws InvalidRequestError for a collection and an object; ArgumentError for what is no mapped object
   */
  eq(other: unknown): ColumnElement<boolean> {
    if (isNothing(other)) return this.relationship.direction === 'MANYTOONE' ? this.#isNull() : asCondition(this.#exists(null).negated());
    this.#refuseCollection();
    return this.#holding(other);
  }

  /** It does not hold this object; with null: it holds some. @throws as {@link eq} */
  ne(other: unknown): ColumnElement<boolean> {
    if (isNothing(other)) return this.relationship.direction === 'MANYTOONE' ? asCondition(this.#isNull().negated()) : this.#exists(null);
    this.#refuseCollection();
    return this.#notHolding(other);
  }

  /** The collection holds this object. @throws InvalidRequestError for a scalar relationship */
  contains(other: unknown): ColumnElement<boolean> {
    if (!this.relationship.uselist) throw new InvalidRequestError("'contains' not implemented for scalar attributes.  Use ==");
    const held = this.#holding(other);
    if (!this.relationship.secondary) return held;
    const clauses = held instanceof ExpressionClauseList ? held.clauses : [held];
    return new Membership(clauses, () => this.#notHolding(other));
  }

  /** Some related object fulfils the conditions. @throws InvalidRequestError for a scalar relationship */
  any(criterion: unknown = null, filterBy: Readonly<Record<string, unknown>> = {}): Exists {
    if (!this.relationship.uselist) throw new InvalidRequestError("'any()' not implemented for scalar attributes. Use has().");
    return this.#exists(criterion, filterBy);
  }

  /** The related object is there and fulfils the conditions. @throws InvalidRequestError for a collection */
  has(criterion: unknown = null, filterBy: Readonly<Record<string, unknown>> = {}): Exists {
    if (this.relationship.uselist) throw new InvalidRequestError("'has()' not implemented for collections. Use any().");
    return this.#exists(criterion, filterBy);
  }

  /** @throws NotImplementedError always, as SQLAlchemy does */
  in_(_values: unknown): never {
    throw new NotImplementedError('in_() not yet supported for relationships.  For a simple many-to-one, use in_() against the set of foreign key values.');
  }

  #refuseCollection(): void {
    if (this.relationship.uselist) throw new InvalidRequestError("Can't compare a collection to an object or collection; use contains() to test for membership.");
  }

  /** @see sqlalchemy.orm.RelationshipProperty.Comparator._criterion_exists */
  #exists(criterion: unknown, filterBy: Readonly<Record<string, unknown>> = {}): Exists {
    const { relationship, ofTypeEntity, parent } = this;
    const { target } = relationship;
    const renamed = relationship.isSelfReferential && (ofTypeEntity ? !ofTypeEntity.isAliased : !parent.isAliased);
    const given = ofTypeEntity?.selectable ?? target.table;
    const destination = renamed ? given.alias() : given;
    const adapter = ofTypeEntity?.isAliased ? ofTypeEntity.adapter : renamed ? new ColumnAdapter(destination, target) : null;
    const single = singleTableCriterion(ofTypeEntity?.mapper ?? target);
    const joins = joinTargets(relationship, { source: parent.adapter, target: adapter, aliasSecondary: renamed || parent.isAliased, extra: single ? [single] : [] });
    const others = [
      ...(criterion === null || criterion === undefined ? [] : [condition(criterion)]),
      ...Object.entries(filterBy).map(([name, value]) => parent.entityOf(target).required(name).eq(value)),
    ].map((one) => (ofTypeEntity?.isAliased ? one : joins.adaptTarget(one)));
    const where = and_(joins.primaryjoin, ...(joins.secondaryjoin ? [joins.secondaryjoin] : []), ...others);
    const froms: readonly FromClause[] = joins.secondary ? [destination, joins.secondary] : [destination];
    return new Exists(select(literalColumn('1')).where(where).selectFrom(...froms).correlateExcept(...froms));
  }

  #joins(aliasSecondary: boolean): JoinTargets {
    return joinTargets(this.relationship, { source: this.parent.adapter, target: null, aliasSecondary });
  }

  /** The join with the values of an object in the place of the columns of the other side. */
  #holding(other: unknown): ColumnElement<boolean> {
    const { relationship } = this;
    const state = this.#stateOf(other);
    const { primaryjoin, secondaryjoin } = this.#joins(true);
    const remote = new Set<object>((secondaryjoin ? relationship.join.secondaryPairs.map(({ source }) => source) : relationship.join.localRemote.map(([, column]) => column)).map((column) => column.identity));
    const bound = <E extends ColumnElement>(clause: E): E => withValues(clause, (column) => (remote.has(column.identity) ? valueOf(state, column, null) : null));
    return secondaryjoin ? and_(primaryjoin, bound(secondaryjoin)) : asCondition(bound(primaryjoin));
  }

  /** The condition on the other side for what one object of this side has. */
  ofParent(state: InstanceState): ColumnElement<boolean> {
    const local = new Set<object>(this.relationship.join.localRemote.map(([column]) => column.identity));
    const { primaryjoin, secondaryjoin } = joinTargets(this.relationship, { source: null, target: this.ofTypeEntity?.adapter ?? null, aliasSecondary: true });
    const bound = withValues(primaryjoin, (column) => (local.has(column.identity) ? valueOf(state, column, null) : null));
    return secondaryjoin ? and_(bound, secondaryjoin) : asCondition(bound);
  }

  #isNull(): ColumnElement<boolean> {
    const conditions = this.relationship.join.localRemote.map(([local]) => (this.parent.adapter?.column(local) ?? local).is_(null));
    return and_(...conditions);
  }

  #notHolding(other: unknown): ColumnElement<boolean> {
    const { relationship, parent } = this;
    const state = this.#stateOf(other);
    if (relationship.usesGet) {
      const conditions = relationship.join.localRemote.map(([local, remote]) => {
        const column = parent.adapter?.column(local) ?? local;
        return or_(column.ne(valueOf(state, remote, column)), column.is_(null));
      });
      return and_(...conditions);
    }
    const { target } = relationship;
    const criterion = and_(...target.primaryKey.map((column) => column.eq(valueOf(state, column, column))));
    return asCondition(this.#exists(criterion).negated());
  }

  #stateOf(other: unknown): InstanceState {
    const state = asClause(other) ? null : stateOrNull(other);
    if (!state) {
      throw new ArgumentError(
        `Mapped instance expected for relationship comparison to object.   Classes, queries and other SQL elements are not accepted in this context; for comparison with a subquery, use ${this.toString()}.has(**criteria).`,
      );
    }
    return state;
  }
}

function isNothing(other: unknown): boolean {
  return other === null || other === undefined || asClause(other) instanceof Null;
}

/** A join is true or false. */
function asCondition(element: ColumnElement): ColumnElement<boolean> {
  return and_(element);
}

/** A copy of a condition with parameters in the place of some columns: one for each column, however often it is named. */
function withValues<E extends ColumnElement>(clause: E, valueFor: (column: ColumnElement) => BindParameter | null): E {
  const made = new Map<ClauseElement, BindParameter>();
  return replaceIn(clause, (element) => {
    if (!(element instanceof ColumnElement) || element.kind !== 'column') return undefined;
    const known = made.get(element.identity);
    if (known) return known;
    const value = valueFor(element);
    if (value) made.set(element.identity, value);
    return value ?? undefined;
  });
}

/** A parameter with the value that a column has for an object when the statement is executed. */
function valueOf(state: InstanceState, column: ColumnElement, named: ColumnElement | null): BindParameter {
  return new BindParameter(named?.key ?? null, null, { type: column.type, unique: true, callable: () => currentValue(state, state.mapper, column) });
}

/** @throws InvalidRequestError where it cannot be known */
function currentValue(state: InstanceState, mapper: Mapper, column: ColumnElement): unknown {
  const property = mapper.propertyFor(column);
  if (!property) throw new InvalidRequestError(`Can't resolve value for column ${column.toString()} on object ${state.toString()}`);
  if (state.persistent) return state.attribute(property.key).get(state);
  const value = mapper.columnValue(state, column);
  if (isKnown(value)) return value;
  const reason = state.detached ? 'the object is detached and the value was expired' : `no value has been set for this column`;
  throw new InvalidRequestError(`Can't resolve value for column ${column.toString()} on object ${state.toString()}; ${reason}`);
}
