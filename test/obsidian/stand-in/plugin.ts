import type { Extension } from '@codemirror/state';
import type * as Published from 'obsidian';
import type { App } from './app';
import { Component } from './component';
import type { View, WorkspaceLeaf } from './workspace';

/** What a plugin registered, for tests to use as Obsidian would. */
export class Plugin extends Component {
  readonly postProcessors: Published.MarkdownPostProcessor[] = [];
  readonly editorExtensions: Extension[] = [];
  readonly commands = new Map<string, Published.Command>();
  readonly hoverSources = new Map<string, Published.HoverLinkSource>();
  readonly settingTabs: PluginSettingTab[] = [];
  settings: unknown = {};
  #data: unknown = null;

  constructor(readonly app: App, readonly manifest: Published.PluginManifest) {
    super();
  }
  loadData(): Promise<unknown> {
    return Promise.resolve(this.#data);
  }
  saveData(data: unknown): Promise<void> {
    this.#data = structuredClone(data);
    return Promise.resolve();
  }
  registerMarkdownPostProcessor(processor: Published.MarkdownPostProcessor): void {
    this.postProcessors.push(processor);
  }
  registerEditorExtension(extension: Extension): void {
    this.editorExtensions.push(extension);
  }
  registerView(type: string, create: (leaf: WorkspaceLeaf) => View): void {
    this.app.viewCreators.set(type, create);
  }
  registerHoverLinkSource(id: string, info: Published.HoverLinkSource): void {
    this.hoverSources.set(id, info);
  }
  addSettingTab(tab: PluginSettingTab): void {
    this.settingTabs.push(tab);
  }
  addCommand(command: Published.Command): void {
    this.commands.set(command.id, command);
  }
}

export class PluginSettingTab {
  constructor(readonly app: App, readonly plugin: Plugin) {}
  getSettingDefinitions(): unknown[] {
    return [];
  }
  getControlValue(key: string): unknown {
    return (this.plugin.settings as Record<string, unknown>)[key];
  }
}

/** What was said to the person, last first. */
export const notices: string[] = [];

export class Notice {
  constructor(message: string | DocumentFragment) {
    if (typeof message === 'string') {
      notices.unshift(message);
      return;
    }
    // One with buttons stays until it is clicked.
    const element = document.body.appendChild(document.createElement('div'));
    element.className = 'notice';
    element.append(message);
    element.addEventListener('click', () => {
      element.remove();
    });
  }
  setMessage(message: string): this {
    notices.unshift(message);
    return this;
  }
  hide(): void {}
}
