import { StoredTasks } from '../../src/kernel/host/stored-tasks';
import { NoteSessions } from '../../src/reader/page/note-sessions';
import { NoteTexts } from '../../src/reader/page/note-texts';
import type { Reader } from '../../src/reader/page/reader';
import { Vault } from '../../src/reader/page/vault';
import { readerWordsFor } from '../../src/reader/page/words';
import { wordsFor } from '../../src/view';

/** A reader of notes that are given, by path, and of attachments of which the paths are. Nothing in it can run. */
export function readerOf(notes: Readonly<Record<string, string>>, attachments: readonly string[] = []): Reader {
  window.fetch = (address) => {
    const path = decodeURIComponent((address as string).replace(/^notes\//, ''));
    const text = notes[path];
    return Promise.resolve({ ok: text !== undefined, status: text === undefined ? 404 : 200, text: () => Promise.resolve(text) } as Response);
  };
  const texts = new NoteTexts();
  const tasks = new StoredTasks({ read: () => null, write: () => undefined });
  const unavailable = { kernelSource: () => Promise.reject(new Error('no kernel')), part: () => Promise.resolve(null) };
  return {
    document,
    vault: new Vault({ name: 'vault', notes: Object.keys(notes).map((path) => ({ path, title: (path.split('/').at(-1) ?? '').replace(/\.md$/, '') })), attachments }),
    texts,
    index: () => Promise.resolve(null),
    sessions: new NoteSessions(document, texts, unavailable, () => undefined, tasks),
    tasks,
    words: wordsFor('en'),
    readerWords: readerWordsFor('en'),
  };
}
