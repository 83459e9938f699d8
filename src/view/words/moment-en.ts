import { figures } from './figures';
import type { TraceMomentWords } from './moment-words';

const { number, count } = figures('en', { ms: 'ms', s: 's', min: 'min' });

/** Row versions, locks and snapshots in English. */
export const momentEn: TraceMomentWords = {
  show: 'Locks and versions',
  after: (step) => `After step ${number(step)}`,
  versions: 'Row versions',
  row: 'Row',
  value: 'Value',
  state: 'State',
  seenBy: 'Seen by',
  everyone: 'everyone',
  nobody: 'nobody',
  states: { committed: 'committed', uncommitted: 'uncommitted', replaced: 'replaced', deleted: 'deleted', 'rolled back': 'rolled back' },
  by: (session) => `by ${session}`,
  ending: (session) => `${session} is changing it`,
  sessions: 'Sessions',
  transaction: (xid) => `transaction ${xid}`,
  snapshotOf: (step) => `snapshot of step ${number(step)}`,
  commitsSeen: (commits) => `after ${count(commits, { one: 'commit', other: 'commits' })}`,
  blindTo: (sessions) => `without ${sessions}`,
  perStatement: 'a new snapshot for each statement',
  holds: 'holds',
  awaits: 'waits for',
  noLocks: 'no locks',
  lockKinds: { relation: 'table', table: 'table', tuple: 'version', row: 'row', page: 'page', advisory: 'advisory', range: 'range', database: 'database' },
  ownTransaction: 'its own transaction',
  endOf: (session) => `the end of ${session}`,
  siread: 'remembers what was read; nobody waits for it',
  nothing: 'Nothing is locked, and no row has been touched.',
};
