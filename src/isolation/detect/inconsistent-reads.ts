import { byName, UNBORN, type History, type PredicateRead } from '../history/history';
import type { VersionOrder } from '../history/version-order';
import type { Phenomenon } from './phenomenon';

/** One version that a transaction read, by itself or among what it looked at for a predicate. */
interface Look {
  readonly index: number;
  readonly step: number;
  readonly item: string;
  readonly version: string;
}

/**
 * What a committed transaction's own reads show, one against the other: P2 directly, observed
 * transaction vanishes and predicate-many-preceders (Bailis et al. 2013, appendix A), and reads of
 * rows out of the order in which they were numbered.
 */
export function inconsistentReads(history: History, order: VersionOrder): Phenomenon[] {
  return [...order.committed].sort(byName).flatMap((transaction) => {
    const looks = looksOf(history, transaction).filter(({ item, version }) => order.writer(item, version) !== transaction);
    const predicates = history.events.flatMap((event, index) => (event.kind === 'predicate read' && event.transaction === transaction ? [{ event, index }] : []));
    return [...fuzzyReads(transaction, looks), ...vanished(transaction, looks, order), ...manyPreceders(transaction, predicates, history, order), ...outOfOrder(transaction, predicates, history, order)];
  });
}

function looksOf(history: History, transaction: string): Look[] {
  return history.events.flatMap((event, index) =>
    event.kind === 'read' && event.transaction === transaction ? [{ index, step: event.step, item: event.item, version: event.version }] : [],
  );
}

function fuzzyReads(transaction: string, looks: readonly Look[]): Phenomenon[] {
  const first = new Map<string, Look>();
  const found = new Map<string, Phenomenon>();
  for (const look of looks) {
    const before = first.get(look.item);
    if (!before) first.set(look.item, look);
    else if (before.version !== look.version && !found.has(look.item)) {
      found.set(look.item, {
        ...shown('non-repeatable read', before, look),
        codes: ['P2'],
        transactions: [transaction],
        explanation: `${transaction} read ${look.item} twice and found two versions of it`,
      });
    }
  }
  return [...found.values()];
}

/** OTV: it saw what a transaction did, and later a state from before that transaction. */
function vanished(transaction: string, looks: readonly Look[], order: VersionOrder): Phenomenon[] {
  for (const [at, later] of looks.entries()) {
    const place = order.place(later.item, later.version);
    if (place < 0) continue;
    for (const earlier of looks.slice(0, at)) {
      const writer = order.writer(earlier.item, earlier.version);
      if (writer === null || !order.of(later.item).slice(place + 1).some((one) => one.transaction === writer)) continue;
      return [
        {
          ...shown('observed transaction vanishes', earlier, later),
          codes: ['OTV'],
          transactions: [writer, transaction].sort(byName),
          items: [...new Set([earlier.item, later.item])],
          explanation: `${transaction} saw ${writer}'s version of ${earlier.item}, and then ${later.item} as it was before ${writer}`,
        },
      ];
    }
  }
  return [];
}

interface Looked {
  readonly event: PredicateRead;
  readonly index: number;
}

/** PMP: two predicate reads looked at different versions of a row, and each of them would have found something else by the other's. */
function manyPreceders(transaction: string, predicates: readonly Looked[], history: History, order: VersionOrder): Phenomenon[] {
  for (const [at, later] of predicates.entries()) {
    for (const earlier of predicates.slice(0, at)) {
      for (const item of new Set([...earlier.event.versions.keys(), ...later.event.versions.keys()])) {
        const [before, after] = [versionIn(earlier.event, item, order), versionIn(later.event, item, order)];
        if (before === after || [before, after].some((version) => order.writer(item, version) === transaction)) continue;
        const differs = [earlier, later].every(({ event: { predicate } }) => history.matches(predicate, item, before) !== history.matches(predicate, item, after));
        if (!differs) continue;
        const place = { index: later.index, step: later.event.step, item, version: after };
        return [
          {
            ...shown('predicate-many-preceders', { ...place, step: earlier.event.step }, place),
            codes: ['PMP'],
            transactions: [transaction],
            explanation: `${transaction} looked for ${later.event.predicate} after ${earlier.event.predicate}, and ${item} had changed in between so that it matters`,
          },
        ];
      }
    }
  }
  return [];
}

/** It saw a row with a higher number, and not yet one with a lower number that was inserted earlier and committed later. */
function outOfOrder(transaction: string, predicates: readonly Looked[], history: History, order: VersionOrder): Phenomenon[] {
  const births = birthsIn(history, order);
  for (const { event, index } of predicates) {
    const missing = [...births].filter(([item]) => versionIn(event, item, order) === UNBORN);
    for (const [item, version] of event.versions) {
      const seen = births.get(item);
      if (!seen || version === UNBORN || order.writer(item, version) === transaction) continue;
      const late = missing.find(([other, birth]) => numberedBefore(other, item) && birth.index < seen.index && birth.transaction !== transaction && birth.transaction !== seen.transaction && history.matches(event.predicate, other, birth.version));
      if (!late) continue;
      return [
        {
          ...shown('out-of-order read', { index, step: late[1].step, item: late[0], version }, { index, step: event.step, item, version }),
          codes: ['out-of-order'],
          transactions: [...new Set([transaction, seen.transaction, late[1].transaction])].sort(byName),
          items: [late[0], item],
          explanation: `${transaction} saw ${item} and not ${late[0]}, which has the lower number but was committed later`,
        },
      ];
    }
  }
  return [];
}

interface Birth {
  readonly transaction: string;
  readonly version: string;
  readonly step: number;
  readonly index: number;
}

function birthsIn(history: History, order: VersionOrder): Map<string, Birth> {
  const births = new Map<string, Birth>();
  for (const [index, event] of history.events.entries()) {
    if (event.kind !== 'write' || !history.unborn.has(event.item) || births.has(event.item) || !order.committed.has(event.transaction)) continue;
    births.set(event.item, { transaction: event.transaction, version: event.version, step: event.step, index });
  }
  return births;
}

function numberedBefore(item: string, other: string): boolean {
  const [, table, number] = /^(.*):(\d+)$/.exec(item) ?? [];
  const [, otherTable, otherNumber] = /^(.*):(\d+)$/.exec(other) ?? [];
  return table !== undefined && table === otherTable && Number(number) < Number(otherNumber);
}

function versionIn(read: PredicateRead, item: string, order: VersionOrder): string {
  return read.versions.get(item) ?? order.of(item)[0]?.version ?? UNBORN;
}

function shown(name: string, before: Look, after: Look): Pick<Phenomenon, 'name' | 'items' | 'steps' | 'event' | 'cycle'> {
  return { name, items: [...new Set([before.item, after.item])], steps: [before.step, after.step], event: after.index, cycle: null };
}
