import { InvalidRequestError } from '../errors';
import { identityKey, type IdentityKey } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import { pythonRepr } from '../values/python-repr';

/** The key as messages show it: `(<class '__main__.User'>, (1,), None)`. */
export function shownKey(key: IdentityKey): string {
  const values = key.values.map((value) => pythonRepr(value));
  return `(${key.mapper.entity.repr}, (${values.join(', ')}${values.length === 1 ? ',' : ''}), None)`;
}

/** The values of a primary key: one, several in order, or by attribute. @throws InvalidRequestError when they are not those of the key */
export function lookupKey(mapper: Mapper, given: unknown): readonly unknown[] {
  const { primaryKey } = mapper;
  if (Array.isArray(given)) {
    if (given.length !== primaryKey.length) throw wrongNumber(mapper);
    return identityKey(mapper, given as unknown[]).values;
  }
  if (typeof given === 'object' && given !== null && given.constructor === Object) {
    const named: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(given).map(([name, value]) => [mapper.realKey(name), value]));
    const keys = primaryKey.map((column) => mapper.propertyFor(column)?.key ?? '');
    if (keys.some((key) => !(key in named)) || Object.keys(named).length !== keys.length) {
      throw new InvalidRequestError(
        `Incorrect names of values in identifier to formulate primary key for session.get(); primary key attribute names are ${keys.map((key) => `'${key}'`).join(',')} (synonym names are also accepted)`,
      );
    }
    return keys.map((key) => named[key]);
  }
  if (primaryKey.length !== 1) throw wrongNumber(mapper);
  return [given];
}

function wrongNumber(mapper: Mapper): InvalidRequestError {
  const names = mapper.primaryKey.map((column) => `'${column.toString()}'`).join(',');
  return new InvalidRequestError(`Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are ${names}`);
}
