import type { Process } from './process';

/** What PostgreSQL allocated in its shared memory under a name, in bytes from the beginning of it. */
export interface SharedPiece {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** Where things lie in the memory of a server: addresses in bytes. */
export interface MemoryMap {
  /** Variables, without constants before them; shared memory lies in the heap, between two private parts of it. */
  readonly staticStart: number;
  readonly staticEnd: number;
  readonly stackTop: number;
  readonly sharedStart: number;
  readonly sharedEnd: number;
  /** Address of a named piece of shared memory. */
  shared(name: string): number;
  /** Size of a named piece of shared memory. */
  sizeOf(name: string): number;
}

/** Asks for the pieces of shared memory. */
export const sharedPieces =
  "select coalesce(name, ''), off, size from pg_catalog.pg_shmem_allocations where off is not null";

/** How PostgreSQL marks the beginning of its shared memory (PGShmemMagic). */
const magic = 679834894;

/** How large PGlite's stack is linked. It lies between the static data and the heap. */
const stackSize = 8 << 20;

/**
 * Finds out where shared memory is, and checks it against what the program's own pointers say.
 * @throws Error when they do not agree
 */
export function mapMemory(process: Process, pieces: readonly SharedPiece[]): MemoryMap {
  const byName = new Map(pieces.map((piece) => [piece.name, piece]));
  const piece = (name: string): SharedPiece => {
    const found = byName.get(name);
    if (!found) throw new Error(`PostgreSQL has no shared memory called ${name}`);
    return found;
  };
  const sharedStart = process.get('TransamVariables') - piece('TransamVariables').offset;
  const expect = (what: string, holds: boolean): void => {
    if (!holds) throw new Error(`PostgreSQL's shared memory is not laid out as expected: ${what}`);
  };
  expect('its mark', process.word(sharedStart) === magic);
  expect('the buffers', process.get('BufferDescriptors') === sharedStart + piece('Buffer Descriptors').offset);
  expect('the processes', process.get('MyProc') === sharedStart + piece('PGPROC structures').offset);

  const stackTop = process.address('__heap_base');
  const sharedEnd = sharedStart + process.word(sharedStart + 8);
  expect('its size', sharedStart > stackTop && sharedEnd <= process.heapEnd);
  const staticEnd = stackTop - stackSize;
  const stack = process.module.stackSave();
  expect('the stack', stack > staticEnd && stack <= stackTop && process.address('MyProc') < staticEnd);
  // Below are constants. Rounded down, for words.
  const staticStart = process.address('savepoint_constants_end') & ~15;
  expect('the constants', staticStart < process.address('NBuffers') && staticStart < process.address('MyProc'));
  return {
    staticStart,
    staticEnd,
    stackTop,
    sharedStart,
    sharedEnd,
    shared: (name) => sharedStart + piece(name).offset,
    sizeOf: (name) => piece(name).size,
  };
}
