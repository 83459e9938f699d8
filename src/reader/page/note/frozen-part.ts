import type { Token } from 'markdown-it';
import type { NotebookSession } from '../../../kernel/host/notebook-session';
import type { Lifetime } from '../lifetime';

/** Takes a piece of a cell's frozen output out of sight for as long as the cell shows a live one; leaves any other piece alone. */
export function hideWhileLive(token: Token, node: Node, session: NotebookSession, lifetime: Lifetime): void {
  const [line, end] = token.map ?? [-1, -1];
  const cell = session.cells.find(({ cell: { frozen } }) => frozen !== null && frozen.line <= line && end - 1 <= frozen.endLine);
  if (!cell || !('classList' in node)) return;
  const { classList } = node as HTMLElement;
  const show = (): void => { classList.toggle('savepoint-is-hidden', cell.get().output !== null); };
  show();
  lifetime.onEnd(cell.subscribe(show));
}
