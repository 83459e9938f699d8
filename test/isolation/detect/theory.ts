import type { History, HistoryEvent } from '../../../src/isolation/history/history';
import type { Findings } from '../../../src/isolation/detect/detect';
import type { Phenomenon } from '../../../src/isolation/detect/phenomenon';

/** An abstract history as test/oracle/isolation/theory records it. */
export interface RecordedHistory {
  readonly events: readonly RecordedEvent[];
  readonly matches: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  /** Whether an item existed at the beginning; true where it is missing. */
  readonly initial: Readonly<Record<string, boolean>>;
  readonly order?: Readonly<Record<string, readonly string[]>>;
}

export interface RecordedEvent {
  readonly t: string;
  readonly op: 'r' | 'w' | 'p' | 'c' | 'a';
  readonly x?: string;
  readonly v?: string;
  readonly P?: string;
  readonly vset?: Readonly<Record<string, string>>;
  readonly cur?: boolean;
}

/** The history with the events' positions as their steps. */
export function historyOf({ events, matches, initial, order }: RecordedHistory): History {
  return {
    events: events.map(eventOf),
    matches: (predicate, item, version) => matches[predicate]?.some(([x, v]) => x === item && v === version) ?? false,
    unborn: new Set(Object.entries(initial).flatMap(([item, born]) => (born ? [] : item))),
    ...(order ? { order: new Map(Object.entries(order)) } : {}),
  };
}

function eventOf({ t: transaction, op, x: item = '', v: version = '', P: predicate = '', vset = {}, cur = false }: RecordedEvent, step: number): HistoryEvent {
  switch (op) {
    case 'r':
    case 'w':
      return { kind: op === 'r' ? 'read' : 'write', transaction, item, version, step, throughCursor: cur };
    case 'p':
      return { kind: 'predicate read', transaction, predicate, versions: new Map(Object.entries(vset)), step };
    case 'c':
    case 'a':
      return { kind: op === 'c' ? 'commit' : 'abort', transaction, step };
  }
}

const RECORDED_KINDS: Readonly<Record<string, string>> = { 'predicate rw': 'prw', 'predicate wr': 'wr' };

export interface RecordedEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly items: readonly string[];
}

/** The dependencies as the records have them: merged by kind, in order of names. */
export function edgesOf({ dependencies }: Findings): RecordedEdge[] {
  const edges = new Map<string, { from: string; to: string; kind: string; items: string[] }>();
  for (const { from, to, kind: own, item } of dependencies) {
    const kind = RECORDED_KINDS[own] ?? own;
    const key = `${from} ${to} ${kind}`;
    const edge = edges.get(key) ?? { from, to, kind, items: [] };
    edges.set(key, edge);
    edge.items.push(item);
  }
  const sorted = [...edges.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, edge]) => ({ ...edge, items: [...edge.items].sort() }));
}

/** The words of the records for what a phenomenon is. */
const LEARNER_NAMES: Readonly<Record<string, string>> = {
  'lost update': 'P4 lost update',
  'cursor lost update': 'P4C cursor lost update',
  'non-repeatable read': 'P2 fuzzy read',
  'read skew': 'A5A read skew',
  'write skew': 'A5B write skew',
  phantom: 'P3 phantom',
};

export function recordedName({ name, codes, cycle }: Phenomenon): { anomaly: string; named?: string } {
  const [code = ''] = codes;
  if (cycle === null) return { anomaly: code === 'P2' ? 'P2 fuzzy read (direct)' : `${code} ${name}` };
  if (code === 'G0' || code === 'G1c') return { anomaly: `${code} ${name}` };
  const single = codes.includes('G-single');
  const className = single ? (codes.includes('G2') ? 'G-single (predicate)' : 'G-single') : codes.includes('G2') ? 'G2' : 'G2-item';
  return { anomaly: className, named: LEARNER_NAMES[name] ?? name };
}
