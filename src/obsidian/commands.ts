import { MarkdownView, Notice, type Editor, type Plugin, type TFile } from 'obsidian';
import type { NotebookSession } from '../kernel/host/notebook-session';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import { analyseTable } from '../notebook/analyse-table';
import { outputAsCsv, outputAsMarkdown, type OutputFormat } from '../view';
import { focusBar } from './cell-view';
import { checkVault } from './check-vault';
import { freezeAll, freezeCell, unfreezeAll, unfreezeCell } from './freeze';
import { switchEngine } from './note-edit';
import type { NoteSessions } from './note-sessions';
import { openMatrixPane } from './open-matrix-pane';
import type { SampleNotesOffer } from './sample-notes';

/** The note that a command is for, and where in it the person is. */
interface Place {
  readonly file: TFile;
  readonly session: NotebookSession;
  readonly view: MarkdownView;
}

/** Milliseconds in which the editor draws what it has been scrolled to. */
const drawnWithin = 50;

/** A command that needs the cell at the cursor. */
type CellVerb = (place: Place, cell: TrackedCell) => void | Promise<void>;

/** Registers Savepoint's commands. None has a default hotkey: those are the person's. */
export function registerCommands(plugin: Plugin, sessions: NoteSessions, sampleNotes: SampleNotesOffer): void {
  const { words } = sessions;

  const placeOf = (): Place | null => {
    const view = plugin.app.workspace.getActiveViewOfType(MarkdownView);
    return view?.file ? { view, file: view.file, session: sessions.of(view.file) } : null;
  };
  const onNote = (id: string, name: string, verb: (place: Place) => void | Promise<void>, possible: (place: Place) => boolean = () => true): void => {
    plugin.addCommand({
      id,
      name,
      checkCallback: (checking) => {
        const place = placeOf();
        if (!place || !possible(place)) return false;
        if (!checking) void verb(place);
        return true;
      },
    });
  };
  const onCell = (id: string, name: string, verb: CellVerb): void => {
    onNote(id, name, async (place) => {
      place.session.update(await sessions.read(place.file));
      const cell = cellAt(place);
      if (cell) await verb(place, cell);
      else new Notice(place.session.cells.length === 0 ? words.notices.noCells : words.notices.noCellHere);
    });
  };

  onCell('run-cell', words.commands.runCell, async ({ session }, cell) => { await session.run(cell); });
  onCell('run-cell-and-next', words.commands.runCellAndNext, async ({ session, view }, cell) => {
    const next = session.cells[session.cells.indexOf(cell) + 1];
    if (next) moveTo(view.editor, next);
    await session.run(cell);
  });
  onCell('run-above', words.commands.runAbove, ({ session }, cell) => session.runAbove(cell));
  onCell('go-to-output', words.commands.goToOutput, async ({ view }, cell) => {
    if (view.getMode() === 'source') await inSight(view.editor, cell);
    if (!focusBar(cell, view.containerEl)) new Notice(words.notices.noCellHere);
  });
  onNote('run-all', words.commands.runAll, ({ session }) => session.runAll());
  onNote('stop', words.commands.stop, ({ session }) => { session.stop(); }, ({ session }) => session.hasKernel);
  onNote('reset', words.commands.reset, ({ session }) => { session.reset(); }, ({ session }) => session.hasKernel);
  onCell('copy-markdown', words.commands.copyMarkdown, ({ session }, cell) => copy(session, cell, outputAsMarkdown));
  onCell('copy-csv', words.commands.copyCsv, ({ session }, cell) => copy(session, cell, outputAsCsv));
  onCell('freeze', words.commands.freeze, ({ file }, cell) => freezeCell(sessions, file, cell));
  onCell('unfreeze', words.commands.unfreeze, ({ file }, cell) => unfreezeCell(sessions, file, cell));
  onNote('freeze-all', words.commands.freezeAll, ({ file }) => freezeAll(sessions, file));
  onNote('unfreeze-all', words.commands.unfreezeAll, ({ file }) => unfreezeAll(sessions, file));
  onCell('switch-engine', words.commands.switchEngine, async ({ file }, cell) => {
    await switchEngine(sessions, file, cell, cell.get().engine?.startsWith('PostgreSQL') === true || cell.get().engine === 'postgres' ? 'sqlite' : 'postgres');
  });
  onCell('draw-schema', words.commands.drawSchema, async ({ session }, cell) => {
    if (cell.cell.kind !== 'sql' || !(await session.drawSchema(cell))) new Notice(words.notices.nothingToDraw);
  });
  plugin.addCommand({ id: 'insert-cell', name: words.commands.insertCell, editorCallback: insertCell });
  plugin.addCommand({
    id: 'analyse-table',
    name: words.commands.analyseTable,
    editorCallback: (editor, context) => { if (context.file) void analyseTableAt(editor, context.file); },
  });
  plugin.addCommand({ id: 'draw-matrix', name: words.commands.drawMatrix, callback: () => void openMatrixPane(plugin.app) });
  plugin.addCommand({ id: 'open-welcome', name: words.commands.openWelcome, callback: () => void sampleNotes.open() });
  plugin.addCommand({ id: 'check-vault', name: words.commands.checkVault, callback: () => void checkVault(sessions) });

  /** Puts a relation cell below the table at the cursor, as one edit, and runs it. */
  async function analyseTableAt(editor: Editor, file: TFile): Promise<void> {
    const insertion = analyseTable(editor.getValue(), editor.getCursor().line);
    if (!insertion) {
      new Notice(words.notices.noTableHere);
      return;
    }
    editor.replaceRange(insertion.text, { line: insertion.line, ch: editor.getLine(insertion.line).length });
    editor.setCursor({ line: insertion.codeLine, ch: 0 });
    const session = sessions.of(file);
    session.update(await sessions.read(file));
    const cell = session.cells.find((tracked) => tracked.cell.line === insertion.codeLine);
    if (cell) await session.run(cell);
  }

  async function copy(session: NotebookSession, cell: TrackedCell, format: OutputFormat): Promise<void> {
    const { output } = cell.get();
    const text = output ? await format(output, async (result, from, to) => (await session.rows(cell, result, from, to)) ?? [], words) : null;
    if (text === null) new Notice(words.notices.nothingToCopy);
    else await navigator.clipboard.writeText(text);
  }
}

/** The cell in which the cursor stands, or else the first one below it; in Reading view, the first in sight. */
function cellAt({ session, view }: Place): TrackedCell | null {
  const line = view.getMode() === 'preview' ? Math.floor(view.currentMode.getScroll()) : view.editor.getCursor().line;
  return session.cells.find(({ cell }) => cell.endLine > line) ?? null;
}

function moveTo(editor: Editor, { cell }: TrackedCell): void {
  const position = { line: cell.line, ch: cell.indents[0] ?? 0 };
  editor.setCursor(position);
  editor.scrollIntoView({ from: position, to: position }, true);
}

/** Scrolls to the end of a cell's code, below which its output stands, and waits until that is drawn. */
function inSight(editor: Editor, { cell }: TrackedCell): Promise<void> {
  const end = { line: cell.endLine - 1, ch: 0 };
  editor.scrollIntoView({ from: end, to: end });
  return new Promise((resolve) => { window.setTimeout(resolve, drawnWithin); });
}

/** Puts an empty SQL cell below the cursor's line and the cursor into it. */
function insertCell(editor: Editor): void {
  const { line } = editor.getCursor();
  const text = editor.getLine(line);
  const lead = text.trim() === '' ? '' : '\n\n';
  editor.replaceRange(`${lead}\`\`\`sql\n\n\`\`\`\n`, { line, ch: text.length });
  editor.setCursor({ line: line + (lead === '' ? 1 : 3), ch: 0 });
}
