import { MarkdownRenderChild, type MarkdownPostProcessor, type MarkdownPostProcessorContext } from 'obsidian';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import { countBlocks } from '../notebook/count-blocks';
import { kindOf } from '../notebook/kind';
import { showCell } from './cell-view';
import { FrozenPart, frozenSiblings } from './frozen-in-reading-view';
import type { NoteSessions } from './note-sessions';

/**
 * Puts a cell's bar and output after its block wherever Obsidian renders Markdown: Reading view, embeds, callouts,
 * hover previews, Canvas. The block itself is left as it is.
 */
export function cellsInReadingView(sessions: NoteSessions): MarkdownPostProcessor {
  return (element, context) => {
    for (const code of element.querySelectorAll<HTMLElement>('pre > code')) {
      const pre = code.parentElement;
      if (!pre || kindOf(languageOf(code), code.textContent) === null) continue;
      const container = createDiv({ cls: 'savepoint-host' });
      pre.after(container);
      context.addChild(new RenderedCell(container, code, element, context, sessions));
    }
  };
}

/** The fence's language, which the rendered block tells by a class alone. */
function languageOf(code: HTMLElement): string {
  return [...code.classList].find((name) => name.startsWith('language-'))?.slice('language-'.length).toLowerCase() ?? '';
}

/** A cell in a rendered note, for as long as its section stays rendered. */
class RenderedCell extends MarkdownRenderChild {
  #unmount: (() => void) | null = null;

  constructor(
    container: HTMLElement,
    private readonly code: HTMLElement,
    private readonly section: HTMLElement,
    private readonly context: MarkdownPostProcessorContext,
    private readonly sessions: NoteSessions,
  ) {
    super(container);
  }

  override onload(): void {
    void this.#mount();
  }

  override onunload(): void {
    this.#unmount?.();
    this.#unmount = null;
  }

  async #mount(): Promise<void> {
    const file = this.sessions.app.vault.getFileByPath(this.context.sourcePath);
    const session = await this.sessions.at(this.context.sourcePath);
    if (!file || !session || !this.containerEl.isConnected && this.containerEl.parentElement === null) return;
    const cell = this.#find(session.cells);
    if (!cell) return;
    this.#unmount = showCell(this.containerEl, cell, file, this.sessions);
    const { frozen } = cell.cell;
    if (frozen) for (const part of frozenSiblings(this.containerEl, countBlocks(frozen.text))) this.context.addChild(new FrozenPart(part, cell));
  }

  /** The note's cell that this block shows: by its text, and among equal ones by its place. */
  #find(cells: readonly TrackedCell[]): TrackedCell | null {
    const text = this.code.textContent;
    const exact = cells.filter(({ cell }) => cell.code === withoutFinalBreak(text));
    // Renderers differ in how much of a container's indentation belongs to a block.
    const alike = exact.length > 0 ? exact : cells.filter(({ cell }) => bare(cell.code) === bare(text));
    if (alike.length <= 1) return alike[0] ?? null;
    const info = this.context.getSectionInfo(this.section);
    const within = info ? alike.filter(({ cell }) => cell.line - 1 >= info.lineStart && cell.line - 1 <= info.lineEnd) : alike;
    return (within.length > 0 ? within : alike)[this.#twinsBefore()] ?? alike[0] ?? null;
  }

  /** How many equal blocks stand before this one in the same section. */
  #twinsBefore(): number {
    const blocks = [...this.section.querySelectorAll<HTMLElement>('pre > code')];
    return blocks.slice(0, blocks.indexOf(this.code)).filter((block) => block.textContent === this.code.textContent).length;
  }
}

function withoutFinalBreak(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

function bare(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/gm, '').trim();
}
