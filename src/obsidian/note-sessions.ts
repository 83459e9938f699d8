import { Component, getLanguage, getLinkpath, MarkdownView, Notice, TFile, type App, type PluginManifest, type WorkspaceLeaf } from 'obsidian';
import { rowBytes } from '../cells/runner';
import { startSandbox } from '../kernel/host/browser-sandbox';
import { NotebookSession } from '../kernel/host/notebook-session';
import { StoredTasks } from '../kernel/host/stored-tasks';
import type { NoteLinks } from '../kernel/host/run-order';
import type { Notebook } from '../notebook/cell';
import { readNotebook } from '../notebook/notebook';
import { wordsFor, type Words } from '../view/words';
import { PluginPayload } from './payload';
import type { SavepointSettings } from './settings';
import { TermNotes } from './term-notes';

/** A limit that nobody reaches, where the person asked for none. */
const noLimitMs = 2 ** 31 - 1 - 10_000;

/** Under which name the app keeps solved exercises, apart for each vault. */
const tasksKey = 'savepoint-tasks';

/** Rows of a result that a kernel holds for scrolling. */
const heldRows = 200_000;

/** The notebooks' sessions of a vault, one per note, shared by all views of it. They end with the plugin. */
export class NoteSessions extends Component {
  readonly words: Words = wordsFor(getLanguage());
  readonly #byNote = new Map<TFile, NotebookSession>();
  /** The last reading of each note: a view of many cells asks for it once for each. */
  readonly #readings = new Map<TFile, { readonly text: string; readonly notebook: Notebook }>();
  /** Which exercises were solved on this device. */
  readonly tasks: StoredTasks;
  /** The notes to which terms in outputs link. */
  readonly terms: TermNotes;
  readonly payload: PluginPayload;

  constructor(readonly app: App, manifest: PluginManifest, private readonly settings: () => SavepointSettings) {
    super();
    this.tasks = new StoredTasks({
      read: () => { const stored: unknown = app.loadLocalStorage(tasksKey); return typeof stored === 'string' ? stored : null; },
      write: (text) => { app.saveLocalStorage(tasksKey, text); },
    });
    this.terms = new TermNotes(app);
    this.payload = new PluginPayload(app.vault.adapter, `${manifest.dir ?? ''}/main.js`);
  }

  override onload(): void {
    const { vault, metadataCache } = this.app;
    this.registerEvent(metadataCache.on('resolved', () => { this.terms.changed(); }));
    // The same file object follows a rename, so a session does too.
    this.registerEvent(vault.on('delete', (file) => { if (file instanceof TFile) this.#end(file); }));
    this.registerEvent(vault.on('modify', (file) => { if (file instanceof TFile) void this.#refresh(file); }));
  }

  override onunload(): void {
    for (const file of [...this.#byNote.keys()]) this.#end(file);
  }

  /** Takes over changed settings in every note that is known. */
  settingsChanged(): void {
    for (const session of this.#byNote.values()) session.applyDefaults();
  }

  /** The session of a note; made when first asked for, without starting anything. */
  of(file: TFile): NotebookSession {
    const known = this.#byNote.get(file);
    if (known) return known;
    const session = this.#session(() => this.read(file), this.#linksOf(file));
    this.#byNote.set(file, session);
    return session;
  }

  /** A session of its own for a text that is no note of the vault; whoever asks for it resets it. */
  apart(text: string): NotebookSession {
    const notebook = readNotebook(text);
    const session = this.#session(() => Promise.resolve(notebook));
    session.update(notebook);
    return session;
  }

  #linksOf(file: TFile): NoteLinks {
    return {
      path: () => file.path,
      read: async (link, from) => {
        const target = this.app.metadataCache.getFirstLinkpathDest(getLinkpath(link), from);
        return target?.extension === 'md' ? { path: target.path, notebook: await this.read(target) } : null;
      },
    };
  }

  #session(read: () => Promise<Notebook>, links?: NoteLinks): NotebookSession {
    return new NotebookSession({
      startKernel: async () => startSandbox(this.app.workspace.containerEl.ownerDocument, await this.payload.kernelSource()),
      parts: this.payload,
      readNotebook: read,
      defaultEngine: () => this.settings().defaultEngine,
      timeoutMs: () => { const { timeLimit } = this.settings(); return timeLimit === 0 ? noLimitMs : timeLimit * 1000; },
      limits: () => ({ sent: this.settings().rowsFetched, held: heldRows, ...rowBytes }),
      links,
      tasks: this.tasks,
      onKernelLost: () => { new Notice(this.words.notices.kernelReplaced); },
    });
  }

  /** The session of the note at a path, brought up to date; null where there is no such note. */
  async at(path: string): Promise<NotebookSession | null> {
    const file = this.app.vault.getFileByPath(path);
    if (!file) return null;
    const session = this.of(file);
    session.update(await this.read(file));
    return session;
  }

  /** The note as cells, as it stands. */
  async read(file: TFile): Promise<Notebook> {
    return this.readText(file, await this.textOf(file));
  }

  /** The same for a text that is at hand. */
  readText(file: TFile, text: string): Notebook {
    const last = this.#readings.get(file);
    if (last?.text === text) return last.notebook;
    const notebook = readNotebook(text);
    this.#readings.set(file, { text, notebook });
    return notebook;
  }

  /** The note's text as it stands: in an open editor where there is one, else on disk. */
  async textOf(file: TFile): Promise<string> {
    return this.editorOf(file)?.editor.getValue() ?? this.app.vault.cachedRead(file);
  }

  /** An open editor of a note. */
  editorOf(file: TFile): MarkdownView | null {
    const leaf = this.app.workspace.getLeavesOfType('markdown').find(({ view }: WorkspaceLeaf) => view instanceof MarkdownView && view.file === file);
    return leaf?.view instanceof MarkdownView ? leaf.view : null;
  }

  async #refresh(file: TFile): Promise<void> {
    const session = this.#byNote.get(file);
    if (session) session.update(await this.read(file));
  }

  #end(file: TFile): void {
    this.#byNote.get(file)?.reset();
    this.#byNote.delete(file);
    this.#readings.delete(file);
  }
}
