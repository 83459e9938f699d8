import { calloutOf, type Callout } from '../../markdown/callouts';
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
  const opened: Callout[] = [];
  return {
    callout_open: (token) => {
      const callout = calloutOf(token);
      const { kind, fold } = callout;
      const box = document.createElement(fold === null ? 'div' : 'details');
      if (fold === 'open') (box as HTMLDetailsElement).open = true;
      box.className = `reader-callout reader-callout-${Object.hasOwn(tones, kind) ? (tones[kind] ?? '') : 'note'}`;
      if (fold === null) box.setAttribute('role', 'note');
      opened.push(callout);
      return box;
    },
    callout_title_open: () => {
      const callout = opened.pop();
      const title = document.createElement(callout?.fold ? 'summary' : 'div');
      title.className = 'reader-callout-title';
      if (callout?.titled === true) title.dataset.kind = callout.kind;
      // Its text is one piece beside its marks.
      const text = document.createElement('span');
      title.append(text);
      return { outer: title, inner: text };
    },
  };
}
