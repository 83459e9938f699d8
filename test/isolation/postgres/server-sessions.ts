import type { BlockedWait, Flow, Wait } from '../../../src/databases/flow';
import type { Value } from '../../../src/databases/result';
import type { Ended, PostgresSession, Progress, SessionedPostgres } from '../../../src/isolation/postgres/sessioned-postgres';
import type { Client } from 'pg';
import { ServerSession } from './server-session';
import { settled } from './settled';

/** A statement that has waited so long is blocked, and no victim of a deadlock: longer than deadlock_timeout. In milliseconds. */
const STABLE = 80;
const POLLING = 3;

const WHAT_BLOCKS = `
  select a.pid, pg_blocking_pids(a.pid) || pg_safe_snapshot_blocking_pids(a.pid) as blockers, l.locktype, l.mode,
         c.relname as relation, a.wait_event
    from pg_stat_activity a left join pg_locks l on l.pid = a.pid and not l.granted left join pg_class c on c.oid = l.relation
   where a.pid = any ($1) and (a.wait_event_type = 'Lock' or a.wait_event = 'SafeSnapshot')`;

interface Blocked {
  readonly pid: number;
  readonly blockers: readonly number[];
  readonly locktype: string | null;
  readonly mode: string | null;
  readonly relation: string | null;
  readonly wait_event: string;
}

/** Sessions on a database of a real server, each a connection; that one waits is seen by looking at it again and again. */
export class ServerSessions implements SessionedPostgres {
  readonly #sessions: ServerSession[] = [];

  constructor(
    readonly host: string,
    readonly onlooker: Client,
    readonly givenBack: () => void,
  ) {}

  *connect(): Flow<PostgresSession> {
    const session = new ServerSession(this.#sessions.length + 1, this.host, (one, sql, parameters) => this.#start(one, sql, parameters));
    this.#sessions.push(session);
    yield* settled(session.opened);
    return session;
  }

  *wake(): Flow<readonly Ended[]> {
    yield* this.#settle();
    const ended: Ended[] = this.#sessions
      .filter(({ answer }) => answer !== null)
      .sort((a, b) => a.endedAt - b.endedAt)
      .flatMap((session) => (session.answer ? [{ session, answer: session.answer }] : []));
    for (const session of this.#sessions) session.answer = null;
    return ended;
  }

  close(): void {
    void this.onlooker.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [this.#sessions.map(({ pid }) => pid)]);
    this.givenBack();
  }

  *#start(session: ServerSession, sql: string, parameters: readonly Value[]): Flow<Progress> {
    session.send(sql, parameters);
    const blocked = yield* this.#settle();
    const { answer } = session;
    session.answer = null;
    if (answer) return { state: 'ended', answer };
    const wait = blocked.find(({ pid }) => pid === session.pid);
    if (!wait) throw new Error(`the statement neither ends nor waits: ${sql}`);
    return { state: 'blocked', wait: this.#waitOf(wait) };
  }

  /** Waits until every statement has ended, or has been waiting for a while. */
  *#settle(): Flow<Blocked[]> {
    let since = performance.now();
    let seen = '';
    for (;;) {
      const running = this.#sessions.filter((session) => session.running);
      if (running.length === 0) return [];
      const result = yield* settled(this.#lookAt(running));
      const blocked = result.filter(({ pid }) => running.some((session) => session.pid === pid && session.running));
      const stillRunning = running.filter((session) => session.running);
      const state = JSON.stringify([stillRunning.map(({ pid }) => pid), blocked]);
      if (state !== seen || blocked.length < stillRunning.length) since = performance.now();
      else if (performance.now() - since > STABLE) return blocked;
      seen = state;
      yield pause();
    }
  }

  async #lookAt(sessions: readonly ServerSession[]): Promise<Blocked[]> {
    return (await this.onlooker.query<Blocked>(WHAT_BLOCKS, [sessions.map(({ pid }) => pid)])).rows;
  }

  #waitOf({ blockers, locktype, mode, relation, wait_event: event }: Blocked): BlockedWait {
    const lock = [locktype, mode, relation].filter((part) => part !== null);
    const numbers = blockers.flatMap((pid) => this.#sessions.find((session) => session.pid === pid)?.number ?? []);
    return { kind: 'lock', blockedBy: [...new Set(numbers)].sort((a, b) => a - b), waitsOn: lock.length > 0 ? lock.join(':') : event };
  }
}

function pause(): Wait {
  return { reason: 'waits for the server', until: new Promise((resolve) => setTimeout(resolve, POLLING)) };
}
