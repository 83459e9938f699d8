import type { View, WorkspaceLeaf } from './workspace';
import { Workspace } from './workspace';
import { readAliases } from '../../../src/notebook/frontmatter';
import { LinkIndex } from '../../../src/notebook/links';
import type { TFile, Vault } from './vault';

/** The app as far as a plugin sees it. */
export class App {
  readonly workspace: Workspace;
  readonly viewCreators = new Map<string, (leaf: WorkspaceLeaf) => View>();
  /** Where links lead. */
  readonly metadataCache = {
    getFirstLinkpathDest: (link: string, from: string): TFile | null => {
      const path = new LinkIndex(this.vault.getMarkdownFiles().map((file) => file.path)).resolve(link, from);
      return path === null ? null : this.vault.getFileByPath(path);
    },
    fileToLinktext: (file: TFile, from: string): string => {
      const paths = this.vault.getMarkdownFiles().map((one) => one.path);
      return new LinkIndex(paths).resolve(file.basename, from) === file.path ? file.basename : file.path.replace(/\.md$/, '');
    },
    getFileCache: (file: TFile): { frontmatter: unknown } => ({ frontmatter: { aliases: readAliases(this.vault.textOf(file)) } }),
    on: (_event: 'resolved', listener: () => void): { off: () => void } => {
      const references = (['modify', 'create', 'delete'] as const).map((event) => this.vault.on(event, listener) as unknown as { off: () => void });
      return { off: () => { for (const { off } of references) off(); } };
    },
  };
  readonly #stored = new Map<string, unknown>();

  loadLocalStorage(key: string): unknown {
    return this.#stored.get(key) ?? null;
  }

  saveLocalStorage(key: string, data: unknown): void {
    this.#stored.set(key, data);
  }

  constructor(readonly vault: Vault, containerEl: HTMLElement) {
    this.workspace = new Workspace(this, containerEl);
  }
}
