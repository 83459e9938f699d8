import type { Flow } from '../flow';
import type { Mapper } from '../map/mapper';
import { isKnown, PASSIVE } from '../map/passive';
import type { Relationship } from '../map/relationship';
import { stateOrNull, type InstanceState } from '../map/state';

/** What merging needs of a session. */
export interface MergeTarget {
  contains(state: InstanceState): boolean;
  /** The object with a primary key, read where the session does not have it. */
  lookUp(mapper: Mapper, key: readonly unknown[]): Flow<object | null>;
  add(object: object): void;
}

/**
 * Copies the state of an object onto the one of the session with the same primary key; onto a new one where there is
 * none. Related objects follow where the merge cascade leads.
 * @param merged what was merged already, by the object that was given
 * @returns the session's object
 */
export function* mergeState(target: MergeTarget, given: InstanceState, merged = new Map<InstanceState, InstanceState>()): Flow<InstanceState> {
  const known = merged.get(given);
  if (known) return known;
  if (target.contains(given)) return given;
  const { mapper } = given;
  const key = given.key?.values ?? mapper.identityKeyOf(given).values;
  const found = key.some((value) => value === null || value === undefined) ? null : stateOrNull(yield* target.lookUp(mapper, key));
  const own = found ?? mapper.createState();
  merged.set(given, own);
  if (!found) target.add(own.object);
  for (const { key: name } of mapper.columnProperties) {
    if (given.values.has(name)) own.attribute(name).set(own, given.values.get(name));
  }
  for (const relationship of mapper.relationships) {
    if (relationship.cascade.has('merge') && given.values.has(relationship.key)) yield* mergeRelated(target, given, own, relationship, merged);
  }
  return own;
}

function* mergeRelated(target: MergeTarget, given: InstanceState, own: InstanceState, relationship: Relationship, merged: Map<InstanceState, InstanceState>): Flow<void> {
  const impl = given.mapper.related(relationship.key);
  // What the session's object has now must be known, so that what is missing is taken out.
  yield* impl.load(own, PASSIVE.merge);
  const value = given.values.get(relationship.key);
  const items: object[] = [];
  for (const item of isKnown(value) ? impl.itemsOf(value) : []) {
    const state = stateOrNull(item);
    if (state) items.push((yield* mergeState(target, state, merged)).object);
  }
  impl.set(own, relationship.uselist ? items : (items[0] ?? null));
}
