import { stateOrNull } from '../../../../src/orm/map/state';
import { Session } from '../../../../src/orm/session/session';
import { select } from '../../../../src/orm/sql/select';
import { text } from '../../../../src/orm/sql/text-clause';
import type { Entity } from '../../map/models';
import { column, entity } from '../../query/program';
import type { SideBySide } from './side-by-side';
import { linked, listsOf, membersOf, parentOf, type Kind, type World } from './world';

const KINDS: readonly Kind[] = ['shelf', 'book', 'chapter', 'label'];

function stateName(object: unknown): string {
  const state = stateOrNull(object);
  if (!state) return 'not mapped';
  return (['transient', 'pending', 'persistent', 'deleted', 'detached'] as const).find((name) => state[name]) ?? 'none';
}

/** What is in memory, as it is: nothing is read for this. */
export function compareMemory(run: SideBySide): void {
  const { world, session } = run;
  const [told, expected]: [Record<number, string>, Record<number, string>] = [{}, {}];
  for (const [key, { id }] of world.things) expected[key] = id === null ? 'pending' : 'persistent';
  for (const key of world.gone) expected[key] = 'deleted';
  for (const [key, { state }] of run.outside) expected[key] = state;
  for (const key of Object.keys(expected).map(Number)) told[key] = stateName(run.object(key));
  expect(told).toEqual(expected);
  const keysOf = (objects: readonly object[]): (number | null)[] => objects.map((object) => run.keyOf(object)).sort((left, right) => Number(left) - Number(right));
  const pending = [...world.things].filter(([, { id }]) => id === null).map(([key]) => key);
  expect({ new: keysOf(session.new), deleted: keysOf(session.deleted) }).toEqual({ new: pending.sort((left, right) => left - right), deleted: [...world.doomed].sort((left, right) => left - right) });
  const names = [...run.outside].filter(([, { name }]) => name !== null);
  expect(names.map(([key]) => run.state(key).values.get('name'))).toEqual(names.map(([, { name }]) => name));
  compareLoaded(run, [...world.things.keys()]);
}

/** What objects have in memory. */
function compareLoaded(run: SideBySide, keys: readonly number[]): void {
  const [told, expected]: [unknown[], unknown[]] = [[], []];
  const note = (key: number, attribute: string, has: (value: unknown) => unknown, is: unknown): void => {
    const { values } = run.state(key);
    if (!values.has(attribute) || run.stale.has(`${key}.${attribute}`)) return;
    told.push([key, attribute, has(values.get(attribute))]);
    expected.push([key, attribute, is]);
  };
  for (const key of keys) {
    const { kind, name, parent, id } = run.thing(key);
    note(key, 'name', (value) => value, name);
    if (id !== null) note(key, 'id', (value) => value, id);
    if (kind === 'book' || kind === 'chapter') note(key, parentOf[kind].attribute, (value) => run.keyOf(value), parent);
    for (const list of listsOf[kind]) note(key, list, (value) => alive(run, value as Iterable<object>), membersOf(run.world, key, list).sort());
  }
  expect(told).toEqual(expected);
}

/** The members of a list, without those that were deleted: lists keep them until they are read again. */
function alive(run: SideBySide, list: Iterable<object>): (number | null)[] {
  return [...list].map((member) => run.keyOf(member)).filter((key) => key === null || !(run.world.gone.has(key) || run.outside.get(key)?.state === 'detached')).sort(); // prettier-ignore
}

/** The rows of the database, as the session's own transaction sees them. */
export function compareRows(run: SideBySide): void {
  run.flush();
  const rows = (sql: string): unknown[] => run.do(run.session.execute(text(sql))).all().map((row) => [...row]); // prettier-ignore
  expect(readRows(rows)).toEqual(rowsOf(run.world));
}

function readRows(rows: (sql: string) => unknown[]): Record<string, unknown[]> {
  return {
    shelf: rows('SELECT id, name, NULL FROM shelf ORDER BY id'),
    book: rows('SELECT id, name, shelf_id FROM book ORDER BY id'),
    chapter: rows('SELECT id, name, book_id FROM chapter ORDER BY id'),
    label: rows('SELECT id, name, NULL FROM label ORDER BY id'),
    shelf_label: rows('SELECT shelf_id, label_id FROM shelf_label ORDER BY shelf_id, label_id'),
  };
}

type Row = (number | string | null)[];

function sorted(rows: Row[]): Row[] {
  return rows.sort((left, right) => Number(left[0]) - Number(right[0]) || Number(left[1]) - Number(right[1]));
}

function rowsOf(world: World): Record<string, Row[]> {
  const idOf = (key: number | null): number | null => (key === null ? null : (world.things.get(key)?.id ?? null));
  const of = (kind: Kind): Row[] => sorted([...world.things.values()].filter((thing) => thing.kind === kind).map(({ id, name, parent }) => [id, name, idOf(parent)]));
  const links = [...world.links].map((link): Row => linked(link).map(idOf));
  return { ...Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])), shelf_label: sorted(links) };
}

/** All attributes of an object, read where they are not there. */
export function compareObject(run: SideBySide, key: number): void {
  run.flush();
  const { kind, name, parent } = run.thing(key);
  const object = run.object(key);
  if (kind === 'book' || kind === 'chapter') {
    const { attribute, column: foreignKey } = parentOf[kind];
    run.load(key, attribute);
    expect([object[attribute], object[foreignKey]]).toEqual([parent === null ? null : run.object(parent), parent === null ? null : run.thing(parent).id]);
  }
  run.load(key, 'name');
  expect(object['name']).toBe(name);
  for (const list of listsOf[kind]) void run.list(key, list);
  compareLoaded(run, [key]);
}

/** Rows and objects; then everything is read again, and lists are in the order of their keys. */
export function compareAll(run: SideBySide): void {
  compareRows(run);
  compareMemory(run);
  run.session.expireAll();
  run.forgotten();
  for (const [key, { kind }] of run.world.things) {
    compareObject(run, key);
    for (const list of listsOf[kind]) expect((run.object(key)[list] as Entity[]).map((one) => one['id'])).toEqual(membersOf(run.world, key, list).map((member) => run.thing(member).id).sort((left, right) => Number(left) - Number(right))); // prettier-ignore
  }
}

/** What another session reads once this one has committed. */
export function compareElsewhere(run: SideBySide): void {
  const other = new Session(run.engine);
  const { of } = run.classes;
  const all = (kind: Kind): Entity[] => run.do(other.scalars(select(entity(of[kind])).orderBy(column(of[kind], 'id')))).all() as Entity[];
  const idOf = (object: unknown): unknown => (object as Entity | null)?.['id'] ?? null;
  const read: Record<string, unknown[]> = {
    shelf: all('shelf').map((one) => [one['id'], one['name'], null]),
    book: all('book').map((one) => [one['id'], one['name'], idOf(one['shelf'])]),
    chapter: all('chapter').map((one) => [one['id'], one['name'], idOf(one['book'])]),
    label: all('label').map((one) => [one['id'], one['name'], null]),
    shelf_label: sorted(all('shelf').flatMap((one) => (one['labels'] as Entity[]).map((label) => [one['id'], label['id']] as Row))),
  };
  expect(read).toEqual(rowsOf(run.committed));
  for (const object of all('shelf')) expect(run.keyOf(object)).toBeNull();
  run.do(other.close());
}
