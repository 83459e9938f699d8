import type { MappedEntity } from '../map/entity';
import type { ColumnElement } from '../sql/elements';
import { isWithoutValue } from './strategy/column-reading';

/** All columns of an entity with the names of its attributes: those that it has in a subquery. */
export function entityColumns(entity: MappedEntity): ColumnElement[] {
  const seen = new Set<string>();
  return [entity.mapper, ...entity.polymorphicMappers].flatMap((mapper) =>
    mapper.columnProperties
      .filter((property) => !isWithoutValue(property) && !seen.has(property.key) && seen.add(property.key))
      .flatMap(({ key, columns }) => columns.map((column) => entity.adapt(column).annotate({ proxyKey: key, parentEntity: entity, propertyKey: key }))),
  );
}
