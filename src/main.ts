import { Plugin } from 'obsidian';
import { registerCommands } from './obsidian/commands';
import { hoverSource } from './obsidian/cell-view';
import { frozenInReadingView } from './obsidian/frozen-in-reading-view';
import { livePreview } from './obsidian/live-preview';
import { MatrixPane } from './obsidian/matrix-pane';
import { NoteSessions } from './obsidian/note-sessions';
import { matrixPaneType } from './obsidian/open-matrix-pane';
import { outputPaneType } from './obsidian/open-output-pane';
import { OutputPane } from './obsidian/output-pane';
import { cellsInReadingView } from './obsidian/reading-view';
import { SampleNotesOffer } from './obsidian/sample-notes';
import { SavepointSettingTab, settingsFrom, type SavepointSettings } from './obsidian/settings';
import { progressInReadingView } from './obsidian/task-progress';

/** The plugin: registers what Savepoint adds to Obsidian. Engines start when a person first runs a cell. */
export default class SavepointPlugin extends Plugin {
  override settings: SavepointSettings = settingsFrom(null);

  override async onload(): Promise<void> {
    const stored: unknown = await this.loadData();
    this.settings = settingsFrom(stored);
    const sessions = this.addChild(new NoteSessions(this.app, this.manifest, () => this.settings));
    this.registerMarkdownPostProcessor(cellsInReadingView(sessions));
    this.registerMarkdownPostProcessor(progressInReadingView(sessions));
    this.registerMarkdownPostProcessor(frozenInReadingView(sessions));
    this.registerHoverLinkSource(hoverSource, { display: this.manifest.name, defaultMod: true });
    this.registerEditorExtension(livePreview(sessions));
    this.registerView(outputPaneType, (leaf) => new OutputPane(leaf, sessions));
    this.registerView(matrixPaneType, (leaf) => new MatrixPane(leaf, sessions));
    this.addSettingTab(new SavepointSettingTab(this.app, this, () => { sessions.settingsChanged(); }));
    const sampleNotes = new SampleNotesOffer(this.app, sessions.payload, sessions.words);
    registerCommands(this, sessions, sampleNotes);
    if (stored === null) this.#greet(sampleNotes);
  }

  /** The first time ever: offers the sample notes. Stored settings tell that this was done. */
  #greet(sampleNotes: SampleNotesOffer): void {
    this.app.workspace.onLayoutReady(() => {
      sampleNotes.ask();
      void this.saveData(this.settings);
    });
  }
}
