import { detect } from '../../../src/isolation/detect/detect';
import type { HistoryEvent } from '../../../src/isolation/history/history';
import { traceAnomalies } from '../../../src/isolation/run/trace-findings';
import { historyIn, type Written } from './notation';

/** A history, what it shows by name and codes, and its serial order where it has one. */
interface Case extends Omit<Written, 'order'> {
  readonly is: string;
  readonly history: string;
  readonly shows: readonly string[];
  readonly serial?: readonly string[];
}

const LOST = 'lost update P4 G-single';
const FUZZY = 'non-repeatable read P2 G-single';
const SKEW = 'read skew A5A G-single';
const PHANTOM = 'phantom P3 G-single G2';
const WRITE_SKEW = 'write skew A5B G2-item';

const cases: readonly Case[] = [
  // None.
  { is: 'one after the other', history: 'r1(x) w1(x) c1 r2(x1) w2(x) c2', shows: [], serial: ['T1', 'T2'] },
  { is: 'interleaved on different items', history: 'r1(x) r2(y) w1(x) w2(y) c2 c1', shows: [], serial: ['T1', 'T2'] },
  { is: 'the reader of the old version comes first', history: 'w1(x) r2(x) c1 c2', shows: [], serial: ['T2', 'T1'] },
  { is: 'a snapshot of two items', history: 'r1(x) w2(x) w2(y) c2 r1(y) c1', shows: [], serial: ['T1', 'T2'] },
  { is: 'blind writes in one order', history: 'w1(x) w1(y) c1 w2(x) w2(y) c2', shows: [], serial: ['T1', 'T2'] },
  { is: 'reading what one wrote oneself', history: 'w1(x) r1(x1) w1(x) r1(x1) c1', shows: [], serial: ['T1'] },
  { is: 'an aborted writer leaves nothing', history: 'r1(x) w2(x) a2 r1(x) w1(x) c1', shows: [], serial: ['T1'] },
  { is: 'an aborted reader does not matter', history: 'r1(x) w2(x) c2 r1(x2) a1', shows: [], serial: ['T2'] },
  { is: 'a chain of three', history: 'w1(x) c1 r2(x1) w2(y) c2 r3(y2) w3(z) c3', shows: [], serial: ['T1', 'T2', 'T3'] },
  { is: 'orders against that of commits', history: 'r3(x) r2(y) w1(x) c1 w3(y) c3 c2', shows: [], serial: ['T2', 'T3', 'T1'] },
  { is: 'a transaction that never ends takes no part', history: 'r1(x) w2(x) c2 r1(x2)', shows: [], serial: ['T2'] },
  { is: 'a read-only pair is no anomaly', history: 'r1(x) w2(x) c2 w1(y) c1', shows: [], serial: ['T1', 'T2'] },
  { is: 'rw, wr, all forward', history: 'r1(x) w2(x) c2 r3(x2) c3 c1', shows: [], serial: ['T1', 'T2', 'T3'] },
  { is: 'a predicate that a change does not concern', history: 'p1(P:x,y) w2(y) c2 p1(P:x,y2) c1', matches: { P: ['x'] }, shows: [], serial: ['T1', 'T2'] },
  // Dirty.
  { is: 'P1 without harm', history: 'w1(x) r2(x1) c1 c2', shows: ['dirty read P1'], serial: ['T1', 'T2'] },
  { is: 'P0 without harm', history: 'w1(x) w2(x) c1 c2', shows: ['dirty write P0'], serial: ['T1', 'T2'] },
  { is: 'P0 with an aborted first writer', history: 'w1(x) w2(x) a1 c2', shows: ['dirty write P0'], serial: ['T2'] },
  { is: 'G1a', history: 'w1(x) r2(x1) a1 c2', shows: ['dirty read P1', 'aborted read G1a'] },
  { is: 'G1a by a predicate', history: 'w1(x) p2(P:x1) a1 c2', matches: { P: ['x1'] }, shows: ['dirty read P1', 'aborted read G1a'] },
  { is: 'a predicate that the aborted version leaves as it was', history: 'w1(x) p2(P:x1) a1 c2', matches: { P: ['x', 'x1'] }, shows: [], serial: ['T2'] },
  { is: 'G1a of a row that was inserted', history: 'w1(x) p2(P:x1) a1 c2', unborn: ['x'], matches: { P: ['x1'] }, shows: ['dirty read P1', 'aborted read G1a'] },
  { is: 'G1b', history: 'w1(x) r2(x1.1) w1(x) c1 c2', shows: ['dirty read P1', 'intermediate read G1b'] },
  { is: 'G1b by a predicate', history: 'w1(x) p2(P:x1.1) w1(x) c1 c2', matches: { P: ['x1.1'] }, shows: ['dirty read P1', 'intermediate read G1b'] },
  { is: 'an intermediate version that aborts is both', history: 'w1(x) r2(x1.1) w1(x) a1 c2', shows: ['dirty read P1', 'aborted read G1a'] },
  // G0, G1c.
  { is: 'G1c', history: 'w1(x) w2(y) r1(y2) r2(x1) c1 c2', shows: ['dirty read P1', 'circular information flow G1c'] },
  { is: 'G1c of ww and wr', history: 'w1(x) w2(x) w2(y) r1(y2) c1 c2', shows: ['dirty write P0', 'dirty read P1', 'circular information flow G1c'] },
  { is: 'G1c of three', history: 'w1(x) w2(y) w3(z) r1(z3) r2(x1) r3(y2) c1 c2 c3', shows: ['dirty read P1', 'dirty read P1', 'dirty read P1', 'circular information flow G1c'] },
  { is: 'G1c by a predicate', history: 'w1(x) w2(y) p1(P:x1,y2) r2(x1) c1 c2', matches: { P: ['y2'] }, shows: ['dirty read P1', 'circular information flow G1c'] },
  // One anti-dependency.
  { is: 'P4', history: 'r1(x) r2(x) w1(x) c1 w2(x) c2', shows: [LOST] },
  { is: 'P4 with one reader', history: 'r1(x) w2(x) c2 w1(x) c1', shows: [LOST] },
  { is: 'P4 through a third', history: 'r1(x) w2(x) c2 w3(x) c3 w1(x) c1', shows: [LOST] },
  { is: 'P4C', history: 'rc1(x) w2(x) c2 wc1(x) c1', shows: ['cursor lost update P4C P4 G-single'] },
  { is: 'P4C where the read alone went through it', history: 'rc1(x) w2(x) c2 w1(x) c1', shows: ['cursor lost update P4C P4 G-single'] },
  { is: 'P4, with a cursor on another item', history: 'rc1(y) r1(x) w2(x) w2(y) c2 w1(x) c1', shows: [LOST] },
  { is: 'P4 of the other, who used no cursor', history: 'r1(x) wc2(x) c2 w1(x) c1', shows: [LOST] },
  { is: 'P2', history: 'r1(x) w2(x) c2 r1(x2) c1', shows: [FUZZY] },
  { is: 'P2 through a third', history: 'r1(x) w2(x) c2 w3(x) c3 r1(x3) c1', shows: [FUZZY] },
  { is: 'one row by its key, then by a predicate', history: 'r1(x) w2(x) c2 p1(P:x2) c1', matches: { P: ['x2'] }, shows: [SKEW] },
  { is: 'A5A', history: 'r1(x) w2(x) w2(y) c2 r1(y2) c1', shows: [SKEW] },
  { is: 'A5A through a third', history: 'r1(x) w2(x) c2 r3(x2) w3(y) c3 r1(y3) c1', shows: [SKEW] },
  { is: 'OTV', history: 'w1(x) w1(y) c1 w2(x) w2(y) c2 r3(x2) r3(y1) c3', shows: [SKEW, 'observed transaction vanishes OTV'] },
  { is: 'OTV of what it never overwrote', history: 'w1(x) w1(y) c1 r2(x1) r2(y) c2', shows: [SKEW, 'observed transaction vanishes OTV'] },
  { is: 'a write over what was read elsewhere', history: 'r1(x) w2(x) w2(y) c2 w1(y) c1', shows: ['single anti-dependency cycle G-single'] },
  // Predicates.
  { is: 'P3', history: 'p1(P:) w2(y) c2 p1(P:y2) c1', unborn: ['y'], matches: { P: ['y2'] }, shows: [PHANTOM, 'predicate-many-preceders PMP'] },
  { is: 'P3 of a row that leaves', history: 'p1(P:y) w2(y) c2 p1(P:y2) c1', matches: { P: ['y'] }, shows: [PHANTOM, 'predicate-many-preceders PMP'] },
  { is: 'P3 against a sum kept by key (Berenson et al., H3)', history: 'p1(P:) w2(y) w2(z) c2 r1(z2) c1', unborn: ['y'], matches: { P: ['y2'] }, shows: [PHANTOM] },
  { is: 'P3 where the reader finds the new row itself', history: 'p1(P:) w2(y) c2 p1(P:y2)+r1(y2) c1', unborn: ['y'], matches: { P: ['y2'] }, shows: [PHANTOM, 'predicate-many-preceders PMP'] },
  { is: 'one row by two predicates', history: 'p1(P:x) w2(x) c2 p1(Q:x2) c1', matches: { P: ['x'], Q: ['x2'] }, shows: [PHANTOM, 'predicate-many-preceders PMP'] },
  {
    is: 'an effect without its cause, by two predicates',
    history: 'p1(P:) w2(y) c2 r3(y2) w3(z) c3 p1(Q:z3) c1',
    unborn: ['y', 'z'],
    matches: { P: ['y2'], Q: ['z3'] },
    shows: [SKEW.replace('G-single', 'G-single G2')],
  },
  {
    is: 'an effect without its cause, whose row is read as it is found',
    history: 'p1(P:) w2(y) w2(z) c2 p1(Q:z2)+r1(z2) c1',
    unborn: ['y', 'z'],
    matches: { P: ['y2'], Q: ['z2'] },
    shows: [SKEW.replace('G-single', 'G-single G2')],
  },
  { is: 'two predicates over an unchanged view', history: 'p1(P:) w2(y) w2(z) c2 p1(Q:) c1', unborn: ['y', 'z'], matches: { P: ['y2'], Q: ['z2'] }, shows: [], serial: ['T1', 'T2'] },
  { is: 'PMP by an update', history: 'p1(P:x,y) w2(x) c2 p1(P:x2,y) c1', matches: { P: ['x2'] }, shows: [PHANTOM, 'predicate-many-preceders PMP'] },
  // Several anti-dependencies.
  { is: 'A5B', history: 'r1(x) r1(y) r2(x) r2(y) w1(x) w2(y) c1 c2', shows: [WRITE_SKEW] },
  { is: 'A5B on what each had read alone', history: 'r1(y) r2(x) w1(x) w2(y) c1 c2', shows: [WRITE_SKEW] },
  { is: 'A5B of three', history: 'r1(x) r2(y) r3(z) w3(x) w1(y) w2(z) c1 c2 c3', shows: [WRITE_SKEW] },
  { is: 'G2 by inserts', history: 'p1(P:) p2(P:) w1(y) w2(z) c1 c2', unborn: ['y', 'z'], matches: { P: ['y1', 'z2'] }, shows: ['predicate write skew G2'] },
  { is: 'G2, half of it by key', history: 'p1(P:) r2(x) w1(x) w2(z) c1 c2', unborn: ['z'], matches: { P: ['z2'] }, shows: ['predicate write skew G2'] },
  {
    is: 'one skew by predicates and by the rows that they found',
    history: 'p1(P:x,y)+r1(x)+r1(y) p2(P:x,y)+r2(x)+r2(y) w1(x) w2(y) c1 c2',
    matches: { P: ['x', 'y'] },
    shows: ['predicate write skew G2', WRITE_SKEW],
  },
  { is: 'the read-only transaction (Fekete, O’Neil, O’Neil)', history: 'r2(x) r2(y) r1(y) w1(y) c1 r3(x) r3(y1) c3 w2(x) c2', shows: ['read-only transaction anomaly read-only G2-item'] },
  { is: 'the same without the reader', history: 'r2(x) r2(y) r1(y) w1(y) c1 w2(x) c2', shows: [], serial: ['T2', 'T1'] },
  { is: 'the reader writes too: no read-only transaction', history: 'r2(x) r2(y) r1(y) w1(y) c1 r3(x) r3(y1) w3(z) c3 w2(x) c2', shows: ['anti-dependency cycle G2-item'] },
  // Order of numbers.
  { is: 'a lower number that is committed later', history: 'w1(a) w2(b) c2 p3(P:b2) c3 c1', unborn: ['a', 'b'], matches: { P: ['a1', 'b2'] }, shows: [], serial: ['T2', 'T3', 'T1'] },
];

test.each(cases.map((one) => [one.is, one] as const))('%s', (_is, one) => {
  const findings = detect(historyIn(one.history, one));
  expect(traceAnomalies(findings).map(({ name, codes }) => [name, ...codes].join(' ')).sort()).toEqual([...one.shows].sort());
  expect(findings.serializable ? findings.order : null).toEqual(one.serial ?? null);
});

test('G0 shows where versions are ordered by writes', () => {
  const findings = detect(historyIn('w1(x) w2(x) w2(y) w1(y) c1 c2', { order: { x: ['x', 'x1', 'x2'], y: ['y', 'y2', 'y1'] } }));
  expect(traceAnomalies(findings).map(({ name }) => name)).toEqual(['dirty write', 'write cycle']);
  expect(findings.serializable).toBe(false);
});

test('rows that are numbered and committed in different orders', () => {
  const numbered = historyIn('w1(a) w2(b) c2 p3(P:b2) c3 c1', { unborn: ['a', 'b'], matches: { P: ['a1', 'b2'] } });
  const rename = (item: string): string => item.replace(/^a$/, 'entry:1').replace(/^b$/, 'entry:2');
  const findings = detect({
    unborn: new Set(['entry:1', 'entry:2']),
    matches: (predicate, item, version) => numbered.matches(predicate, item.endsWith('1') ? 'a' : 'b', version),
    events: numbered.events.map((event) => {
      if (event.kind === 'predicate read') return { ...event, versions: new Map([...event.versions].map(([item, version]) => [rename(item), version])) };
      return event.kind === 'read' || event.kind === 'write' ? { ...event, item: rename(event.item) } : event;
    }),
  });
  expect(traceAnomalies(findings)).toMatchObject([{ name: 'out-of-order read', codes: ['out-of-order'], sessions: ['T1', 'T2', 'T3'], items: ['entry:1', 'entry:2'] }]);
  expect(findings.order).toEqual(['T2', 'T3', 'T1']);
});

test.each([
  ['each reads all before any writes', true],
  ['each reads what all before it wrote', false],
] as const)('thirty transactions over thirty items, %s, are soon judged', (_is, first) => {
  const all = Array.from({ length: 30 }, (_, at) => at + 1);
  const name = (one: number): string => `T${one}`;
  const events = all.flatMap((one): HistoryEvent[] => [
    ...all.map((item) => ({ kind: 'read' as const, transaction: name(one), item: `i${item}`, version: first || item >= one ? 'init' : `${name(item)}.1`, step: one, throughCursor: false })),
    { kind: 'write', transaction: name(one), item: `i${one}`, version: `${name(one)}.1`, step: one, throughCursor: false },
    { kind: 'commit', transaction: name(one), step: one },
  ]);
  expect(detect({ events, unborn: new Set(), matches: () => false }).serializable).toBe(!first);
});
