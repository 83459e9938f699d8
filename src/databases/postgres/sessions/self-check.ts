import { FrontendMessages } from '../protocol/frontend';
import type { Server } from '../server';
import type { Backend } from './backend';
import type { Sessions } from './sessions';

/** Keys that no note will use. */
const [one, other] = [9017401, 9017402];

/**
 * Lets two sessions wait for each other and for nothing, before anybody trusts them to. They touch no data.
 * @throws Error when something is not as PostgreSQL has it
 */
export function checkSessions(server: Server, sessions: Sessions): void {
  const [a, b] = [sessions.take(), sessions.take()];
  const begin = (backend: Backend, sql: string): (() => string) => {
    let answer = 'blocked';
    const messages = new FrontendMessages().parse(sql).bind([]).execute(0).sync();
    server.begin(backend, { messages, users: false }, () => {
      const { error, rows } = backend.pipe.answer;
      answer = error ? (error.get('C') ?? 'an error') : String(rows[0]?.[0] ?? '');
    });
    return () => answer;
  };
  const expect = (what: string, is: string, wanted: string): void => {
    if (is !== wanted) throw new Error(`${what}: ${is} instead of ${wanted}`);
  };
  const lock = (key: number): string => `select pg_catalog.pg_advisory_xact_lock(${key})`;

  begin(a, 'begin');
  begin(b, 'begin');
  expect('a free lock', begin(a, lock(one))(), '');
  const second = begin(b, lock(other));
  expect('another free lock', second(), '');
  const waits = begin(a, lock(other));
  expect('a lock that is held', waits(), 'blocked');
  expect('what it waits for', sessions.whatBlocks(a).waitsOn, 'advisory:ExclusiveLock');
  expect('a circle of waits', begin(b, lock(one))(), '40P01');
  sessions.wake();
  expect('the one that was waited for', waits(), '');
  begin(b, 'rollback');
  begin(a, 'rollback');
  sessions.giveBack(a);
  sessions.giveBack(b);
}
