import type { View, WorkspaceLeaf } from './workspace';
import { Workspace } from './workspace';
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
  };
  constructor(readonly vault: Vault, containerEl: HTMLElement) {
    this.workspace = new Workspace(this, containerEl);
  }
}
