/** A line of a cell, cut to what surrounds a column, and the line below it with the caret. */
export interface Excerpt {
  readonly text: string;
  readonly caret: string | null;
}

const shown = 160;
const before = 60;

/**
 * Cuts a line around `column` (from 1, in characters). The caret's line repeats the tabs and the wide letters of the text as wide
 * blanks, so that the caret stands below its letter.
 */
export function excerptAround(line: string, column: number | null): Excerpt {
  const letters = [...line];
  if (column === null) return { text: letters.length > shown ? `${letters.slice(0, shown).join('')}…` : line, caret: null };
  const at = Math.min(Math.max(column - 1, 0), letters.length);
  const from = letters.length > shown && at > before ? at - before : 0;
  const cutBefore = from > 0 ? '…' : '';
  const cutAfter = letters.length > from + shown ? '…' : '';
  const blank = letters.slice(from, at).join('').replace(/[^\t]/gu, (letter) => (wide.test(letter) ? '\u3000' : ' '));
  return {
    text: cutBefore + letters.slice(from, from + shown).join('') + cutAfter,
    caret: `${cutBefore === '' ? '' : ' '}${blank}^`,
  };
}

const wide = /[\u1100-\u115f\u2e80-\uffdc\u{1f300}-\u{3ffff}]/u;
