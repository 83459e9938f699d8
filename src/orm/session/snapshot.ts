import type { IdentityKey } from '../map/identity-key';
import type { InstanceState } from '../map/state';

/** What happened to objects in one transaction, or in one savepoint, so that it can be taken back. */
export class Snapshot {
  /** Objects that got their row in it. */
  readonly added = new Set<InstanceState>();
  /** Objects whose row was deleted in it. */
  readonly deleted = new Set<InstanceState>();
  /** Objects that were written in it. */
  readonly dirty = new Set<InstanceState>();
  /** Objects whose primary key changed, with the first key. */
  readonly keys = new Map<InstanceState, IdentityKey>();

  /** The object is gone: there is nothing to put back. */
  forget(state: InstanceState): void {
    this.added.delete(state);
    this.dirty.delete(state);
    this.keys.delete(state);
  }

  /** What was done in a savepoint that ends well was done in the transaction around it. */
  mergeInto(outer: Snapshot): void {
    for (const state of this.added) outer.added.add(state);
    for (const state of this.deleted) outer.deleted.add(state);
    for (const state of this.dirty) outer.dirty.add(state);
    for (const [state, key] of this.keys) if (!outer.keys.has(state)) outer.keys.set(state, key);
  }
}
