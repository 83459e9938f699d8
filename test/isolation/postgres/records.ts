import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresLevel } from '../../../src/isolation/postgres/levels';
import type { Schedule } from '../../../src/isolation/schedule/schedule';
import type { TraceValue } from '../../../src/isolation/trace';

/** A record of test/oracle/isolation/postgres; its README describes the fields. */
export interface OracleRecord {
  readonly id: string;
  readonly anomaly: string | null;
  readonly setup: readonly string[];
  readonly session_setup: readonly string[];
  readonly final: readonly string[];
  readonly levels: Partial<Record<PostgresLevel, RecordedRun>>;
}

export interface RecordedRun {
  readonly steps: readonly RecordedStep[];
  readonly end: { readonly still_blocked: readonly string[]; readonly open_transactions: readonly string[] };
  readonly final_state: Readonly<Record<string, readonly (readonly TraceValue[])[]>>;
  readonly committed: readonly string[];
  readonly anomaly_observed: boolean | null;
  readonly serial: { readonly explained: boolean; readonly order: readonly string[] | null; readonly orders_tried: number } | null;
}

export interface RecordedStep {
  readonly step: number;
  readonly session: string;
  readonly sql: string;
  readonly outcome: { readonly kind: string; readonly columns?: readonly string[]; readonly rows?: readonly (readonly TraceValue[])[] };
  readonly blocked?: boolean;
  readonly blocked_by?: readonly string[];
  readonly waits_on?: string;
  readonly resumed_after_step?: number;
  readonly queued?: boolean;
  readonly ran_after_step?: number;
  readonly notices?: readonly string[];
}

const folder = join(__dirname, '../../oracle/isolation/postgres');

export function records(): OracleRecord[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as OracleRecord);
}

/** The schedule of a record, as it ran at a level. */
export function scheduleOf(record: OracleRecord, run: RecordedRun): Schedule {
  const names = [...new Set(run.steps.map(({ session }) => session))].sort();
  return {
    setup: record.setup,
    sessions: names.map((name) => ({ name, setup: record.session_setup.join(';\n') || null, teardown: null })),
    steps: run.steps.map(({ session, sql }) => ({ session, name: null, sql, written: sql, comment: '', line: 1, claimsToBlock: false, claimsToUnblock: false, markers: [] })),
    teardown: [],
    permutation: null,
  };
}
