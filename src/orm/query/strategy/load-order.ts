import type { Mapper, Property } from '../../map/mapper';
import { ColumnProperty } from '../../map/property';
import { Relationship } from '../../map/relationship';

const orders = new WeakMap<Mapper, { readonly size: number; readonly order: readonly (ColumnProperty | Relationship)[] }>();

/**
 * The attributes of a class in the order in which a statement reads them: what is no column of its table comes first,
 * then what is inherited, then the columns of the table.
 * @see sqlalchemy.orm.Mapper._configure_properties
 */
export function loadOrder(mapper: Mapper): readonly (ColumnProperty | Relationship)[] {
  const known = orders.get(mapper);
  if (known && known.size === mapper.properties.size) return known.order;
  const order = worked(mapper);
  orders.set(mapper, { size: mapper.properties.size, order });
  return order;
}

function worked(mapper: Mapper): readonly (ColumnProperty | Relationship)[] {
  const { inherits } = mapper;
  const taken = new Set<string>();
  const order: (ColumnProperty | Relationship)[] = [];
  const take = (key: string, property: Property | undefined): void => {
    if (taken.has(key) || !(property instanceof ColumnProperty || property instanceof Relationship)) return;
    taken.add(key);
    order.push(property);
  };
  for (const [key, property] of mapper.properties) if (isOwnExtra(mapper, key, property)) take(key, property);
  for (const { key } of inherits ? loadOrder(inherits) : []) take(key, mapper.properties.get(key));
  for (const [key, property] of mapper.properties) take(key, property);
  return order;
}

/** A relationship, or SQL that is no column of the table, that the class itself defines. */
function isOwnExtra(mapper: Mapper, key: string, property: Property): boolean {
  if (property instanceof Relationship) return property.parent === mapper;
  return property instanceof ColumnProperty && property.isReadonly && mapper.inherits?.properties.get(key) !== property;
}
