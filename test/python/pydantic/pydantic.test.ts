import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { masked, runProgram } from '../run-program';

interface Recording {
  readonly stdout: string;
  /** `Category: message`, as warned. */
  readonly warnings: readonly string[];
  readonly error: { readonly type: string; readonly message: string } | null;
}

const folder = join(__dirname, 'programs');
const recordings = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Record<string, Record<string, Recording>>;

function programsOf(file: string): readonly (readonly [string, string])[] {
  const parts = readFileSync(join(folder, `${file}.py`), 'utf8').split(/^#: (.*)\n/m).slice(1);
  return parts.flatMap((title, index) => (index % 2 === 0 ? [[title, parts[index + 1] ?? ''] as const] : []));
}

const files = readdirSync(folder).map((name) => name.replace(/\.py$/, '')).sort();
const cases = files.flatMap((file) => programsOf(file).map(([title, code]) => ({ file, title, code })));

/** Identities of objects differ from run to run. */
function steady(text: string): string {
  return masked(text).replace(/(incorrect fields: __main__\.\w+):\d+\./g, '$1:0.');
}

/** `Category: message` of each warning; the log shows the line of the program below it. */
function warningsOf(log: string): readonly string[] {
  return log.split(/^Cell 1:\d+: /m).slice(1).map((one) => one.trimEnd().replace(/\n {2}[^\n]*$/, ''));
}

test('every program has a recording, and no recording is left over', () => {
  expect(Object.entries(recordings).flatMap(([file, titles]) => Object.keys(titles).map((title) => `${file}: ${title}`)).sort()).toEqual(cases.map(({ file, title }) => `${file}: ${title}`).sort());
  expect(cases.length).toBeGreaterThanOrEqual(175);
});

test.each(cases)('$file: $title', async ({ file, title, code }) => {
  const { stdout, log, outcome } = await runProgram(code);
  const { error } = outcome;
  expect({
    stdout,
    warnings: warningsOf(log),
    error: error === null ? null : { type: error.type, message: steady(error.message) },
  }).toEqual(recordings[file]?.[title]);
});
