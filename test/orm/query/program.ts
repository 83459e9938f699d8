import { CursorResult } from '../../../src/orm/engine/cursor-result';
import type { Result } from '../../../src/orm/engine/result';
import { aliasedEntity, type AliasOptions } from '../../../src/orm/query/aliased';
import type { MappedEntity } from '../../../src/orm/map/entity';
import { classAttribute, entityOf } from '../../../src/orm/map/entity';
import { RelationshipAttribute } from '../../../src/orm/map/relationship-attribute';
import type { ColumnElement } from '../../../src/orm/sql/elements';
import type { TestClass } from '../map/models';
import '../../../src/orm/compile';
import '../../../src/orm/query/execute';

/** What stands for a mapped class of a test in statements. */
export function entity(given: TestClass): MappedEntity {
  return entityOf(given.mapper);
}

/** An alias of a mapped class of a test. */
export function aliasOf(given: TestClass, selectable: unknown = null, options: AliasOptions = {}): MappedEntity {
  return aliasedEntity(given.mapper, selectable, options);
}

/** A column attribute: `Author.name`. */
export function column(given: TestClass | MappedEntity, key: string): ColumnElement {
  return ('cacheKey' in given ? given : entityOf(given.mapper)).column(key);
}

/** A relationship: `Author.books`. */
export function relation(given: TestClass | MappedEntity, key: string): RelationshipAttribute {
  const attribute = 'cacheKey' in given ? given.required(key) : classAttribute(given.mapper, key);
  if (!(attribute instanceof RelationshipAttribute)) throw new Error(`${key} is no relationship`);
  return attribute;
}

/** SQL text with single spaces. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** How many rows a statement changed. */
export function rowcount(result: Result): number {
  if (result instanceof CursorResult) return result.rowcount;
  throw new Error('the result tells no number of rows');
}
