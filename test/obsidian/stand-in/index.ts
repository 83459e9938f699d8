/**
 * A small stand-in for the `obsidian` module, which outside the app is types only. Its classes have the published
 * shapes as far as Savepoint uses them; nothing else of Obsidian is imitated.
 */
import { StateField } from '@codemirror/state';
import type { TFile } from './vault';

export { App } from './app';
export { Component, MarkdownRenderChild } from './component';
export { Notice, notices, Plugin, PluginSettingTab } from './plugin';
export { TFile, Vault } from './vault';
export { Editor, ItemView, MarkdownView, Workspace, WorkspaceLeaf } from './workspace';

/** Whether an editor shows Live Preview. */
export const editorLivePreviewField = StateField.define<boolean>({ create: () => false, update: (value) => value });

/** Which file an editor shows. */
export const editorInfoField = StateField.define<{ file: TFile | null } | null>({ create: () => null, update: (value) => value });

/** A link's target without heading and block. */
export function getLinkpath(link: string): string {
  return link.replace(/[#|].*$/, '');
}

/** The other names of a note, from its properties. */
export function parseFrontMatterAliases(frontmatter: { aliases?: string[] } | null): string[] | null {
  return frontmatter?.aliases ?? null;
}

export const Keymap = {
  /** Whether a key says where a link is to be opened. */
  isModEvent: (event: MouseEvent | null): 'tab' | false => (event?.ctrlKey === true || event?.button === 1 ? 'tab' : false),
};

let language = 'en';

/** Makes the app speak a language. */
export function setLanguage(code: string): void {
  language = code;
}

export function getLanguage(): string {
  return language;
}
