import { MarkdownRenderChild, type MarkdownPostProcessor } from 'obsidian';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import { holdsFrozen } from '../notebook/frozen-block';
import type { NoteSessions } from './note-sessions';

/** Takes frozen outputs out of sight in Reading view for as long as their cells show live ones. */
export function frozenInReadingView(sessions: NoteSessions): MarkdownPostProcessor {
  return (element, context) => {
    const info = context.getSectionInfo(element);
    if (!info || !holdsFrozen(info.text)) return;
    // The note is shown meanwhile: nothing of it waits for this.
    void sessions.at(context.sourcePath).then((session) => {
      const cell = session?.cells.find(({ cell: { frozen } }) => frozen !== null && frozen.line <= info.lineStart && info.lineEnd <= frozen.endLine);
      if (cell) context.addChild(new FrozenPart(element, cell));
    });
  };
}

/** A piece of a rendered note that belongs to a cell's frozen output. */
export class FrozenPart extends MarkdownRenderChild {
  constructor(container: HTMLElement, private readonly cell: TrackedCell) {
    super(container);
  }

  override onload(): void {
    const show = (): void => { this.containerEl.classList.toggle('savepoint-is-hidden', this.cell.get().output !== null); };
    show();
    this.register(this.cell.subscribe(show));
  }

  override onunload(): void {
    this.containerEl.classList.remove('savepoint-is-hidden');
  }
}

/**
 * The elements of a frozen output that stands in one section with its cell, as it does in callouts and lists.
 * @param host what holds the cell's bar and output
 * @param blocks how many blocks of Markdown the frozen output is made of
 */
export function frozenSiblings(host: HTMLElement, blocks: number): HTMLElement[] {
  const parts: HTMLElement[] = [];
  for (let next = host.nextElementSibling; next && parts.length < blocks; next = next.nextElementSibling) {
    if (next.instanceOf(HTMLElement)) parts.push(next);
  }
  return parts;
}
