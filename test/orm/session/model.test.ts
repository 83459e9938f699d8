import * as fc from 'fast-check';
import { runSync } from '../../../src/orm/flow';
import { createAll } from '../../../src/orm/engine/table-definitions';
import type { SessionTransaction } from '../../../src/orm/session/session-transaction';
import { beginning, bench } from '../engine/open';
import { add, addTree } from './model/changes';
import { compareAll, compareMemory } from './model/comparisons';
import { commit } from './model/exchanges';
import { mappedClasses } from './model/mapped-classes';
import { operation } from './model/operations';
import { SideBySide } from './model/side-by-side';

/** How many sequences are tried: SAVEPOINT_SESSIONS asks for more, on both engines or on the one that SAVEPOINT_ENGINE names. */
const RUNS = Number(process.env['SAVEPOINT_SESSIONS'] ?? 200);
const SEED = Number(process.env['SAVEPOINT_SEED'] ?? 20);
const ALL = ['sqlite://', 'postgresql+asyncpg://'];
const ENGINES = process.env['SAVEPOINT_SESSIONS'] === undefined ? ALL.slice(0, 1) : ALL.filter((address) => address.startsWith(process.env['SAVEPOINT_ENGINE'] ?? ''));

test.each(ENGINES)('sessions on %s do what a plain model does', async (address) => {
  const made = await bench(address, { echo: false });
  const classes = mappedClasses();
  beginning(made.engine, (connection) => createAll(connection, classes.metadata));
  fc.assert(
    fc.property(fc.nat({ max: 2 }), fc.array(operation, { minLength: 1, maxLength: 30, size: 'max' }), (trees, operations) => {
      const run = new SideBySide(made.engine, classes);
      const transactions: SessionTransaction[] = [];
      try {
        for (let tree = 0; tree < trees; tree++) addTree(run, 'a', 2, run.pick('label', 0) ?? add(run, 'label', 'a'));
        commit(run);
        for (const { work } of operations) {
          work(run, transactions);
          compareMemory(run);
        }
        compareAll(run);
        expect(made.warnings).toEqual([]);
      } finally {
        runSync(run.session.close());
        beginning(made.engine, function* (connection) {
          for (const table of classes.tables) yield* connection.execDriverSql(`DELETE FROM ${table}`);
        });
        made.statements.length = 0;
        made.activities.length = 0;
        made.warnings.length = 0;
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 3_600_000);
