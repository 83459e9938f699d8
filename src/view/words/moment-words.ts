import type { RowVersionState } from '../../cells/output';

/** How things stand after a step: row versions, locks, snapshots. */
export interface TraceMomentWords {
  readonly show: string;
  readonly after: (step: number) => string;
  readonly versions: string;
  readonly row: string;
  readonly value: string;
  readonly state: string;
  readonly seenBy: string;
  readonly everyone: string;
  readonly nobody: string;
  readonly states: Readonly<Record<RowVersionState, string>>;
  readonly by: (session: string) => string;
  /** A committed version that a transaction has replaced or deleted, and has not ended. */
  readonly ending: (session: string) => string;
  readonly sessions: string;
  readonly transaction: (xid: number) => string;
  readonly snapshotOf: (step: number) => string;
  readonly commitsSeen: (commits: number) => string;
  readonly blindTo: (sessions: string) => string;
  readonly perStatement: string;
  readonly holds: string;
  readonly awaits: string;
  readonly noLocks: string;
  readonly lockKinds: Readonly<Record<string, string>>;
  readonly ownTransaction: string;
  readonly endOf: (session: string) => string;
  /** What an SIREAD lock is. */
  readonly siread: string;
  readonly nothing: string;
}
