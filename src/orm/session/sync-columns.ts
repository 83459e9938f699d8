import type { Flow } from '../flow';
import { FlushError, DependencyRuleError } from '../map/errors';
import type { Mapper } from '../map/mapper';
import { NO_VALUE, PASSIVE } from '../map/passive';
import type { ColumnPair } from '../map/relationship-join';
import type { InstanceState } from '../map/state';
import { Column } from '../sql/schema/column';
import type { ColumnElement } from '../sql/elements';

/** Is told of keys that the database changes by itself. */
export interface CascadedKeys {
  cascadesKey(state: InstanceState, column: ColumnElement): void;
}

/**
 * Copies primary keys into the foreign keys that refer to them.
 * @param cascaded not null when the database copies changed keys too
 */
export function* populate(source: InstanceState, target: InstanceState, targetMapper: Mapper, pairs: readonly ColumnPair[], cascaded: CascadedKeys | null): Flow<void> {
  for (const pair of pairs) {
    if (!source.mapper.propertyFor(pair.source)) throw unmapped(source.mapper, pair.source, pair.target);
    const value = yield* currentValue(source, pair.source);
    targetMapper.setColumnValue(target, pair.target, value === NO_VALUE ? null : value);
    if (cascaded && isPrimary(source.mapper, pair.source) && isPrimary(targetMapper, pair.target)) cascaded.cascadesKey(target, pair.target);
  }
}

/** The value of a column; read from the database where it is not loaded. */
export function* currentValue(state: InstanceState, column: ColumnElement): Flow<unknown> {
  const known = state.mapper.columnValue(state, column);
  const key = state.mapper.propertyFor(column)?.key;
  return known === NO_VALUE && key !== undefined && state.key !== null ? yield* state.attribute(key).load(state, PASSIVE.flush) : known;
}

function isPrimary(mapper: Mapper, column: ColumnElement): boolean {
  return mapper.primaryKey.some((one) => one.identity === column.identity) || (column instanceof Column && column.primaryKey);
}

function unmapped(mapper: Mapper, source: ColumnElement, target: ColumnElement): FlushError {
  return new FlushError(
    `Can't execute sync rule for source column '${described(source)}'; mapper '${mapper.toString()}' does not map this column.  Try using an explicit \`foreign_keys\` collection which does not include destination column '${described(target)}' (or use a viewonly=True relation).`,
  );
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
