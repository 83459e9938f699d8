import type { TraceValue } from '../../trace';
import type { Items } from './items';
import type { ObservedTable } from './observed-table';
import type { RowReport } from './row-reports';
import { valuesIn } from './row-values';

/** A version of a row, found where it lies. */
export interface PlacedVersion {
  readonly item: string;
  /** As reads and writes name it; null where it is not among them. */
  readonly version: string | null;
  readonly values: Readonly<Record<string, TraceValue>>;
}

/** What lies where in the tables: a page tells a version's place and its maker, and not which row it is of. */
export class VersionPlaces {
  readonly #versions = new Map<string, PlacedVersion>();
  readonly #tables = new Map<string, number>();

  /** @param versionOf the name of the version that a report tells of; null where its statement did not go through */
  constructor(tables: readonly ObservedTable[], reports: readonly RowReport[], items: Items, versionOf: (report: RowReport) => string | null) {
    let at = 0;
    for (const { oid, rows, places } of tables) {
      for (const [index, image] of rows.entries()) {
        const item = items.initial[at + index]?.item;
        const place = places[index];
        if (item !== undefined && place) this.#add(oid, place.ctid, place.xmin, { item, version: 'init', values: valuesIn(image) });
      }
      at += rows.length;
    }
    for (const report of reports) {
      const { table, after, to, xid } = report;
      if (after === null || to === null || xid === null) continue;
      const item = items.changes.get(report)?.at(-1)?.item ?? items.byImage(table, after);
      if (item !== null) this.#add(table.oid, to, xid, { item, version: versionOf(report), values: valuesIn(after) });
    }
  }

  at(table: number, ctid: string, xmin: number): PlacedVersion | undefined {
    return this.#versions.get(key(table, ctid, xmin));
  }

  /** The table of an item that lies somewhere, by its number. */
  tableOf(item: string): number | undefined {
    return this.#tables.get(item);
  }

  #add(table: number, ctid: string, xmin: number, version: PlacedVersion): void {
    this.#versions.set(key(table, ctid, xmin), version);
    this.#tables.set(version.item, table);
  }
}

function key(table: number, ctid: string, xmin: number): string {
  return `${table} ${ctid} ${xmin}`;
}
