import { DbApiError, IntegrityError, InvalidRequestError, MultipleResultsFound, NoResultFound, ResourceClosedError } from '../../../src/orm/errors';
import { ObjectNotExecutableError } from '../../../src/orm/engine/connection';
import { AsyncEngine } from '../../../src/orm/engine/async-engine';
import { SyncEngine } from '../../../src/orm/engine/sync-engine';
import { createAll } from '../../../src/orm/engine/table-definitions';
import { Url } from '../../../src/orm/engine/url';
import { runSync } from '../../../src/orm/flow';
import { insert, update } from '../../../src/orm/sql/dml';
import { Column } from '../../../src/orm/sql/schema/column';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { select } from '../../../src/orm/sql/select';
import { text } from '../../../src/orm/sql/text-clause';
import { Json } from '../../../src/orm/sql/types/json';
import { ARRAY } from '../../../src/orm/sql/types/postgres';
import { Boolean_, Date_, DateTime, Float, Integer, Interval, LargeBinary, Numeric, String_, Time, Uuid } from '../../../src/orm/sql/types/standard';
import { TypeDecorator } from '../../../src/orm/sql/types/type-decorator';
import { Decimal } from '../../../src/orm/values/decimal';
import { UuidValue } from '../../../src/orm/values/exact';
import { pythonRepr } from '../../../src/orm/values/python-repr';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../../../src/orm/values/temporal';
import { library } from '../models/library';
import { shop } from '../models/shop';
import { col } from '../record';
import { beginning, bench, filled, using } from './open';

const addresses = ['sqlite://', 'postgresql+asyncpg://u:p@localhost/notes'];

class Upper extends TypeDecorator<string> {
  readonly impl = new String_(20);
  override processBindParam(value: unknown): unknown {
    return typeof value === 'string' ? value.toUpperCase() : value;
  }
  override processResultValue(value: unknown): unknown {
    return typeof value === 'string' ? `<${value}>` : value;
  }
}

describe.each(addresses)('values on %s', (address) => {
  test('come back as they went', async () => {
    const { engine } = await bench(address);
    const metadata = new MetaData();
    const samples: readonly (readonly [string, Column, unknown, string])[] = [
      ['n', new Column('n', Integer), 42, '42'],
      ['f', new Column('f', Float), 2.5, '2.5'],
      ['money', new Column('money', new Numeric(10, 2)), new Decimal('4.50'), "Decimal('4.50')"],
      ['flag', new Column('flag', Boolean_), true, 'True'],
      ['day', new Column('day', Date_), new PlainDate(2024, 2, 29), 'datetime.date(2024, 2, 29)'],
      ['at', new Column('at', DateTime), new PlainDateTime(new PlainDate(2024, 2, 29), new PlainTime(12, 30, 15, 250)), 'datetime.datetime(2024, 2, 29, 12, 30, 15, 250)'],
      ['clock', new Column('clock', Time), new PlainTime(23, 59), 'datetime.time(23, 59)'],
      ['span', new Column('span', Interval), new TimeSpan(1, 3600), 'datetime.timedelta(days=1, seconds=3600)'],
      ['raw', new Column('raw', LargeBinary), new Uint8Array([0, 255, 65]), "b'\\x00\\xffA'"],
      ['doc', new Column('doc', Json), { a: [1, null, 'x'] }, "{'a': [1, None, 'x']}"],
      ['uid', new Column('uid', Uuid), new UuidValue('12345678123456781234567812345678'), "UUID('12345678-1234-5678-1234-567812345678')"],
      ['up', new Column('up', new Upper()), 'abc', "'<ABC>'"],
      ['missing', new Column('missing', Date_), null, 'None'],
    ];
    const table = new Table('samples', metadata, new Column('id', Integer, { primaryKey: true }), ...samples.map(([, column]) => column));
    beginning(engine, (connection) => createAll(connection, metadata));
    beginning(engine, (connection) => connection.execute(insert(table).values(Object.fromEntries(samples.map(([name, , value]) => [name, value])))));
    const row = using(engine, (connection) => connection.execute(select(table))).one();
    expect(samples.map(([name]) => [name, pythonRepr(row[name])])).toEqual(samples.map(([name, , , shown]) => [name, shown]));
    const same = samples.filter(([name, , value]) => value !== null && !['doc', 'up', 'f'].includes(name)); // prettier-ignore
    for (const [name, column, value] of same) {
      expect([name, using(engine, (connection) => connection.scalar(select(col(table, 'id')).where(column.eq(value as never))))]).toEqual([name, 1]);
    }
  });

  test('primary keys, defaults and onupdate', async () => {
    const { engine } = await bench(address);
    const metadata = new MetaData();
    let calls = 0;
    const table = new Table(
      'jobs', metadata, new Column('id', Integer, { primaryKey: true }), new Column('state', new String_(10), { default: 'new' }),
      new Column('number', Integer, { default: () => ++calls, onupdate: 99 }), new Column('level', Integer, { serverDefault: '7' }),
    ); // prettier-ignore
    beginning(engine, (connection) => createAll(connection, metadata));
    beginning(engine, function* (connection) {
      const one = yield* connection.execute(insert(table).values({ level: 1 }));
      expect([...(one.insertedPrimaryKey ?? [])]).toEqual([1]);
      yield* connection.execute(insert(table), [{ state: 'a' }, { state: 'b' }]); // prettier-ignore
      yield* connection.execute(insert(table).values([{ state: 'c' }, { state: 'd' }])); // prettier-ignore
      expect((yield* connection.execute(update(table).where(col(table, 'id').eq(1)).values({ state: 'old' }))).rowcount).toBe(1);
      const rows = yield* connection.execute(select(table).orderBy(col(table, 'id')));
      expect(rows.all().map(({ _values }) => _values)).toEqual([
        [1, 'old', 99, 1], [2, 'a', 2, 7], [3, 'b', 3, 7], [4, 'c', 4, 7], [5, 'd', 5, 7],
      ]); // prettier-ignore
    });
  });

  test('many rows come back in the order in which they were given', async () => {
    const made = await bench(address);
    const { metadata, tags } = shop();
    beginning(made.engine, (connection) => createAll(connection, metadata));
    const names = Array.from({ length: 25 }, (_, index) => ({ name: `tag ${index}` }));
    beginning(made.engine, function* (connection) {
      const statement = insert(tags).returning(col(tags, 'name'), col(tags, 'id'), { sortByParameterOrder: true });
      const result = yield* connection.execute(statement, names, { executionOptions: { insertmanyvaluesPageSize: 10 } });
      expect(result.keys()).toEqual(['name', 'id']);
      expect(result.all().map((row) => row['name'])).toEqual(names.map(({ name }) => name));
    });
    const inserts = made.statements.filter(([sql]) => sql.startsWith('INSERT'));
    const comments = made.echo.filter((message) => message.includes('insertmanyvalues'));
    if (address.startsWith('sqlite')) {
      expect(inserts.length).toBe(25);
      expect(comments[24]).toBe("[insertmanyvalues 25/25 (ordered; batch not supported)] ('tag 24',)");
    } else {
      expect(inserts.length).toBe(3);
      expect(inserts[2]?.[0]).toBe(
        'INSERT INTO tags (name) SELECT p0::VARCHAR FROM (VALUES ($1::VARCHAR, 0), ($2::VARCHAR, 1), ($3::VARCHAR, 2), ($4::VARCHAR, 3), ($5::VARCHAR, 4)) ' +
          'AS imp_sen(p0, sen_counter) ORDER BY sen_counter RETURNING tags.name, tags.id, tags.id AS id__1',
      );
      expect(comments[2]).toBe("[insertmanyvalues 3/3 (ordered)] ('tag 20', 'tag 21', 'tag 22', 'tag 23', 'tag 24')");
    }
  });

  test('a unique constraint that is violated', async () => {
    const { engine } = await bench(address);
    const { metadata, tags } = shop();
    beginning(engine, (connection) => createAll(connection, metadata));
    const add = (): unknown => beginning(engine, (connection) => connection.execute(insert(tags).values({ name: 'gift' })));
    add();
    expect(add).toThrow(IntegrityError);
    const sqlite = "(sqlite3.IntegrityError) UNIQUE constraint failed: tags.name\n[SQL: INSERT INTO tags (name) VALUES (?)]\n[parameters: ('gift',)]\n";
    const postgres =
      '(sqlalchemy.dialects.postgresql.asyncpg.IntegrityError) <class \'asyncpg.exceptions.UniqueViolationError\'>: duplicate key value violates unique constraint "tags_name_key"\n' +
      "DETAIL:  Key (name)=(gift) already exists.\n[SQL: INSERT INTO tags (name) VALUES ($1::VARCHAR) RETURNING tags.id]\n[parameters: ('gift',)]\n";
    expect(add).toThrow(`${address.startsWith('sqlite') ? sqlite : postgres}(Background on this error at: https://sqlalche.me/e/21/gkpj)`);
  });

  test('two connections do not see what the other has not committed', async () => {
    const { engine } = await bench(address);
    const { metadata, tags } = shop();
    beginning(engine, (connection) => createAll(connection, metadata));
    using(engine, function* (one) {
      yield* one.execute(insert(tags).values({ name: 'mine' }));
      using(engine, function* (other) {
        expect((yield* other.execute(select(tags))).all()).toEqual([]);
      });
      yield* one.commit();
      using(engine, function* (other) {
        expect((yield* other.execute(select(tags))).all().length).toBe(1);
      });
    });
  });
});

test('arrays on PostgreSQL', async () => {
  const { engine } = await bench('postgresql://localhost/notes');
  const metadata = new MetaData();
  const table = new Table('lists', metadata, new Column('id', Integer, { primaryKey: true }), new Column('names', new ARRAY(new String_())), new Column('days', new ARRAY(new Date_())));
  beginning(engine, (connection) => createAll(connection, metadata));
  beginning(engine, (connection) => connection.execute(insert(table).values({ names: ['a', 'b "c"', null], days: [new PlainDate(2024, 1, 5)] })));
  const row = using(engine, (connection) => connection.execute(select(col(table, 'names'), col(table, 'days')).where(col(table, 'names').contains(['a'])))).one();
  expect(row.toString()).toBe("(['a', 'b \"c\"', None], [datetime.date(2024, 1, 5)])");
  const fails = (): unknown => using(engine, (connection) => connection.execute(text('SELECT 1/0')));
  expect(fails).toThrow(DbApiError);
  expect(fails).toThrow("(sqlalchemy.dialects.postgresql.asyncpg.Error) <class 'asyncpg.exceptions.DivisionByZeroError'>: division by zero\n[SQL: SELECT 1/0]\n(Background on this error at: https://sqlalche.me/e/21/dbapi)");
});

describe('results', () => {
  const books = async () => {
    const made = await bench();
    const model = library();
    filled(made, 'library', model.metadata);
    return { ...made, ...model };
  };

  test('how many rows there must be', async () => {
    const { engine, books: table } = await books();
    using(engine, function* (connection) {
      const some = (year: number) => connection.execute(select(col(table, 'title'), col(table, 'year')).where(col(table, 'year').eq(year)));
      expect((yield* some(1994)).one().toString()).toBe("('Salt Roads', 1994)");
      expect((yield* some(1900)).oneOrNone()).toBeNull();
      expect((yield* some(1900)).first()).toBeNull();
      expect((yield* some(2003)).scalarOne()).toBe('The Glass Orchard');
      const [none, two] = [yield* some(1900), yield* some(2011)];
      expect(() => none.one()).toThrow(new NoResultFound('No row was found when one was required'));
      expect(() => two.one()).toThrow(new MultipleResultsFound('Multiple rows were found when exactly one was required'));
      const closed = yield* some(1994);
      closed.close();
      expect(() => closed.all()).toThrow(new ResourceClosedError('This result object is closed.'));
      const all = yield* connection.execute(select(col(table, 'year')).orderBy(col(table, 'year')));
      expect(all.scalars().unique().all()).toEqual([1994, 2003, 2011, 2020]);
      expect(all.all()).toEqual([]);
      const parts = yield* connection.execute(select(col(table, 'id')).orderBy(col(table, 'id')));
      expect([...parts.partitions(2)].map((part) => part.length)).toEqual([2, 2, 1]);
      const changed = yield* connection.execute(update(table).values({ pages: 1 }));
      expect(() => changed.all()).toThrow('This result object does not return rows. It has been closed automatically.');
    });
  });

  test('a row is asked by column, name and place', async () => {
    const { engine, books: table, authors } = await books();
    using(engine, function* (connection) {
      const row = (yield* connection.execute(select(col(table, 'id'), col(authors, 'id'), col(table, 'title')).join(authors).where(col(table, 'id').eq(3)))).one();
      expect(row._fields).toEqual(['id', 'id_1', 'title']);
      expect([row._get(col(authors, 'id')), row._get('id_1'), row._get(1), row['id_1']]).toEqual([2, 2, 2, 2]);
      expect(() => row._get('nope')).toThrow("Could not locate column in row for column 'nope'");
    });
  });
});

test('a statement of the same structure is compiled once', async () => {
  const { engine, echo } = await bench();
  const { metadata, authors } = library();
  beginning(engine, (connection) => createAll(connection, metadata));
  echo.length = 0;
  using(engine, function* (connection) {
    for (const id of [1, 2]) {
      const one = authors.alias();
      const result = yield* connection.execute(select(one).where(col(one, 'id').eq(id)));
      expect(result.keys()).toEqual(['id', 'name', 'born']);
    }
    yield* connection.execute(select(authors).where(col(authors, 'id').eq(1)).limit(3));
    yield* connection.execute(select(authors).where(col(authors, 'id').in_([1, 2])));
    yield* connection.execute(select(authors).where(col(authors, 'id').in_([1, 2, 3])));
  });
  expect(echo.filter((message) => message.startsWith('[')).map((message) => message.replace(/ in .*?s\]| since .*? ago\]/, ']'))).toEqual([
    '[generated] (1,)', '[cached] (2,)', '[generated] (1, 3, 0)', '[generated] (1, 2)', '[cached] (1, 2, 3)',
  ]); // prettier-ignore
});

test('tables that nothing links are warned of', async () => {
  const { engine, warnings } = await bench();
  const { metadata, authors, books } = library();
  beginning(engine, (connection) => createAll(connection, metadata));
  using(engine, (connection) => connection.execute(select(col(authors, 'id'), col(books, 'id'))));
  using(engine, (connection) => connection.execute(select(col(authors, 'id'), col(books, 'id')).where(col(books, 'author_id').eq(col(authors, 'id')))));
  expect(warnings).toEqual([
    'SELECT statement has a cartesian product between FROM element(s) "books" and FROM element "authors".  Apply join condition(s) between each element to resolve.',
  ]);
});

test('what cannot be executed', async () => {
  const { engine } = await bench();
  const { metadata, tags } = shop();
  beginning(engine, (connection) => createAll(connection, metadata));
  const failing = (statement: unknown, parameters?: Record<string, unknown>) => (): unknown => using(engine, (connection) => connection.execute(statement, parameters));
  expect(failing('SELECT 1')).toThrow(new ObjectNotExecutableError("Not an executable object: 'SELECT 1'"));
  expect(failing(text('SELECT :a'))).toThrow("A value is required for bind parameter 'a'");
  expect(failing(insert(tags).values({ nope: 1 }))).toThrow('Unconsumed column names: nope');
  using(engine, function* (connection) {
    yield* connection.execute(text('SELECT 1'));
    expect(() => connection.begin()).toThrow(InvalidRequestError);
    expect(() => runSync(connection.executionOptions({ isolationLevel: 'AUTOCOMMIT' }))).toThrow('isolation_level may not be altered');
  });
});

test('causes travel with their statements', async () => {
  const { engine, activities } = await bench();
  using(engine, (connection) => connection.execute(text('SELECT 1'), null, { cause: { kind: 'lazy load', text: 'lazy load of User.addresses' } }));
  expect(activities.map((activity) => [activity.kind, activity.cause?.kind ?? null])).toEqual([
    ['begin', 'lazy load'], ['statement', 'lazy load'], ['rollback', null],
  ]); // prettier-ignore
});

test('engines for cells that wait and for cells that do not', async () => {
  const { engine } = await bench();
  const { metadata, tags } = shop();
  const sync = new SyncEngine(engine);
  sync.createAll(metadata);
  sync.begin((connection) => connection.execute(insert(tags), [{ name: 'a' }, { name: 'b' }])); // prettier-ignore
  const connection = await new AsyncEngine(engine).connect();
  expect((await connection.scalars(select(col(tags, 'name')))).all()).toEqual(['a', 'b']);
  await connection.close();
  expect(() => sync.begin(() => { throw new RangeError('no'); })).toThrow('no'); // prettier-ignore
});

const urls: readonly (readonly [string, string])[] = [
  ['sqlite://', 'sqlite://'],
  ['sqlite:///notes.db', 'sqlite:///notes.db'],
  ['sqlite+aiosqlite:////tmp/notes.db', 'sqlite+aiosqlite:////tmp/notes.db'],
  ['postgresql+asyncpg://scott:tig%40er@localhost:5432/test?ssl=true', 'postgresql+asyncpg://scott:***@localhost:5432/test?ssl=true'],
  ['postgresql://[::1]/x', 'postgresql://[::1]/x'],
];

test.each(urls)('the address %s', (address, shown) => {
  const url = Url.parse(address);
  expect(url.toString()).toBe(shown);
  expect(url.renderAsString(false)).toBe(address);
});
