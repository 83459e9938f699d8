import type { Flow } from '../flow';
import type { Cascade } from '../map/cascade';
import { isKnown, PASSIVE, type Passive } from '../map/passive';
import { stateOrNull, type InstanceState } from '../map/state';

/** How far a cascade goes to find related objects: only deleting reads those that are not loaded. */
function reach(cascade: Cascade, passiveDeletes: boolean): Passive {
  return cascade === 'delete' && !passiveDeletes ? PASSIVE.off : PASSIVE.noInitialize;
}

/**
 * The objects that an operation on one object reaches by the cascades of its relationships, nearest first, each once.
 * @param halt states at which the walk does not go on
 */
export function* cascaded(cascade: Cascade, start: InstanceState, halt: (state: InstanceState) => boolean = () => false): Flow<readonly InstanceState[]> {
  const seen = new Set<InstanceState>([start]);
  const found: InstanceState[] = [];
  const open = [start];
  for (let state = open.shift(); state; state = open.shift()) {
    for (const relationship of state.mapper.relationships) {
      if (!relationship.cascade.has(cascade) ) continue;
      const impl = state.mapper.related(relationship.key);
      const value = yield* impl.load(state, reach(cascade, relationship.passiveDeletes !== false));
      // What was taken out since the last flush may still have to be saved, as one that nobody has any longer.
      const removed = cascade === 'save-update' ? impl.history(state).deleted : [];
      const items = [...(isKnown(value) ? impl.itemsOf(value) : []), ...(state.pendingChanges.get(relationship.key)?.added ?? []), ...removed];
      for (const item of items) {
        const other = stateOrNull(item);
        if (!other || seen.has(other) || halt(other)) continue;
        seen.add(other);
        found.push(other);
        open.push(other);
      }
    }
  }
  return found;
}
