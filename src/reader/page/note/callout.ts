import { calloutOf } from '../../markdown/callouts';
import type { NotePlace } from './note-place';
import type { Makers } from './tokens-to-dom';

/** The colours that kinds of callout have; other kinds look like notes. */
const tones: Readonly<Record<string, string>> = {
  tip: 'good', hint: 'good', success: 'good', check: 'good', done: 'good', important: 'good',
  question: 'warn', help: 'warn', faq: 'warn', warning: 'warn', caution: 'warn', attention: 'warn',
  failure: 'bad', fail: 'bad', missing: 'bad', danger: 'bad', error: 'bad', bug: 'bad',
  example: 'accent', quote: 'plain', cite: 'plain',
};

/** Callouts, as boxes with a title; those that fold are disclosures, which browsers know how to open by key. */
export function calloutMakers({ reader: { document } }: NotePlace): Makers {
  const folds: boolean[] = [];
  return {
    callout_open: (token) => {
      const { kind, fold } = calloutOf(token);
      const box = document.createElement(fold === null ? 'div' : 'details');
      if (fold === 'open') (box as HTMLDetailsElement).open = true;
      box.className = `reader-callout reader-callout-${Object.hasOwn(tones, kind) ? (tones[kind] ?? '') : 'note'}`;
      box.dataset.callout = kind;
      if (fold === null) box.setAttribute('role', 'note');
      folds.push(fold !== null);
      return box;
    },
    callout_title_open: () => {
      const title = document.createElement(folds.pop() === true ? 'summary' : 'div');
      title.className = 'reader-callout-title';
      return title;
    },
  };
}
