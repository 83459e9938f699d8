import type { Token } from 'markdown-it';
import type { NotebookSession } from '../../../kernel/host/notebook-session';
import { sqlTokens } from '../../../view/sql-tokens';
import { showCell } from '../cell-view';
import type { NotePlace } from './note-place';

/** A fenced block and, where it is a cell of the note, its bar and output. */
export function codeBlock(token: Token, session: NotebookSession, place: NotePlace): Node {
  const { document, readerWords } = place.reader;
  const language = (/^\S+/.exec(token.info.trim())?.[0] ?? '').toLowerCase();
  const block = document.createElement('pre');
  block.append(coloured(token.content, language, document));
  // A block that is wider than the page is scrolled by keys too.
  block.tabIndex = 0;

  const line = (token.map?.[0] ?? -1) + 1;
  const cell = session.cells.find((tracked) => tracked.cell.line === line);
  if (!cell) return block;
  const fragment = document.createDocumentFragment();
  const host = document.createElement('div');
  host.className = 'savepoint-host';
  block.className = 'reader-cell-code';
  fragment.append(cell.cell.options.hideCode ? folded(block, readerWords.code, document) : block, host);
  place.lifetime.onEnd(showCell(host, cell, session, place.path, place.reader));
  return fragment;
}

function coloured(text: string, language: string, document: Document): HTMLElement {
  const code = document.createElement('code');
  const source = text.endsWith('\n') ? text.slice(0, -1) : text;
  if (language !== 'sql') {
    code.textContent = source;
    return code;
  }
  for (const token of sqlTokens(source)) {
    if (token.kind === 'plain') {
      code.append(token.text);
      continue;
    }
    const span = document.createElement('span');
    span.className = `reader-sql-${token.kind}`;
    span.textContent = token.text;
    code.append(span);
  }
  return code;
}

/** A block that its directive hides (`hide=code`): there for who wants to see it. */
function folded(block: HTMLElement, label: string, document: Document): HTMLElement {
  const details = document.createElement('details');
  details.className = 'reader-folded';
  const summary = document.createElement('summary');
  summary.textContent = label;
  details.append(summary, block);
  return details;
}
