import type { Flow } from '../flow';
import type { Cascade } from '../map/cascade';
import { MappingAssertionError } from '../map/errors';
import { isKnown, PASSIVE } from '../map/passive';
import type { Relationship } from '../map/relationship';
import { stateOrNull, type InstanceState } from '../map/state';
import { UnloadedCollectionImpl } from '../map/unloaded-collection';

/** The related objects that a cascade looks at. Only deleting reads those that are not loaded. */
function* itemsOf(cascade: Cascade, state: InstanceState, relationship: Relationship): Flow<readonly unknown[]> {
  const impl = state.mapper.related(relationship.key);
  if (cascade === 'save-update') {
    // What was taken out since the last flush may still have to be saved, as one that nobody has any longer.
    return state.values.has(relationship.key) || impl instanceof UnloadedCollectionImpl ? impl.history(state).sum : [];
  }
  const value = yield* impl.load(state, cascade === 'delete' && relationship.passiveDeletes === false ? PASSIVE.cascade : PASSIVE.noInitialize);
  return isKnown(value) ? impl.itemsOf(value) : [];
}

/** True when saving the object reaches no other one: it has no related objects. */
export function isAlone(state: InstanceState): boolean {
  const { mapper, values } = state;
  return mapper.relationships.every(({ key }) => !values.has(key) && !(mapper.related(key) instanceof UnloadedCollectionImpl));
}

/**
 * The objects that an operation on one object reaches by the cascades of its relationships, each once: those of one
 * relationship first, then what each of them reaches.
 * @param halt states at which the walk does not go on
 */
export function* cascaded(cascade: Cascade, start: InstanceState, halt: (state: InstanceState) => boolean = () => false): Flow<readonly InstanceState[]> {
  const seen = new Set<InstanceState>([start]);
  const found: InstanceState[] = [];
  const stack: { readonly state: InstanceState; readonly relationship: Relationship | null }[] = [...start.mapper.relationships].reverse().map((relationship) => ({ state: start, relationship }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { state, relationship } = next;
    if (!relationship) {
      found.push(state);
      stack.push(...[...state.mapper.relationships].reverse().map((one) => ({ state, relationship: one })));
      continue;
    }
    if (!relationship.cascade.has(cascade)) continue;
    const reached: { state: InstanceState; relationship: null }[] = [];
    for (const item of yield* itemsOf(cascade, state, relationship)) {
      const other = stateOrNull(item);
      if (!other || seen.has(other) || halt(other)) continue;
      if (cascade === 'refresh-expire' && other.key === null && !relationship.cascade.has('save-update')) continue;
      if (!other.mapper.isa(relationship.target)) {
        const { entity } = relationship.parent;
        throw new MappingAssertionError(`Attribute '${relationship.key}' on class '${entity.repr}' doesn't handle objects of type '${other.mapper.entity.repr}'`);
      }
      seen.add(other);
      reached.push({ state: other, relationship: null });
    }
    stack.push(...reached.reverse());
  }
  return found;
}
