/** Result codes that Savepoint acts on (sqlite3.h). */
export const Code = { OK: 0, NOMEM: 7, INTERRUPT: 9, ROW: 100, DONE: 101 } as const;

/** Primary result codes in order, from 0; the rows of https://sqlite.org/rescode.html. */
const PRIMARY = [
  'OK',
  'ERROR',
  'INTERNAL',
  'PERM',
  'ABORT',
  'BUSY',
  'LOCKED',
  'NOMEM',
  'READONLY',
  'INTERRUPT',
  'IOERR',
  'CORRUPT',
  'NOTFOUND',
  'FULL',
  'CANTOPEN',
  'PROTOCOL',
  'EMPTY',
  'SCHEMA',
  'TOOBIG',
  'CONSTRAINT',
  'MISMATCH',
  'MISUSE',
  'NOLFS',
  'AUTH',
  'FORMAT',
  'RANGE',
  'NOTADB',
] as const;

export type PrimaryCode = (typeof PRIMARY)[number];

/** Extended codes of each primary code in order, from 1; a gap is an empty name. */
const EXTENDED: Partial<Record<PrimaryCode, string>> = {
  ERROR: 'MISSING_COLLSEQ RETRY SNAPSHOT RESERVESIZE KEY UNABLE',
  ABORT: ' ROLLBACK',
  BUSY: 'RECOVERY SNAPSHOT TIMEOUT',
  LOCKED: 'SHAREDCACHE VTAB',
  READONLY: 'RECOVERY CANTLOCK ROLLBACK DBMOVED CANTINIT DIRECTORY',
  IOERR:
    'READ SHORT_READ WRITE FSYNC DIR_FSYNC TRUNCATE FSTAT UNLOCK RDLOCK DELETE BLOCKED NOMEM ACCESS CHECKRESERVEDLOCK ' +
    'LOCK CLOSE DIR_CLOSE SHMOPEN SHMSIZE SHMLOCK SHMMAP SEEK DELETE_NOENT MMAP GETTEMPPATH CONVPATH VNODE AUTH ' +
    'BEGIN_ATOMIC COMMIT_ATOMIC ROLLBACK_ATOMIC DATA CORRUPTFS IN_PAGE',
  CORRUPT: 'VTAB SEQUENCE INDEX',
  CANTOPEN: 'NOTEMPDIR ISDIR FULLPATH CONVPATH DIRTYWAL SYMLINK',
  CONSTRAINT: 'CHECK COMMITHOOK FOREIGNKEY FUNCTION NOTNULL PRIMARYKEY TRIGGER UNIQUE VTAB ROWID PINNED DATATYPE',
  AUTH: 'USER',
};

/** The primary code in the low byte of a result code, by name; null for one that SQLite does not define. */
export function primaryCode(code: number): PrimaryCode | null {
  return PRIMARY[code & 0xff] ?? null;
}

/** The name of a result code as SQLite spells it: `SQLITE_CONSTRAINT_UNIQUE`. */
export function codeName(code: number): string {
  const primary = primaryCode(code);
  if (primary === null) return `SQLITE_${code}`;
  const extended = EXTENDED[primary]?.split(' ')[(code >> 8) - 1];
  return extended ? `SQLITE_${primary}_${extended}` : `SQLITE_${primary}`;
}

/** The number of a result code by its name: 517 for `SQLITE_BUSY_SNAPSHOT`; null for a name that is none. */
export function codeNumber(name: string): number | null {
  for (const [primary, word] of PRIMARY.entries()) {
    const base = `SQLITE_${word}`;
    if (name === base) return primary;
    if (!name.startsWith(`${base}_`)) continue;
    const extended = EXTENDED[word]?.split(' ').indexOf(name.slice(base.length + 1)) ?? -1;
    if (extended >= 0) return primary | ((extended + 1) << 8);
  }
  return null;
}
