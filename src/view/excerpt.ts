/** A line of a cell, cut to what surrounds a column, and the line below it with the caret. */
export interface Excerpt {
  readonly text: string;
  readonly caret: string | null;
}

const shown = 160;
const before = 60;

/**
 * Cuts a line around `column` (from 1). The caret's line repeats the tabs and the wide letters of the text as wide
 * blanks, so that the caret stands below its letter.
 */
export function excerptAround(line: string, column: number | null): Excerpt {
  if (column === null) return { text: line.length > shown ? `${line.slice(0, shown)}…` : line, caret: null };
  const at = Math.min(Math.max(column - 1, 0), line.length);
  const from = line.length > shown && at > before ? at - before : 0;
  const cutBefore = from > 0 ? '…' : '';
  const cutAfter = line.length > from + shown ? '…' : '';
  const blank = line.slice(from, at).replace(/[^\t]/gu, (letter) => (wide.test(letter) ? '\u3000' : ' '));
  return {
    text: cutBefore + line.slice(from, from + shown) + cutAfter,
    caret: `${cutBefore === '' ? '' : ' '}${blank}^`,
  };
}

const wide = /[\u1100-\u115f\u2e80-\uffdc\u{1f300}-\u{3ffff}]/u;
