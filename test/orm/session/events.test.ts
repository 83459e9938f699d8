import { MissingGreenlet } from '../../../src/orm/errors';
import { runSync } from '../../../src/orm/flow';
import { InstanceInspection } from '../../../src/orm/map/inspection';
import { DetachedInstanceError } from '../../../src/orm/map/errors';
import { NO_VALUE } from '../../../src/orm/map/passive';
import { stateOrNull, type InstanceState } from '../../../src/orm/map/state';
import { makeTransient, makeTransientToDetached, objectSession } from '../../../src/orm/session/object-lifecycle';
import { delete_ } from '../../../src/orm/sql/dml';
import { select } from '../../../src/orm/sql/select';
import { bench, filled } from '../engine/open';
import { libraryModel, type Entity } from '../map/models';
import { Opened, list, texts } from './open-session';
import { col } from '../record';

async function opened(options: ConstructorParameters<typeof Opened>[1] = {}) {
  const [made, model] = [await bench(), libraryModel()];
  filled(made, 'library', model.metadata);
  const run = new Opened(made, options);
  return { made, model, run, session: run.session };
}

const stateOf = (entity: Entity): InstanceState => {
  const state = stateOrNull(entity);
  if (!state) throw new Error('not mapped');
  return state;
};
const inspected = (entity: Entity): InstanceInspection => new InstanceInspection(stateOf(entity));

describe('what happens is told in order', () => {
  test('one commit', async () => {
    const { model, run, session } = await opened();
    const told: string[] = [];
    for (const name of ['beforeCommit', 'beforeFlush', 'afterBegin', 'afterFlush', 'pendingToPersistent', 'afterFlushPostexec', 'afterCommit', 'transientToPending', 'afterRollback'] as const) {
      session.events.listen(name, () => told.push(name));
    }
    for (const name of ['beforeInsert', 'afterInsert'] as const) model.registry.events.listen(name, () => told.push(name));
    session.add(new model.Author({ name: 'A' }));
    run.commit();
    expect(told).toEqual(['transientToPending', 'beforeCommit', 'beforeFlush', 'afterBegin', 'beforeInsert', 'afterInsert', 'afterFlush', 'pendingToPersistent', 'afterFlushPostexec', 'afterCommit']);
    run.close();
  });

  test('the life of one object', async () => {
    const { model, run, session } = await opened();
    const told: string[] = [];
    for (const name of ['transientToPending', 'pendingToPersistent', 'persistentToDeleted', 'deletedToDetached', 'persistentToTransient', 'deletedToPersistent', 'persistentToDetached', 'detachedToPersistent', 'pendingToTransient', 'loadedAsPersistent'] as const) {
      session.events.listen(name, () => told.push(name));
    }
    const take = (): string[] => told.splice(0);
    const member = new model.Member({ name: 'U', email: 'u@x' });
    session.add(member);
    session.expunge(member);
    session.add(member);
    run.flush();
    expect(take()).toEqual(['transientToPending', 'pendingToTransient', 'transientToPending', 'pendingToPersistent']);
    run.rollback();
    expect([take(), stateOf(member).transient]).toEqual([['persistentToTransient'], true]);
    const ines = run.get(model.Author, 3);
    run.delete(ines);
    run.flush();
    run.rollback();
    expect(take()).toEqual(['loadedAsPersistent', 'persistentToDeleted', 'deletedToPersistent']);
    run.delete(ines);
    run.commit();
    expect(take()).toEqual(['persistentToDeleted', 'deletedToDetached']);
    const second = run.get(model.Member, 2);
    run.delete(second);
    run.flush();
    run.close();
    expect([take().at(-1), stateOf(second).detached]).toEqual(['deletedToDetached', true]);
    told.length = 0;
    const other = run.get(model.Author, 1);
    session.expunge(other);
    session.add(other);
    run.close();
    expect(take()).toEqual(['loadedAsPersistent', 'persistentToDetached', 'detachedToPersistent', 'persistentToDetached']);
  });

  test('handlers may work with the session, and see what inherits', async () => {
    const { model, run, session, made } = await opened();
    session.events.listen('beforeFlush', (one) => {
      for (const object of one.new) if (stateOrNull(object)?.mapper === model.Author.mapper) (object as Entity)['born'] = 1900;
    });
    session.events.listen('afterBegin', (_one, _transaction, connection) => connection.execute(select(col(model.authors, 'id')).limit(1)));
    const author = new model.Author({ name: 'A' });
    session.add(author);
    run.commit();
    expect([author['born'], texts(made).slice(0, 3)]).toEqual([1900, ['BEGIN (implicit)', expect.stringMatching(/^SELECT authors.id FROM authors LIMIT/), 'INSERT INTO authors (name, born) VALUES (?, ?)']]);
    run.close();
  });

  test('attributes, and what loads them', async () => {
    const { model, run } = await opened();
    const told: unknown[] = [];
    const { mapper } = model.Author;
    mapper.listenersOf('name').set.push((_state, value, old) => (told.push(['set', value, old]), String(value).toUpperCase()));
    mapper.listenersOf('books').append.push((_state, value) => (told.push('append'), value));
    mapper.listenersOf('books').remove.push(() => told.push('remove'));
    mapper.events.listen('init', (_object, values) => told.push(['init', values]));
    mapper.events.listen('load', () => told.push('load'));
    mapper.events.listen('expire', () => told.push('expire'));
    const author = new model.Author({ name: 'a' });
    const book = new model.Book();
    list(author, 'books').push(book);
    list(author, 'books').pop();
    run.get(model.Author, 1);
    run.session.expireAll();
    expect([author['name'], told]).toEqual(['A', [['init', { name: 'a' }], ['set', 'a', NO_VALUE], 'append', 'remove', 'load', 'expire']]);
    run.close();
  });
});

describe('inspect()', () => {
  test('tells the state of an object and of its attributes', async () => {
    const { model, run, session } = await opened();
    const author = run.get(model.Author, 1);
    const told = inspected(author);
    expect([told.persistent, told.identity, told.hasIdentity, told.modified, objectSession(author) === session]).toEqual([true, [1], true, false, true]);
    expect([[...told.unloaded], told.attr('books').loadedValue]).toEqual([['books'], NO_VALUE]);
    author['name'] = 'N';
    expect([told.modified, [...told.unmodified].sort(), told.attr('name').history.added]).toEqual([true, ['books', 'born', 'id'], ['N']]);
    expect(told.dict).toEqual({ id: 1, name: 'N', born: 1961 });
    session.expire(author);
    expect([told.expired, [...told.expiredAttributes].sort(), told.dict]).toEqual([true, ['born', 'id', 'name'], {}]);
    run.close();
    expect([told.detached, objectSession(author)]).toEqual([true, null]);
    expect(() => author['name']).toThrow(DetachedInstanceError);
  });

  test('made transient, made detached', async () => {
    const { model, run, session } = await opened();
    const author = run.get(model.Author, 1);
    makeTransient(author);
    expect([stateOf(author).transient, session.has(author), author['name']]).toEqual([true, false, 'Nadia Orlova']);
    const known = new model.Author({ id: 2 });
    makeTransientToDetached(known);
    session.add(known);
    expect([stateOf(known).persistent, known['name']]).toEqual([true, 'Tom Reiner']);
    expect(() => { makeTransientToDetached(known); }).toThrow('Given object must be transient');
    run.close();
  }); // prettier-ignore
});

describe('reading again', () => {
  test('some attributes, a relationship, with a lock, a row that is gone', async () => {
    const { made, model, run, session } = await opened();
    const author = run.get(model.Author, 1);
    made.statements.length = 0;
    run.do(session.refresh(author, ['name']));
    expect(texts(made)).toEqual(['SELECT authors.name FROM authors WHERE authors.id = ?']);
    expect(list(author, 'books')).toHaveLength(2);
    run.execute(select(col(model.books, 'id')));
    run.do(session.refresh(author, ['books']));
    expect(texts(made).at(-1)).toMatch(/FROM books WHERE \? = books\.author_id/);
    run.do(session.refresh(author));
    expect(author['born']).toBe(1961);
    expect(() => { run.do(session.refresh(new model.Author())); }).toThrow(/^Instance '<Author at 0x[0-9a-f]+>' is not persistent within this Session$/);
    const alone = new model.Member({ name: 'U', email: 'u@x' });
    session.add(alone);
    run.flush();
    run.execute(delete_(model.members).where(col(model.members, 'id').eq(alone['id'])));
    expect(() => { run.do(session.refresh(alone)); }).toThrow(/^Could not refresh instance '<Member at 0x[0-9a-f]+>'$/);
    run.close();
  });

  test('get with populate_existing reads again what is there', async () => {
    const { model, run, session } = await opened();
    const author = run.get(model.Author, 1);
    author['born'] = 1;
    expect(run.do(session.withoutAutoflush(() => session.get(model.Author.mapper, 1, { populateExisting: true })))).toBe(author);
    expect(author['born']).toBe(1961);
    expect(() => run.find(model.Author, [1, 2])).toThrow("Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are 'authors.id'");
    expect(() => run.find(model.Author, { nope: 1 })).toThrow("Incorrect names of values in identifier to formulate primary key for session.get(); primary key attribute names are 'id' (synonym names are also accepted)");
    run.close();
  });
});

describe('merging without reading', () => {
  test('takes the given state for that of the database', async () => {
    const { made, model, run, session } = await opened();
    const other = new Opened(made);
    const author = other.get(model.Author, 1);
    expect(list(author, 'books')).toHaveLength(2);
    other.close();
    made.statements.length = 0;
    const merged = run.do(session.merge(author, { load: false })) as Entity;
    expect([merged === author, merged['name'], list(merged, 'books').length, made.statements, stateOf(merged).modified]).toEqual([false, 'Nadia Orlova', 2, [], false]);
    author['name'] = 'X';
    session.expungeAll();
    expect(() => run.do(session.merge(author, { load: false }))).toThrow("merge() with load=False option does not support objects marked as 'dirty'.  flush() all changes on mapped instances before merging with load=False.");
    expect(() => run.do(session.merge(new model.Author({ id: 1 }), { load: false }))).toThrow('merge() with load=False option does not support objects transient (i.e. unpersisted) objects.  flush() all changes on mapped instances before merging with load=False.');
    run.close();
  });
});

test('under asyncio nothing is read by the way', async () => {
  const { model, run, session } = await opened({ asynchronous: true });
  const author = run.do(session.awaited(session.get(model.Author.mapper, 1))) as Entity;
  expect(() => author['books']).toThrow(new MissingGreenlet("greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?", 'xd2s'));
  const state = stateOf(author);
  runSync(session.awaited(state.attribute('books').load(state, { load: true, sql: true, initialize: true, autoflush: true, committed: false, raise: true })));
  expect(list(author, 'books')).toHaveLength(2);
  run.do(session.awaited(session.close()));
});
