import { detect } from '../../../src/isolation/detect/detect';
import type { History, HistoryEvent } from '../../../src/isolation/history/history';
import { serialOrder } from '../../../src/isolation/history/serial-order';
import { sessionOf, transactionName } from '../../../src/isolation/history/transaction-name';
import { VersionOrder } from '../../../src/isolation/history/version-order';
import { traceAnomalies, traceDependencies } from '../../../src/isolation/run/trace-findings';
import type { Outcome, Trace, TraceRows, TraceStep, TraceValue, VersionOfItem } from '../../../src/cells/output';
import deadlockTwoRecord from '../../oracle/isolation/postgres/deadlock-two.json';
import lifeguardsRecord from '../../oracle/isolation/postgres/g2item-lifeguards.json';
import queueRecord from '../../oracle/isolation/postgres/lock-queue-fifo.json';
import moreStepsRecord from '../../oracle/isolation/postgres/blocked-then-more-steps.json';
import lostUpdateRecord from '../../oracle/isolation/postgres/p4-stock.json';

/** A step as the records have it. */
interface RecordedStep {
  readonly step: number;
  readonly session: string;
  readonly sql: string;
  readonly outcome: { readonly kind: string };
  readonly blocked?: boolean;
  readonly blocked_by?: readonly string[];
  readonly waits_on?: string;
  readonly resumed_after_step?: number;
  readonly queued?: boolean;
  readonly ran_after_step?: number;
}

interface RecordedRun {
  readonly steps: readonly RecordedStep[];
  readonly end: { readonly still_blocked: readonly string[]; readonly open_transactions: readonly string[] };
  readonly final_state: Readonly<Record<string, readonly (readonly TraceValue[])[]>>;
  readonly committed: readonly string[];
}

/** Which items a step touches, by its number: the records do not tell. */
export interface Touches {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  /** A predicate that looks at these items; it matches their first versions. */
  readonly predicate?: readonly string[];
  /** What its writes set. */
  readonly sets?: Values;
}

type Values = Readonly<Record<string, TraceValue>>;

/** What there is before, by item. */
type Contents = Readonly<Record<string, Values>>;

/** A trace out of a record, with reads and writes as PostgreSQL's snapshots make them. */
export function traceOf(
  run: RecordedRun,
  level: string,
  touches: Readonly<Record<number, Touches>>,
  columns: readonly string[],
  comments: Readonly<Record<number, string>> = {},
  contents: Contents = {},
): Trace {
  const sessions = [...new Set(run.steps.map(({ session }) => session))].sort();
  const bare = run.steps.map((step) => stepOf(step, comments[step.step] ?? ''));
  const { events, versions } = play(bare, level, touches, contents);
  const steps = bare.map((step) => ({ ...step, ...(versions.get(step.step) ?? { reads: [], writes: [] }) }));
  const history: History = { events, matches: (_, __, version) => version === 'init', unborn: new Set() };
  const findings = detect(history);
  const order = findings.serializable ? serialOrder(new VersionOrder(history).committed, findings.dependencies) : null;
  return {
    engine: 'postgres',
    level,
    permutation: null,
    sessions,
    steps,
    end: { stillBlocked: run.end.still_blocked, openTransactions: run.end.open_transactions },
    finalState: Object.fromEntries(Object.entries(run.final_state).map(([query, rows]): [string, TraceRows] => [query, { columns, rows }])),
    committed: run.committed,
    aborted: sessions.filter((session) => !run.committed.includes(session)),
    anomalies: traceAnomalies(findings),
    dependencies: traceDependencies(findings),
    serialOrder: order === null ? null : order.map(sessionOf),
    remarks: [],
  };
}

function stepOf(step: RecordedStep, comment: string): TraceStep {
  const claimsToBlock = /\bBLOCKS\b/.test(comment);
  return {
    step: step.step,
    session: step.session,
    sql: step.sql,
    comment,
    line: step.step,
    outcome: step.outcome as Outcome,
    blocked: step.blocked ?? false,
    blockedBy: step.blocked_by ?? [],
    waitsOn: step.waits_on ?? null,
    resumedAfterStep: step.resumed_after_step ?? null,
    queued: step.queued ?? false,
    ranAfterStep: step.ran_after_step ?? null,
    notices: [],
    reads: [],
    writes: [],
    claims: claimsToBlock ? { blocks: step.blocked === true, unblocks: null } : null,
  };
}

interface Played {
  readonly events: readonly HistoryEvent[];
  readonly versions: ReadonlyMap<number, Pick<TraceStep, 'reads' | 'writes'>>;
}

/** Plays the steps in the order in which they ended, with a snapshot for each statement or each transaction. */
function play(steps: readonly TraceStep[], level: string, touches: Readonly<Record<number, Touches>>, contents: Contents): Played {
  const events: HistoryEvent[] = [];
  const versions = new Map<number, Pick<TraceStep, 'reads' | 'writes'>>();
  const committed = new Map<string, string>();
  const open = new Map<string, { readonly snapshot: ReadonlyMap<string, string> | null; readonly own: Map<string, string>; failed: boolean }>();
  const counts = new Map<string, number>();
  const values = new Map(Object.entries(contents).map(([item, found]) => [`${item} init`, found]));
  const valuesOf = (item: string, version: string): { values?: Values } => {
    const known = values.get(`${item} ${version}`);
    return known === undefined ? {} : { values: known };
  };
  const perSnapshot = level === 'REPEATABLE READ' || level === 'SERIALIZABLE';
  // Who is woken goes on after the step that woke him.
  const end = ({ step, resumedAfterStep, ranAfterStep }: TraceStep): number => {
    const woken = Math.max(resumedAfterStep ?? 0, ranAfterStep ?? 0);
    return woken > step ? woken + 0.5 : step;
  };
  for (const step of [...steps].sort((a, b) => end(a) - end(b) || a.step - b.step)) {
    const { session, sql, outcome } = step;
    if (outcome.kind === 'never_ran' || outcome.kind === 'never_resumed') continue;
    const begins = /^begin/i.test(sql);
    if (begins) counts.set(session, (counts.get(session) ?? 0) + 1);
    const alone = !begins && !open.has(session);
    if (alone) counts.set(session, (counts.get(session) ?? 0) + 1);
    const transaction = transactionName(session, counts.get(session) ?? 1);
    const state = open.get(session) ?? { snapshot: perSnapshot ? new Map(committed) : null, own: new Map<string, string>(), failed: false };
    if (begins) open.set(session, state);
    if (outcome.kind === 'error' && !state.failed) {
      state.failed = true;
      events.push({ kind: 'abort', transaction, step: step.step });
    }
    const sees = (item: string): string => state.own.get(item) ?? (state.snapshot ?? committed).get(item) ?? 'init';
    const { reads = [], writes = [], predicate, sets } = outcome.kind === 'error' ? {} : (touches[step.step] ?? {});
    const event = { transaction, step: step.step };
    const seen = reads.map((item) => ({ item, version: sees(item) }));
    for (const one of seen) events.push({ kind: 'read', ...event, ...one, throughCursor: false });
    if (predicate !== undefined) {
      events.push({ kind: 'predicate read', ...event, predicate: 'those that match', versions: new Map(predicate.map((item) => [item, sees(item)])) });
    }
    const made = writes.map((item) => ({ item, version: `${transaction}.${state.own.size + 1}` }));
    for (const one of made) {
      if (sets !== undefined) values.set(`${one.item} ${one.version}`, { ...valuesOf(one.item, sees(one.item)).values, ...sets });
      state.own.set(one.item, one.version);
      events.push({ kind: 'write', ...event, ...one, throughCursor: false });
    }
    const told = (one: { item: string; version: string }): VersionOfItem => ({ ...one, ...valuesOf(one.item, one.version) });
    versions.set(step.step, { reads: seen.map(told), writes: made.map(told) });
    const commits = alone || /^commit/i.test(sql);
    if (!commits && !/^rollback$/i.test(sql)) continue;
    const kept = commits && !state.failed;
    if (kept) for (const [item, version] of state.own) committed.set(item, version);
    if (!state.failed) events.push({ kind: kept ? 'commit' : 'abort', ...event });
    open.delete(session);
  }
  return { events, versions };
}

const fourLevels = ['READ UNCOMMITTED', 'READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'] as const;
const nut = ['stock:nut'];

/** Both read 10 pieces, both write their own result; with one claim that does not come true. */
export const lostUpdate: readonly Trace[] = fourLevels.map((level) =>
  traceOf(
    lostUpdateRecord.levels[level],
    level,
    { 3: { reads: nut }, 4: { reads: nut }, 5: { writes: nut, sets: { pcs: 7 } }, 6: { writes: nut, sets: { pcs: 8 } } },
    ['sku', 'pcs'],
    { 6: 'BLOCKS', 7: 'This unblocks T2' },
    { 'stock:nut': { sku: 'nut', pcs: 10 } },
  ),
);

const guards = ['guard:eva', 'guard:max'];

/** Both count two lifeguards on duty, each goes home. One claim is wrong. */
export const writeSkew: readonly Trace[] = fourLevels.map((level) =>
  traceOf(
    lifeguardsRecord.levels[level],
    level,
    { 3: { reads: guards, predicate: guards }, 4: { reads: guards, predicate: guards }, 5: { writes: ['guard:eva'], sets: { on_duty: false } }, 6: { writes: ['guard:max'], sets: { on_duty: false } } },
    ['name', 'on_duty'],
    { 6: 'BLOCKS' },
    { 'guard:eva': { name: 'eva', on_duty: true }, 'guard:max': { name: 'max', on_duty: true } },
  ),
);

const wallet = (id: number): string[] => [`wallet:${id}`];
/** A hundred euro in each wallet. */
const wallets: Contents = Object.fromEntries([1, 2, 3, 4].map((id) => [`wallet:${id}`, { id, eur: 100 }]));

/** Each waits for the other; the second is stopped. */
export const deadlock: readonly Trace[] = [
  traceOf(deadlockTwoRecord.levels['READ COMMITTED'], 'READ COMMITTED', { 3: { writes: wallet(1), sets: { eur: 90 } }, 4: { writes: wallet(2), sets: { eur: 80 } }, 5: { writes: wallet(2), sets: { eur: 110 } }, 6: { writes: wallet(1) } }, ['id', 'eur'], {}, wallets),
];

/** Two sessions wait for one row. */
export const queue: readonly Trace[] = [
  traceOf(queueRecord.levels['READ COMMITTED'], 'READ COMMITTED', { 2: { writes: wallet(1), sets: { eur: 101 } }, 3: { writes: wallet(1), sets: { eur: 121 } }, 4: { writes: wallet(1), sets: { eur: 1121 } }, 6: { reads: wallet(1) } }, ['id', 'eur'], {}, wallets),
];

/** A session that waits has more steps queued. */
export const queuedSteps: readonly Trace[] = [
  traceOf(moreStepsRecord.levels['READ COMMITTED'], 'READ COMMITTED', { 3: { writes: wallet(1), sets: { eur: 1 } }, 4: { writes: wallet(1), sets: { eur: 2 } }, 5: { writes: wallet(2), sets: { eur: 2 } }, 6: { reads: wallet(2) }, 8: { reads: wallet(2) } }, ['id', 'eur'], {}, wallets),
];

/** A step of a made-up schedule. */
interface MadeStep {
  readonly session: string;
  readonly sql: string;
  readonly outcome: Outcome;
  readonly touches?: Touches;
  readonly fields?: Partial<RecordedStep>;
}

const rows = (columns: readonly string[], ...values: (readonly TraceValue[])[]): Outcome => ({ kind: 'rows', columns, rows: values, tag: `SELECT ${values.length}` });
const ok = (tag: string): Outcome => ({ kind: 'ok', tag });
const begin = (session: string): MadeStep => ({ session, sql: 'begin', outcome: ok('BEGIN') });
const commit = (session: string): MadeStep => ({ session, sql: 'commit', outcome: ok('COMMIT') });

function made(steps: readonly MadeStep[], level: string, finalState: RecordedRun['final_state'], columns: readonly string[], end = { still_blocked: [] as string[], open_transactions: [] as string[] }, contents: Contents = {}): Trace {
  const run: RecordedRun = {
    steps: steps.map(({ session, sql, outcome, fields }, at) => ({ step: at + 1, session, sql, outcome, ...fields })),
    end,
    final_state: finalState,
    committed: [...new Set(steps.filter(({ sql }) => sql === 'commit').map(({ session }) => session))].sort(),
  };
  return traceOf(run, level, Object.fromEntries(steps.map(({ touches = {} }, at) => [at + 1, touches])), columns, {}, contents);
}

const oncall = (id: number): string[] => [`shift:${id}`];

/** Five sessions; one still waits at the end. */
export const fiveSessions: readonly Trace[] = [
  made(
    [
      begin('T1'),
      begin('T2'),
      begin('T3'),
      begin('T4'),
      { session: 'T1', sql: "select name from shift where id = 1", outcome: rows(['name'], ['Ines']), touches: { reads: oncall(1) } },
      { session: 'T2', sql: "update shift set name = 'Marko' where id = 1", outcome: ok('UPDATE 1'), touches: { writes: oncall(1), sets: { name: 'Marko' } } },
      { session: 'T3', sql: "select name from shift where id = 2", outcome: rows(['name'], ['Lem']), touches: { reads: oncall(2) } },
      { session: 'T5', sql: "update shift set name = 'Ola' where id = 1", outcome: ok('UPDATE 1'), touches: { writes: oncall(1), sets: { name: 'Ola' } }, fields: { blocked: true, blocked_by: ['T2'], waits_on: 'transactionid:ShareLock', resumed_after_step: 9 } },
      commit('T2'),
      { session: 'T4', sql: "update shift set name = 'Ada' where id = 2", outcome: ok('UPDATE 1'), touches: { writes: oncall(2), sets: { name: 'Ada' } } },
      { session: 'T4', sql: 'select name from shift where id = 1', outcome: rows(['name'], ['Ola']), touches: { reads: oncall(1) } },
      commit('T4'),
      { session: 'T1', sql: "update shift set name = 'Ida' where id = 1 returning id, name", outcome: { ...rows(['id', 'name'], [1, 'Ida']), tag: 'UPDATE 1' } as Outcome, touches: { writes: oncall(1), sets: { name: 'Ida' } } },
      { session: 'T3', sql: "update shift set name = 'Max' where id = 1", outcome: { kind: 'never_resumed' }, fields: { blocked: true, blocked_by: ['T1'], waits_on: 'transactionid:ShareLock' } },
      { session: 'T3', sql: 'commit', outcome: { kind: 'never_ran' }, fields: { queued: true } },
    ],
    'READ COMMITTED',
    { 'select * from shift': [[1, 'Ola'], [2, 'Ada']] },
    ['id', 'name'],
    { still_blocked: ['T3'], open_transactions: ['T1', 'T3'] },
    { 'shift:1': { id: 1, name: 'Ines' }, 'shift:2': { id: 2, name: 'Lem' } },
  ),
];

/** Sixty steps: four sessions with three transactions each. */
function longSteps(): readonly MadeStep[] {
  const steps: MadeStep[] = [];
  const names = ['T1', 'T2', 'T3', 'T4'];
  for (let round = 0; round < 3; round += 1) {
    for (const session of names) steps.push(begin(session));
    for (const [at, session] of names.entries()) {
      const other = ((at + round + 1) % 4) + 1;
      steps.push({ session, sql: `select eur from wallet where id = ${other}`, outcome: rows(['eur'], [100 + 10 * round]), touches: { reads: wallet(other) } });
    }
    for (const [at, session] of names.entries()) {
      const eur = 110 + 10 * round;
      steps.push({ session, sql: `update wallet set eur = ${eur}, changed_by = '${session}' where id = ${at + 1} and eur >= 0`, outcome: ok('UPDATE 1'), touches: { writes: wallet(at + 1), sets: { eur, changed_by: session } } });
    }
    for (const [at, session] of names.entries()) {
      steps.push({ session, sql: `select eur from wallet where id = ${at + 1}`, outcome: rows(['eur'], [110 + 10 * round]), touches: { reads: wallet(at + 1) } });
    }
    for (const session of names) steps.push(commit(session));
  }
  return steps;
}

export const sixtySteps: readonly Trace[] = [
  made(longSteps(), 'REPEATABLE READ', { 'select * from wallet': [1, 2, 3, 4].map((id) => [id, 130, `T${id}`]) }, ['id', 'eur', 'changed_by'], undefined, wallets),
];
