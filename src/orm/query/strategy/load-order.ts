import type { Mapper } from '../../map/mapper';
import { ColumnProperty } from '../../map/property';
import { Relationship } from '../../map/relationship';

const orders = new WeakMap<Mapper, { readonly size: number; readonly order: readonly (ColumnProperty | Relationship)[] }>();

/**
 * The attributes of a class that statements read, in the order in which they do.
 * @see sqlalchemy.orm.Mapper._configure_properties
 */
export function loadOrder(mapper: Mapper): readonly (ColumnProperty | Relationship)[] {
  const known = orders.get(mapper);
  if (known && known.size === mapper.properties.size) return known.order;
  const order = [...mapper.properties.values()].filter((property) => property instanceof ColumnProperty || property instanceof Relationship);
  orders.set(mapper, { size: mapper.properties.size, order });
  return order;
}
