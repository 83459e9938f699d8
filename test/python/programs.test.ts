import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { masked, runProgram } from './run-program';

interface Recording {
  readonly stdout: string;
  readonly traceback: string | null;
  readonly error: { readonly type: string; readonly message: string; readonly line: number | null; readonly column: number | null } | null;
}

const folder = join(__dirname, 'programs');
const recordings = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Record<string, Recording>;
const names = readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => name.slice(0, -3)).sort();

test('every program has a recording, and no recording is left over', () => {
  expect(Object.keys(recordings).sort()).toEqual(names);
  expect(names.length).toBeGreaterThanOrEqual(200);
});

test.each(names)('%s is as CPython has it', async (name) => {
  const { stdout, outcome } = await runProgram(readFileSync(join(folder, `${name}.py`), 'utf8'));
  const { error } = outcome;
  const syntax = recordings[name]?.error?.column !== null;
  expect({
    stdout,
    traceback: error === null ? null : masked(error.traceback),
    error: error === null ? null : { type: error.type, message: masked(error.message), line: error.line, column: syntax ? error.column : null },
  }).toEqual(recordings[name]);
});
