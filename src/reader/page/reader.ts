import type { Words } from '../../view';
import type { NoteSessions } from './note-sessions';
import type { NoteTexts } from './note-texts';
import type { Vault } from './vault';
import type { ReaderWords } from './words';

/** What the parts of the page share. */
export interface Reader {
  readonly document: Document;
  readonly vault: Vault;
  readonly texts: NoteTexts;
  readonly sessions: NoteSessions;
  readonly words: Words;
  readonly readerWords: ReaderWords;
}
