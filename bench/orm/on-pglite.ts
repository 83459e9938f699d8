import { PGlite } from '@electric-sql/pglite';
import type { Parts } from '../../src/databases/parts';
import { runSync } from '../../src/databases/flow';
import { openPostgres } from '../../src/databases/postgres/postgres-database';
import { median, ratio, type Figure } from '../figures';
import { ours } from './ours';
import { inRounds, processorTime } from './processor-time';
import { keys, people, sizes, tables, type Peer, type Writer } from './work';

const define = tables.map((sql) => sql.replace('id integer primary key', 'id serial primary key'));
const empty = 'truncate person restart identity';
const updated = keys.slice(0, sizes.updated);
const alone = { onExecuted: () => undefined, interrupted: () => false };

/** One who writes, on a database of its own. */
interface Place {
  readonly writer: Writer;
  clear(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** Writing to PostgreSQL: ours and the peers' as multiples of what PGlite takes when it is asked in the plainest manner. */
export async function onPglite(parts: Parts, peers: readonly Peer[]): Promise<Figure[]> {
  const raw = await onStock((pglite) => Promise.resolve(plain(pglite)));
  const baseline = await writing(raw);
  await raw.close();
  const figures: { readonly insert: Figure; readonly update: Figure }[] = [];
  const contestants: [string, () => Promise<Place>][] = [['Savepoint', () => onOurs(parts)], ...peers.map((peer): [string, () => Promise<Place>] => [peer.name, () => onStock((pglite) => peer.onPglite(pglite))])];
  for (const [name, open] of contestants) {
    const place = await open();
    const took = await writing(place);
    await place.close();
    const goals = name === 'Savepoint' ? { insert: 1.5, update: 0.2 } : { insert: null, update: null };
    figures.push({
      insert: ratio(`PGlite: insert 10k objects, to one INSERT of all rows: ${name}`, took.insert / baseline.insert, goals.insert),
      update: ratio(`PGlite: update 1k objects, to 1k query() calls: ${name}`, took.update / baseline.update, goals.update),
    });
  }
  return [...figures.map(({ insert }) => insert), ...figures.map(({ update }) => update)];
}

async function writing(place: Place): Promise<{ readonly insert: number; readonly update: number }> {
  const [inserts, updates]: [number[], number[]] = [[], []];
  await inRounds(async (isMeasured) => {
    await place.clear();
    const { writer } = place;
    const insert = await processorTime(() => writer.insert(people));
    const update = await processorTime(await writer.update(updated));
    if (!isMeasured) return;
    inserts.push(insert);
    updates.push(update);
  });
  return { insert: median(inserts), update: median(updates) };
}

async function onOurs(parts: Parts): Promise<Place> {
  const database = await openPostgres(parts, alone);
  const connection = database.connect();
  for (const sql of define) runSync(connection.execute(sql));
  return {
    writer: ours('postgresql+asyncpg://', database),
    clear: () => Promise.resolve(runSync(connection.execute(empty))),
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}

async function onStock(open: (pglite: PGlite) => Promise<Writer>): Promise<Place> {
  const pglite = await PGlite.create();
  for (const sql of define) await pglite.exec(sql);
  return { writer: await open(pglite), clear: () => pglite.exec(empty), close: () => pglite.close() };
}

function plain(pglite: PGlite): Writer {
  const values = people.map(({ name, fullname, age }) => `('${name}', '${fullname}', ${age})`).join(',');
  return {
    insert: async () => {
      await pglite.query(`insert into person (name, fullname, age) values ${values}`);
    },
    update: (ids) =>
      Promise.resolve(async () => {
        for (const id of ids) await pglite.query('update person set age = age + 1 where id = $1', [id]);
      }),
  };
}
