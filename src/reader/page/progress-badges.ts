import { progressIn } from '../../kernel/host/task-memory';
import type { Lifetime } from './lifetime';
import type { Reader } from './reader';
import { readRoute } from './route';

/** Puts behind the links of a note how many exercises of their notes are solved, and keeps it true. */
export function showProgress(body: HTMLElement, reader: Reader, lifetime: Lifetime): void {
  const badges = new Map<HTMLElement, HTMLElement>();
  void reader.index().then((index) => {
    if (index === null || lifetime.ended) return;
    const draw = (): void => {
      for (const link of body.querySelectorAll<HTMLElement>('a[href^="#/"]')) {
        const note = reader.vault.noteAt(readRoute(link.getAttribute('href') ?? '').path);
        const progress = note && progressIn(note.path, index.tasksOf(note.path), reader.tasks);
        if (!progress) continue;
        let badge = badges.get(link);
        if (!badge) {
          badge = reader.document.createElement('span');
          badge.className = 'reader-progress';
          badges.set(link, badge);
          link.after(badge);
        }
        badge.classList.toggle('reader-is-complete', progress.solved === progress.of);
        badge.textContent = reader.words.task.progress(progress.solved, progress.of);
      }
    };
    draw();
    lifetime.onEnd(reader.tasks.watch(draw));
  });
}
