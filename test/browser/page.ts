import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import * as codemirrorState from '@codemirror/state';
import { EditorState } from '@codemirror/state';
import * as codemirrorView from '@codemirror/view';
import { EditorView, keymap } from '@codemirror/view';
import * as obsidian from '../obsidian/stand-in';
import { renderNote } from '../obsidian/stand-in/render';
import type { Plugin } from '../obsidian/stand-in/plugin';

/** Headings large and code in the fixed font, as in Live Preview. */
const likeObsidian = HighlightStyle.define([
  { tag: tags.heading1, fontSize: '1.6em', fontWeight: '700' },
  { tag: tags.monospace, fontFamily: 'var(--font-monospace)', fontSize: '14px' },
  { tag: tags.processingInstruction, color: 'var(--text-faint)' },
]);

/** What the tests drive: the built plugin in a page with the stand-in and the real editor. */
export interface Harness {
  /** Milliseconds that evaluating main.js took, and its size. */
  readonly evaluation: { ms: number; bytes: number };
  openReading(path: string): Promise<void>;
  openLive(path: string): Promise<void>;
  /** Replaces text in the open editor, as a person's edit. */
  edit(from: string, to: string): void;
  /** Puts the cursor before a text in the open editor. */
  cursor(before: string): void;
  editorText(): string;
  command(id: string): boolean;
  notices(): string[];
  noteExists(path: string): boolean;
  /** Links that were followed or previewed, last first. */
  followed(): string[];
  theme(theme: 'light' | 'dark'): void;
  settings(): { name: string; value: unknown }[];
  set(key: string, value: unknown): Promise<void>;
  unload(): void;
}

declare global {
  interface Window {
    startHarness(notes: Record<string, string>, language?: string): Promise<void>;
    harness: Harness;
  }
}

// Obsidian adds these to every window.
Object.assign(Node.prototype, { instanceOf(this: Node, type: { prototype: object }) { return Object.prototype.isPrototypeOf.call(type.prototype, this); } });
const createEl = (tag: string, options?: { cls?: string; text?: string }): HTMLElement => Object.assign(document.createElement(tag), { className: options?.cls ?? '', textContent: options?.text ?? '' });
Object.assign(window, { createEl, createDiv: createEl.bind(null, 'div'), createSpan: createEl.bind(null, 'span'), createFragment: () => document.createDocumentFragment() });

const modules: Record<string, unknown> = { obsidian, '@codemirror/state': codemirrorState, '@codemirror/view': codemirrorView };

/** Evaluates main.js as Obsidian does: the text of a function of `module`, `exports` and `require`, in the window's scope. */
function evaluate(source: string): { plugin: new (...values: unknown[]) => Plugin; ms: number } {
  const module: { exports: { default?: unknown } } = { exports: {} };
  const inWindow = eval;
  const started = performance.now();
  const run = inWindow(`(function (module, exports, require) {${source}\n})`) as (module: unknown, exports: unknown, require: unknown) => void;
  run(module, module.exports, (name: string) => modules[name]);
  return { plugin: module.exports.default as never, ms: performance.now() - started };
}

window.startHarness = async (notes, language = 'en') => {
  obsidian.setLanguage(language);
  const source = await (await fetch('main.js')).text();
  const { plugin: SavepointPlugin, ms } = evaluate(source);
  const root = document.getElementById('root') ?? document.body;
  const vault = new obsidian.Vault(notes, () => Promise.resolve(source));
  const app = new obsidian.App(vault, root);
  const manifest = (await (await fetch('manifest.json')).json()) as Record<string, unknown>;
  const plugin = new SavepointPlugin(app, { ...manifest, dir: '.obsidian/plugins/savepoint' });
  plugin.load();
  await new Promise((resolve) => setTimeout(resolve, 0));
  let editor: EditorView | null = null;
  let shown: obsidian.Component | null = null;

  const open = (path: string, mode: 'source' | 'preview'): { file: obsidian.TFile; view: obsidian.MarkdownView; element: HTMLElement } => {
    const file = vault.getFileByPath(path);
    if (!file) throw new Error(`no note ${path}`);
    editor?.destroy();
    editor = null;
    shown?.unload();
    shown = null;
    root.replaceChildren();
    app.workspace.leaves.splice(0);
    const leaf = app.workspace.getLeaf();
    const view = new obsidian.MarkdownView(leaf);
    Object.assign(view, { file, mode });
    leaf.view = view;
    app.workspace.activeLeaf = leaf;
    return { file, view, element: leaf.element };
  };

  window.harness = {
    evaluation: { ms, bytes: source.length },
    openReading: async (path) => {
      const { file, element } = open(path, 'preview');
      element.className = 'markdown-preview-view markdown-rendered';
      shown = renderNote(element, await vault.cachedRead(file), path, plugin, vault);
    },
    openLive: async (path) => {
      const { file, view, element } = open(path, 'source');
      element.className = 'markdown-source-view mod-cm6 is-live-preview';
      editor = new EditorView({
        parent: element,
        state: EditorState.create({
          doc: await vault.cachedRead(file),
          extensions: [
            obsidian.editorInfoField.init(() => ({ file })),
            obsidian.editorLivePreviewField.init(() => true),
            history(), keymap.of([...defaultKeymap, ...historyKeymap]), markdown(), syntaxHighlighting(likeObsidian), EditorView.lineWrapping,
            ...plugin.editorExtensions,
            EditorView.updateListener.of((update) => { if (update.docChanged) vault.write(file, update.state.doc.toString()); }),
          ],
        }),
      });
      view.editor = new obsidian.Editor(editor);
    },
    edit: (from, to) => {
      const at = editor?.state.doc.toString().indexOf(from) ?? -1;
      if (at < 0) throw new Error(`the note does not hold ${from}`);
      editor?.dispatch({ changes: { from: at, to: at + from.length, insert: to }, userEvent: 'input' });
    },
    cursor: (before) => {
      const at = editor?.state.doc.toString().indexOf(before) ?? -1;
      editor?.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      editor?.focus();
    },
    editorText: () => editor?.state.doc.toString() ?? '',
    command: (id) => {
      const command = plugin.commands.get(id);
      if (command?.checkCallback) return command.checkCallback(false) !== false;
      const view = app.workspace.getActiveViewOfType(obsidian.MarkdownView);
      if (command?.editorCallback && view) void command.editorCallback(view.editor as never, view as never);
      else void command?.callback?.();
      return command !== undefined;
    },
    notices: () => [...obsidian.notices],
    noteExists: (path) => vault.getFileByPath(path) !== null,
    followed: () => [...app.workspace.followed],
    theme: (theme) => { document.body.className = `theme-${theme}`; },
    settings: () => {
      const [tab] = plugin.settingTabs;
      return (tab?.getSettingDefinitions() as { name: string; control: { key: string } }[]).map(({ name, control }) => ({ name, value: tab?.getControlValue(control.key) }));
    },
    set: async (key, value) => { await (plugin.settingTabs[0] as unknown as { setControlValue(key: string, value: unknown): Promise<void> }).setControlValue(key, value); },
    unload: () => { plugin.unload(); },
  };
};
