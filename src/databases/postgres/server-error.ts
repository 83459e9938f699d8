import { DatabaseError, type DatabaseErrorName } from '../errors';
import type { Notice } from '../result';

/** The fields of an ErrorResponse or NoticeResponse by their letters. */
export type Report = ReadonlyMap<string, string>;

/**
 * DB-API's class for each class of SQLSTATE (its first two characters), as psycopg 3 assigns them.
 * Codes of no listed class are plain `DatabaseError`s.
 */
const names: Readonly<Record<DatabaseErrorName, string>> = {
  DatabaseError: '',
  DataError: '22',
  IntegrityError: '23',
  InternalError: '24 25 2B 2D XX',
  NotSupportedError: '0A',
  OperationalError: '08 27 28 2F 38 39 3B 40 53 54 55 57 58 F0 HV',
  ProgrammingError: '20 21 26 34 3D 3F 42 44 P0',
};

const nameByClass: ReadonlyMap<string, DatabaseErrorName> = new Map(
  (Object.keys(names) as DatabaseErrorName[]).flatMap((name) =>
    names[name].split(' ').map((sqlstateClass) => [sqlstateClass, name] as const),
  ),
);

/** DB-API's class for a SQLSTATE. */
export function errorName(sqlstate: string): DatabaseErrorName {
  return nameByClass.get(sqlstate.slice(0, 2)) ?? 'DatabaseError';
}

/** The error that the server reported about a statement. */
export function serverError(report: Report, sql: string): DatabaseError {
  const code = report.get('C') ?? 'XX000';
  return new DatabaseError(errorName(code), {
    code,
    message: report.get('M') ?? '',
    severity: report.get('V'),
    detail: report.get('D'),
    hint: report.get('H'),
    offset: offsetOf(report.get('P'), sql),
    constraint: report.get('n'),
    table: report.get('t'),
    column: report.get('c'),
    context: report.get('W'),
  });
}

/** The notice that the server sent. */
export function serverNotice(report: Report): Notice {
  return {
    severity: report.get('V') ?? 'NOTICE',
    code: report.get('C') ?? '00000',
    message: report.get('M') ?? '',
    detail: report.get('D') ?? null,
    hint: report.get('H') ?? null,
  };
}

/** PostgreSQL counts characters from 1; we count UTF-16 units from 0. */
function offsetOf(position: string | undefined, sql: string): number | null {
  if (position === undefined) return null;
  let offset = 0;
  for (let before = Number(position) - 1; before > 0 && offset < sql.length; before--) {
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
