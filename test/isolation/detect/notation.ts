import type { History, HistoryEvent } from '../../../src/isolation/history/history';

/** What the notation leaves out. */
export interface Written {
  /** Items that did not exist at the beginning. */
  readonly unborn?: readonly string[];
  /** By predicate: the versions that satisfy it, `x` for the initial one of x, `x2` for T2's last one, `x2.1` for its first. */
  readonly matches?: Readonly<Record<string, readonly string[]>>;
  /** The order of versions, where it is another than that of commits. */
  readonly order?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A history in the papers' notation, an event a word: `w1(x)`, `r2(x1)` for T1's version of x so far, `r2(x)` for the
 * initial one, `rc1(x)` and `wc1(x)` through a cursor, `p1(P:x,y2)` for a predicate read with the version of each item,
 * `c1`, `a1`. Items of `unborn` that a predicate read leaves out were not there. Events that are joined by `+` are one step.
 */
export function historyIn(notation: string, { unborn = [], matches = {}, order = {} }: Written = {}): History {
  const counts = new Map<string, number>();
  const bare = new Set(unborn);
  const version = (text: string): { item: string; version: string } => {
    const [, item = '', writer, number] = /^([a-z]+)(\d)?(?:\.(\d))?$/.exec(text) ?? [];
    if (writer === undefined) return { item, version: bare.has(item) ? 'unborn' : 'init' };
    return { item, version: `T${writer}.${item}${number ?? counts.get(`T${writer} ${item}`) ?? 0}` };
  };
  const events = notation.split(/\s+/).flatMap((words, step) => words.split('+').map((word) => eventIn(word, step, version, counts)));
  const satisfied = new Map(Object.entries(matches).map(([predicate, texts]) => [predicate, new Set(texts.map((text) => key(version(text))))]));
  const orders = Object.entries(order).map(([item, texts]) => [item, texts.map((text) => version(text).version)] as const);
  return {
    events,
    unborn: bare,
    matches: (predicate, item, one) => satisfied.get(predicate)?.has(key({ item, version: one })) ?? false,
    ...(orders.length > 0 ? { order: new Map(orders) } : {}),
  };
}

function eventIn(word: string, step: number, version: (text: string) => { item: string; version: string }, counts: Map<string, number>): HistoryEvent {
  const [, kind = '', number = '', inside = ''] = /^([a-z]+)(\d)(?:\((.*)\))?$/.exec(word) ?? [];
  const transaction = `T${number}`;
  if (kind === 'c' || kind === 'a') return { kind: kind === 'c' ? 'commit' : 'abort', transaction, step };
  if (kind === 'p') {
    const [predicate = '', list = ''] = inside.split(':');
    const versions = new Map(list.split(',').filter(Boolean).map((text) => [version(text).item, version(text).version]));
    return { kind: 'predicate read', transaction, predicate, versions, step };
  }
  if (kind.startsWith('r')) return { kind: 'read', transaction, ...version(inside), step, throughCursor: kind === 'rc' };
  if (!kind.startsWith('w')) throw new Error(`no event: ${word}`);
  const count = (counts.get(`${transaction} ${inside}`) ?? 0) + 1;
  counts.set(`${transaction} ${inside}`, count);
  return { kind: 'write', transaction, item: inside, version: `${transaction}.${inside}${count}`, step, throughCursor: kind === 'wc' };
}

function key({ item, version }: { readonly item: string; readonly version: string }): string {
  return `${item} ${version}`;
}
