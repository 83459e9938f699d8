import { DependencyRuleError } from '../map/errors';
import type { Mapper } from '../map/mapper';
import { NO_VALUE } from '../map/passive';
import type { ColumnPair } from '../map/relationship-join';
import type { InstanceState } from '../map/state';
import { Column } from '../sql/schema/column';
import type { ColumnElement } from '../sql/elements';

/** Copies primary keys into the foreign keys that refer to them. */
export function populate(source: InstanceState, target: InstanceState, targetMapper: Mapper, pairs: readonly ColumnPair[]): void {
  for (const pair of pairs) {
    const value = source.mapper.columnValue(source, pair.source);
    targetMapper.setColumnValue(target, pair.target, value === NO_VALUE ? null : value);
  }
}

/** Empties foreign keys. @throws DependencyRuleError when one is part of the primary key */
export function clear(target: InstanceState, mapper: Mapper, pairs: readonly ColumnPair[]): void {
  for (const pair of pairs) {
    const property = mapper.propertyFor(pair.target);
    const isKey = mapper.primaryKey.some((column) => column.identity === pair.target.identity);
    const value = property ? target.values.get(property.key) : undefined;
    if (isKey && value !== null && value !== undefined) {
      throw new DependencyRuleError(`Dependency rule on column '${described(pair.source)}' tried to blank-out primary key column '${described(pair.target)}' on instance '${target.toString()}'`);
    }
    mapper.setColumnValue(target, pair.target, null);
  }
}

/** True when a column that others refer to has changed. */
export function sourceChanged(state: InstanceState, pairs: readonly ColumnPair[]): boolean {
  return pairs.some(({ source }) => {
    const property = state.mapper.propertyFor(source);
    if (!property || !state.committed.has(property.key)) return false;
    return state.attribute(property.key).history(state).deleted.length > 0;
  });
}

function described(column: ColumnElement): string {
  return column instanceof Column ? column.description : column.toString();
}
