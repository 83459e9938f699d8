import { rowBytes } from '../../src/cells/runner';
import type { PartName } from '../../src/databases/parts';
import { NotebookSession } from '../../src/kernel/host/notebook-session';
import { readNotebook } from '../../src/notebook/notebook';
import { nodeParts } from '../databases/node-parts';
import { KernelHere } from './kernel-here';

/** The session of a note whose kernel is in this thread, TypeScript cells included. */
export function sessionHere(text: string): NotebookSession {
  const parts = nodeParts();
  const notebook = readNotebook(text);
  const evaluate = Reflect.get(globalThis, 'eval') as (script: string) => unknown;
  const session = new NotebookSession({
    startKernel: () => Promise.resolve(new KernelHere(evaluate)),
    parts: { kernelSource: () => Promise.resolve(''), part: async (name: PartName) => ({ data: await parts.bytes(name), gzip: false }) },
    readNotebook: () => Promise.resolve(notebook),
    defaultEngine: () => 'sqlite',
    timeoutMs: () => 60_000,
    limits: () => ({ sent: 100, held: 1_000, ...rowBytes }),
    onKernelLost: () => undefined,
  });
  session.update(notebook);
  return session;
}
