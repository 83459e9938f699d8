import { Notice } from 'obsidian';
import { differsFromFrozen } from './freeze';
import type { NoteSessions } from './note-sessions';

/** Runs every cell of every note, each note in a fresh kernel, and says how many do what they should and give what is frozen of them. */
export async function checkVault(sessions: NoteSessions): Promise<void> {
  const { notices } = sessions.words;
  const progress = new Notice('', 0);
  const counts = { total: 0, failed: 0 };
  try {
    for (const file of sessions.app.vault.getMarkdownFiles()) {
      if ((await sessions.read(file)).cells.length === 0) continue;
      progress.setMessage(notices.checking(file.path));
      const session = sessions.of(file);
      session.reset();
      for (const { tracked, output } of await session.runEach()) {
        counts.total++;
        if (output?.status === 'error' || output?.status === 'interrupted' || differsFromFrozen(sessions, file, tracked)) counts.failed++;
      }
      // A vault of checked notes must not keep a kernel for each.
      session.reset();
    }
  } finally {
    progress.hide();
  }
  new Notice(counts.failed === 0 ? notices.checkPassed(counts.total) : notices.checkFailed(counts.failed, counts.total), 10_000);
}
