import { Plugin } from 'obsidian';
import { registerCommands } from './obsidian/commands';
import { livePreview } from './obsidian/live-preview';
import { MatrixPane } from './obsidian/matrix-pane';
import { NoteSessions } from './obsidian/note-sessions';
import { matrixPaneType } from './obsidian/open-matrix-pane';
import { outputPaneType } from './obsidian/open-output-pane';
import { OutputPane } from './obsidian/output-pane';
import { cellsInReadingView } from './obsidian/reading-view';
import { SavepointSettingTab, settingsFrom, type SavepointSettings } from './obsidian/settings';

/** The plugin: registers what Savepoint adds to Obsidian. Engines start when a person first runs a cell. */
export default class SavepointPlugin extends Plugin {
  override settings: SavepointSettings = settingsFrom(null);

  override async onload(): Promise<void> {
    this.settings = settingsFrom(await this.loadData());
    const sessions = this.addChild(new NoteSessions(this.app, this.manifest, () => this.settings));
    this.registerMarkdownPostProcessor(cellsInReadingView(sessions));
    this.registerEditorExtension(livePreview(sessions));
    this.registerView(outputPaneType, (leaf) => new OutputPane(leaf, sessions));
    this.registerView(matrixPaneType, (leaf) => new MatrixPane(leaf, sessions));
    this.addSettingTab(new SavepointSettingTab(this.app, this, () => { sessions.settingsChanged(); }));
    registerCommands(this, sessions);
  }
}
