import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CellOutput } from '../../../src/cells/output';
import { rowBytes, type CellToRun } from '../../../src/cells/runner';
import { startConfinedProcess } from '../../../src/kernel/host/confined-process';
import { KernelClient } from '../../../src/kernel/host/kernel-client';

const dist = path.resolve(process.cwd(), 'dist');
const nobody = { onOpening: () => undefined, onWaiting: () => undefined, onProgress: () => undefined };

/** A cell of the test, alone on SQLite, with what a test sets otherwise. */
export function cellOf(code: string, more: Partial<CellToRun> = {}): CellToRun {
  return {
    kind: 'typescript', language: 'ts', code, engine: 'sqlite', db: null, session: null, levels: [], preparation: null, printed: false, matrix: null, crash: false, fork: false,
    expect: null, timeoutMs: 10_000, limits: { sent: 1_000, held: 5_000, ...rowBytes },
    place: { note: 'note', label: 'the test', name: null, uses: [], links: {} }, ...more,
  };
}

/** The built kernel in its confined process. */
export class ConfinedNotes {
  #client: KernelClient | null = null;

  async start(): Promise<void> {
    const parts = { kernelSource: () => Promise.resolve(''), part: (name: string) => Promise.resolve({ data: gunzipSync(readFileSync(path.join(dist, 'parts', `${name}.gz`))), gzip: false }) };
    const process = await startConfinedProcess(path.join(dist, 'kernel-process.cjs'), readFileSync(path.join(dist, 'confined-kernel.js'), 'utf8'));
    this.#client = new KernelClient(process, parts, () => { this.#client = null; });
  }

  get alive(): boolean {
    return this.#client !== null;
  }

  get client(): KernelClient {
    if (!this.#client) throw new Error('the kernel is gone');
    return this.#client;
  }

  async run(code: string, more: Partial<CellToRun> = {}): Promise<CellOutput> {
    return (await this.client.run(cellOf(code, more), nobody)).output;
  }

  /** Runs a cell in a note, after others of it. */
  async runIn(note: string, code: string, before: readonly string[] = []): Promise<CellOutput> {
    for (const [i, cell] of before.entries()) await this.run(cell, { place: { note, label: `before ${String(i)}`, name: null, uses: [], links: {} } });
    return this.run(code, { place: { note, label: 'the test', name: null, uses: [], links: {} } });
  }

  stop(): void {
    this.#client?.close();
  }
}
