import type { MemoryMap } from './memory-map';
import type { Process } from './process';

/** Bytes that PostgreSQL keeps for each process beside its PGPROC: transaction number, state of subtransactions, flags. */
const besidesProc = 4 + 2 + 1;

/** How far into a PGPROC its databaseId may lie. */
const searchedBytes = 2000;

/** Places that are found at the first enrolment. */
interface Layout {
  readonly procSize: number;
  /** Into a PGPROC: databaseId, which roleId follows. */
  readonly databaseId: number;
  /** Into the static data: the pointer to this process's part of asynchronous input and output. */
  readonly ioPointer: number;
  readonly ioSize: number;
}

/**
 * Makes copies of an idle session known to PostgreSQL as sessions of their own, with the functions that a new process
 * calls for it.
 * @see PostgreSQL's InitPostgres and BaseInit
 */
export class Enrolment {
  readonly #process: Process;
  readonly #map: MemoryMap;
  #layout: Layout | null = null;

  constructor(process: Process, map: MemoryMap) {
    this.#process = process;
    this.#map = map;
  }

  /**
   * Enrols what is in place: a copy of the template.
   * @throws Error when PostgreSQL has no place left, or its structures are not what they should be
   */
  enrol(pid: number): void {
    const { functions, words } = this.#process;
    const process = this.#process;
    const template = process.get('MyProc');
    const type = process.get('MyBackendType');
    process.set('MyProc', 0);
    process.set('MyProcPid', pid);

    // PGlite says so after the start; InitProcess would look for a postmaster's slot.
    const { bytes } = process;
    const flag = process.address('IsUnderPostmaster');
    const underPostmaster = bytes[flag] ?? 0;
    bytes[flag] = 0;
    must(functions.savepoint_InitProcess)();
    bytes[flag] = underPostmaster;
    process.set('MyBackendType', type);

    const proc = process.get('MyProc');
    const layout = (this.#layout ??= this.#discover(template, proc));
    const number = (proc - this.#map.shared('PGPROC structures')) / layout.procSize;
    if (!Number.isInteger(number)) throw new Error('PostgreSQL put a session where none can be');
    words[layout.ioPointer >> 2] = this.#map.shared('AioBackend') + number * layout.ioSize;
    // What VACUUM must keep depends on these.
    words.copyWithin((proc + layout.databaseId) >> 2, (template + layout.databaseId) >> 2, (template + layout.databaseId + 8) >> 2);

    must(functions.savepoint_ProcArrayAdd)(proc);
    must(functions.savepoint_pgstat_beinit)();
    must(functions.savepoint_pgstat_bestart_initial)();
    must(functions.savepoint_SharedInvalBackendInit)(0);
    must(functions.savepoint_ProcSignalInit)(0, 0);
    must(functions.savepoint_pgstat_bestart_final)();
  }

  /** Compares the template's structures with those of the first copy, which comes right after it. */
  #discover(template: number, first: number): Layout {
    const { words } = this.#process;
    const map = this.#map;
    const procSize = first - template;
    const processes = Math.floor(map.sizeOf('PGPROC structures') / (procSize + besidesProc));
    const ioSize = map.sizeOf('AioBackend') / processes;

    const database = this.#process.get('MyDatabaseId');
    const databaseIds: number[] = [];
    for (let at = 0; at < Math.min(procSize, searchedBytes); at += 4) {
      if (words[(template + at) >> 2] === database && words[(first + at) >> 2] === 0) databaseIds.push(at);
    }
    const ioPointers: number[] = [];
    const own = map.shared('AioBackend');
    for (let at = map.staticStart; at < map.staticEnd; at += 4) if (words[at >> 2] === own) ioPointers.push(at);

    const [databaseId] = databaseIds;
    const [ioPointer] = ioPointers;
    if (procSize <= 0 || procSize > searchedBytes || !Number.isInteger(ioSize)) throw new Error('PGPROC has an unlikely size');
    if (databaseId === undefined || databaseIds.length > 1) throw new Error("a session's database was not found");
    if (ioPointer === undefined || ioPointers.length > 1) throw new Error("a session's input and output was not found");
    return { procSize, databaseId, ioPointer, ioSize };
  }
}

function must<T>(exported: T | undefined): T {
  if (exported === undefined) throw new Error('this PostgreSQL was not built for several sessions');
  return exported;
}
