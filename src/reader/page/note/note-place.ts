import type { Token } from 'markdown-it';
import type { NotebookSession } from '../../../kernel/host/notebook-session';
import type { Lifetime } from '../lifetime';
import type { Reader } from '../reader';

/** Where a piece of Markdown stands: in which note of which page, and for how long. */
export interface NotePlace {
  readonly reader: Reader;
  /** Path of the note that the text is from: its links and cells are meant from there. */
  readonly path: string;
  /** The notes that are being shown around it, outermost first, itself included. */
  readonly within: readonly string[];
  readonly lifetime: Lifetime;
}

/** Shows Markdown of a note: what embeds need of the whole that holds them. */
export type ShowNote = (tokens: readonly Token[], session: NotebookSession, place: NotePlace, anchored: boolean) => DocumentFragment;
