import { ArgumentError } from '../errors';
import { entityOf, type ClassAttribute, type MappedEntity } from '../map/entity';
import type { JavaScriptClass } from '../map/instrumented-class';
import type { Mapper } from '../map/mapper';
import { clauseElement, type ClauseElement } from '../sql/clause';
import type { ColumnElement } from '../sql/elements';
import type { FromClause } from '../sql/from-clause';

/** What a class is in statements. It is asked each time, since a class may be mapped again. */
export interface EntitySource {
  /** @param asked the class that was asked: it may extend the one that is mapped */
  mapper(asked: object): Mapper;
  /** A column while the class is being mapped, and has no attributes yet; null when it is mapped. */
  unmappedColumn?(key: string): ColumnElement | null;
  /** The table while the class is being mapped; null when it is mapped. */
  unmappedTable?(): FromClause | null;
}

/** Key of what a mapped class, or an alias of one, is in statements. */
const entity: unique symbol = Symbol('entity');
const unmapped: unique symbol = Symbol('unmapped');

interface HasEntity {
  readonly [entity]: MappedEntity;
  readonly [unmapped]: EntitySource | null;
}

/** Makes a class stand for its entity in statements: `select(User)`, `User.name`. */
export function standForEntity(target: JavaScriptClass, keys: Iterable<string>, source: EntitySource): void {
  Object.defineProperty(target, entity, {
    configurable: true,
    get(this: object): MappedEntity {
      return entityOf(source.mapper(this));
    },
  });
  Object.defineProperty(target, unmapped, { configurable: true, value: source });
  Object.defineProperty(target, clauseElement, {
    configurable: true,
    value(this: HasEntity): ClauseElement {
      return this[unmapped]?.unmappedTable?.() ?? this[entity].element;
    },
  });
  for (const key of keys) defineAttribute(target, key);
}

/** Gives a class an attribute. What the class itself says under this name stays. */
export function defineAttribute(target: JavaScriptClass, key: string): void {
  if (key === 'prototype') return;
  Object.defineProperty(target, key, {
    configurable: true,
    // As a subclass or an alias has it, where it is asked of one.
    get(this: HasEntity): ClassAttribute {
      return this[unmapped]?.unmappedColumn?.(key) ?? this[entity].required(key);
    },
  });
}

/** The entity that a mapped class or an alias of one stands for; null for anything else. */
export function entityBehind(target: unknown): MappedEntity | null {
  const isPossible = (typeof target === 'function' || typeof target === 'object') && target !== null;
  return isPossible && entity in target ? (target as HasEntity)[entity] : null;
}

/** @throws ArgumentError for what is no mapped class */
export function mapperOf(target: unknown): Mapper {
  const found = entityBehind(target);
  if (!found) throw new ArgumentError(`a mapped class is expected, got ${typeof target === 'function' && target.name !== '' ? target.name : String(target)}`);
  return found.mapper;
}

/** A twin of a class that stands for another entity of it: an alias. What the class computes of its attributes, the twin computes of its own. */
export function twinOf<C extends object>(target: C, stands: MappedEntity): C {
  return Object.create(target, { [entity]: { value: stands }, [unmapped]: { value: null } }) as C;
}
