import { runSync } from '../../../src/databases/flow';
import { detect } from '../../../src/isolation/detect/detect';
import type { History, ItemEvent } from '../../../src/isolation/history/history';
import { LockingEngine } from '../../../src/isolation/locking/locking-engine';
import { lockingLevel } from '../../../src/isolation/locking/levels';
import { runSchedule } from '../../../src/isolation/run/run-schedule';
import type { Schedule, ScheduledStep } from '../../../src/isolation/schedule/schedule';
import type { Outcome, TraceStep } from '../../../src/isolation/trace';
import recordsJson from '../../oracle/isolation/theory/lock_engine.json';
import { edgesOf, recordedName, type RecordedEdge, type RecordedEvent, type RecordedHistory } from '../detect/theory';
import { database } from '../open';

interface RecordedRun {
  readonly steps: readonly unknown[];
  readonly final: unknown;
  readonly open_waits: readonly string[];
  readonly history: RecordedHistory;
  readonly anomalies: readonly string[];
  readonly serializable: boolean;
  readonly edges: readonly RecordedEdge[];
  readonly serial_order: readonly string[] | null;
}

interface Recorded {
  readonly id: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly schedule: readonly string[];
  readonly levels: Readonly<Record<string, RecordedRun>>;
}

const records = recordsJson as unknown as readonly Recorded[];

/** The records' operations in SQL, on a table of ids and values. */
function sqlOf(operation: string): string {
  const [name, ...[a = '', b = '']] = operation.split(' ');
  switch (name) {
    case 'r':
      return `select value from test where id = ${a}`;
    case 'w':
      return `update test set value = ${b} where id = ${a}`;
    case 'p':
      return `select * from test where value between ${a} and ${b} order by id`;
    case 'i':
      return `insert into test values (${a}, ${b})`;
    case 'd':
      return `delete from test where id = ${a}`;
    case 'f':
      return `declare c cursor for select value from test where id = ${a}; fetch c`;
    case 'u':
      return `update test set value = ${a} where current of c`;
    case 'c':
      return 'commit';
    default:
      return 'rollback';
  }
}

function scheduleOf({ rows, schedule }: Recorded): Schedule {
  const steps = schedule.map((text): ScheduledStep => {
    const [, number = '', operation = ''] = /^(\d+):(.*)$/.exec(text) ?? [];
    return { session: `T${number}`, name: null, sql: sqlOf(operation), written: sqlOf(operation), comment: '', line: 1, claimsToBlock: false, claimsToUnblock: false, markers: [] };
  });
  const values = Object.entries(rows).map(([id, value]) => `(${id}, ${value})`);
  return {
    setup: [`create table test (id int primary key, value int); insert into test values ${values.join(', ')}`],
    sessions: [...new Set(steps.map(({ session }) => session ?? ''))].sort().map((name) => ({ name, setup: 'begin', teardown: null })),
    steps,
    teardown: [],
    permutation: null,
  };
}

/** An outcome in the records' words. */
function recordedOutcome(outcome: Outcome, operation: string): unknown {
  if (outcome.kind === 'rows') return operation.startsWith('p') ? outcome.rows : outcome.rows[0]?.[0];
  if (outcome.kind === 'error') return outcome.sqlstate === '40P01' ? 'deadlock: rolled back' : outcome.message;
  if (outcome.kind !== 'ok') return outcome.kind;
  if (outcome.tag === 'COMMIT') return 'committed';
  return outcome.tag === 'ROLLBACK' ? 'rolled back' : `${outcome.tag.split(' ').at(-1) ?? ''} row`;
}

function recordedStep(step: TraceStep, operation: string): Record<string, unknown> {
  const isVictim = step.outcome.kind === 'error';
  return {
    step: step.step,
    txn: step.session,
    op: operation,
    ...(step.queued ? { queued: true, ran_after_step: step.ranAfterStep } : {}),
    ...(step.blocked ? { blocked_by: step.blockedBy } : {}),
    // The records leave out that a deadlock's victim ends by itself.
    ...(step.blocked && !isVictim ? { resumed_after_step: step.resumedAfterStep } : {}),
    outcome: recordedOutcome(step.outcome, operation),
  };
}

const shortItem = (item: string): string => item.replace('test:', '');
/** `test where value between 0 and 100` is `0..100` in the records. */
const shortPredicate = (predicate: string): string => predicate.replace(/^.*between (\S+) and (\S+)$/, '$1..$2');

/**
 * The events in the records' form, where every item of the history stands in every predicate read,
 * also one that a deadlock's victim had only wanted to insert: of that, our history knows nothing.
 */
function recordedEvents(history: History, wanted: readonly string[]): RecordedEvent[] {
  const unborn = new Set([...history.unborn, ...wanted]);
  const items = new Set([...wanted, ...history.events.flatMap((event) => (event.kind === 'read' || event.kind === 'write' ? event.item : event.kind === 'predicate read' ? [...event.versions.keys()] : []))]);
  return history.events.map((event): RecordedEvent => {
    const t = event.transaction;
    if (event.kind === 'commit' || event.kind === 'abort') return { t, op: event.kind === 'commit' ? 'c' : 'a' };
    if (event.kind === 'predicate read') {
      const vset = Object.fromEntries([...items].map((item) => [shortItem(item), event.versions.get(item) ?? (unborn.has(item) ? 'unborn' : 'init')]));
      return { t, op: 'p', P: shortPredicate(event.predicate), vset };
    }
    const { kind, item, version, throughCursor } = event as ItemEvent;
    return { t, op: kind === 'read' ? 'r' : 'w', x: shortItem(item), v: version, ...(throughCursor ? { cur: true } : {}) };
  });
}

describe.each(records.map((record) => [record.id, record] as const))('%s', (_id, record) => {
  test.each(Object.entries(record.levels))('at %s', async (levelName, expected) => {
    const level = lockingLevel(levelName);
    if (level === null) throw new Error(levelName);
    const engine = new LockingEngine(await database(), level);
    const trace = runSync(runSchedule(scheduleOf(record), engine, { finalQueries: ['select * from test order by id'] }));
    const history = runSync(engine.history());
    engine.close();

    const operations = record.schedule.map((text) => text.slice(text.indexOf(':') + 1));
    expect(trace.steps.map((step, index) => recordedStep(step, operations[index] ?? ''))).toEqual(expected.steps);
    expect(Object.values(trace.finalState)[0]?.rows).toEqual(expected.final);
    expect(trace.end.stillBlocked).toEqual(expected.open_waits);
    const wanted = Object.entries(expected.history.initial).flatMap(([item, born]) => (born ? [] : `test:${item}`));
    expect(recordedEvents(history, wanted)).toEqual(expected.history.events);

    const findings = detect(history);
    const names = findings.phenomena.map(recordedName).map(({ anomaly, named }) => (named === undefined ? anomaly : `${anomaly} / ${named}`));
    expect([...new Set(names)].sort()).toEqual(expected.anomalies);
    expect(findings.serializable).toBe(expected.serializable);
    const edges = edgesOf(findings).map((edge) => ({ ...edge, items: [...new Set(edge.items.map((item) => shortPredicate(shortItem(item))))].sort() }));
    expect(edges).toEqual(expected.edges);
    expect(findings.order).toEqual(expected.serial_order);
  });
});
