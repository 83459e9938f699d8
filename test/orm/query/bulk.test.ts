import type { Result } from '../../../src/orm/engine/result';
import { runSync, type Flow } from '../../../src/orm/flow';
import { createAll } from '../../../src/orm/engine/table-definitions';
import { Registry } from '../../../src/orm/map/registry';
import { Session } from '../../../src/orm/session/session';
import { delete_, insert, update } from '../../../src/orm/sql/dml';
import { and_, not_, or_ } from '../../../src/orm/sql/elements';
import { callFunction } from '../../../src/orm/sql/functions';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { select } from '../../../src/orm/sql/select';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { beginning, bench, type Bench } from '../engine/open';
import { mapped, related, type Entity, type TestClass } from '../map/models';
import { column as c, entity as e, relation as r, rowcount } from './program';

function people() {
  const metadata = new MetaData();
  const registry = new Registry({ metadata });
  const person = new Table(
    'person', metadata, new Column('id', Integer, { primaryKey: true }), new Column('type', new String_(10)), new Column('name', new String_(20)), new Column('age', Integer),
    new Column('boss_id', new ForeignKey('person.id')),
  ); // prettier-ignore
  const engineer = new Table('engineer', metadata, new Column('id', new ForeignKey('person.id'), { primaryKey: true }), new Column('language', new String_(10)));
  const note = new Table('note', metadata, new Column('id', Integer, { primaryKey: true }), new Column('body', new String_(20), { key: 'text' }));
  const Person = mapped(registry, 'Person', person, { boss: related('Person', { remoteSide: 'Person.id' }) }, { polymorphicOn: 'type', polymorphicIdentity: 'person' });
  const Engineer = mapped(registry, 'Engineer', engineer, {}, { inherits: Person.mapper, polymorphicIdentity: 'engineer' });
  const Guest = mapped(registry, 'Guest', null, {}, { inherits: Person.mapper, polymorphicIdentity: 'guest' });
  const Note = mapped(registry, 'Note', note);
  return { metadata, Person, Engineer, Guest, Note };
}

const model = people();
const { Person, Engineer, Guest, Note } = model;
let made: Bench;
let session: Session;

beforeAll(async () => {
  made = await bench();
  beginning(made.engine, (connection) => createAll(connection, model.metadata));
});

beforeEach(() => {
  session = new Session(made.engine);
  made.statements.length = 0;
});

afterEach(() => {
  run(session.close());
});

const run = <T>(flow: Flow<T>): T => runSync(flow);
const execute = (statement: unknown, parameters: Parameters<Session['execute']>[1] = null, executionOptions: Record<string, unknown> = {}): Result => run(session.execute(statement, parameters, { executionOptions }));
/** The statements since the last call, without transaction marks. */
const emitted = (): unknown[] => made.statements.splice(0).filter(([, parameters]) => parameters !== null).map(([sql, parameters]) => [sql.replace(/\s+/g, ' '), parameters]);
const add = (...objects: Entity[]): void => {
  session.addAll(objects);
  run(session.flush());
  emitted();
};
const values = (entities: readonly Entity[], key: string): unknown[] => entities.map((one) => one[key]);
const all = (given: TestClass): Entity[] => run(session.scalars(select(e(given)).orderBy(c(given, 'id')))).all() as Entity[];

describe('insert()', () => {
  test('a list of mappings is one statement for each shape', () => {
    execute(insert(e(Note)), [{ text: 'a' }, { text: 'b' }, { id: 7, text: 'c' }]);
    expect(emitted()).toEqual([
      ['INSERT INTO note (body) VALUES (?)', [['a'], ['b']]],
      ['INSERT INTO note (id, body) VALUES (?, ?)', [7, 'c']],
    ]);
    expect(values(all(Note), 'text')).toEqual(['a', 'b', 'c']);
  });

  test('RETURNING gives objects, and the session has them', () => {
    const notes = execute(insert(e(Note)).returning(e(Note)), [{ text: 'a' }, { text: 'b' }]).scalars().all() as Entity[];
    expect(emitted()).toEqual([['INSERT INTO note (body) VALUES (?), (?) RETURNING id, body', ['a', 'b']]]);
    expect([values(notes, 'text'), run(session.get(Note.mapper, notes[0]?.['id']))]).toEqual([['a', 'b'], notes[0]]);
    expect(emitted()).toEqual([]);
  });

  test('values by attribute, in the statement and beside it', () => {
    execute(insert(e(Note)).values({ text: 'a' }));
    execute(insert(e(Note)), { text: 'b' });
    execute(insert(e(Note)).values([{ text: 'c' }, { text: 'd' }]));
    expect(emitted()).toEqual([
      ['INSERT INTO note (body) VALUES (?)', ['a']],
      ['INSERT INTO note (body) VALUES (?)', ['b']],
      ['INSERT INTO note (body) VALUES (?), (?)', ['c', 'd']],
    ]);
  });

  test('SQL for all rows, and values for each', () => {
    execute(insert(e(Note)).values({ text: callFunction('upper', ['x']) }), [{ id: 1 }, { id: 2 }]);
    expect(emitted()).toEqual([['INSERT INTO note (id, body) VALUES (?, upper(?))', [[1, 'x'], [2, 'x']]]]);
  });

  test('joined inheritance: the parent table first, with the identity of the class', () => {
    execute(insert(e(Engineer)), [{ name: 'Ada', language: 'Ada' }, { name: 'Ken', language: 'B' }]);
    const statements = emitted() as [string, unknown][];
    expect(statements.map(([sql]) => sql)).toEqual([
      'INSERT INTO person (type, name) VALUES (?, ?) RETURNING id',
      'INSERT INTO person (type, name) VALUES (?, ?) RETURNING id',
      'INSERT INTO engineer (id, language) VALUES (?, ?)',
    ]);
    expect(values(all(Engineer), 'language')).toEqual(['Ada', 'B']);
  });

  test('joined inheritance with RETURNING', () => {
    const found = execute(insert(e(Engineer)).returning(e(Engineer)), [{ name: 'Ada', language: 'Ada' }, { name: 'Ken', language: 'B' }]).scalars().all() as Entity[];
    expect((emitted() as [string, unknown][]).map(([sql]) => sql)).toEqual([
      'INSERT INTO person (type, name) VALUES (?, ?) RETURNING id, type, name, age, boss_id',
      'INSERT INTO person (type, name) VALUES (?, ?) RETURNING id, type, name, age, boss_id',
      'INSERT INTO engineer (id, language) VALUES (?, ?), (?, ?) RETURNING id, language, id AS id__1',
    ]);
    expect([values(found, 'name'), values(found, 'language'), values(found, 'type')]).toEqual([['Ada', 'Ken'], ['Ada', 'B'], ['engineer', 'engineer']]);
    expect(found[0]).toBeInstanceOf(Engineer);
  });

  test('an upsert gives objects', () => {
    add(new Note({ id: 1, text: 'old' }));
    const statement = insert(e(Note)).values([{ id: 1, text: 'new' }, { id: 2, text: 'two' }]);
    const upsert = statement.onConflictDoUpdate({ indexElements: ['id'], set: { body: statement.excluded.get('text') } }).returning(e(Note));
    const found = execute(upsert, null, { populateExisting: true }).scalars().all() as Entity[];
    expect(emitted()).toEqual([['INSERT INTO note (id, body) VALUES (?, ?), (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body RETURNING id, body', [1, 'new', 2, 'two']]]);
    expect(values(found, 'text')).toEqual(['new', 'two']);
  });
});

describe('update() by conditions', () => {
  const three = (): Entity[] => {
    const objects = [new Person({ id: 1, name: 'Ann', age: 30 }), new Person({ id: 2, name: 'Bob', age: 40 }), new Person({ id: 3, name: null, age: null })];
    add(...objects);
    return objects;
  };

  const conditions: readonly (readonly [string, () => unknown, readonly number[]])[] = [
    ['=', () => c(Person, 'name').eq('Ann'), [1]],
    ['!=', () => c(Person, 'name').ne('Ann'), [2]],
    ['>', () => c(Person, 'age').gt(30), [2]],
    ['<=', () => c(Person, 'age').le(40), [1, 2]],
    ['IS NULL', () => c(Person, 'age').is_(null), [3]],
    ['IS NOT NULL', () => c(Person, 'age').isNot(null), [1, 2]],
    ['AND', () => and_(c(Person, 'age').gt(20), c(Person, 'name').eq('Bob')), [2]],
    ['OR', () => or_(c(Person, 'age').lt(35), c(Person, 'name').is_(null)), [1, 3]],
    ['NOT', () => not_(or_(c(Person, 'age').gt(35), c(Person, 'name').eq('x'))), [1]],
    ['IN', () => c(Person, 'id').in_([1, 3]), [1, 3]],
    ['NOT IN', () => c(Person, 'name').notIn(['Ann']), [2]],
    ['arithmetic', () => c(Person, 'age').mul(2).sub(1).eq(59), [1]],
    ['text', () => c(Person, 'name').startswith('A'), [1]],
    ['concatenation', () => c(Person, 'name').concat('!').eq('Bob!'), [2]],
    ['a relationship', () => r(Person, 'boss').eq(null), [1, 2, 3]],
  ];

  test.each(conditions)('objects that fulfil %s have the new value', (_, condition, expected) => {
    const objects = three();
    const result = execute(update(e(Person)).where(condition()).values({ age: 99 }));
    expect(emitted().some((one) => JSON.stringify(one).includes('RETURNING'))).toBe(false);
    expect(objects.filter((one) => one['age'] === 99).map((one) => one['id'])).toEqual(expected);
    expect([rowcount(result), emitted()]).toEqual([expected.length, []]);
    session.expireAll();
    expect(all(Person).filter((one) => one['age'] === 99).map((one) => one['id'])).toEqual(expected);
  });

  test('what cannot be evaluated is fetched', () => {
    const objects = three();
    execute(update(e(Person)).where(callFunction('lower', [c(Person, 'name')]).eq('ann')).values({ age: c(Person, 'age').add(1) }));
    expect(emitted()).toEqual([['UPDATE person SET age=(person.age + ?) WHERE lower(person.name) = ? RETURNING id', [1, 'ann']]]);
    expect([values(objects, 'age'), emitted()]).toEqual([[31, 40, null], []]);
  });

  test('a value that only the database knows is read again', () => {
    const [ann] = three();
    execute(update(e(Person)).where(c(Person, 'id').eq(1)).values({ name: callFunction('upper', [c(Person, 'name')]) }));
    emitted();
    expect(ann?.['name']).toBe('ANN');
    expect(emitted()).toEqual([['SELECT person.name FROM person WHERE person.id = ?', [1]]]);
  });

  test('with RETURNING and fetch', () => {
    three();
    const found = execute(update(e(Person)).where(c(Person, 'age').gt(1)).values({ age: 5 }).returning(c(Person, 'name')), null, { synchronizeSession: 'fetch' });
    expect(found.scalars().all()).toEqual(['Ann', 'Bob']);
    expect(emitted()).toEqual([['UPDATE person SET age=? WHERE person.age > ? RETURNING name, id', [5, 1]]]);
  });

  test('without synchronization nothing happens to objects', () => {
    const [ann] = three();
    execute(update(e(Person)).values({ age: 5 }), null, { synchronizeSession: false });
    expect(ann?.['age']).toBe(30);
  });

  test('a class without a table of its own is told by its identity', () => {
    execute(update(e(Guest)).values({ age: 5 }));
    execute(delete_(e(Guest)).where(c(Guest, 'age').gt(3)));
    expect(emitted()).toEqual([
      ["UPDATE person SET age=? WHERE person.type IN (?)", [5, 'guest']],
      ["DELETE FROM person WHERE person.age > ? AND person.type IN (?)", [3, 'guest']],
    ]);
  });

  test('rolling back reads the objects again', () => {
    const [ann] = three();
    run(session.commit());
    expect(ann?.['age']).toBe(30);
    execute(update(e(Person)).values({ age: 5 }));
    expect(ann?.['age']).toBe(5);
    run(session.rollback());
    expect(ann?.['age']).toBe(30);
    execute(delete_(e(Person)));
    run(session.commit());
  });

  test('what is wrong is said', () => {
    const evaluate = { synchronizeSession: 'evaluate' };
    expect(() => execute(update(e(Person)).where(callFunction('lower', [c(Person, 'name')]).eq('x')).values({ age: 1 }), null, evaluate)).toThrow(
      /^Could not evaluate current criteria in Python: "Cannot evaluate Function"\. Specify 'fetch' or False for the synchronize_session execution option\.$/,
    );
    expect(() => execute(update(e(Person)).values({ age: 1 }), null, { synchronizeSession: 'sometimes' })).toThrow("Valid strategies for session synchronization are 'auto', 'evaluate', 'fetch', False");
  });
});

describe('update() by primary key', () => {
  test('one statement for each shape; objects follow', () => {
    const notes = [new Note({ id: 1, text: 'a' }), new Note({ id: 2, text: 'b' })];
    add(...notes);
    execute(update(e(Note)), [{ id: 1, text: 'x' }, { id: 2, text: 'y' }]);
    expect(emitted()).toEqual([['UPDATE note SET body=? WHERE note.id = ?', [['x', 1], ['y', 2]]]]);
    expect([values(notes, 'text'), emitted()]).toEqual([['x', 'y'], []]);
  });

  test('joined inheritance: each table its own columns', () => {
    add(new Engineer({ id: 1, name: 'Ada', language: 'Ada' }));
    execute(update(e(Engineer)), [{ id: 1, name: 'A.', language: 'C' }]);
    expect(emitted()).toEqual([
      ['UPDATE person SET name=? WHERE person.id = ?', ['A.', 1]],
      ['UPDATE engineer SET language=? WHERE engineer.id = ?', ['C', 1]],
    ]);
  });

  test('values and conditions that all rows have', () => {
    add(new Note({ id: 1, text: 'a' }), new Note({ id: 2, text: 'b' }));
    execute(update(e(Note)).where(c(Note, 'text').ne('b')).values({ text: callFunction('upper', [c(Note, 'text')]) }), [{ id: 1 }, { id: 2 }], { synchronizeSession: false });
    expect(emitted()).toEqual([['UPDATE note SET body=upper(note.body) WHERE note.id = ? AND note.body != ?', [[1, 'b'], [2, 'b']]]]);
    session.expireAll();
    expect(values(all(Note), 'text')).toEqual(['A', 'b']);
  });

  test('fetch of a class with a table above its own', () => {
    const ada = new Engineer({ id: 1, name: 'Ada', language: 'Ada' });
    add(ada);
    execute(update(e(Engineer)).where(c(Engineer, 'language').eq('Ada')).values({ language: 'C' }), null, { synchronizeSession: 'fetch' });
    expect(emitted()).toEqual([['UPDATE engineer SET language=? WHERE engineer.language = ? RETURNING id', ['C', 'Ada']]]);
    expect(ada['language']).toBe('C');
  });

  test('a mapping without its key is refused', () => {
    expect(() => execute(update(e(Note)), [{ text: 'x' }])).toThrow(/^No primary key value supplied for column\(s\) note\.id; per-row ORM Bulk UPDATE by Primary Key requires that records contain primary key values/);
    expect(() => execute(update(e(Note)).where(c(Note, 'id').eq(1)), [{ id: 1, text: 'x' }])).toThrow(/^bulk synchronize of persistent objects not supported/);
  });
});

describe('delete()', () => {
  test('objects that fulfil the conditions leave the session', () => {
    const notes = [new Note({ id: 1, text: 'a' }), new Note({ id: 2, text: 'b' })];
    add(...notes);
    const result = execute(delete_(e(Note)).where(c(Note, 'text').eq('a')));
    expect([rowcount(result), notes.map((one) => session.has(one))]).toEqual([1, [false, true]]);
  });

  test('RETURNING the objects themselves', () => {
    add(new Note({ id: 1, text: 'a' }));
    expect(values(execute(delete_(e(Note)).returning(e(Note)), null, { synchronizeSession: false }).scalars().all() as Entity[], 'text')).toEqual(['a']);
    expect(emitted()).toEqual([['DELETE FROM note RETURNING id, body', []]]);
  });
});

test('pending changes are written before, and it says so', () => {
  session.add(new Note({ id: 1, text: 'a' }));
  made.activities.length = 0;
  execute(update(e(Note)).values({ text: 'b' }));
  const causes = made.activities.flatMap((activity) => (activity.kind === 'statement' ? [activity.cause?.text ?? null] : []));
  expect(causes).toEqual(['autoflush before query of Note', null]);
});
