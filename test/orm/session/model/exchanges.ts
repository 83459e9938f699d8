import { IntegrityError, PendingRollbackError } from '../../../../src/orm/errors';
import { ObjectDeletedError } from '../../../../src/orm/map/errors';
import { Session } from '../../../../src/orm/session/session';
import type { SessionTransaction } from '../../../../src/orm/session/session-transaction';
import { delete_, update } from '../../../../src/orm/sql/dml';
import { select } from '../../../../src/orm/sql/select';
import { text } from '../../../../src/orm/sql/text-clause';
import type { Entity } from '../../map/models';
import { column, entity } from '../../query/program';
import { compareElsewhere } from './comparisons';
import type { SideBySide } from './side-by-side';
import { changed, isOrphan, made, membersOf, parentOf, without, type Kind } from './world';

/** Reads what has a name, and finds the session's own objects. @param quiet without writing what is pending before */
export function query(run: SideBySide, kind: Kind, name: string, quiet: boolean): void {
  const target = run.classes.of[kind];
  run.session.autoflush = !quiet;
  const found = run.do(run.session.scalars(select(entity(target)).where(column(target, 'name').eq(name)).orderBy(column(target, 'id')))).all() as Entity[]; // prettier-ignore
  run.session.autoflush = true;
  if (quiet) {
    for (const object of found) expect([...run.world.things.keys()]).toContain(run.keyOf(object));
    return;
  }
  run.flush();
  const expected = [...run.world.things].filter(([, thing]) => thing.kind === kind && thing.name === name).sort(([, left], [, right]) => Number(left.id) - Number(right.id)); // prettier-ignore
  expect(found.map((object) => run.keyOf(object))).toEqual(expected.map(([key]) => key));
}

/** Renames all of a kind that have a name, in one statement. */
export function renameAll(run: SideBySide, kind: Kind, from: string, to: string, synchronize: 'evaluate' | 'fetch'): void {
  run.flush();
  const target = run.classes.of[kind];
  run.do(run.session.execute(update(entity(target)).where(column(target, 'name').eq(from)).values({ name: to }), null, { executionOptions: { synchronize_session: synchronize } }));
  for (const [key, thing] of run.world.things) if (thing.kind === kind && thing.name === from) run.world = changed(run.world, key, { name: to });
}

/** Deletes all chapters that have a name, in one statement. */
export function deleteAll(run: SideBySide, name: string, synchronize: 'evaluate' | 'fetch'): void {
  run.flush();
  const target = run.classes.of.chapter;
  const left = [...run.world.things].filter(([, thing]) => thing.kind === 'chapter' && thing.name === name).map(([key]) => key);
  // Of objects that are not in memory it is not known whether they are meant.
  for (const key of left) run.load(key, 'name');
  run.do(run.session.execute(delete_(entity(target)).where(column(target, 'name').eq(name)), null, { executionOptions: { synchronize_session: synchronize } }));
  run.world = { ...without(run.world, left), gone: new Set([...run.world.gone, ...left]) };
}

export function expire(run: SideBySide, key: number, how: 'all' | 'name' | 'refresh'): void {
  run.flush();
  const object = run.object(key);
  // Changes that were not written are lost.
  object['name'] = 'lost';
  if (how === 'refresh') run.do(run.session.refresh(object));
  else run.session.expire(object, how === 'all' ? null : ['name']);
  expect(run.session.isModified(object)).toBe(false);
}

/** Copies another object onto the session's own. @param chapters of the book's chapters those that stay; with a new one */
export function merge(run: SideBySide, book: number, name: string, chapters: readonly number[] | null): void {
  run.flush();
  run.load(book, 'chapters');
  const { book: Book, chapter: Chapter } = run.classes.of;
  const owned = membersOf(run.world, book, 'chapters');
  const kept = chapters?.filter((key) => owned.includes(key)) ?? null;
  const given = kept && [...kept.map((key) => new Chapter({ id: run.thing(key).id, name })), new Chapter({ name })];
  const merged = run.do(run.session.merge(new Book({ id: run.thing(book).id, name, ...(given ? { chapters: given } : {}) }))) as Entity;
  expect(merged).toBe(run.object(book));
  run.world = changed(run.world, book, { name });
  if (!kept) return;
  for (const key of owned) run.world = changed(run.world, key, kept.includes(key) ? { name } : { parent: null });
  for (const object of merged['chapters'] as Entity[]) {
    if (run.keyOf(object) !== null) continue;
    run.world = made(run.world, run.take(object), { kind: 'chapter', name, parent: book, id: null });
  }
}

/** Takes an object, and what it owns, out of the session; and back, or another object for the same row in. */
export function expunge(run: SideBySide, key: number, asked: 'add' | 'merge' | 'get', name: string): void {
  run.flush();
  run.loadRelated(key);
  run.load(key, 'name');
  const { session } = run;
  const { kind, id, parent } = run.thing(key);
  const keys = [key, ...(kind === 'book' ? membersOf(run.world, key, 'chapters') : [])];
  // Of another object the session does not know what happened to its row in the transaction: a rollback would leave it as it is.
  const back = run.savepoints.length === 0 && keys.every((one) => run.committed.things.get(one)?.id === run.thing(one).id) ? asked : 'add';
  const object = run.object(key);
  session.expunge(object);
  expect(keys.map((one) => [run.state(one).detached, session.has(run.object(one))])).toEqual(keys.map(() => [true, false]));
  if (back !== 'get') {
    object['name'] = name;
    run.world = changed(run.world, key, { name });
  }
  if (back === 'add') {
    session.add(object);
    return;
  }
  const fresh = (back === 'get' ? run.do(session.get(run.classes.of[kind].mapper, id)) : run.do(session.merge(object))) as Entity;
  expect(fresh).not.toBe(object);
  run.stands(fresh, key);
  for (const one of keys.slice(1)) run.stands(run.do(session.get(run.classes.of.chapter.mapper, run.thing(one).id)) as Entity, one);
  // Who had the former object still has it.
  if (parent !== null && (kind === 'book' || kind === 'chapter')) for (const marks of [run.stale, run.untold]) marks.add(`${parent}.${parentOf[kind].list}`);
  for (const shelf of membersOf(run.world, key, 'shelves')) for (const marks of [run.stale, run.untold]) marks.add(`${shelf}.labels`);
}

export function commit(run: SideBySide): void {
  run.do(run.session.commit());
  run.committedAll();
  compareElsewhere(run);
}

export function rollback(run: SideBySide): void {
  run.do(run.session.rollback());
  run.savepoints.length = 0;
  run.wentBack(run.committed, true);
}

/** The session lets go of everything, and what is committed is read by new objects. */
export function close(run: SideBySide): void {
  const { world } = run;
  run.do(run.session.close());
  run.savepoints.length = 0;
  for (const [key, { id }] of world.things) expect([key, run.state(key).transient, run.state(key).detached]).toEqual([key, id === null, id !== null]);
  run.wentBack(run.committed, true);
  for (const [key, { kind, id }] of run.world.things) run.stands(run.do(run.session.get(run.classes.of[kind].mapper, id)) as Entity, key);
  for (const [key, known] of run.outside) if (!run.state(key).transient) run.outside.set(key, { ...known, state: 'detached', name: null });
}

export function savepoint(run: SideBySide, transactions: SessionTransaction[]): void {
  run.flush();
  // Python's sqlite3 begins a transaction before the first change only: a savepoint before that is the transaction, and ends it.
  run.do(run.session.execute(text('UPDATE label SET name = name')));
  transactions.length = run.savepoints.length;
  transactions.push(run.do(run.session.beginNested()));
  run.savepoints.push(run.world);
}

export function endSavepoint(run: SideBySide, transactions: SessionTransaction[], keep: boolean): void {
  const [world, transaction] = [run.savepoints.pop(), transactions[run.savepoints.length]];
  if (!world || !transaction) return;
  if (keep) run.flush();
  run.do(keep ? transaction.commit() : transaction.rollback());
  if (!keep) run.wentBack(world, false);
}

/** A flush that the database refuses takes back the savepoint around it, or the transaction. */
export function fail(run: SideBySide, inSavepoint: boolean): void {
  const { session } = run;
  const before: SessionTransaction[] = [];
  if (inSavepoint) savepoint(run, (before.length = run.savepoints.length, before));
  session.add(new run.classes.of.label({ name: null }));
  expect(() => { run.do(session.flush()); }).toThrow(IntegrityError); // prettier-ignore
  expect(session.isActive).toBe(false);
  expect(() => run.do(session.execute(text('SELECT 1')))).toThrow(PendingRollbackError);
  if (inSavepoint) endSavepoint(run, before, false);
  else rollback(run);
}

/** Commits; then another session changes something. */
export function changeElsewhere(run: SideBySide, key: number, name: string, change: 'rename' | 'delete' | 'add'): void {
  commit(run);
  const { kind, id } = run.thing(key);
  const target = run.classes.of[kind];
  const other = new Session(run.engine);
  const same = run.do(other.get(target.mapper, id)) as Entity;
  const added = new run.classes.of.chapter({ name });
  if (change === 'rename') {
    same['name'] = name;
    run.world = changed(run.world, key, { name });
  } else if (change === 'delete' && kind !== 'book') {
    run.do(other.delete(same));
  } else if (kind === 'book') {
    (same['chapters'] as Entity[]).push(added);
  }
  run.do(other.commit());
  if (change === 'delete' && kind !== 'book') {
    for (const child of membersOf(run.world, key, 'books')) run.world = changed(run.world, child, { parent: null });
    run.world = without(run.world, [key]);
    expect(() => run.object(key)['name']).toThrow(ObjectDeletedError);
    run.session.expunge(run.object(key));
    run.outside.set(key, { state: 'detached', kind, name: null });
  } else if (change !== 'rename' && kind === 'book') {
    const own = run.do(run.session.get(run.classes.of.chapter.mapper, added['id'])) as Entity;
    run.world = made(run.world, run.take(own), { kind: 'chapter', name, parent: key, id: own['id'] as number });
  }
  run.do(other.close());
  run.committed = run.world;
  expect([...run.world.things.values()].some(isOrphan)).toBe(false);
}
