import { asClause, type ClauseElement } from '../sql/clause';
import { ColumnElement } from '../sql/elements';
import { annotationIn } from '../sql/traverse';
import type { MappedEntity } from './entity';
import type { RelationshipAttribute } from './relationship-attribute';

/*
 * What the class-level half of the mapping pins on elements, beside the annotations that statements themselves read
 * (`plugin`, `dmlPlugin`, `dmlTable`, `entityNamespace`, `proxyKey`, `dmlKey`, `cacheKey`):
 * `parentEntity` on entities and on their attributes, `propertyKey` on columns, `relationship` on what a relationship
 * stands for.
 */

/** The entity that an element stands for, or that it is an attribute of; null for elements of tables. */
export function parentEntityOf(element: ClauseElement): MappedEntity | null {
  return (element.annotations['parentEntity'] as MappedEntity | undefined) ?? null;
}

/**
 * The entity whose attributes an expression is made of: of the first that is found in it. Null for expressions of tables.
 * @see sqlalchemy.sql.util.extract_first_column_annotation
 */
export function entityIn(element: ClauseElement): MappedEntity | null {
  return (annotationIn(element, 'parentEntity') as MappedEntity | undefined) ?? null;
}

/** The name of the mapped attribute that a column is; null for others. */
export function propertyKeyOf(element: ClauseElement): string | null {
  return (element.annotations['propertyKey'] as string | undefined) ?? null;
}

/** The relationship that an element stands for: the target of `join(User.addresses)`. */
export function relationshipOf(element: ClauseElement): RelationshipAttribute | null {
  return (element.annotations['relationship'] as RelationshipAttribute | undefined) ?? null;
}

/** The entity that an element itself is: a mapped class or an alias of one in FROM; null for others. */
export function ownEntityOf(element: ClauseElement): MappedEntity | null {
  // Hybrids are expressions of an entity that are no attributes of it.
  return !(element instanceof ColumnElement) && relationshipOf(element) === null ? parentEntityOf(element) : null;
}

/** The entity that a program named: a mapped class, an alias. Null for anything else. */
export function namedEntity(given: unknown): MappedEntity | null {
  const element = asClause(given);
  return element ? ownEntityOf(element) : null;
}
