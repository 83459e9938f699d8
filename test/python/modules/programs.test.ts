import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { masked, runProgram } from '../run-program';

/** What CPython 3.11 made of a program: see ../record.py. */
interface Recording {
  readonly stdout: string;
  readonly error: { readonly type: string; readonly message: string; readonly line: number | null } | null;
}

const folder = join(__dirname, 'programs');
const recordings = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Record<string, Recording>;
const names = readdirSync(folder).map((name) => name.slice(0, -'.py'.length)).sort();

test('every program has a recording, and no recording is left over', () => {
  expect(Object.keys(recordings).sort()).toEqual(names);
  expect(names.length).toBeGreaterThanOrEqual(120);
});

test.each(names)('%s is as CPython has it', async (name) => {
  const { stdout, outcome } = await runProgram(readFileSync(join(folder, `${name}.py`), 'utf8'));
  const { error } = outcome;
  const recorded = recordings[name] as Recording;
  expect({ stdout, error: error === null ? null : { type: error.type, message: masked(error.message), line: error.line } }).toEqual({
    stdout: recorded.stdout,
    error: recorded.error === null ? null : { type: recorded.error.type, message: recorded.error.message, line: recorded.error.line },
  });
});
