import { rowBytes } from '../../src/cells/runner';
import type { PartName } from '../../src/databases/parts';
import type { KernelProcess } from '../../src/kernel/host/kernel-process';
import { NotebookSession } from '../../src/kernel/host/notebook-session';
import type { TrackedCell } from '../../src/kernel/host/tracked-cell';
import { readNotebook } from '../../src/notebook/notebook';
import { nodeParts } from '../databases/node-parts';
import { KernelHere } from './kernel-here';

const parts = nodeParts();

/** A note that is open, with whatever a test of its cells asks for. */
export interface OpenNote<K extends KernelProcess> {
  readonly session: NotebookSession;
  /** Those that were started for it, in their order. */
  readonly kernels: readonly K[];
  /** The note's text, which a test may change, and how often its kernel was lost. */
  readonly world: { text: string; lost: number };
  /** The cell with this place, from 0. */
  readonly cell: (place: number) => TrackedCell;
}

/** How a note is opened, where it is not in a kernel of this thread that runs no scripts, on SQLite. */
export interface Opening<K extends KernelProcess> {
  readonly kernel: () => K;
  readonly engine?: string;
}

/** Runs scripts in this thread, as TypeScript cells need. */
export const runningScripts = (): KernelHere => new KernelHere(Reflect.get(globalThis, 'eval') as (script: string) => unknown);

export function openNote(vault: string | Readonly<Record<string, string>>, opening?: Partial<Opening<KernelHere>>): OpenNote<KernelHere>;
export function openNote<K extends KernelProcess>(vault: string | Readonly<Record<string, string>>, opening: Opening<K>): OpenNote<K>;
/** @param vault the note's text, or notes by their paths, of which the first is opened */
export function openNote(vault: string | Readonly<Record<string, string>>, { kernel = () => new KernelHere(), engine = 'sqlite' }: Partial<Opening<KernelProcess>> = {}): OpenNote<KernelProcess> {
  const notes: Readonly<Record<string, string>> = typeof vault === 'string' ? { 'Note.md': vault } : vault;
  const [path = '', text = ''] = Object.entries(notes)[0] ?? [];
  const world = { text, lost: 0 };
  const kernels: KernelProcess[] = [];
  const session = new NotebookSession({
    startKernel: () => {
      const started = kernel();
      kernels.push(started);
      return Promise.resolve(started);
    },
    parts: { kernelSource: () => Promise.resolve(''), part: async (name: PartName) => ({ data: await parts.bytes(name), gzip: false }) },
    readNotebook: () => Promise.resolve(readNotebook(world.text)),
    defaultEngine: () => engine,
    timeoutMs: () => 60_000,
    limits: () => ({ sent: 10, held: 1_000, ...rowBytes }),
    onKernelLost: () => { world.lost++; },
    links: {
      path: () => path,
      read: (link) => {
        const found = notes[`${link}.md`];
        return Promise.resolve(found === undefined ? null : { path: `${link}.md`, notebook: readNotebook(found) });
      },
    },
  });
  session.update(readNotebook(text));
  const cell = (place: number): TrackedCell => {
    const found = session.cells[place];
    if (!found) throw new Error(`no cell ${String(place)}`);
    return found;
  };
  return { session, kernels, world, cell };
}
