import type { DatabaseError } from '../../databases/errors';
import type { Result } from '../../databases/result';
import { codeNumber } from '../../databases/sqlite/result-codes';
import type { ErrorOutcome, Outcome } from '../trace';
import { traceRows } from '../trace-value';

/** An error under SQLite's own names and numbers. */
export function sqliteError({ code, message }: DatabaseError): ErrorOutcome {
  return { kind: 'error', sqlite_code: code, sqlite_errorcode: codeNumber(code) ?? 1, message };
}

/** Tags as SQLite's drivers have them: the command without a count, and the count of changes apart. */
export function sqliteOutcome({ command, columns, rows, rowCount }: Result): Outcome {
  if (columns.length > 0) return { kind: 'rows', ...traceRows({ columns, rows }) };
  const counts = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
  return { kind: 'ok', tag: command, ...(counts ? { changes: rowCount ?? 0 } : {}) };
}
