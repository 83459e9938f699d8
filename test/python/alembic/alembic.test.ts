import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../../src/databases/sqlite/sqlite-database';
import { sqlalchemyModules } from '../../../src/python/sqlalchemy/modules';
import { nodeParts } from '../../databases/node-parts';
import { masked, runProgram } from '../run-program';

interface Recording {
  readonly stdout: string;
  readonly error: { readonly type: string; readonly message: string } | null;
}

const folder = join(__dirname, 'programs');
const prelude = readFileSync(join(__dirname, 'prelude.py'), 'utf8');
const recordings = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Record<string, Record<string, Recording>>;

function programsOf(file: string): readonly (readonly [string, string])[] {
  const parts = readFileSync(join(folder, `${file}.py`), 'utf8').split(/^#: (.*)\n/m).slice(1);
  return parts.flatMap((title, index) => (index % 2 === 0 ? [[title, parts[index + 1] ?? ''] as const] : []));
}

const files = readdirSync(folder).map((name) => name.replace(/\.py$/, '')).sort();
const cases = files.flatMap((file) => programsOf(file).map(([title, code]) => ({ file, title, code })));

const surroundings = {
  database: () => openSqlite(nodeParts(), { onExecuted: () => undefined, interrupted: () => false }),
  echo: () => undefined,
  warn: () => undefined,
};

test('every program has a recording, and no recording is left over', () => {
  expect(Object.entries(recordings).flatMap(([file, titles]) => Object.keys(titles).map((title) => `${file}: ${title}`)).sort()).toEqual(cases.map(({ file, title }) => `${file}: ${title}`).sort());
  expect(cases.length).toBeGreaterThanOrEqual(24);
});

test.each(cases)('$file: $title', async ({ file, title, code }) => {
  const { stdout, outcome } = await runProgram(`${prelude}\n${code}`, { modules: sqlalchemyModules(surroundings) });
  const { error } = outcome;
  expect({
    stdout: stdout.replace(/Create Date: \d.*/g, 'Create Date: now'),
    error: error === null ? null : { type: error.type, message: masked(error.message) },
  }).toEqual(recordings[file]?.[title]);
});
