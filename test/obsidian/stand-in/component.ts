import type * as Published from 'obsidian';

/** Lifetimes as Obsidian's components have them: children load and unload with their parent. */
export class Component implements Pick<Published.Component, 'load' | 'unload' | 'onunload' | 'register' | 'registerEvent'> {
  #children: Component[] = [];
  #cleanups: (() => unknown)[] = [];
  #loaded = false;

  load(): void {
    if (this.#loaded) return;
    this.#loaded = true;
    void this.onload();
    for (const child of this.#children) child.load();
  }
   
  onload(): void | Promise<void> {}
  unload(): void {
    if (!this.#loaded) return;
    this.#loaded = false;
    for (const child of this.#children.splice(0)) child.unload();
    for (const cleanup of this.#cleanups.splice(0).reverse()) cleanup();
    this.onunload();
  }
  onunload(): void {}
  addChild<T extends Component>(child: T): T {
    this.#children.push(child);
    if (this.#loaded) child.load();
    return child;
  }
  removeChild<T extends Component>(child: T): T {
    this.#children = this.#children.filter((other) => other !== child);
    child.unload();
    return child;
  }
  register(cleanup: () => unknown): void {
    this.#cleanups.push(cleanup);
  }
  registerEvent(reference: Published.EventRef): void {
    this.register((reference as unknown as { off: () => void }).off);
  }
}

export class MarkdownRenderChild extends Component {
  constructor(public containerEl: HTMLElement) {
    super();
  }
}
