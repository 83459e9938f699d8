import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWithDatabase } from './run-with-database';

interface Recorded {
  readonly code: string;
  readonly stdout: string;
  /** Statements with their parameters as JSON. */
  readonly statements: readonly string[];
  readonly error: string | null;
}

// Made and recorded by record.py.
const { prelude, programs } = JSON.parse(readFileSync(join(__dirname, 'programs.json'), 'utf8')) as { readonly prelude: string; readonly programs: readonly Recorded[] };
const setup = runWithDatabase(prelude);

describe('objects that a program no longer refers to are forgotten as CPython counts references', () => {
  test.each(programs.map((program, place) => [place + 1, program] as const))('program %i', async (_place, { code, stdout, statements, error }) => {
    const run = await runWithDatabase(prelude + code);
    const known = (await setup).statements.length;
    expect({ code, statements: run.statements.slice(known), stdout: run.stdout, error: run.error }).toEqual({ code, statements, stdout, error });
  });
});
