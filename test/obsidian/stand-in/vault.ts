import type * as Published from 'obsidian';

export class TAbstractFile {
  constructor(public path: string) {}
  get name(): string {
    return this.path.split('/').at(-1) ?? '';
  }
}

export class TFile extends TAbstractFile {
  get basename(): string {
    return this.name.replace(/\.[^.]*$/, '');
  }
  get extension(): string {
    return this.name.split('.').at(-1) ?? '';
  }
}

type Events = 'modify' | 'delete' | 'create' | 'rename';

/** A vault in memory. */
export class Vault implements Pick<Published.Vault, 'getName'> {
  readonly configDir = '.obsidian';
  readonly #notes = new Map<TFile, string>();
  readonly #folders = new Set<string>();
  readonly #listeners = new Map<Events, Set<(file: TFile) => void>>();

  /** @param readFile how a file of the plugin's own folder is read */
  constructor(notes: Readonly<Record<string, string>>, readFile: (path: string) => Promise<string>) {
    for (const [path, text] of Object.entries(notes)) this.#notes.set(new TFile(path), text);
    this.adapter = { read: readFile };
  }

  readonly adapter: { read: (path: string) => Promise<string> };

  getName(): string {
    return 'Test vault';
  }
  getFileByPath(path: string): TFile | null {
    return [...this.#notes.keys()].find((file) => file.path === path) ?? null;
  }
  getAbstractFileByPath(path: string): TAbstractFile | null {
    return this.getFileByPath(path) ?? (this.#folders.has(path) ? new TAbstractFile(path) : null);
  }
  createFolder(path: string): Promise<TAbstractFile> {
    if (this.#folders.has(path)) return Promise.reject(new Error('Folder already exists.'));
    this.#folders.add(path);
    return Promise.resolve(new TAbstractFile(path));
  }
  create(path: string, text: string): Promise<TFile> {
    const parent = path.slice(0, path.lastIndexOf('/'));
    if (this.getFileByPath(path)) return Promise.reject(new Error('File already exists.'));
    if (parent !== '' && !this.#folders.has(parent)) return Promise.reject(new Error(`no folder ${parent}`));
    const file = new TFile(path);
    this.#notes.set(file, text);
    this.#tell('create', file);
    return Promise.resolve(file);
  }
  getMarkdownFiles(): TFile[] {
    return [...this.#notes.keys()];
  }
  textOf(file: TFile): string {
    return this.#notes.get(file) ?? '';
  }
  cachedRead(file: TFile): Promise<string> {
    const text = this.#notes.get(file);
    return text === undefined ? Promise.reject(new Error(`no file ${file.path}`)) : Promise.resolve(text);
  }
  async process(file: TFile, change: (text: string) => string): Promise<string> {
    const text = change(await this.cachedRead(file));
    this.write(file, text);
    return text;
  }
  write(file: TFile, text: string): void {
    this.#notes.set(file, text);
    this.#tell('modify', file);
  }
  delete(file: TFile): void {
    this.#notes.delete(file);
    this.#tell('delete', file);
  }
  on(event: Events, listener: (file: TFile) => void): Published.EventRef {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return { off: () => listeners.delete(listener) };
  }
  #tell(event: Events, file: TFile): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(file);
  }
}
