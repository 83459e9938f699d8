import type { CellOptions, CellProblem } from './cell';
import { nearestName } from '../spelling/nearest-name';
import { checkEngine, checkName, checkPlot, checkPrint, checkTimeout, type Checked } from './option-values';
import { problemAt } from './problem';
import { readCheck } from './read-check';

/** A cell's options and what is wrong with them. */
export interface ReadDirective {
  readonly options: CellOptions;
  readonly problems: readonly CellProblem[];
}

/** The options of a cell without a directive. */
export const noOptions: CellOptions = {
  engine: null, db: null, session: null, name: null, expect: null, levels: [], timeoutSeconds: null, skip: false, hideCode: false,
  setup: false, matrix: false, diagram: false, plot: null, print: null, crash: false, fork: false, task: null, check: null, hints: [],
};

type Mutable = { -readonly [K in keyof CellOptions]: CellOptions[K] };

/** How each option takes its value; a string is what is wrong with it. */
interface Option {
  /** False for a bare word such as `skip`. */
  readonly takesValue: boolean | 'optional';
  readonly set: (options: Mutable, value: string) => Checked<unknown> | null;
}

const flag = (set: (options: Mutable) => void): Option => ({ takesValue: false, set: (o) => (set(o), null) });

function checked<T>(check: (text: string) => Checked<T>, set: (options: Mutable, value: T) => void): Option {
  return {
    takesValue: true,
    set: (options, text) => {
      const result = check(text);
      if ('value' in result) set(options, result.value);
      return result;
    },
  };
}

const text = (set: (options: Mutable, value: string) => void): Option => checked((value) => ({ value }), set);

const optionsByName: Readonly<Record<string, Option>> = {
  engine: checked(checkEngine, (o, v) => (o.engine = v)),
  db: checked(checkName, (o, v) => (o.db = v)),
  session: checked(checkName, (o, v) => (o.session = v)),
  name: checked(checkName, (o, v) => (o.name = v)),
  expect: text((o, v) => (o.expect = v)),
  level: text((o, v) => (o.levels = v.split(',').map((level) => level.trim()).filter((level) => level !== ''))),
  timeout: checked(checkTimeout, (o, v) => (o.timeoutSeconds = v)),
  skip: flag((o) => (o.skip = true)),
  hide: checked(
    (v): Checked<true> => (v === 'code' ? { value: true } : { message: `only code can be hidden, not "${v}"`, hint: 'did you mean code?', suggestion: 'code' }),
    (o) => (o.hideCode = true),
  ),
  setup: flag((o) => (o.setup = true)),
  matrix: flag((o) => (o.matrix = true)),
  diagram: flag((o) => (o.diagram = true)),
  plot: checked(checkPlot, (o, v) => (o.plot = v)),
  print: checked(checkPrint, (o, v) => (o.print = v)),
  crash: flag((o) => (o.crash = true)),
  fork: flag((o) => (o.fork = true)),
  task: { takesValue: 'optional', set: (o, v) => ((o.task = v), null) },
  check: checked(readCheck, (o, v) => (o.check = v)),
  hint: text((o, v) => (o.hints = [...o.hints, v])),
};

const directive = /^(\s*(?:--|#|\/\/)\s*savepoint)(\s*:|(?=\s|$))(.*)$/i;
const word = /\s*(?:([^\s="]+)(?:(=)(?:"([^"]*)("?)|([^\s"]*)))?|(\S))/y;

/** Reads the directive in a cell's first line, `-- savepoint: engine=sqlite name=schema`, if it has one. */
export function readDirective(code: string): ReadDirective {
  const firstLine = /^[^\n]*/.exec(code)?.[0] ?? '';
  const match = directive.exec(firstLine);
  if (!match) return { options: noOptions, problems: [] };
  const [, head = '', colon = '', rest = ''] = match;
  if (!colon.includes(':')) {
    // Prose may begin with the plugin's name; only what looks like options is a directive without its colon.
    if (!/=|^\s*(?:skip|setup|matrix|diagram|crash|fork)\b/.test(rest)) return { options: noOptions, problems: [] };
    const missing = problemAt('DirectiveError', 1, head.length + 1, 'the colon after savepoint is missing', 'write savepoint: before the options', { length: 0, text: ':' });
    return { options: noOptions, problems: [missing] };
  }
  return readOptions(rest, head.length + colon.length);
}

function readOptions(source: string, offset: number): ReadDirective {
  const options: Mutable = { ...noOptions };
  const problems: CellProblem[] = [];
  const seen = new Set<string>();
  word.lastIndex = 0;
  for (let match = word.exec(source); match; match = word.exec(source)) {
    const [whole, name, equals, quoted, closingQuote, bare, stray] = match;
    const column = offset + match.index + whole.length - whole.trimStart().length + 1;
    const report = (message: string, hint: string | null = null, replacement: CellProblem['replacement'] = null): unknown =>
      problems.push(problemAt('DirectiveError', 1, column, message, hint, replacement));

    if (name === undefined) {
      report(`"${stray ?? ''}" is no option`);
      continue;
    }
    const option = Object.hasOwn(optionsByName, name.toLowerCase()) ? optionsByName[name.toLowerCase()] : undefined;
    if (!option) {
      const meant = nearestName(name, Object.keys(optionsByName));
      report(`unknown option "${name}"`, meant === null ? `the options are ${Object.keys(optionsByName).join(', ')}` : `did you mean ${meant}?`, meant === null ? null : { length: name.length, text: meant });
      continue;
    }
    const value = quoted ?? bare ?? '';
    if (quoted !== undefined && closingQuote === '') report(`the value of ${name} lacks its closing quote`);
    else if (seen.has(name) && name !== 'hint') report(`option "${name}" stands twice`);
    else if (option.takesValue === false && equals) report(`option "${name}" takes no value`, `write ${name} alone`);
    else if (option.takesValue === true && value === '') report(`option "${name}" needs a value`, `write ${name}=…`);
    else {
      const result = option.set(options, value);
      if (result && 'message' in result) {
        const at = column + name.length + 1 + (quoted === undefined ? 0 : 1);
        problems.push(problemAt('DirectiveError', 1, at, result.message, result.hint, result.suggestion === null ? null : { length: value.length, text: result.suggestion }));
      }
    }
    seen.add(name);
  }
  return { options, problems };
}
