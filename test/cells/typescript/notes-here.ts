import type { CellOutput } from '../../../src/cells/output';
import type { CellToRun } from '../../../src/cells/runner';
import type { PartName } from '../../../src/databases/parts';
import { KernelClient } from '../../../src/kernel/host/kernel-client';
import { nodeParts } from '../../databases/node-parts';
import { KernelHere } from '../../kernel/kernel-here';
import { cellOf } from './confined-notes';

const nobody = { onOpening: () => undefined, onWaiting: () => undefined, onProgress: () => undefined };

/** A kernel in this thread whose TypeScript cells run in the test's own realm. */
export class NotesHere {
  readonly #client: KernelClient;

  constructor() {
    const parts = nodeParts();
    const evaluate = Reflect.get(globalThis, 'eval') as (script: string) => unknown;
    this.#client = new KernelClient(new KernelHere(evaluate), { kernelSource: () => Promise.resolve(''), part: async (name: PartName) => ({ data: await parts.bytes(name), gzip: false }) }, () => undefined);
  }

  async run(code: string, more: Partial<CellToRun> = {}): Promise<CellOutput> {
    return (await this.#client.run(cellOf(code, { timeoutMs: 60_000, ...more }), nobody)).output;
  }

  stop(): void {
    this.#client.close();
  }
}
