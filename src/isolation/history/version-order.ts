import { committedIn, INITIAL, UNBORN, type History, type ItemEvent } from './history';

/** A version that a committed transaction installed; the first one of an item is nobody's. */
export interface Installed {
  readonly version: string;
  readonly transaction: string | null;
  readonly step: number;
}

/** The installed versions of each item, in version order. */
export class VersionOrder {
  readonly #installed = new Map<string, Installed[]>();
  /** Who wrote a version, whether or not it was installed. */
  readonly #writers = new Map<string, string>();

  /**
   * A transaction installs its last version of an item, and does so when it commits: the order of
   * versions is that of commits, unless the history knows better (Adya 1999, section 3.1.2).
   */
  constructor(readonly history: History) {
    const last = new Map<string, Map<string, ItemEvent>>();
    const committed = committedIn(history);
    for (const event of history.events) {
      if (event.kind === 'write') {
        this.#writers.set(key(event.item, event.version), event.transaction);
        const own = last.get(event.transaction) ?? new Map<string, ItemEvent>();
        last.set(event.transaction, own.set(event.item, event));
      } else if (event.kind === 'commit') {
        for (const write of last.get(event.transaction)?.values() ?? []) this.of(write.item).push(write);
      }
    }
    for (const [item, versions] of history.order ?? []) {
      const place = new Map(versions.map((version, index) => [version, index]));
      this.of(item).sort((a, b) => (place.get(a.version) ?? -1) - (place.get(b.version) ?? -1));
    }
    this.committed = committed;
  }

  readonly committed: ReadonlySet<string>;

  /** All installed versions of an item, the initial one first. */
  of(item: string): Installed[] {
    let versions = this.#installed.get(item);
    if (!versions) {
      versions = [{ version: this.history.unborn.has(item) ? UNBORN : INITIAL, transaction: null, step: 0 }];
      this.#installed.set(item, versions);
    }
    return versions;
  }

  /** Who wrote a version; null for one with which the history began. */
  writer(item: string, version: string): string | null {
    return this.#writers.get(key(item, version)) ?? null;
  }

  /** The installed version that stands for `version`: itself, or its writer's last one. -1 when its writer did not commit. */
  place(item: string, version: string): number {
    const writer = this.writer(item, version);
    return this.of(item).findIndex((one) => (writer === null ? one.transaction === null : one.transaction === writer));
  }
}

function key(item: string, version: string): string {
  return `${item}\0${version}`;
}
