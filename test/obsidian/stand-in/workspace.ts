import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type * as Published from 'obsidian';
import { Component } from './component';
import type { App } from './app';
import type { TFile } from './vault';

/** The editor's published face over a real CodeMirror view. */
export class Editor {
  constructor(readonly cm: EditorView) {}
  getValue(): string {
    return this.cm.state.doc.toString();
  }
  getLine(line: number): string {
    return this.cm.state.doc.line(line + 1).text;
  }
  getCursor(): Published.EditorPosition {
    const line = this.cm.state.doc.lineAt(this.cm.state.selection.main.head);
    return { line: line.number - 1, ch: this.cm.state.selection.main.head - line.from };
  }
  setCursor(position: Published.EditorPosition | number, ch = 0): void {
    this.cm.dispatch({ selection: { anchor: offset(this.cm.state, typeof position === 'number' ? { line: position, ch } : position) } });
  }
  replaceRange(text: string, from: Published.EditorPosition, to: Published.EditorPosition = from): void {
    this.cm.dispatch({ changes: { from: offset(this.cm.state, from), to: offset(this.cm.state, to), insert: text } });
  }
  transaction({ changes = [] }: Published.EditorTransaction): void {
    const { state } = this.cm;
    this.cm.dispatch({ changes: changes.map(({ text, from, to = from }) => ({ from: offset(state, from), to: offset(state, to), insert: text })) });
  }
  scrollIntoView(): void {}
}

function offset(state: EditorState, { line, ch }: Published.EditorPosition): number {
  return state.doc.line(line + 1).from + ch;
}

export class View extends Component {
  containerEl: HTMLElement;
  icon = '';
  constructor(readonly leaf: WorkspaceLeaf) {
    super();
    this.containerEl = leaf.element;
  }
  get app(): App {
    return this.leaf.app;
  }
  getState(): Record<string, unknown> {
    return {};
  }
  setState(_state: unknown, _result: unknown): Promise<void> {
    return Promise.resolve();
  }
  getViewType(): string {
    return '';
  }
  onOpen(): Promise<void> {
    return Promise.resolve();
  }
}

export class ItemView extends View {
  contentEl: HTMLElement;
  constructor(leaf: WorkspaceLeaf) {
    super(leaf);
    this.contentEl = leaf.element.appendChild(leaf.element.ownerDocument.createElement('div'));
  }
}

export class MarkdownView extends View {
  file: TFile | null = null;
  /** Set in Live Preview; Reading view has an editor too, but a hidden one. */
  editor: Editor = undefined as unknown as Editor;
  mode: 'source' | 'preview' = 'preview';
  getMode(): 'source' | 'preview' {
    return this.mode;
  }
  readonly currentMode = { getScroll: () => 0 };
}

/** A place for a view. */
export class WorkspaceLeaf {
  view: View | null = null;
  constructor(readonly app: App, readonly element: HTMLElement) {}
  /** The path of the file that was opened here, and in which mode where one was asked for. */
  openFile(file: TFile, { state = {} }: { state?: { mode?: string } } = {}): Promise<void> {
    Object.assign(this.element.dataset, { file: file.path, mode: state.mode ?? '' });
    return Promise.resolve();
  }
  async setViewState({ type, state }: { type: string; state?: unknown }): Promise<void> {
    const create = this.app.viewCreators.get(type);
    if (!create) throw new Error(`no view ${type}`);
    this.view = create(this);
    this.view.load();
    await this.view.onOpen();
    await this.view.setState(state, {});
  }
}

export class Workspace {
  readonly leaves: WorkspaceLeaf[] = [];
  activeLeaf: WorkspaceLeaf | null = null;
  constructor(private readonly app: App, readonly containerEl: HTMLElement) {}
  onLayoutReady(callback: () => unknown): void {
    callback();
  }
  getLeavesOfType(type: string): WorkspaceLeaf[] {
    const isOpen = (leaf: WorkspaceLeaf): boolean => (type === 'markdown' ? leaf.view instanceof MarkdownView && leaf.view.mode === 'source' : leaf.view?.getViewType() === type);
    return this.leaves.filter(isOpen);
  }
  getActiveViewOfType<T extends View>(type: new (...values: never[]) => T): T | null {
    return this.activeLeaf?.view instanceof type ? this.activeLeaf.view : null;
  }
  /** Where links were followed, and what was previewed, last first. */
  readonly followed: string[] = [];
  openLinkText(link: string, from: string, where: boolean | string): Promise<void> {
    this.followed.unshift(`open ${link} from ${from}${where === false ? '' : ` in a ${String(where)}`}`);
    return Promise.resolve();
  }
  trigger(event: string, { linktext, sourcePath }: { linktext: string; sourcePath: string }): void {
    this.followed.unshift(`${event} ${linktext} from ${sourcePath}`);
  }
  revealLeaf(leaf: WorkspaceLeaf): Promise<void> {
    this.activeLeaf = leaf;
    return Promise.resolve();
  }
  getLeaf(): WorkspaceLeaf {
    const leaf = new WorkspaceLeaf(this.app, this.containerEl.appendChild(this.containerEl.ownerDocument.createElement('section')));
    this.leaves.push(leaf);
    return leaf;
  }
}
