import { FrontendMessages } from '../../../src/databases/postgres/protocol/frontend';
import { Server } from '../../../src/databases/postgres/server';
import { checkSessions } from '../../../src/databases/postgres/sessions/self-check';
import { Sessions } from '../../../src/databases/postgres/sessions/sessions';
import { nodeParts } from '../node-parts';
import { kinds, preparation } from './kinds-of-statement';

test('what sessions are taken to have in common is never written to', async () => {
  const server = await Server.start({ parts: nodeParts(), interrupted: () => false });
  const session = new Sessions(server, { given: false, check: checkSessions }).take();
  const { process } = server;
  const end = process.address('savepoint_constants_end');
  expect(end).toBeGreaterThan(2 << 20);
  const before = Buffer.from(process.bytes.slice(0, end));
  let failed = 0;
  const run = (sql: string): void => {
    server.begin(session, { messages: new FrontendMessages().parse(sql).bind([]).execute(0).sync(), users: true }, () => {
      if (session.pipe.answer.error) failed++;
    });
  };
  for (const [, statements] of kinds) {
    for (const sql of [...preparation, ...statements]) run(sql);
  }
  // Most of them go through: it is a workload.
  expect(failed).toBeLessThan(kinds.length / 2);
  expect(Buffer.from(process.bytes.subarray(0, end)).equals(before)).toBe(true);
  server.stop();
});
