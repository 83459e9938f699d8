import type { StoredTasks } from '../../kernel/host/stored-tasks';
import type { Words } from '../../view';
import type { NoteIndex } from './note-index';
import type { NoteSessions } from './note-sessions';
import type { NoteTexts } from './note-texts';
import type { Vault } from './vault';
import type { ReaderWords } from './words';

/** What the parts of the page share. */
export interface Reader {
  readonly document: Document;
  readonly vault: Vault;
  readonly texts: NoteTexts;
  /** What the notes say and link to; null where that cannot be had. */
  readonly index: () => Promise<NoteIndex | null>;
  readonly sessions: NoteSessions;
  /** Which exercises were solved in this browser. */
  readonly tasks: StoredTasks;
  readonly words: Words;
  readonly readerWords: ReaderWords;
}
