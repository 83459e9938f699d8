import { isBlankOrComment, type Dialect } from './token';
import { tokens } from './tokens';

/** What WITH may lead up to. */
const VERBS = new Set(['SELECT', 'VALUES', 'INSERT', 'REPLACE', 'UPDATE', 'DELETE', 'MERGE', 'TABLE']);
/** Commands whose name includes the kind of object. */
const OBJECT_COMMANDS = new Set(['CREATE', 'DROP', 'ALTER']);
/** Words between CREATE and the kind of object that are not part of the command's name. */
const MODIFIERS = new Set(
  'OR REPLACE TEMP TEMPORARY LOCAL GLOBAL UNLOGGED UNIQUE VIRTUAL RECURSIVE CONSTRAINT TRUSTED PROCEDURAL'.split(' '),
);
/** First words of the kinds of object that are named by two words or more. */
const LONG_OBJECTS: Readonly<Record<string, number>> = {
  MATERIALIZED: 2,
  FOREIGN: 2,
  EVENT: 2,
  ACCESS: 2,
  USER: 2,
  OPERATOR: 2,
  DEFAULT: 2,
  TEXT: 3,
};
const LONG_OBJECT_ENDS = new Set(['VIEW', 'TABLE', 'TRIGGER', 'METHOD', 'MAPPING', 'CLASS', 'FAMILY', 'PRIVILEGES']);

/**
 * The name of a statement's command, upper case: `SELECT`, `CREATE TABLE`, `START TRANSACTION`; for
 * WITH, that of the statement which it leads up to. `''` when the text starts with no word.
 */
export function firstKeyword(sql: string, dialect: Dialect): string {
  const words = significantWords(sql, dialect);
  const first = words.next().value?.text ?? '';
  if (first === 'WITH') return mainVerb(words);
  if (OBJECT_COMMANDS.has(first)) return objectCommand(first, words);
  if (first === 'START') return `START ${words.next().value?.text ?? ''}`.trimEnd();
  return first;
}

interface Word {
  readonly text: string;
  /** How many parentheses are open around it. */
  readonly depth: number;
}

/** The words, upper case; parentheses at the very beginning (`(SELECT 1)`) do not count as such. */
function* significantWords(sql: string, dialect: Dialect): Generator<Word, undefined> {
  let depth = 0;
  let begun = false;
  for (const token of tokens(sql, dialect)) {
    if (isBlankOrComment(token) || (token.text === '(' && !begun)) continue;
    if (token.text === '(') depth += 1;
    else if (token.text === ')') depth -= 1;
    else if (token.kind === 'word') yield { text: token.text.toUpperCase(), depth };
    else if (!begun && token.text !== ';') return;
    begun ||= token.text !== ';';
  }
}

function mainVerb(words: Iterable<Word>): string {
  for (const { text, depth } of words) if (depth <= 0 && VERBS.has(text)) return text;
  return 'WITH';
}

function objectCommand(command: string, words: Iterator<Word, undefined>): string {
  let word = words.next().value;
  while (word && MODIFIERS.has(word.text)) word = words.next().value;
  if (!word) return command;
  const long = LONG_OBJECTS[word.text] ?? 1;
  if (long === 1) return `${command} ${word.text}`;
  const name = [word.text];
  while (name.length < long) name.push(words.next().value?.text ?? '');
  if (name[1] === 'DATA') return `${command} FOREIGN DATA WRAPPER`;
  // Not every such word is half a name: USER is one in USER MAPPING, and a kind of object by itself.
  if (long === 2 && !LONG_OBJECT_ENDS.has(name[1] ?? '')) return `${command} ${word.text}`;
  return `${command} ${name.join(' ')}`;
}
