import type { HeldLock, Moment, RowVersion, Trace } from '../../../src/cells/output';
import { lostUpdate } from './traces';

const lock = (session: string, kind: string, target: string, mode: string, granted = true): HeldLock => ({ session, kind, target, mode, granted });
const version = (name: string, pcs: number, ends: Pick<RowVersion, 'state' | 'endedBy' | 'seenBy' | 'ctid' | 'xmin' | 'xmax'>): RowVersion => ({
  item: 'stock:nut', version: name, values: { sku: 'nut', pcs }, writer: name === 'init' ? null : name.slice(0, 2), ...ends,
});

const reads = (session: string): HeldLock => lock(session, 'relation', 'stock', 'AccessShareLock');
const writes = (session: string): HeldLock[] => [
  reads(session), lock(session, 'relation', 'stock', 'RowExclusiveLock'), lock(session, 'transactionid', session, 'ExclusiveLock'), lock(session, 'row', 'stock:nut', 'FOR NO KEY UPDATE'),
];

/** What PostgreSQL shows after each step of a lost update that changes anything, at READ COMMITTED. */
const moments: Readonly<Record<number, Moment>> = {
  3: {
    locks: [reads('T1')],
    snapshots: [{ session: 'T1', xid: null, taken: null }, { session: 'T2', xid: null, taken: null }],
    versions: [version('init', 10, { state: 'committed', endedBy: null, seenBy: ['T1', 'T2'], ctid: '(0,1)', xmin: 751, xmax: 0 })],
  },
  4: { locks: [reads('T1'), reads('T2')] },
  5: {
    locks: [...writes('T1'), reads('T2')],
    snapshots: [{ session: 'T1', xid: 760, taken: null }, { session: 'T2', xid: null, taken: null }],
    versions: [
      version('init', 10, { state: 'committed', endedBy: 'T1', seenBy: ['T2'], ctid: '(0,1)', xmin: 751, xmax: 760 }),
      version('T1.1', 7, { state: 'uncommitted', endedBy: null, seenBy: ['T1'], ctid: '(0,2)', xmin: 760, xmax: 0 }),
    ],
  },
  6: {
    locks: [
      ...writes('T1'),
      reads('T2'), lock('T2', 'relation', 'stock', 'RowExclusiveLock'), lock('T2', 'transactionid', 'T1', 'ShareLock', false), lock('T2', 'transactionid', 'T2', 'ExclusiveLock'),
      lock('T2', 'tuple', 'stock:nut', 'ExclusiveLock'),
    ],
    snapshots: [{ session: 'T1', xid: 760, taken: null }, { session: 'T2', xid: 761, taken: { step: 6, keeps: 'statement', inProgress: ['T1'], text: '760:760:' } }],
  },
  7: {
    locks: writes('T2'),
    snapshots: [{ session: 'T2', xid: 761, taken: null }],
    versions: [
      version('init', 10, { state: 'replaced', endedBy: 'T1', seenBy: [], ctid: '(0,1)', xmin: 751, xmax: 760 }),
      version('T1.1', 7, { state: 'committed', endedBy: 'T2', seenBy: ['T1'], ctid: '(0,2)', xmin: 760, xmax: 761 }),
      version('T2.1', 8, { state: 'uncommitted', endedBy: null, seenBy: ['T2'], ctid: '(0,3)', xmin: 761, xmax: 0 }),
    ],
  },
  8: {
    locks: [],
    snapshots: [],
    versions: [
      version('init', 10, { state: 'replaced', endedBy: 'T1', seenBy: [], ctid: '(0,1)', xmin: 751, xmax: 760 }),
      version('T1.1', 7, { state: 'replaced', endedBy: 'T2', seenBy: [], ctid: '(0,2)', xmin: 760, xmax: 761 }),
      version('T2.1', 8, { state: 'committed', endedBy: null, seenBy: ['T1', 'T2'], ctid: '(0,3)', xmin: 761, xmax: 0 }),
    ],
  },
};

/** A lost update with locks, snapshots and row versions after each step. */
export const standing: readonly Trace[] = lostUpdate.slice(1, 2).map((trace) => ({
  ...trace,
  steps: trace.steps.map((step) => {
    const after = moments[step.step];
    return after === undefined ? step : { ...step, after };
  }),
}));
