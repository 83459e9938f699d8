import { ArgumentError } from '../errors';
import { MappedEntity } from '../map/entity';
import { aliased as alias, withPolymorphic as polymorphic, type AliasOptions, type PolymorphicOptions } from '../query/aliased';
import { twinOf } from './class-attributes';

/**
 * A mapped class under another name: `const Manager = aliased(Employee)`. It has the attributes of the class.
 * @param selectable what to read the class from, a subquery say; null for its tables
 * @throws ArgumentError for what is no mapped class
 */
export function aliased<C extends object>(target: C, selectable: unknown = null, options: AliasOptions = {}): C {
  const entity = alias(target, selectable, options);
  if (!(entity instanceof MappedEntity)) throw new ArgumentError('aliased() takes a mapped class; a table has alias()');
  return twinOf(target, entity);
}

/**
 * A class read together with the columns of its subclasses:
 * `const everyone = withPolymorphic(Person, { Engineer })`, then `everyone.Engineer.language`.
 * @param classes the subclasses by name; '*' for all
 */
export function withPolymorphic<C extends object, const S extends Readonly<Record<string, object>>>(target: C, classes: S | '*', options: PolymorphicOptions = {}): C & S {
  const named: Readonly<Record<string, object>> = classes === '*' ? {} : classes;
  const entity = polymorphic(target, classes === '*' ? '*' : Object.values(classes), options);
  const twin = twinOf(target, entity);
  for (const [name, subclass] of Object.entries(named)) Object.defineProperty(twin, name, { value: twinOf(subclass, entity) });
  return twin as C & S;
}
