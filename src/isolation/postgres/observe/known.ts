import type { VersionLog } from '../../observe/version-log';
import type { Gaps } from './gaps';
import type { Items } from './items';
import type { Matching } from './matching';
import type { ObservedTable } from './observed-table';
import type { RowReport } from './row-reports';

/** What is known at the end about everything that happened. */
export interface Known {
  readonly items: Items;
  readonly matching: Matching;
  readonly log: VersionLog;
  /** When each transaction committed, as an index of the journal; Infinity for those that did not. */
  readonly committedAt: (transaction: string) => number;
  readonly gaps: Gaps;
  /** By report: the name of the version that it tells of. */
  readonly versions: Map<RowReport, string>;
  /** Tables whose rows were moved or removed past all snapshots. */
  readonly lost: ReadonlySet<ObservedTable>;
}
