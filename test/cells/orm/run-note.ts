import type { CellOutput } from '../../../src/cells/output';
import { rowBytes } from '../../../src/cells/runner';
import type { PartName } from '../../../src/databases/parts';
import { NotebookSession } from '../../../src/kernel/host/notebook-session';
import { readNotebook } from '../../../src/notebook/notebook';
import { nodeParts } from '../../databases/node-parts';
import { KernelHere } from '../../kernel/kernel-here';

const parts = nodeParts();
const evaluate = Reflect.get(globalThis, 'eval') as (script: string) => unknown;

/** Runs the cells of a note in a kernel in this thread, one after the other. */
export async function runNote(...cells: readonly string[]): Promise<CellOutput[]> {
  const text = cells.join('\n\n');
  const session = new NotebookSession({
    startKernel: () => Promise.resolve(new KernelHere(evaluate)),
    parts: { kernelSource: () => Promise.resolve(''), part: async (name: PartName) => ({ data: await parts.bytes(name), gzip: false }) },
    readNotebook: () => Promise.resolve(readNotebook(text)),
    defaultEngine: () => 'sqlite',
    timeoutMs: () => 60_000,
    limits: () => ({ sent: 10, held: 100, ...rowBytes }),
    onKernelLost: () => undefined,
    links: { path: () => 'Note.md', read: () => Promise.resolve(null) },
  });
  session.update(readNotebook(text));
  const ran = await session.runEach();
  session.reset();
  return ran.map(({ output }) => {
    if (!output) throw new Error('a cell was dropped');
    return output;
  });
}
