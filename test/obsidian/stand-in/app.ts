import type { View, WorkspaceLeaf } from './workspace';
import { Workspace } from './workspace';
import type { Vault } from './vault';

/** The app as far as a plugin sees it. */
export class App {
  readonly workspace: Workspace;
  readonly viewCreators = new Map<string, (leaf: WorkspaceLeaf) => View>();
  constructor(readonly vault: Vault, containerEl: HTMLElement) {
    this.workspace = new Workspace(this, containerEl);
  }
}
