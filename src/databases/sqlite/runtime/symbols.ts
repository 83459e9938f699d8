/**
 * What the letters mean by which `sqlite.wasm` of sql.js 1.16.0 names its imports and exports.
 * Its own loader knows them too, but that loader can hold one instance per realm only, shares one
 * file system among all databases and cannot be told a memory limit; so Savepoint links the
 * module itself. Tests compare the exports with that loader.
 */

/** Imports, by the name of the C function that is meant (Emscripten's system library). */
export const importLetters = {
  assertFail: 'a',
  fcntl: 'b',
  monotonicTime: 'c',
  dateNow: 'd',
  fdClose: 'e',
  warnLegacyFunction: 'f',
  fstat: 'g',
  fchown: 'h',
  chmod: 'i',
  fchmod: 'j',
  setTimer: 'k',
  resizeHeap: 'l',
  fdStatus: 'm',
  utimens: 'n',
  unlink: 'o',
  heapMaximum: 'p',
  fdWrite: 'q',
  rmdir: 'r',
  readlink: 's',
  fdRead: 't',
  exit: 'u',
  clearKeepAlive: 'v',
  abort: 'w',
  open: 'x',
  mmap: 'y',
  munmap: 'z',
  localTime: 'A',
  setTimeZone: 'B',
  mkdir: 'C',
  access: 'D',
  fdSeek: 'E',
  fdDataSync: 'F',
  environGet: 'G',
  environSizes: 'H',
  getcwd: 'I',
  ftruncate: 'J',
  fdSync: 'K',
  fstatat: 'L',
  lstat: 'M',
  stat: 'N',
} as const;

/** Exports that Savepoint calls, by C name. */
export const exportLetters = {
  sqlite3_prepare_v2: 'T',
  sqlite3_step: 'U',
  sqlite3_reset: 'V',
  sqlite3_exec: 'W',
  sqlite3_finalize: 'X',
  sqlite3_column_name: 'Y',
  sqlite3_column_text: 'Z',
  sqlite3_column_type: '_',
  sqlite3_errmsg: '$',
  sqlite3_clear_bindings: 'da',
  sqlite3_column_count: 'ra',
  sqlite3_column_blob: 'ta',
  sqlite3_column_bytes: 'ua',
  sqlite3_column_double: 'va',
  sqlite3_bind_blob: 'wa',
  sqlite3_bind_double: 'xa',
  sqlite3_bind_int: 'ya',
  sqlite3_bind_text: 'za',
  sqlite3_changes: 'Da',
  sqlite3_close_v2: 'Ea',
  sqlite3_open: 'Ha',
  malloc: 'Ia',
  free: 'Ja',
} as const;

/** Exports of Emscripten's runtime that its loader uses under other names. */
export const runtimeLetters = {
  memory: 'O',
  initialize: 'P',
  table: 'Q',
  alignedAlloc: 'La',
} as const;

export type ImportName = keyof typeof importLetters;
export type ExportName = keyof typeof exportLetters;
