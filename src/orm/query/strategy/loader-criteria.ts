import { ArgumentError } from '../../errors';
import { entityOf, type MappedEntity } from '../../map/entity';
import { namedEntity } from '../../map/entity-annotations';
import type { Mapper } from '../../map/mapper';
import { asClause, type ClauseElement } from '../../sql/clause';
import type { EntityCriteria } from '../entity-criteria';
import { and_, type ColumnElement } from '../../sql/elements';

/** Conditions for a class, or what gives them for any class that is met. */
export type Criteria = unknown;

export interface CriteriaOptions {
  /** The class is a mixin or a base: all mapped classes that inherit from it are meant. */
  readonly includeAliases?: boolean;
  /** What is read later for the objects keeps to them too; true unless it is said otherwise. */
  readonly propagateToLoaders?: boolean;
  readonly trackClosureVariables?: boolean;
}

/**
 * An option that adds conditions for all occurrences of a class in a statement, and in what is loaded for it.
 * @see sqlalchemy.orm.with_loader_criteria
 */
export class LoaderCriteria implements EntityCriteria {
  readonly propagates: boolean;
  /** Conditions have values: statements with them are not kept. */
  readonly cacheKey = null;
  readonly #includeAliases: boolean;

  /** @param covers tells whether a mapped class is meant */
  constructor(
    private readonly covers: (mapper: Mapper) => boolean,
    private readonly criteriaOf: (entity: MappedEntity) => ColumnElement,
    options: CriteriaOptions = {},
  ) {
    this.propagates = options.propagateToLoaders ?? true;
    this.#includeAliases = options.includeAliases ?? false;
  }

  /** The conditions for an entity as a statement has it; none where it is not meant. */
  criteriaFor(entity: MappedEntity): readonly ClauseElement[] {
    if (!this.covers(entity.mapper)) return [];
    if (entity.isAliased && entity.options.name != null && !this.#includeAliases) return [];
    return [entity.adapt(this.criteriaOf(entityOf(entity.mapper)))];
  }
}

/**
 * Conditions for a class wherever it is read.
 * @param given a mapped class
 * @param criteria a condition, or a function that is given the class and gives one
 * @throws ArgumentError when no mapped class is given
 */
export function withLoaderCriteria(given: unknown, criteria: Criteria, options: CriteriaOptions = {}): LoaderCriteria {
  const entity = namedEntity(given);
  if (!entity) throw new ArgumentError('with_loader_criteria() expects a mapped class');
  return new LoaderCriteria((mapper) => mapper.isa(entity.mapper), criteriaFunction(criteria), options);
}

/** As {@link withLoaderCriteria}, for the mapped classes that `covers` tells: those of a mixin. */
export function withMixinCriteria(covers: (mapper: Mapper) => boolean, criteria: Criteria, options: CriteriaOptions = {}): LoaderCriteria {
  return new LoaderCriteria(covers, criteriaFunction(criteria), options);
}

function criteriaFunction(criteria: Criteria): (entity: MappedEntity) => ColumnElement {
  if (typeof criteria === 'function' && !asClause(criteria)) {
    const make = criteria as (entity: MappedEntity) => unknown;
    return (entity) => and_(make(entity));
  }
  const fixed = and_(criteria);
  return () => fixed;
}
