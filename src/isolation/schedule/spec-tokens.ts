import { ScheduleError } from './schedule-error';

/** A piece of an isolation specification. */
export interface SpecToken {
  readonly kind: 'word' | 'quoted' | 'block' | 'number' | 'mark' | 'end';
  /** The content: without quotes, without braces. */
  readonly text: string;
  /** Where it starts, in UTF-16 units. */
  readonly offset: number;
}

const BLANK = /(?:[ \t\n\r\f]+|#[^\n]*)+/y;
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const NUMBER = /\d+/y;

/**
 * Cuts a specification into tokens, as PostgreSQL's specscanner.l does: `# comments`, "quoted
 * names", `{ SQL }`. SQL ends at the first closing brace: the format has no way to write one.
 * @throws ScheduleError at what is none of these, or has no end
 */
export function specTokens(text: string): SpecToken[] {
  const found: SpecToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const enclosed = (kind: 'quoted' | 'block', close: string): number => {
    const end = text.indexOf(close, at + 1);
    if (end < 0 || (kind === 'quoted' && text.slice(at, end).includes('\n'))) {
      throw ScheduleError.at(kind === 'block' ? 'this { is never closed' : 'this quoted name has no end', text, at);
    }
    found.push({ kind, text: text.slice(at + 1, end), offset: at });
    return end + 1;
  };
  for (;;) {
    at += match(BLANK)?.length ?? 0;
    const first = text[at];
    if (first === undefined) break;
    if (first === '{') at = enclosed('block', '}');
    else if (first === '"') at = enclosed('quoted', '"');
    else if ('(),*'.includes(first)) found.push({ kind: 'mark', text: first, offset: at++ });
    else {
      const word = match(WORD);
      const piece = word ?? match(NUMBER);
      if (piece === null) throw ScheduleError.at(`unexpected ${first}`, text, at);
      found.push({ kind: word === null ? 'number' : 'word', text: piece, offset: at });
      at += piece.length;
    }
  }
  found.push({ kind: 'end', text: '', offset: text.length });
  return found;
}
