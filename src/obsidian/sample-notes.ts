import { Notice, type App, type TFile } from 'obsidian';
import type { SampleNotes } from '../kernel/sample-notes';
import type { Words } from '../view/words';
import type { PluginPayload } from './payload';

/** The folder of a vault into which the sample notes are copied. */
const folder = 'Savepoint';

/** Offers the sample notes, copies them when the person says so, and opens the first of them. */
export class SampleNotesOffer {
  constructor(private readonly app: App, private readonly payload: PluginPayload, private readonly words: Words) {}

  /** Asks; nothing is written before the answer. */
  ask(): void {
    const { sample } = this.words;
    const copy = createEl('button', { text: sample.copy, cls: 'mod-cta' });
    copy.addEventListener('click', () => { void this.copy(); });
    const buttons = createDiv({ cls: 'savepoint-offer' });
    // A click anywhere on a notice closes it.
    buttons.append(copy, createEl('button', { text: sample.notNow }));
    const message = createFragment();
    message.append(createDiv({ text: sample.offer(folder) }), buttons);
    new Notice(message, 0);
  }

  /** Opens the note to begin with; offers the notes where they are not there yet. */
  async open(): Promise<void> {
    const start = this.#file((await this.payload.sampleNotes()).start);
    if (start) await this.#read(start);
    else this.ask();
  }

  /** Copies the notes that are not there yet, and opens the first. A note that is there is never written over. */
  async copy(): Promise<void> {
    const { sample } = this.words;
    try {
      const given = await this.payload.sampleNotes();
      let copied = 0;
      for (const [path, text] of Object.entries(given.notes)) if (await this.#create(`${folder}/${path}`, text)) copied++;
      new Notice(sample.copied(copied, folder));
      const start = this.#file(given.start);
      if (start) await this.#read(start);
    } catch (error) {
      new Notice(sample.failed(error instanceof Error ? error.message : String(error)));
    }
  }

  async #create(path: string, text: string): Promise<boolean> {
    const { vault } = this.app;
    if (vault.getAbstractFileByPath(path)) return false;
    const parent = path.slice(0, path.lastIndexOf('/'));
    const above = parent.split('/').map((_, at, names) => names.slice(0, at + 1).join('/'));
    for (const one of above) if (!vault.getAbstractFileByPath(one)) await vault.createFolder(one);
    await vault.create(path, text);
    return true;
  }

  /** In Reading view: these notes are there to be read, and what is frozen in them gives way to what a person runs. */
  #read(note: TFile): Promise<void> {
    return this.app.workspace.getLeaf(false).openFile(note, { state: { mode: 'preview' } });
  }

  #file(start: SampleNotes['start']): TFile | null {
    const path = start[this.words.language] ?? start['en'];
    return path === undefined ? null : this.app.vault.getFileByPath(`${folder}/${path}`);
  }
}
