import { sqlTokens } from '../sql-tokens';

/** A statement of a step: its words in lower case, for telling what kind it is. */
export interface StepStatement {
  /** The first word: `begin`, `select`. */
  readonly verb: string;
  /** The statement in one line. */
  readonly text: string;
}

/** The statements of a step. Semicolons in strings and comments do not divide. */
export function statementsOf(sql: string): readonly StepStatement[] {
  const texts: string[] = [];
  let last = '';
  for (const { kind, text } of sqlTokens(sql)) {
    if (kind === 'comment') continue;
    const [first = '', ...others] = kind === 'plain' ? text.split(';') : [text];
    last += first;
    for (const other of others) {
      texts.push(last);
      last = other;
    }
  }
  return [...texts, last]
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .map((text) => ({ text, verb: /^\w+/.exec(text)?.[0].toLowerCase() ?? '' }));
}

/** What a statement does to its transaction. */
export type Boundary = 'begin' | 'commit' | 'rollback' | null;

/** Whether a statement begins or ends a transaction. `rollback to` ends none. */
export function boundaryOf({ verb, text }: StepStatement): Boundary {
  if (verb === 'begin' || /^start transaction\b/i.test(text)) return 'begin';
  if (verb === 'commit' || verb === 'end') return 'commit';
  if (verb === 'abort') return 'rollback';
  return verb === 'rollback' && !/\bto\b/i.test(text) ? 'rollback' : null;
}

/** The one thing that a step does to its transaction, null where it does anything else as well. */
export function frameOf(sql: string): Boundary {
  const [first, ...others] = statementsOf(sql);
  if (first === undefined) return null;
  const frame = boundaryOf(first);
  return frame !== null && others.every(({ text }) => /^set (session characteristics|transaction|local)\b/i.test(text)) ? frame : null;
}

/** The level that a step asks for itself, in capitals. */
export function levelAsked(sql: string): string | null {
  const asked = /\bisolation\s+level\s+(read\s+(?:un)?committed|repeatable\s+read|serializable)/i.exec(sql)?.[1];
  return asked === undefined ? null : asked.toUpperCase().replace(/\s+/g, ' ');
}
