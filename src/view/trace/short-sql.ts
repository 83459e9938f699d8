/** How many letters of SQL a card has room for. */
export interface SqlRoom {
  /** A statement of up to so many is left whole. */
  readonly whole: number;
  /** A longer one is cut to so many. */
  readonly cut: number;
}

/**
 * A statement cut in the middle, so that its verb and table and its condition stay: `update account … where id = 1`.
 * What fits is only brought into one line.
 */
export function shortSql(sql: string, { whole, cut }: SqlRoom): string {
  const line = sql.trim().replace(/;$/, '').replace(/\s+/g, ' ');
  if (line.length <= whole) return line;
  const room = Math.max(cut - 3, 8);
  const tailRoom = Math.floor(room * 0.45);
  const from = line.length - tailRoom;
  return `${wordsBefore(line, room - tailRoom)} … ${wordsFrom(line, from)}`;
}

/** The most letters that are given up for not cutting a word. */
const slack = 9;

/** The words that end at or before a place; half a word where a whole one would leave too little. */
function wordsBefore(line: string, end: number): string {
  const head = line.slice(0, end);
  const blank = head.lastIndexOf(' ');
  const midWord = line.charAt(end) !== ' ' && blank > 0 && end - blank <= slack;
  return (midWord ? head.slice(0, blank) : head).trimEnd();
}

/** The words that begin at or after a place. */
function wordsFrom(line: string, start: number): string {
  const tail = line.slice(start);
  const blank = tail.indexOf(' ');
  const midWord = line.charAt(start - 1) !== ' ' && blank >= 0 && blank <= slack;
  return (midWord ? tail.slice(blank) : tail).trimStart();
}
