import type { Moment } from '../moment';

/** All that holds after a step. */
export type WholeMoment = Required<Moment>;

/** Leaves out of each moment what is as it was after the step before; moments that say nothing new are left out whole. */
export function onlyChanges(moments: Iterable<readonly [number, WholeMoment]>): Map<number, Moment> {
  const changes = new Map<number, Moment>();
  let last: WholeMoment = { locks: [], snapshots: [], versions: [] };
  for (const [step, moment] of moments) {
    const { locks, snapshots, versions } = moment;
    const change: Moment = {
      ...(same(locks, last.locks) ? {} : { locks }),
      ...(same(snapshots, last.snapshots) ? {} : { snapshots }),
      ...(same(versions, last.versions) ? {} : { versions }),
    };
    if (Object.keys(change).length > 0) changes.set(step, change);
    last = moment;
  }
  return changes;
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
