import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { amcheck } from './amcheck';
import { openSessions, Schedule } from './sessions';
import { RandomStatements, tables } from './random-statements';
import { startRealServer, type RealServer } from './real-server';

/** `SAVEPOINT_STATEMENTS=20000 SAVEPOINT_SEED=7 npx jest differential` is the long run. */
const wanted = Number(process.env['SAVEPOINT_STATEMENTS'] ?? 400);
const seed = Number(process.env['SAVEPOINT_SEED'] ?? 1);
const names = ['A', 'B', 'C'];
const stepsPerEpisode = 30;

/** A session of the real server, and the statement that it is busy with. */
class RealSession {
  running: Promise<void> | null = null;
  result = 'waits';

  constructor(readonly client: Client) {}

  get pid(): number {
    return (this.client as unknown as { processID: number }).processID;
  }

  begin(sql: string): void {
    this.result = 'waits';
    this.running = this.client.query({ text: sql, rowMode: 'array' }).then(
      ({ command, rowCount, rows }) => {
        this.#done(describeRows(command, rowCount, rows));
      },
      (error: unknown) => {
        this.#done(String((error as { code?: unknown }).code));
      },
    );
  }

  #done(result: string): void {
    this.result = result;
    this.running = null;
  }
}

function describeRows(command: string, count: number | null, rows: readonly (readonly (string | null)[])[]): string {
  return rows.length > 0 ? JSON.stringify(rows) : `${command} ${count ?? ''}`.trim();
}

/** Our outcome in the same words. */
function plain(ours: string): string {
  const rows = /^[A-Z ]+[\d ]*(\[\[.*)$/s.exec(ours)?.[1];
  if (rows !== undefined) {
    const text = (value: unknown): string | null => (value === null ? null : value === true ? 't' : value === false ? 'f' : JSON.stringify(value).replace(/^"|"$/g, ''));
    return JSON.stringify((JSON.parse(rows) as unknown[][]).map((row) => row.map(text)));
  }
  return ours.replace(/^INSERT 0/, 'INSERT').replace(/^(\w+) (?!\d).*$/, '$1');
}

let server: RealServer;
let database: PostgresDatabase;
beforeAll(async () => {
  [server, database] = await Promise.all([startRealServer(), openSessions()]);
}, 120_000);
afterAll(async () => {
  database.close();
  await server.stop();
});

test('statement by statement, like a real server', async () => {
  const random = new RandomStatements(seed);
  const schedule = new Schedule(database);
  const real = new Map<string, RealSession>();
  for (const name of names) real.set(name, new RealSession(await server.connect()));
  const observer = await server.connect();
  const get = (name: string): RealSession => real.get(name) as RealSession;

  /** Until every session of the real server is done or waits for a lock that will not come by itself. */
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 2; ) {
      await sleep(1);
      const busy = names.map(get).filter(({ running }) => running !== null);
      if (busy.length === 0) return;
      const pids = busy.map(({ pid }) => pid).join();
      const { rows } = await observer.query(`select count(*) from pg_stat_activity where pid in (${pids}) and state = 'active' and wait_event_type = 'Lock' and clock_timestamp() - query_start > interval '3 ms'`);
      quiet = Number((rows[0] as { count: string }).count) === busy.length ? quiet + 1 : 0;
    }
  };

  const stats = { seed, compared: 0, episodes: 0, racy: 0, waits: 0, errors: new Map<string, number>() };
  const mismatches: string[] = [];
  while (stats.compared < wanted) {
    stats.episodes++;
    for (const sql of tables) {
      schedule.run([['setup', sql]]);
      await observer.query(sql);
    }
    const log: string[] = [];
    let racy = false;
    for (let step = 0; step < stepsPerEpisode && !racy; step++) {
      const free = names.filter((name) => !schedule.waiting.includes(name));
      const name = random.pick(free);
      const sql = random.next(schedule.connection(name).inTransaction);
      const waiters = schedule.waiting.length;
      const seen = new Map<string, string>();
      const [own = '', ...woken] = schedule.step(name, sql);
      seen.set(name, plain(own));
      for (const one of woken) seen.set(one.slice(0, 1), plain(one.slice(3)));
      if (own === 'waits') stats.waits++;
      if (/^\w{5}$/.test(own) && own !== 'waits') stats.errors.set(own, (stats.errors.get(own) ?? 0) + 1);

      get(name).begin(sql);
      await settle();
      // With the deadlock timer of a real server, the victim may be another one: wait until it is decided.
      if ([...seen.values()].includes('40P01')) await sleep(150);
      // Who of several is first is chance on a real server.
      racy = woken.length > 1 || [...seen.values()].includes('40P01');
      for (const each of names) {
        const ours = seen.get(each) ?? (schedule.waiting.includes(each) ? 'waits' : undefined);
        if (ours === undefined) continue;
        log.push(`${each}: ${each === name ? sql : '...'} => ${ours} | ${get(each).result}`);
        stats.compared++;
        // A server under load may take its time to let go on who can; who really waits still does so later.
        if (ours !== get(each).result && get(each).result === 'waits') await sleep(500);
        if (ours === get(each).result) continue;
        // Two that waited may have been woken at once, of which one waits again.
        if (racy || waiters > 1) stats.racy++;
        else mismatches.push(log.slice(-12).join('\n'));
        racy = true;
      }
    }
    schedule.reset();
    for (const name of names) if (get(name).running) await observer.query(`select pg_cancel_backend(${get(name).pid})`);
    for (const name of names) {
      await get(name).running;
      await get(name).client.query('rollback');
    }
  }
  const checked = amcheck(database);
  const refused = database.refusedWaits;
  if (wanted > 1000) process.stderr.write(`${JSON.stringify({ ...stats, errors: Object.fromEntries(stats.errors), mismatches: mismatches.length, refused, amcheck: checked })}\n`);
  for (const session of real.values()) await session.client.end();
  await observer.end();
  expect(mismatches).toEqual([]);
  expect(refused.count).toBe(0);
  expect(checked.findings).toEqual([]);
  expect(checked.indexes).toBeGreaterThan(100);
}, 3_600_000);
