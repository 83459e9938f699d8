import { snapshotIn, visible, type CommitLog, type TransactionStatus } from '../../../src/isolation/observe/visibility';

/** 10 to 19 as the log has them; 21 is a savepoint of 20, 24 one of 23. */
const statuses: Readonly<Record<number, TransactionStatus>> = { 10: 'committed', 11: 'aborted', 12: 'in progress', 13: 'committed', 20: 'in progress', 21: 'in progress', 22: 'aborted', 23: 'committed', 24: 'committed' };
const tops: Readonly<Record<number, number>> = { 21: 20, 22: 20, 24: 23 };
const log: CommitLog = { status: (xid) => statuses[xid] ?? 'committed', top: (xid) => tops[xid] ?? xid };

// [what, snapshot, own transaction, xmin, xmax, seen]
const cases: readonly (readonly [string, string, number | null, number, number | null, boolean])[] = [
  ['committed before', '12:14:12', null, 10, null, true],
  ['rolled back', '12:14:12', null, 11, null, false],
  ['in progress', '12:14:12', null, 12, null, false],
  ['one’s own', '12:14:12', 12, 12, null, true],
  ['committed since, though it was running', '12:14:12,13', null, 13, null, false],
  ['committed since, begun after the snapshot', '12:13:12', null, 13, null, false],
  ['committed before, between those that run', '12:14:12', null, 13, null, true],
  ['ended by one who committed before', '12:14:12', null, 10, 13, false],
  ['ended by one who committed since', '12:14:12,13', null, 10, 13, true],
  ['ended by one who rolled back', '12:14:12', null, 10, 11, true],
  ['ended by one who runs', '12:14:12', null, 10, 12, true],
  ['ended by oneself', '12:14:12', 12, 10, 12, false],
  ['made and ended by oneself', '12:14:12', 12, 12, 12, false],
  ['under a savepoint of another who runs', '20:25:20', null, 21, null, false],
  ['under a savepoint of one’s own', '20:25:20', 20, 21, null, true],
  ['under a savepoint of one’s own that was taken back', '20:25:20', 20, 22, null, false],
  ['ended under a savepoint of one’s own that was taken back', '20:25:20', 20, 10, 22, true],
  ['under a savepoint of one who committed before', '20:25:20', null, 24, null, true],
  ['under a savepoint of one who committed since: only its transaction is in the list', '20:25:20,23', null, 24, null, false],
  ['nobody runs', '14:14:', null, 13, null, true],
];

test.each(cases)('%s', (_what, text, own, xmin, xmax, seen) => {
  expect(visible({ xmin, xmax }, snapshotIn(text, own), log)).toBe(seen);
});
