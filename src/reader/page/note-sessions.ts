import { rowBytes } from '../../cells/runner';
import { startSandbox } from '../../kernel/host/browser-sandbox';
import type { PartSource } from '../../kernel/host/kernel-process';
import { NotebookSession } from '../../kernel/host/notebook-session';
import { readNotebook } from '../../notebook/notebook';
import type { TaskMemory } from '../../kernel/host/task-memory';
import type { NoteTexts } from './note-texts';

const timeLimitMs = 30_000;

/** Rows of a result that come at once, and rows that a kernel holds for scrolling. */
const rowLimits = { sent: 1_000, held: 200_000, ...rowBytes } as const;

/** The sessions of the notes that were shown, one per note. They live as long as the page: outputs survive going to and fro. */
export class NoteSessions {
  readonly #byPath = new Map<string, NotebookSession>();

  /**
   * @param onKernelLost told when a kernel ended that nobody had asked to end
   * @param tasks which exercises were solved
   * @param resolve the path to which a link of a note leads
   */
  constructor(
    private readonly document: Document,
    private readonly texts: NoteTexts,
    private readonly parts: PartSource,
    private readonly onKernelLost: () => void,
    private readonly tasks: TaskMemory,
    private readonly resolve: (link: string, from: string) => string | null = () => null,
  ) {}

  /** The session of a note; made when first asked for, without starting anything. */
  of(path: string): NotebookSession {
    const known = this.#byPath.get(path);
    if (known) return known;
    const session = new NotebookSession({
      startKernel: async () => startSandbox(this.document, await this.parts.kernelSource()),
      parts: this.parts,
      readNotebook: async () => readNotebook(await this.texts.read(path)),
      defaultEngine: () => 'sqlite',
      timeoutMs: () => timeLimitMs,
      limits: () => rowLimits,
      onKernelLost: this.onKernelLost,
      tasks: this.tasks,
      links: {
        path: () => path,
        read: async (link, from) => {
          const target = this.resolve(link, from);
          return target?.endsWith('.md') === true ? { path: target, notebook: readNotebook(await this.texts.read(target)) } : null;
        },
      },
    });
    this.#byPath.set(path, session);
    return session;
  }
}
