import type { History, ItemEvent } from '../history/history';
import { byName, UNBORN } from '../history/history';
import type { VersionOrder } from '../history/version-order';
import type { AnomalyCode } from '../trace';
import type { Phenomenon } from './phenomenon';

/**
 * What is dirty about a history: P0 and P1, which are about time and happen whether or not the
 * transactions commit (Berenson et al. 1995, section 3), and G1a and G1b, which are about what
 * committed transactions read (Adya, Liskov, O'Neil 2000, section 5.2).
 */
export function dirtyPhenomena(history: History, order: VersionOrder): Phenomenon[] {
  const found = new Map<string, Phenomenon>();
  const add = (phenomenon: Phenomenon): void => {
    const key = [phenomenon.name, ...phenomenon.transactions, ...phenomenon.items].join('\0');
    if (!found.has(key)) found.set(key, phenomenon);
  };
  const { active, ended } = lifetimes(history);
  for (const [index, event] of history.events.entries()) {
    if (event.kind === 'write') {
      for (const [owner, writes] of active(index)) {
        const first = writes.get(event.item);
        if (owner === event.transaction || !first) continue;
        add(between('dirty write', ['P0'], first, event, index, `${event.transaction} overwrote ${event.item} while ${owner}, which had written it, was still open`));
      }
      continue;
    }
    const reads = event.kind === 'read' ? [[event.item, event.version] as const] : event.kind === 'predicate read' ? [...event.versions] : [];
    for (const [item, version] of reads) {
      const writer = order.writer(item, version);
      if (writer === null || writer === event.transaction) continue;
      const write = history.events.find((one) => one.kind === 'write' && one.transaction === writer && one.item === item && one.version === version);
      if (write?.kind !== 'write') continue;
      const read = { transaction: event.transaction, step: event.step };
      const open = (ended.get(writer) ?? Infinity) > index;
      // A version that is looked at for a predicate counts only where it makes a difference: a row too many, or one missing.
      const report = (name: string, code: AnomalyCode, rightVersion: string, why: string): void => {
        const isSame = event.kind === 'predicate read' && history.matches(event.predicate, item, version) === history.matches(event.predicate, item, rightVersion);
        if (!isSame) add(between(name, [code], write, read, index, why));
      };
      const before = versionBefore(history, order, write);
      const seen = `${read.transaction} read ${item} as ${writer} had written it`;
      if (open) report('dirty read', 'P1', before, `${seen}, while ${writer} was still open`);
      if (!order.committed.has(read.transaction)) continue;
      // One that never ended counts as rolled back (Adya 1999, section 3.1.1: histories are complete).
      if (!order.committed.has(writer)) report('aborted read', 'G1a', before, `${seen}, and ${writer} was rolled back: that version never existed`);
      const final = order.of(item).find((one) => one.transaction === writer);
      if (final && final.version !== version) report('intermediate read', 'G1b', final.version, `${seen} in between; ${writer} then wrote it again`);
    }
  }
  return [...found.values()];
}

interface Place {
  readonly transaction: string;
  readonly step: number;
}

function between(name: string, codes: readonly AnomalyCode[], write: ItemEvent, other: Place, event: number, explanation: string): Phenomenon {
  return {
    name,
    codes,
    transactions: [write.transaction, other.transaction].sort(byName),
    items: [write.item],
    steps: [write.step, other.step],
    event,
    cycle: null,
    explanation,
  };
}

/** The version of the item that another transaction had left before this write. */
function versionBefore(history: History, order: VersionOrder, { transaction, item }: ItemEvent): string {
  let before = order.of(item)[0]?.version ?? UNBORN;
  for (const event of history.events) {
    if (event.kind !== 'write' || event.item !== item) continue;
    if (event.transaction === transaction) break;
    if (order.committed.has(event.transaction)) before = event.version;
  }
  return before;
}

/** When transactions end, and what those had written that were open just before an event. */
function lifetimes(history: History): {
  active: (index: number) => ReadonlyMap<string, ReadonlyMap<string, ItemEvent>>;
  ended: ReadonlyMap<string, number>;
} {
  const ended = new Map<string, number>();
  for (const [index, event] of history.events.entries()) {
    if (event.kind === 'commit' || event.kind === 'abort') ended.set(event.transaction, index);
  }
  const active = (index: number): Map<string, Map<string, ItemEvent>> => {
    const open = new Map<string, Map<string, ItemEvent>>();
    for (const event of history.events.slice(0, index)) {
      if (event.kind !== 'write' || (ended.get(event.transaction) ?? Infinity) < index) continue;
      const writes = open.get(event.transaction) ?? new Map<string, ItemEvent>();
      open.set(event.transaction, writes);
      if (!writes.has(event.item)) writes.set(event.item, event);
    }
    return open;
  };
  return { active, ended };
}
