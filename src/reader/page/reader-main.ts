import { h, render } from 'preact';
import { StoredTasks } from '../../kernel/host/stored-tasks';
import { wordsFor } from '../../view';
import { App } from './app';
import { browserStore } from './browser-store';
import { notice } from './notices';
import { indexSource } from './note-index';
import { NoteSessions } from './note-sessions';
import { NoteTexts } from './note-texts';
import { served } from './served';
import { ServedParts } from './served-parts';
import { Vault, type VaultListing } from './vault';
import { readerWordsFor } from './words';

/** Draws the page. Nothing of a kernel or an engine is fetched before a cell is run. */
async function start(): Promise<void> {
  const words = wordsFor(navigator.language);
  const readerWords = readerWordsFor(navigator.language);
  document.documentElement.lang = words.language;
  try {
    const vault = new Vault((await (await served('vault.json')).json()) as VaultListing, words.language);
    const texts = new NoteTexts();
    const tasks = new StoredTasks(browserStore(`savepoint-tasks ${vault.name}`));
    const sessions = new NoteSessions(document, texts, new ServedParts(), () => { notice(document, words.notices.kernelReplaced); }, tasks, (link, from) => vault.resolve(link, from));
    render(h(App, { reader: { document, vault, texts, index: indexSource(vault), sessions, tasks, words, readerWords } }), document.body);
  } catch {
    document.body.textContent = window.location.protocol === 'file:' ? readerWords.needsServer : readerWords.serverGone;
  }
}

void start();
