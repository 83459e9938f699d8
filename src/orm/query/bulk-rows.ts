import type { Mapper } from '../map/mapper';
import type { Table } from '../sql/schema/table';

/** Values by the names of attributes, as programs give them. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Values by the keys of columns. */
export type Values = Record<string, unknown>;


/** The values of a mapping for one of the tables of its class. @param withNulls null is a value, and no missing one */
export function tableValues(mapper: Mapper, table: Table, mapping: Mapping, withNulls: boolean): Values {
  const values: Values = {};
  for (const column of table.c) {
    const key = mapper.propertyFor(column)?.key;
    if (key === undefined) continue;
    const name = key in mapping ? key : synonymFor(mapper, key, mapping);
    if (name === null) continue;
    const value = mapping[name];
    if (value === undefined || (value === null && !withNulls && !column.type.evaluatesNone)) continue;
    values[column.key] = value;
  }
  return values;
}

function synonymFor(mapper: Mapper, key: string, mapping: Mapping): string | null {
  return Object.keys(mapping).find((name) => name !== key && mapper.properties.has(name) && mapper.realKey(name) === key) ?? null;
}

/** Neighbours whose values have the same names, in order. */
export function sameShaped<T>(rows: readonly T[], valuesOf: (row: T) => Values): T[][] {
  const made: T[][] = [];
  let last: string | null = null;
  for (const row of rows) {
    const shape = Object.keys(valuesOf(row)).sort().join('\u0000');
    if (shape === last) made[made.length - 1]?.push(row);
    else made.push([row]);
    last = shape;
  }
  return made;
}
