import { javaScriptEntity, instrument, type JavaScriptClass } from '../map/instrumented-class';
import { type MapperOptions, type PropertyDefinition, RelationshipDefinition } from '../map/mapper';
import type { Registry } from '../map/registry';
import type { RelationshipOptions } from '../map/relationship';
import type { ColumnElement } from '../sql/elements';
import type { Table } from '../sql/schema/table';
import { entityBehind, standForEntity } from './class-attributes';
import { declarationOf } from './declaration';
import type { RelationshipAttribute } from './mapped-types';

/** What a class that is mapped imperatively is told. */
export interface ImperativeMapping {
  /** Relationships, and columns under other names than their own. */
  readonly properties?: Readonly<Record<string, PropertyDefinition>>;
  readonly options?: MapperOptions;
}

/** What an attribute with a value of this type is on the class. */
type AttributeFor<V> = V extends readonly (infer E extends object)[] ? RelationshipAttribute<E> : ColumnElement<V>;

/** A class together with its attributes in SQL. */
export type ImperativelyMapped<C extends JavaScriptClass> = C & { readonly [K in keyof InstanceType<C>]: AttributeFor<InstanceType<C>[K]> };

/** A relationship of a class that is mapped imperatively. @param target the class; in an arrow where it comes later */
export function relationship(target: unknown, options: RelationshipOptions = {}): RelationshipDefinition {
    // An arrow is called when all classes are there.
  const isArrow = typeof target === 'function' && target.prototype === undefined;
  return new RelationshipDefinition(() => knownBy(isArrow ? (target as () => unknown)() : target), options);

}

/** What a registry knows a class by: one that was declared has its mapper elsewhere. */
function knownBy(target: unknown): unknown {
  return declarationOf(target) ? entityBehind(target)?.mapper : target;
}

/**
 * Maps a class to a table. The class keeps its constructor; its fields must be declared without becoming properties of
 * their own (`declare name: string`).
 * @param configure connects the mappers that are new
 * @throws ArgumentError when the class is mapped already
 */
export function mapImperatively<C extends JavaScriptClass>(registry: Registry, target: C, table: Table, mapping: ImperativeMapping, configure: () => void): ImperativelyMapped<C> {
  const mapper = registry.map({ entity: javaScriptEntity(target), table, properties: mapping.properties ?? {}, options: mapping.options ?? {} });
  instrument(target, mapper);
  const keys = [...mapper.properties.keys()].filter((key) => !Object.hasOwn(target, key) || key === 'name' || key === 'length');
  standForEntity(target, keys, {
    mapper: () => {
      configure();
      instrument(target, mapper);
      return mapper;
    },
  });
  return target as ImperativelyMapped<C>;
}
