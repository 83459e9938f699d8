import { ConfinedNotes } from './confined-notes';
import { failingPrograms, programs } from './programs';

const notes = new ConfinedNotes();
beforeAll(() => notes.start());
afterAll(() => { notes.stop(); });

test('there are 150 programs and more', () => {
  expect(programs.length + failingPrograms.length).toBeGreaterThanOrEqual(150);
  expect(new Set([...programs, ...failingPrograms].map(({ name }) => name)).size).toBe(programs.length + failingPrograms.length);
});

test.each(programs.map((program) => [program.name, program] as const))('%s', async (name, { code, cells, value, stdout, log }) => {
  const output = await notes.runIn(name, code, cells);
  expect(output.error).toBeNull();
  expect(output.status).toBe('ok');
  if (value !== undefined) expect(output.value).toBe(value);
  if (stdout !== undefined) expect(output.stdout).toBe(stdout);
  if (log !== undefined) expect(output.log).toBe(log);
});

test.each(failingPrograms.map((program) => [program.name, program] as const))('%s fails at its place', async (name, { code, cells, error: [type, message, line, column], hint, detail }) => {
  const { error } = await notes.runIn(name, code, cells);
  expect([error?.type, error?.line, error?.column]).toEqual([type, line, column]);
  if (typeof message === 'string') expect(error?.message).toBe(message);
  else expect(error?.message).toMatch(message);
  if (line !== null) expect(error?.excerpt).toBe(code.split('\n')[line - 1]);
  if (hint) expect(error?.hint).toMatch(hint);
  if (typeof detail === 'string') expect(error?.detail).toBe(detail);
});
