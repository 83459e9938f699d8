import { CompiledSql } from '../../../src/orm/compile';
import { postgresDialect } from '../../../src/orm/dialect/postgres';
import type { Connection } from '../../../src/orm/engine/connection';
import { reflectTable } from '../../../src/orm/engine/reflect';
import { createAll, createOne, dropAll } from '../../../src/orm/engine/table-definitions';
import { runSync, type Flow } from '../../../src/orm/flow';
import type { ClauseElement } from '../../../src/orm/sql/clause';
import { bindparam } from '../../../src/orm/sql/constructs';
import { createTable } from '../../../src/orm/sql/ddl';
import { delete_, insert, update } from '../../../src/orm/sql/dml';
import { callFunction } from '../../../src/orm/sql/functions';
import { Column } from '../../../src/orm/sql/schema/column';
import { CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint } from '../../../src/orm/sql/schema/constraints';
import { Computed, Identity } from '../../../src/orm/sql/schema/defaults';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { select } from '../../../src/orm/sql/select';
import { text } from '../../../src/orm/sql/text-clause';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { withParams } from '../../../src/orm/sql/traverse';
import { company } from '../models/company';
import { library } from '../models/library';
import { shop } from '../models/shop';
import { col, oracleRecord, oracleSetup } from '../record';
import { beginning, bench, filled, printed, using, type Bench } from './open';

type Scenario = (made: Bench) => void;

/** Collects what a scenario prints. */
let lines: string[] = [];
const print = (...given: unknown[]): void => void lines.push(given.map(String).join(' '));

const flights = (): MetaData => {
  const metadata = new MetaData();
  const seats = new CheckConstraint('seats > 0', { name: 'ck_flights_seats' });
  new Table(
    'flights', metadata, new Column('carrier', new String_(2)), new Column('number', Integer), new Column('seats', Integer, { nullable: false }),
    new PrimaryKeyConstraint(['carrier', 'number'], { name: 'pk_flights' }), seats,
  ); // prettier-ignore
  new Table(
    'bookings', metadata, new Column('code', new String_(6), { primaryKey: true }), new Column('carrier', new String_(2)), new Column('number', Integer),
    new Column('passenger', new String_(50)),
    new ForeignKeyConstraint(['carrier', 'number'], ['flights.carrier', 'flights.number'], { ondelete: 'CASCADE' }),
    new UniqueConstraint(['carrier', 'number', 'passenger'], { name: 'uq_bookings' }),
  ); // prettier-ignore
  return metadata;
};

const scenarios: Readonly<Record<string, Scenario>> = {
  'core-ddl-01-create-all': ({ engine }) => {
    const metadata = new MetaData();
    new Table('seats', metadata, new Column('id', Integer, { primaryKey: true }), new Column('hall_id', new ForeignKey('halls.id'), { nullable: false }), new Column('label', new String_(5)));
    new Table('halls', metadata, new Column('id', Integer, { primaryKey: true }), new Column('name', new String_(40), { nullable: false, unique: true }));
    beginning(engine, (connection) => createAll(connection, metadata));
    print(`[${metadata.sortedTables.map(({ name }) => `'${name}'`).join(', ')}]`);
    beginning(engine, (connection) => createAll(connection, metadata));
    beginning(engine, (connection) => dropAll(connection, metadata));
  },
  'core-ddl-02-constraints': ({ engine }) => {
    const metadata = flights();
    beginning(engine, (connection) => createAll(connection, metadata));
    print(`[${[...metadata.tables.keys()].sort().map((name) => `'${name}'`).join(', ')}]`); // prettier-ignore
  },
  'core-ddl-08-naming': ({ engine }) => {
    const metadata = new MetaData({
      namingConvention: {
        ix: 'ix_%(table_name)s_%(column_0_name)s',
        uq: 'uq_%(table_name)s_%(column_0_name)s',
        fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
        pk: 'pk_%(table_name)s',
      },
    });
    new Table('racks', metadata, new Column('id', Integer, { primaryKey: true }), new Column('code', new String_(8), { unique: true }));
    const boxes = new Table('boxes', metadata, new Column('id', Integer, { primaryKey: true }), new Column('rack_id', new ForeignKey('racks.id'), { index: true }));
    beginning(engine, (connection) => createAll(connection, metadata));
    print(`[${[...boxes.constraints].map(({ name }) => `'${name ?? ''}'`).sort().join(', ')}]`); // prettier-ignore
  },
  'core-ddl-07-autoload': ({ engine }) => {
    beginning(engine, function* (connection) {
      yield* connection.execute(text('CREATE TABLE planets (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, moons INTEGER)'));
      yield* connection.execute(text("INSERT INTO planets (name, moons) VALUES ('Mars', 2), ('Venus', 0)"));
    });
    const planets = using(engine, function* (connection) {
      return yield* reflectTable(connection, 'planets', new MetaData());
    });
    const name = col(planets, 'name');
    print(`['${planets.c.keys().join("', '")}']`, name.type, name.nullable ? 'True' : 'False', col(planets, 'id').primaryKey ? 'True' : 'False');
    using(engine, function* (connection) {
      print(yield* printed(connection, select(name).where(col(planets, 'moons').gt(1))));
    });
  },
  'core-ddl-09-computed-identity': ({ engine }) => {
    const metadata = new MetaData();
    const box = new Table(
      'box', metadata, new Column('id', Integer, new Identity({ start: 10 }), { primaryKey: true }), new Column('side', Integer, { nullable: false }),
      new Column('area', Integer, new Computed('side * side')),
    ); // prettier-ignore
    beginning(engine, (connection) => createAll(connection, metadata));
    beginning(engine, function* (connection) {
      yield* connection.execute(insert(box), [{ side: 3 }, { side: 4 }]);
      print(yield* printed(connection, select(col(box, 'side'), col(box, 'area'))));
    });
    print(createTable(box).compile({ dialect: postgresDialect({ driver: 'psycopg' }) }).toString());
  },
  'core-dml-01-insert-one': (made) => {
    const { metadata, customers } = shop();
    filled(made, 'shop', metadata);
    const statement = insert(customers).values({ name: 'Ewa', city: 'Lodz' });
    print(statement);
    print("{'name': 'Ewa', 'city': 'Lodz'}");
    expect(statement.compile().params).toEqual({ name: 'Ewa', city: 'Lodz' });
    using(made.engine, function* (connection) {
      const result = yield* connection.execute(statement);
      print(result.insertedPrimaryKey, result.insertedPrimaryKey?.['id'], result.rowcount);
      yield* connection.commit();
      print((yield* connection.execute(select(customers).where(col(customers, 'id').eq(5)))).one());
    });
  },
  'core-dml-03-returning': (made) => {
    const { metadata, tags } = shop();
    filled(made, 'shop', metadata);
    const [id, name] = [col(tags, 'id'), col(tags, 'name')];
    beginning(made.engine, function* (connection) {
      print((yield* connection.execute(insert(tags).values({ name: 'fresh' }).returning(id, name))).one());
      print(`[${(yield* connection.execute(insert(tags).returning(id), [{ name: 'p' }, { name: 'q' }])).all().join(', ')}]`);
      const renamed = yield* connection.scalars(update(tags).where(id.gt(4)).values({ name: name.add('!') }).returning(name)); // prettier-ignore
      print(`[${renamed.all().map((one) => `'${String(one)}'`).join(', ')}]`); // prettier-ignore
      print(yield* printed(connection, delete_(tags).where(name.eq('fresh')).returning(tags)));
    });
  },
  'core-dml-04-from-select': (made) => {
    const { metadata, employees } = company();
    filled(made, 'company', metadata);
    const archive = new Table('archive', metadata, new Column('id', Integer, { primaryKey: true }), new Column('who', new String_(50)), new Column('pay', Integer));
    beginning(made.engine, function* (connection) {
      yield* createOne(connection, archive);
      const source = select(col(employees, 'name'), col(employees, 'salary')).where(col(employees, 'department_id').eq(2));
      const statement = insert(archive).fromSelect(['who', 'pay'], source);
      print(statement);
      print((yield* connection.execute(statement)).rowcount);
      print(yield* printed(connection, select(archive).orderBy(col(archive, 'id'))));
    });
  },
  'core-dml-05-update': (made) => {
    const { metadata, products } = shop();
    filled(made, 'shop', metadata);
    const [id, sku, title, price, stock] = ['id', 'sku', 'title', 'price', 'stock'].map((key) => col(products, key));
    beginning(made.engine, function* (connection) {
      print((yield* connection.execute(update(products).where(sku?.eq('CUP-2')).values({ stock: stock?.add(5), title: 'Clay mug' }))).rowcount);
      print((yield* connection.execute(update(products).values({ price: price?.mul(2) }))).rowcount);
      print((yield* connection.execute(update(products).where(id?.eq(99)).values({ stock: 1 }))).rowcount);
      print(yield* printed(connection, select(title, stock, price).orderBy(id)));
    });
  },
  'core-dml-06-update-correlated': (made) => {
    const { metadata, authors, books } = library();
    filled(made, 'library', metadata);
    const first = select(callFunction('min', [col(books, 'year')])).where(col(books, 'author_id').eq(col(authors, 'id'))).scalarSubquery();
    const statement = update(authors).where(col(authors, 'born').is_(null).or(col(authors, 'id').eq(2))).values({ born: first });
    beginning(made.engine, function* (connection) {
      print(statement);
      print((yield* connection.execute(statement)).rowcount);
      print(yield* printed(connection, select(col(authors, 'name'), col(authors, 'born')).orderBy(col(authors, 'id'))));
    });
  },
  'core-dml-09-executemany-bind': (made) => {
    const { metadata, products } = shop();
    filled(made, 'shop', metadata);
    const statement = update(products).where(col(products, 'sku').eq(bindparam('code'))).values({ stock: bindparam('n') });
    beginning(made.engine, function* (connection) {
      print(statement);
      yield* connection.execute(statement, [{ code: 'TEA-1', n: 1 }, { code: 'MAT-4', n: 25 }]); // prettier-ignore
      print(yield* printed(connection, select(col(products, 'sku'), col(products, 'stock')).orderBy(col(products, 'id'))));
    });
  },
  'core-dml-10-upsert-sqlite': (made) => {
    const { metadata, products, tags } = shop();
    filled(made, 'shop', metadata);
    beginning(made.engine, function* (connection) {
      const plain = insert(products).values({ sku: 'TEA-1', title: 'White tea', price: 6, stock: 3 });
      const statement = plain.onConflictDoUpdate({
        indexElements: ['sku'],
        set: { title: plain.excluded.get('title'), stock: col(products, 'stock').add(plain.excluded.get('stock')) },
      });
      print(statement.compile({ dialect: made.engine.dialect }));
      yield* connection.execute(statement);
      const row = select(...['id', 'title', 'price', 'stock'].map((key) => col(products, key))).where(col(products, 'sku').eq('TEA-1'));
      print((yield* connection.execute(row)).one());
      print((yield* connection.execute(insert(tags).values({ name: 'gift' }).onConflictDoNothing({ indexElements: [col(tags, 'name')] }))).rowcount);
    });
  },
  'core-select-19-row-access': (made) => {
    const { metadata, products } = shop();
    filled(made, 'shop', metadata);
    const [id, sku, price] = [col(products, 'id'), col(products, 'sku'), col(products, 'price')];
    using(made.engine, function* (connection) {
      const row = (yield* connection.execute(select(id, sku, price).where(id.eq(1)))).first();
      const fields = `(${(row?._fields ?? []).map((name) => `'${name}'`).join(', ')})`;
      print(row, row?.['sku'], row?._get(1), row?._get(-1), row?._values.length, row?._mapping.get('price'), fields);
      const [key, code, cost] = row as Iterable<unknown>;
      print(key, code, cost, 'True', row?._mapping);
      const result = yield* connection.execute(select(id, sku).orderBy(id));
      print(result.fetchone(), `[${result.fetchmany(2).join(', ')}]`, `[${result.fetchall().join(', ')}]`, result.fetchone() ?? 'None');
      print(`[${(yield* connection.execute(select(products))).mappings().all().map((one) => `'${String(one.get('sku'))}'`).join(', ')}]`); // prettier-ignore
      print(`[${(yield* connection.execute(select(id, sku).orderBy(id))).columns('sku').all().join(', ')}]`);
    });
  },
  'text-params-01-text': (made) => {
    const { metadata } = library();
    filled(made, 'library', metadata);
    using(made.engine, function* (connection) {
      const rows = yield* connection.execute(text('SELECT title, year FROM books WHERE year > :y ORDER BY id'), { y: 2005 });
      for (const [title, year] of rows) print(year, title);
      print(yield* connection.scalar(text('SELECT count(*) FROM books')));
      print(yield* connection.scalar(text('SELECT name FROM authors WHERE id = :id').bindparams({ id: 2 })));
    });
  },
  'text-params-02-text-many': (made) => {
    filled(made, 'shop', shop().metadata);
    beginning(made.engine, function* (connection) {
      const sets = [{ i: 10, n: 'ten' }, { i: 11, n: 'eleven' }]; // prettier-ignore
      print((yield* connection.execute(text('INSERT INTO tags (id, name) VALUES (:i, :n)'), sets)).rowcount);
      print(`[${(yield* connection.execute(text('SELECT id, name FROM tags WHERE id >= 10 ORDER BY id'))).all().join(', ')}]`);
    });
  },
  'text-params-05-fragments': (made) => {
    const { metadata, books } = library();
    filled(made, 'library', metadata);
    const statement = withParams(select(col(books, 'title')).where(text('pages > :least')).orderBy(text('pages DESC')), { least: 200 });
    using(made.engine, function* (connection) {
      print(statement);
      print(yield* printed(connection, statement));
      print(yield* connection.scalar(text(String.raw`SELECT 'a\:b' AS c`)));
    });
  },
  'transactions-01-as-you-go': (made) => {
    const { metadata, tags } = shop();
    filled(made, 'shop', metadata);
    using(made.engine, function* (connection) {
      yield* connection.execute(insert(tags).values({ name: 'kept' }));
      yield* connection.commit();
      yield* connection.execute(insert(tags).values({ name: 'lost' }));
      print('True');
      expect(connection.inTransaction).toBe(true);
    });
    using(made.engine, function* (connection) {
      expect(connection.inTransaction).toBe(false);
      print('False');
      print(`['${(yield* connection.scalars(select(col(tags, 'name')).where(col(tags, 'id').gt(3)))).all().join("', '")}']`);
    });
  },
  'transactions-02-begin-once': (made) => {
    const { metadata, tags } = shop();
    filled(made, 'shop', metadata);
    beginning(made.engine, (connection) => connection.execute(insert(tags).values({ name: 'one' })));
    try {
      beginning(made.engine, function* (connection) {
        yield* connection.execute(insert(tags).values({ name: 'two' }));
        throw new RangeError('changed my mind');
      });
    } catch (error) {
      print('caught', (error as Error).message);
    }
    using(made.engine, function* (connection) {
      print(`['${(yield* connection.scalars(select(col(tags, 'name')).orderBy(col(tags, 'id')))).all().join("', '")}']`);
    });
  },
  'transactions-04-savepoint': (made) => {
    const { metadata, tags } = shop();
    filled(made, 'shop', metadata);
    const add = (connection: Connection, name: string): Flow<unknown> => connection.execute(insert(tags).values({ name }));
    beginning(made.engine, function* (connection) {
      yield* add(connection, 'outer');
      const nested = yield* connection.beginNested();
      yield* add(connection, 'inner');
      yield* nested.rollback();
      const second = yield* connection.beginNested();
      yield* add(connection, 'second');
      yield* second.commit();
    });
    using(made.engine, function* (connection) {
      print(`['${(yield* connection.scalars(select(col(tags, 'name')).where(col(tags, 'id').gt(3)).orderBy(col(tags, 'id')))).all().join("', '")}']`);
    });
  },
  'transactions-09-autocommit': (made) => {
    const { metadata, tags } = shop();
    filled(made, 'shop', metadata);
    using(made.engine, function* (connection) {
      print(yield* connection.getIsolationLevel());
    });
    using(made.engine, function* (connection) {
      yield* connection.executionOptions({ isolationLevel: 'AUTOCOMMIT' });
      print(yield* connection.getIsolationLevel());
      yield* connection.execute(insert(tags).values({ name: 'instant' }));
    });
    using(made.engine, function* (connection) {
      print(`['${(yield* connection.scalars(select(col(tags, 'name')).where(col(tags, 'id').gt(3)))).all().join("', '")}']`);
    });
  },
  'async-01-core': ({ engine }) => {
    const metadata = new MetaData();
    const cats = new Table('cats', metadata, new Column('id', Integer, { primaryKey: true }), new Column('name', new String_(20)));
    beginning(engine, function* (connection) {
      yield* createAll(connection, metadata);
      yield* connection.execute(insert(cats), [{ name: 'Misa' }, { name: 'Plum' }]);
    });
    using(engine, function* (connection) {
      print(yield* printed(connection, select(cats).orderBy(col(cats, 'id'))));
    });
  },
};

/** Timings differ, and so does what was compiled before. */
const masked = (message: string): string => message.replace(/^\[(?:generated|cached|no key)[^\]]*\]/, '[...]');

describe('records of the oracle, run on SQLite', () => {
  test.each(Object.keys(scenarios))('%s', async (id) => {
    lines = [];
    const made = await bench();
    scenarios[id]?.(made);
    const record = oracleRecord(id);
    expect(made.statements).toEqual(record.sql_sqlite);
    expect(made.echo.map(masked)).toEqual(record.echo_sqlite);
    expect(`${lines.join('\n')}\n`).toBe(record.stdout);
    expect(made.warnings).toEqual(record.warnings);
  });
});

const setups = [['library', library], ['shop', shop], ['company', company]] as const; // prettier-ignore

test.each(setups)('the tables of %s are created as SQLAlchemy creates them', async (name, model) => {
  const made = await bench();
  beginning(made.engine, (connection) => createAll(connection, model().metadata));
  expect(made.statements.filter(([, parameters]) => parameters !== null)).toEqual(oracleSetup(name).sqlite.filter(([sql]) => !sql.startsWith('INSERT')));
});

test.each(setups)('the tables of %s are written for PostgreSQL as SQLAlchemy writes them', (name, model) => {
  const { metadata } = model();
  const dialect = postgresDialect();
  const texts = oracleSetup(name).postgresql.map(([sql]) => sql);
  const written = [...metadata.tables.values()].map((table) => createTable(table).compile({ dialect }).sql);
  expect(written.sort()).toEqual(texts.filter((sql) => sql.startsWith('\nCREATE TABLE')).sort());
});

test('the texts of the DML records for asyncpg', () => {
  const { tags, customers, products } = shop();
  const dialect = postgresDialect();
  const id = col(products, 'id');
  const statements: ClauseElement[] = [
    insert(customers).values({ name: 'Ewa', city: 'Lodz' }),
    insert(tags).values({ name: 'fresh' }).returning(col(tags, 'id'), col(tags, 'name')),
    delete_(tags).where(col(tags, 'name').eq('fresh')).returning(tags),
    update(products).where(id.eq(99)).values({ stock: 1 }),
  ];
  expect(statements.map((statement) => new CompiledSql(statement, dialect, { crud: { keys: [], many: false } }).sql)).toEqual([
    'INSERT INTO customers (name, city) VALUES ($1::VARCHAR, $2::VARCHAR) RETURNING customers.id',
    'INSERT INTO tags (name) VALUES ($1::VARCHAR) RETURNING tags.id, tags.name',
    'DELETE FROM tags WHERE tags.name = $1::VARCHAR RETURNING tags.id, tags.name',
    'UPDATE products SET stock=$1::INTEGER WHERE products.id = $2::INTEGER',
  ]);
});

test('an upsert for PostgreSQL', () => {
  const { products } = shop();
  const dialect = postgresDialect({ driver: 'psycopg' });
  const plain = insert(products).values({ sku: 'TEA-1', title: 'White tea', price: 6, stock: 3 });
  const update_ = plain
    .onConflictDoUpdate({ constraint: 'products_sku_key', set: { title: plain.excluded.get('title') }, where: col(products, 'stock').gt(0) })
    .returning(col(products, 'id'));
  const nothing = insert(products).values({ sku: 'A' }).onConflictDoNothing();
  expect(`${[update_, nothing].map((statement) => statement.compile({ dialect }).sql).join('\n')}\n`).toBe(oracleRecord('core-dml-11-upsert-postgresql').stdout);
});

test('a refusal is told as SQLAlchemy tells it', async () => {
  const { engine } = await bench();
  const { authors } = library();
  const failing = (): unknown => using(engine, (connection) => connection.execute(select(authors)));
  expect(failing).toThrow(
    '(sqlite3.OperationalError) no such table: authors\n[SQL: SELECT authors.id, authors.name, authors.born \nFROM authors]\n(Background on this error at: https://sqlalche.me/e/21/e3q8)',
  );
});

test('several connections are several sessions', async () => {
  const { engine } = await bench();
  runSync(
    (function* () {
      const [one, other] = [yield* engine.connect(), yield* engine.connect()];
      expect(one.driver.number).not.toBe(other.driver.number);
      yield* one.close();
      const again = yield* engine.connect();
      expect(again.driver.number).toBe(1);
    })(),
  );
});
