import type { Flow } from '../../flow';
import { PASSIVE } from '../../map/passive';
import type { Relationship } from '../../map/relationship';
import type { EntityPlan } from '../entity-plan';
import { goesInCircle } from './circle';
import type { Filled, PostLoad } from './loading';

/** Related objects at once, for each object by a statement of its own: what the session has needs none. */
export function planImmediate(owner: EntityPlan, relationship: Relationship): void {
  if (goesInCircle(owner, relationship)) return;
  owner.registerPosts();
  const post: PostLoad = {
    key: relationship.key,
    mapper: relationship.parent,
    load: (filled) => loadOneByOne(relationship, filled),
  };
  owner.posts.all.push(post);
}

/** Reads a relationship of each object as if it was asked for. */
export function* loadOneByOne(relationship: Relationship, filled: readonly Filled[]): Flow<void> {
  for (const { state, overwrite } of filled) {
    const impl = state.attribute(relationship.key);
    if (overwrite && state.values.has(relationship.key)) state.expireAttributes([relationship.key]);
    if (!state.values.has(relationship.key)) yield* impl.load(state, PASSIVE.off);
  }
}
