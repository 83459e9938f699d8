import { DatabaseError } from '../../databases/errors';
import type { Notice, Result, Value } from '../../databases/result';
import type { Outcome, TraceRows, TraceValue } from '../trace';
import type { Answer } from './sessioned-postgres';

/** What says which session a process is. */
export type NameOfProcess = (pid: number) => string | undefined;

/** What a statement gave, as traces have it. Process and transaction numbers are named: they differ from run to run. */
export function outcomeOf(answer: Answer, nameOf: NameOfProcess): Outcome {
  if (answer instanceof DatabaseError) {
    const { code, severity, message, detail, hint, constraint } = answer;
    return {
      kind: 'error',
      sqlstate: code,
      severity,
      message: named(message, nameOf),
      ...(detail === null ? {} : { detail: named(detail, nameOf) }),
      ...(hint === null ? {} : { hint }),
      ...(constraint === null ? {} : { constraint }),
    };
  }
  const { tag } = answer;
  return returnsRows(answer) ? { kind: 'rows', ...rowsOf(answer), tag } : { kind: 'ok', tag };
}

export function rowsOf({ columns, rows }: Pick<Result, 'columns' | 'rows'>): TraceRows {
  return { columns: columns.map(({ name }) => name), rows: rows.map((row) => row.map(shown)) };
}

export function noticeText({ severity, message }: Notice): string {
  return `${severity}: ${message}`;
}

/** `select` without a list returns rows, of no columns. */
function returnsRows({ columns, command }: Result): boolean {
  return columns.length > 0 || command === 'SELECT';
}

/** Numbers and booleans as JSON's own, everything else as the server spells it. */
function shown(value: Value): TraceValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return `\\x${Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  return value;
}

/** `Process 71 waits for ShareLock on transaction 743; blocked by process 72.` */
function named(text: string, nameOf: NameOfProcess): string {
  return text
    .replace(/\b[Pp]rocess (\d+)/g, (whole, pid: string) => nameOf(Number(pid)) ?? whole)
    .replace(/\btransaction \d+/g, 'transaction <xid>');
}
