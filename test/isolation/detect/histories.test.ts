import { detect } from '../../../src/isolation/detect/detect';
import type { Phenomenon } from '../../../src/isolation/detect/phenomenon';
import records from '../../oracle/isolation/theory/histories.json';
import { edgesOf, historyOf, recordedName, type RecordedHistory } from './theory';

/** A phenomenon as the records write it. */
function recorded(phenomenon: Phenomenon): Record<string, unknown> {
  const { transactions, cycle, event, items } = phenomenon;
  const { anomaly, named } = recordedName(phenomenon);
  if (cycle === null) return { anomaly, transactions, item: items[0], at: event };
  const kinds: Readonly<Record<string, string>> = { 'predicate rw': 'prw', 'predicate wr': 'wr' };
  const hops = cycle.map(({ from, to, kind, dependencies }) => `${from} -${kinds[kind] ?? kind}(${dependencies.map(({ item }) => item).join()})-> ${to}`);
  return { anomaly, transactions, cycle: hops, ...(named === undefined ? {} : { named }) };
}

test.each(records.map((record) => [record.id, record] as const))('%s', (_id, record) => {
  const findings = detect(historyOf(record as unknown as RecordedHistory));
  const { anomalies, serializable, edges, serial_order } = record.expected;
  expect(findings.phenomena.map(recorded)).toEqual(anomalies);
  expect(findings.serializable).toBe(serializable);
  expect(edgesOf(findings)).toEqual(edges);
  expect(findings.order).toEqual(serial_order);
});

test('a cycle is explained by its edges', () => {
  const record = records.find(({ id }) => id === 'lost-update');
  const [, lost] = detect(historyOf(record as unknown as RecordedHistory)).phenomena;
  expect(lost).toMatchObject({
    name: 'lost update',
    codes: ['P4', 'G-single'],
    items: ['x'],
    explanation: "T1 < T2, because T2 overwrote T1's version of x; but T2 < T1, because T2 had read the version of x before T1's",
  });
});
