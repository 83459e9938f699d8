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

const none: NoteDefaults = { engine: null, uses: [], timeoutSeconds: null, problems: [] };

/** Separates a note's properties (YAML between `---` lines at its very start) from its text. */
export function splitFrontmatter(text: string): SplitNote {
  if (!/^---[ \t]*(?:\n|$)/.test(text)) return { body: text, defaults: none };
  const close = /\n(?:---|\.\.\.)[ \t]*(?=\n|$)/.exec(text.slice(3));
  if (!close) return { body: text, defaults: none };
  const end = 3 + close.index + close[0].length;
  const head = text.slice(0, end);
  const yaml = text.slice(text.indexOf('\n') + 1, 3 + close.index + 1);
  return { body: '\n'.repeat(head.split('\n').length - 1) + text.slice(end), defaults: readDefaults(yaml) };
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
    problems,
  };
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
