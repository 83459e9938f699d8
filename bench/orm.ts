import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import initSqlJs, { type Database as SqlJsDatabase, type SqlJsStatic } from 'sql.js';
import type { Database } from '../src/databases/database';
import { runSync } from '../src/databases/flow';
import { openSqlite } from '../src/databases/sqlite/sqlite-database';
import { builtParts } from './built-parts';
import { median, ratio, type Figure } from './figures';
import { onPglite } from './orm/on-pglite';
import { ours } from './orm/ours';
import { inRounds, processorTime, rounds } from './orm/processor-time';
import { raw } from './orm/raw';
import { families, keys, people, sizes, tables, type Contestant, type Peer } from './orm/work';

const alone = { onExecuted: () => undefined, interrupted: () => false };

/** The ORM against what the databases themselves take, and against others where they are installed. */
export async function benchOrm(root: string): Promise<Figure[]> {
  const sqlJs = await initSqlJs();
  const peers = await installedPeers(root);
  const contestants = new Map<string, () => Promise<Contestant>>([
    ['raw', () => Promise.resolve(raw(filled(sqlJs)))],
    ['Savepoint', async () => ours('sqlite://', await filledOurs(root))],
    ...peers.map((peer): [string, () => Promise<Contestant>] => [peer.name, () => peer.onSqlite(filled(sqlJs), sqlJs)]),
  ]);
  const figures = await onSqlite(contestants);
  return [...figures, ...(await onPglite(builtParts(root), peers))];
}

function filled(sqlJs: SqlJsStatic): SqlJsDatabase {
  const database = new sqlJs.Database();
  for (const sql of [...tables, ...families]) database.run(sql);
  return database;
}

async function filledOurs(root: string): Promise<Database> {
  const database = await openSqlite(builtParts(root), alone);
  const connection = database.connect();
  for (const sql of [...tables, ...families]) runSync(connection.execute(sql));
  connection.close();
  return database;
}

interface PeerModule {
  readonly contestant: Peer['onSqlite'];
  readonly onPglite: Peer['onPglite'];
}

async function installedPeers(root: string): Promise<readonly Peer[]> {
  const folder = path.join(root, 'bench', 'peers');
  if (!existsSync(path.join(folder, 'node_modules'))) {
    process.stderr.write('\nThe peers are not installed; npm install --prefix bench/peers does it. Without them there are only the raw drivers to compare with.\n');
    return [];
  }
  return Promise.all(
    ['kysely', 'drizzle', 'mikro-orm', 'typeorm'].map(async (name): Promise<Peer> => {
      const { contestant, onPglite } = (await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href)) as PeerModule;
      return { name, onSqlite: contestant, onPglite };
    }),
  );
}

/** One part of the work: prepares, and gives what is measured; null for those who have nothing of the kind. */
interface Part {
  readonly what: string;
  /** The most that ours may take, as a multiple of raw. */
  readonly goal: number | null;
  /** Short work is measured several times a round. */
  readonly times?: number;
  readonly prepare: (contestant: Contestant) => Promise<(() => Promise<unknown>) | null>;
}

const updated = keys.slice(0, sizes.updated);

const parts: readonly Part[] = [
  { what: 'insert 10k objects, one flush', goal: 2.5, prepare: (one) => Promise.resolve(() => one.insert(people)) },
  { what: 'load 10k objects', goal: 1.5, prepare: (one) => Promise.resolve(() => one.load()) },
  { what: '1k parents x 10 children, joined', goal: 2, prepare: ({ joined }) => Promise.resolve(joined) },
  { what: 'the same, select-in', goal: 1.5, prepare: ({ selectin }) => Promise.resolve(selectin) },
  { what: '10k get(), miss', goal: 2.5, prepare: (one) => Promise.resolve(() => one.get(keys)) },
  { what: 'update 1k objects, one flush', goal: 2, times: 5, prepare: (one) => one.update(updated) },
];

async function onSqlite(contestants: ReadonlyMap<string, () => Promise<Contestant>>): Promise<Figure[]> {
  const figures: Figure[] = [];
  const baseline = new Map<string, number>();
  for (const [name, open] of contestants) {
    const took = new Map(parts.map(({ what }) => [what, [] as number[]]));
    // Each round begins with an empty table of people.
    await inRounds(async (isMeasured) => {
      const contestant = await open();
      for (const { what, prepare, times = 1 } of parts) {
        for (let time = 0; time < times; time++) {
          const work = await prepare(contestant);
          const ms = work ? await processorTime(work) : null;
          if (ms !== null && isMeasured) took.get(what)?.push(ms);
        }
      }
    });
    for (const { what, goal } of parts) {
      const times = took.get(what) ?? [];
      if (times.length === 0) continue;
      const ms = median(times);
      if (name === 'raw') baseline.set(what, ms);
      figures.push(name === 'raw' ? milliseconds(`${what}: ${name}`, ms, null) : ratio(`${what}: ${name}`, ms / (baseline.get(what) ?? Number.NaN), name === 'Savepoint' ? goal : null));
    }
    figures.push(...(await besides(name, await open())));
  }
  return figures.sort((one, other) => place(one) - place(other));
}

/** Figures of one part stand together. */
function place({ what }: Figure): number {
  const found = parts.findIndex((part) => what.startsWith(`${part.what}:`));
  return found < 0 ? parts.length : found;
}

/** What there is nothing raw to compare with. */
async function besides(name: string, contestant: Contestant): Promise<Figure[]> {
  const figures: Figure[] = [];
  const { compile, compileAgain } = contestant;
  if (compile) figures.push(await microseconds(`build and compile a medium select: ${name}`, compile, name === 'Savepoint' ? 15 : null));
  if (compileAgain) figures.push(await microseconds(`the same, compiled before: ${name}`, compileAgain, name === 'Savepoint' ? 3 : null));
  const { insertReturning } = contestant;
  if (insertReturning) {
    const times: number[] = [];
    for (let round = 0; round < rounds.measured; round++) times.push(await processorTime(() => insertReturning(people)));
    figures.push(milliseconds(`insert 10k rows by the statements that SQLAlchemy has for it: ${name}`, median(times), null));
  }
  if (contestant.getAgain) {
    await contestant.insert(people);
    const again = await contestant.getAgain(keys);
    await again();
    const times: number[] = [];
    for (let round = 0; round < rounds.measured; round++) times.push(await processorTime(again));
    figures.push(milliseconds(`10k get(), in memory: ${name}`, median(times), name === 'Savepoint' ? 5 : null));
  }
  return figures;
}

async function microseconds(what: string, work: (i: number) => string, atMost: number | null): Promise<Figure> {
  const times = 5_000;
  const run = (): Promise<void> => {
    for (let i = 0; i < times; i++) work(i);
    return Promise.resolve();
  };
  await run();
  const measured: number[] = [];
  for (let round = 0; round < rounds.measured; round++) measured.push(((await processorTime(run)) / times) * 1_000);
  const value = median(measured);
  return { what, value: `${value.toFixed(1)} us`, goal: atMost === null ? '' : `<= ${atMost} us`, met: atMost === null ? null : value <= atMost };
}

function milliseconds(what: string, ms: number, atMost: number | null): Figure {
  return { what, value: `${ms.toFixed(1)} ms`, goal: atMost === null ? '' : `<= ${atMost} ms`, met: atMost === null ? null : ms <= atMost };
}
