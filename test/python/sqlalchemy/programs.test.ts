import { readdirSync } from 'node:fs';
import { deviations } from './deviations';
import { FOLDER, programsOf, recordsOf, runRecorded } from './run-recorded';

const groups = readdirSync(FOLDER).filter((name) => name.endsWith('.py')).map((name) => name.slice(0, -'.py'.length)).sort();

describe.each(groups)('what SQLAlchemy makes of programs: %s', (group) => {
  const { prelude, programs } = programsOf(group);
  const records = recordsOf(group);
  const known = deviations[group] ?? {};

  test.each([...programs].filter(([title]) => known[title] === undefined))('%s', async (title, code) => {
    expect(await runRecorded(prelude, code)).toEqual(records[title]);
  });

  const deviating = Object.entries(known);
  if (deviating.length > 0) {
    // One that has become equal is to leave the list.
    test.each(deviating)('%s deviates: %s', async (title) => {
      const code = programs.get(title);
      expect(code).toBeDefined();
      expect(await runRecorded(prelude, code ?? '')).not.toEqual(records[title]);
    });
  }
});
