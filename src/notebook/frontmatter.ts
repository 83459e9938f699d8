import { parseDocument } from 'yaml';
import type { CellProblem, NoteDefaults } from './cell';
import { checkEngine, checkTimeout } from './option-values';
import { problemAt } from './problem';

/** Markdown without its properties, and what they say to Savepoint. */
export interface SplitNote {
  /** The note with its frontmatter's lines emptied, so that lines keep their numbers. */
  readonly body: string;
  readonly defaults: NoteDefaults;
}

const none: NoteDefaults = { engine: null, uses: [], timeoutSeconds: null, showsProgress: false, problems: [] };

/** Separates a note's properties (YAML between `---` lines at its very start) from its text. */
export function splitFrontmatter(text: string): SplitNote {
  const found = findFrontmatter(text);
  if (!found) return { body: text, defaults: none };
  const head = text.slice(0, found.end);
  return { body: '\n'.repeat(head.split('\n').length - 1) + text.slice(found.end), defaults: readDefaults(found.yaml) };
}

/** Where a note's properties end, and their YAML; null where it has none. */
function findFrontmatter(text: string): { end: number; yaml: string } | null {
  if (!/^---[ \t]*(?:\n|$)/.test(text)) return null;
  const close = /\n(?:---|\.\.\.)[ \t]*(?=\n|$)/.exec(text.slice(3));
  if (!close) return null;
  return { end: 3 + close.index + close[0].length, yaml: text.slice(text.indexOf('\n') + 1, 3 + close.index + 1) };
}

/**
 * The other names of a note: its property `aliases`, a list or a text with commas, as Obsidian reads it.
 * @param text of the note, or as much of its beginning as holds its properties
 */
export function readAliases(text: string): string[] {
  const { yaml } = findFrontmatter(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')) ?? { yaml: '' };
  if (!/^alias(?:es)?\s*:/im.test(yaml)) return [];
  const document = parseDocument(yaml);
  const properties: unknown = document.errors.length > 0 ? null : document.toJS();
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(properties)
    .filter(([key]) => /^alias(?:es)?$/i.test(key))
    .flatMap(([, value]: [string, unknown]) => (typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String) : []))
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
}

/** Properties that say something to Obsidian or to Savepoint, not to programs. */
const notForPrograms = /^(?:savepoint-.*|alias(?:es)?|tags?|cssclass(?:es)?)$/i;

/**
 * What a note's programs find in their environment: its flat properties, by names that an environment can have.
 * @param text of the note
 */
export function readEnvironment(text: string): Readonly<Record<string, string>> {
  const { yaml } = findFrontmatter(text) ?? { yaml: '' };
  const document = yaml === '' ? null : parseDocument(yaml);
  const properties: unknown = document && document.errors.length === 0 ? document.toJS() : null;
  if (typeof properties !== 'object' || properties === null) return {};
  const flat = Object.entries(properties).filter(([key, value]: [string, unknown]) => /^[A-Za-z_]\w*$/.test(key) && !notForPrograms.test(key) && ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(flat.map(([key, value]: [string, unknown]) => [key, String(value)]));
}

function readDefaults(yaml: string): NoteDefaults {
  // Most properties are of no interest here; a note without ours is not even parsed.
  if (!yaml.includes('savepoint-')) return none;
  const document = parseDocument(yaml);
  const [fault] = document.errors;
  if (fault) {
    const reason = fault.message.split('\n')[0] ?? fault.code;
    return { ...none, problems: [problemAt('PropertyError', 1, 1, `the note's properties are not valid YAML: ${reason}`)] };
  }
  const properties: unknown = document.toJS();
  if (typeof properties !== 'object' || properties === null) return none;
  const problems: CellProblem[] = [];
  const value = (key: string): unknown => (properties as Record<string, unknown>)[key];
  const report = (key: string, message: string, hint: string | null = null): null => {
    problems.push(problemAt('PropertyError', 1, 1, `property ${key}: ${message}`, hint));
    return null;
  };

  const engine = value('savepoint-engine');
  const timeout = value('savepoint-timeout');
  const checkedEngine = engine == null ? null : checkEngine(asText(engine));
  const checkedTimeout = timeout == null ? null : checkTimeout(asText(timeout));
  return {
    engine: checkedEngine === null ? null : 'value' in checkedEngine ? checkedEngine.value : report('savepoint-engine', checkedEngine.message, checkedEngine.hint),
    timeoutSeconds:
      checkedTimeout === null ? null : 'value' in checkedTimeout ? checkedTimeout.value : report('savepoint-timeout', checkedTimeout.message, checkedTimeout.hint),
    uses: readUses(value('savepoint-uses'), (message) => report('savepoint-uses', message)),
    showsProgress: readFlag(value('savepoint-progress'), (message) => report('savepoint-progress', message)),
    problems,
  };
}

function readFlag(flag: unknown, report: (message: string) => void): boolean {
  if (flag != null && typeof flag !== 'boolean') report(`"${asText(flag)}" is neither true nor false`);
  return flag === true;
}

/** Link targets of `savepoint-uses`: one wiki link or a list of them. */
function readUses(uses: unknown, report: (message: string) => void): string[] {
  if (uses == null) return [];
  return (Array.isArray(uses) ? uses.flat(2) : [uses]).flatMap((use: unknown) => {
    const link = typeof use === 'string' ? /^\s*(?:\[\[)?([^[\]|#]+)(?:[#|][^\]]*)?(?:\]\])?\s*$/.exec(use) : null;
    if (link?.[1]) return [link[1].trim()];
    report(`"${asText(use)}" is no link to a note; write "[[Note]]"`);
    return [];
  });
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
