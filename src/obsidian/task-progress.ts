import { getLinkpath, MarkdownRenderChild, type MarkdownPostProcessor } from 'obsidian';
import { progressIn, taskName } from '../kernel/host/task-memory';
import type { NoteSessions } from './note-sessions';

/** Puts behind the links of a note that asks for it how many exercises of their notes are solved. */
export function progressInReadingView(sessions: NoteSessions): MarkdownPostProcessor {
  return (element, context) => {
    if (element.querySelector('a.internal-link') !== null) context.addChild(new ProgressBadges(element, context.sourcePath, sessions));
  };
}

/** The badges of one section, for as long as it stays rendered. */
class ProgressBadges extends MarkdownRenderChild {
  readonly #badges = new Map<Element, HTMLElement>();

  constructor(section: HTMLElement, private readonly sourcePath: string, private readonly sessions: NoteSessions) {
    super(section);
  }

  override onload(): void {
    void this.#draw().then((wanted) => {
      if (wanted) this.register(this.sessions.tasks.watch(() => void this.#draw()));
    });
  }

  /** @returns whether the note asks for it */
  async #draw(): Promise<boolean> {
    const { app, tasks, words } = this.sessions;
    const source = app.vault.getFileByPath(this.sourcePath);
    if (!source || !(await this.sessions.read(source)).defaults.showsProgress) return false;
    for (const link of this.containerEl.querySelectorAll('a.internal-link')) {
      const file = app.metadataCache.getFirstLinkpathDest(getLinkpath(link.getAttribute('data-href') ?? ''), this.sourcePath);
      if (file?.extension !== 'md') continue;
      const { cells } = await this.sessions.read(file);
      const progress = progressIn(file.path, cells.flatMap((cell) => taskName(cell) ?? []), tasks);
      if (progress === null) continue;
      const badge = this.#badges.get(link) ?? createSpan({ cls: 'savepoint-progress-badge' });
      if (!this.#badges.has(link)) link.after(badge);
      this.#badges.set(link, badge);
      badge.classList.toggle('savepoint-is-complete', progress.solved === progress.of);
      badge.textContent = words.task.progress(progress.solved, progress.of);
    }
    return true;
  }
}
