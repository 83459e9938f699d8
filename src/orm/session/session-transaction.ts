import type { Transaction } from '../engine/transaction';
import type { IdentityKey } from '../map/identity-key';
import type { InstanceState } from '../map/state';

/** What happened to objects in one transaction, or in one savepoint, so that it can be taken back. */
export class SessionTransaction {
  /** Objects that got their row in it. */
  readonly added = new Set<InstanceState>();
  /** Objects whose row was deleted in it. */
  readonly deleted = new Set<InstanceState>();
  /** Objects that were written in it. */
  readonly dirty = new Set<InstanceState>();
  /** Objects whose primary key changed, with the first key. */
  readonly keys = new Map<InstanceState, IdentityKey>();

  constructor(
    /** The one around a savepoint; null for the outermost. */
    readonly parent: SessionTransaction | null,
    /** The savepoint itself; null for the outermost. */
    readonly savepoint: Transaction | null,
  ) {}

  /** What was done in a savepoint that ends well was done in the transaction around it. */
  mergeIntoParent(): void {
    const { parent } = this;
    if (!parent) return;
    for (const state of this.added) parent.added.add(state);
    for (const state of this.deleted) parent.deleted.add(state);
    for (const state of this.dirty) parent.dirty.add(state);
    for (const [state, key] of this.keys) if (!parent.keys.has(state)) parent.keys.set(state, key);
  }
}
