import type { ErrorOutcome } from '../trace';

/** Errors of the locking engine itself, under the SQLSTATEs of the SQL standard and of PostgreSQL. */
export const failures = {
  deadlock: { kind: 'error', sqlstate: '40P01', severity: 'ERROR', message: 'deadlock detected' },
  aborted: { kind: 'error', sqlstate: '25P02', severity: 'ERROR', message: 'current transaction is aborted, commands ignored until end of transaction block' },
  schemaChange: { kind: 'error', sqlstate: '0A000', severity: 'ERROR', message: 'the locking engine cannot change the schema within a transaction' },
  noCursor: (name: string) => ({ kind: 'error', sqlstate: '34000', severity: 'ERROR', message: `cursor "${name}" does not exist` }),
  noCurrentRow: (name: string) => ({ kind: 'error', sqlstate: '24000', severity: 'ERROR', message: `cursor "${name}" is not positioned on a row` }),
  noSimpleCursor: { kind: 'error', sqlstate: '0A000', severity: 'ERROR', message: 'a cursor of the locking engine is a query on one table' },
  noSavepoint: (name: string) => ({ kind: 'error', sqlstate: '3B001', severity: 'ERROR', message: `savepoint "${name}" does not exist` }),
  outsideTransaction: (what: string) => ({ kind: 'error', sqlstate: '25P01', severity: 'ERROR', message: `${what} can only be used in transaction blocks` }),
  unknownLevel: (name: string) => ({ kind: 'error', sqlstate: '22023', severity: 'ERROR', message: `unknown isolation level: ${name}` }),
} as const satisfies Record<string, ErrorOutcome | ((name: string) => ErrorOutcome)>;
