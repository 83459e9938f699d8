import { StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import { editorInfoField, editorLivePreviewField, type TFile } from 'obsidian';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import { showCell } from './cell-view';
import type { NoteSessions } from './note-sessions';

/** Shows cells in Live Preview: a block after each closing fence, which only a state field may add. */
export function livePreview(sessions: NoteSessions): Extension {
  return StateField.define<DecorationSet>({
    create: (state) => decorate(state, sessions),
    update: (decorations, transaction) => {
      const wasLive = transaction.startState.field(editorLivePreviewField, false) === true;
      const isLive = transaction.state.field(editorLivePreviewField, false) === true;
      const fileBefore = transaction.startState.field(editorInfoField, false)?.file;
      const file = transaction.state.field(editorInfoField, false)?.file;
      // Cursor moves change nothing here; that keeps them cheap and outputs where they are.
      return transaction.docChanged || wasLive !== isLive || fileBefore !== file ? decorate(transaction.state, sessions) : decorations;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

function decorate(state: EditorState, sessions: NoteSessions): DecorationSet {
  const file = state.field(editorInfoField, false)?.file;
  if (!file || state.field(editorLivePreviewField, false) !== true) return Decoration.none;
  const session = sessions.of(file);
  session.update(sessions.readText(file, state.doc.toString()));
  return Decoration.set(
    session.cells.map((tracked) => {
      const line = state.doc.line(Math.min(tracked.cell.endLine, state.doc.lines));
      return Decoration.widget({ widget: new CellWidget(tracked, file, sessions), block: true, side: 1 }).range(line.to);
    }),
  );
}

/** A cell's bar and output in the editor. Equal for as long as the cell is the same, whatever happens to its text. */
class CellWidget extends WidgetType {
  constructor(private readonly cell: TrackedCell, private readonly file: TFile, private readonly sessions: NoteSessions) {
    super();
  }

  override eq(other: CellWidget): boolean {
    return other.cell === this.cell && other.file === this.file;
  }

  override get estimatedHeight(): number {
    return this.cell.get().output ? 160 : 30;
  }

  override toDOM(view: EditorView): HTMLElement {
    const container = createDiv({ cls: 'savepoint-host savepoint-host-live' });
    const unmount = showCell(container, this.cell, this.file, this.sessions);
    container.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      backToCode(view, this.cell);
    });
    // Outputs come and grow without the editor's doing; it must measure again.
    const observer = new ResizeObserver(() => { view.requestMeasure(); });
    observer.observe(container);
    mounted.set(container, () => {
      observer.disconnect();
      unmount();
    });
    return container;
  }

  override destroy(dom: HTMLElement): void {
    mounted.get(dom)?.();
    mounted.delete(dom);
  }

  /** Clicks and keys in an output are the output's. */
  override ignoreEvent(): boolean {
    return true;
  }
}

/** Gives the focus back to the editor, with the cursor in the cell's code: where it was, else at the end. */
function backToCode(view: EditorView, { cell }: TrackedCell): void {
  const { doc, selection } = view.state;
  const at = doc.lineAt(selection.main.head).number;
  if (at < cell.line || at > cell.endLine) view.dispatch({ selection: { anchor: doc.line(Math.min(Math.max(cell.endLine - 1, cell.line), doc.lines)).to }, scrollIntoView: true });
  view.focus();
}

/** How to take down what a widget put into the editor; widgets themselves come and go while their element stays. */
const mounted = new WeakMap<HTMLElement, () => void>();
