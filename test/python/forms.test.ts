import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Source, compile } from '../../src/python';
import { runProgram } from './run-program';

const program = 'def f(x):\n    if x:\n        return "yes"\n    return "no"\nprint(f(1), f(0))\n';

/** The same program in the forms in which pasted notes come. */
const forms: readonly (readonly [name: string, code: string])[] = [
  ['as it is', program],
  ['no-break spaces as indentation', program.replace(/^ +/gm, (blanks) => '\u00a0'.repeat(blanks.length))],
  ['no-break spaces and spaces mixed', program.replaceAll('    ', ' \u00a0 \u00a0')],
  ['no-break spaces between tokens', program.replace('return "yes"', 'return\u00a0"yes"')],
  ['tabs', program.replaceAll('    ', '\t')],
  ['CRLF', program.replaceAll('\n', '\r\n')],
  ['CR', program.replaceAll('\n', '\r')],
  ['a byte order mark', `\ufeff${program}`],
  ['no line end at the end', program.trimEnd()],
  ['blank lines and comments', program.replaceAll('\n', '\n\n   # comment\n')],
  ['form feeds', program.replace('def', '\fdef')],
  ['a comment at the end without a line end', `${program}# end`],
  ['continued lines', program.replace('f(1), f(0)', 'f(1), \\\n   f(0)')],
];

test.each(forms)('%s', async (_name, code) => {
  const { stdout, outcome } = await runProgram(code);
  expect(outcome.error?.traceback).toBeUndefined();
  expect(stdout).toBe('yes no\n');
});

test('a no-break space within a string stays one', async () => {
  expect((await runProgram('print(len("a\u00a0b"), "a\u00a0b" == "a b")')).stdout).toBe('3 False\n');
});

test('the value of a last expression is shown with its repr; None shows nothing', async () => {
  expect((await runProgram('x = [1]\nx')).outcome.valueText).toBe('[1]');
  expect((await runProgram('print(1)')).outcome.valueText).toBeNull();
  expect((await runProgram('"a"')).outcome.valueText).toBe("'a'");
  expect((await runProgram('x = 1')).outcome).toMatchObject({ value: undefined, valueText: null });
  expect((await runProgram('')).outcome).toMatchObject({ value: undefined, valueText: null, error: null });
});

const later: readonly (readonly [name: string, code: string, stdout: string])[] = [
  ['a generic function', 'def first[T](xs: list[T]) -> T: return xs[0]\nprint(first([1, 2]), first.__type_params__)', '1 (T,)\n'],
  ['a generic class', 'class Box[T]:\n    def __init__(self, v: T): self.v = v\nprint(Box(3).v)', '3\n'],
  ['a type alias', 'type Pair[T] = tuple[T, T]\ntype Json = dict[str, Json] | None\nprint(Pair, Json.__value__)', 'Pair dict[str, Json] | None\n'],
  ['quotes within an f-string', 'd = {"a": 1}\nprint(f"{d["a"]} {"x" + f"{1 + 1}"}")', '1 x2\n'],
  ['type is still a name', 'type = 5\nprint(type)\ntype = type + 1; print(type)', '5\n6\n'],
];

test.each(later)('Python 3.12: %s', async (_name, code, stdout) => {
  const run = await runProgram(code);
  expect(run.outcome.error?.traceback).toBeUndefined();
  expect(run.stdout).toBe(stdout);
});

const oracle = join(__dirname, '..', 'oracle', 'sqlalchemy');
const scenarios: readonly (readonly [name: string, code: string])[] = [
  ...readdirSync(join(oracle, 'public')).map((name) => [name, (JSON.parse(readFileSync(join(oracle, 'public', name), 'utf8')) as { readonly code: string }).code] as const),
  ...readdirSync(join(oracle, 'models')).filter((name) => name.endsWith('.py')).map((name) => [name, readFileSync(join(oracle, 'models', name), 'utf8')] as const),
];

test.each(scenarios)('%s is Python, and wants SQLAlchemy only', async (name, code) => {
  expect(() => compile(new Source(code, name))).not.toThrow();
  const { outcome } = await runProgram(code);
  expect(outcome.error?.type).toBe('ModuleNotFoundError');
});
