import { sessionOf } from '../history/transaction-name';
import type { RowVersion } from '../moment';
import type { Image } from '../rows/tables';
import type { TraceValue } from '../trace';
import type { VersionLog } from './version-log';

/** How an engine without version numbers keeps rows. */
export interface RowKeeping {
  /** The sessions that would read this version of an item if they looked now. */
  readonly seenBy: (item: string, version: string) => readonly string[];
  readonly values: (table: string, image: Image) => Readonly<Record<string, TraceValue>>;
}

/** Of more items versions are not told. */
const MOST_ITEMS = 40;

/**
 * The versions of items that there are: what is committed, what is not yet, and older ones that somebody still sees. A
 * version that is no row, because it was deleted, shows as the end of the one before.
 */
export function rowVersions(log: VersionLog, { seenBy, values }: RowKeeping): RowVersion[] {
  return [...log.touched].slice(0, MOST_ITEMS).flatMap((item) => {
    const all = log.living(item);
    const current = all.findLastIndex(({ transaction }) => log.isCommitted(transaction));
    return all.flatMap(({ name, transaction, image }, at): RowVersion[] => {
      if (image === null) return [];
      const sessions = seenBy(item, name);
      const next = all[at + 1];
      const isOver = at < current || (next !== undefined && next.transaction === transaction && at !== current);
      if (isOver && sessions.length === 0) return [];
      const state = isOver ? (next?.image === null ? 'deleted' : 'replaced') : at === current ? 'committed' : 'uncommitted';
      const endedBy = next?.transaction ?? null;
      return [
        {
          item,
          version: name,
          values: values(log.tableOf(item), image),
          writer: transaction === null ? null : sessionOf(transaction),
          state,
          endedBy: endedBy === null ? null : sessionOf(endedBy),
          seenBy: sessions,
        },
      ];
    });
  });
}
