import { createAll } from '../../../src/orm/engine/table-definitions';
import { IntegrityError } from '../../../src/orm/errors';
import { Registry } from '../../../src/orm/map/registry';
import { Column } from '../../../src/orm/sql/schema/column';
import { Sequence } from '../../../src/orm/sql/schema/defaults';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { beginning, bench } from '../engine/open';
import { mapped, related } from '../map/models';
import { Opened, list, texts } from './open-session';

function model() {
  const metadata = new MetaData();
  const key = (): Column => new Column('id', Integer, { primaryKey: true });
  const shelf = new Table('shelf', metadata, key(), new Column('name', new String_(30), { unique: true }), new Column('rank', Integer, { serverDefault: '7' }));
  const book = new Table('book', metadata, key(), new Column('title', new String_(30)), new Column('shelf_id', new ForeignKey('shelf.id')));
  const registry = new Registry({ metadata });
  const Shelf = mapped(registry, 'Shelf', shelf, { books: related('Book', { backPopulates: 'shelf', orderBy: 'Book.id' }) });
  const Book = mapped(registry, 'Book', book, { shelf: related('Shelf', { backPopulates: 'books' }) });
  return { metadata, Shelf, Book };
}

test('a unit of work on PostgreSQL: rows in one statement, in order; savepoints; isolation by session', async () => {
  const made = await bench('postgresql+asyncpg://');
  const { metadata, Shelf, Book } = model();
  beginning(made.engine, (connection) => createAll(connection, metadata));
  made.statements.length = 0;
  const run = new Opened(made);
  const shelf = new Shelf({ name: 'a', books: [new Book({ title: 'x' }), new Book({ title: 'y' })] });
  run.session.add(shelf);
  run.flush();
  expect(texts(made)).toEqual([
    'BEGIN (implicit)',
    'INSERT INTO shelf (name) VALUES ($1::VARCHAR) RETURNING shelf.id, shelf.rank',
    'INSERT INTO book (title, shelf_id) SELECT p0::VARCHAR, p1::INTEGER FROM (VALUES ($1::VARCHAR, $2::INTEGER, 0), ($3::VARCHAR, $4::INTEGER, 1)) AS imp_sen(p0, p1, sen_counter) ORDER BY sen_counter RETURNING book.id, book.id AS id__1',
  ]);
  expect([shelf['rank'], list(shelf, 'books').map((one) => one['id'])]).toEqual([7, [1, 2]]);
  const savepoint = run.savepoint();
  run.session.add(new Shelf({ name: 'a' }));
  expect(() => { run.flush(); }).toThrow(IntegrityError);
  run.do(savepoint.exit(true));
  const other = new Opened(made);
  expect(other.find(Shelf, 1)).toBeNull();
  run.commit();
  expect(other.get(Shelf, 1)['name']).toBe('a');
  other.close();
  run.do(run.session.connection({}, { isolation_level: 'SERIALIZABLE' }));
  expect(run.rows('SHOW transaction_isolation')).toEqual([['serializable']]);
  run.close();
}); // prettier-ignore

test('many rows of nothing but defaults, and keys from a sequence', async () => {
  const made = await bench('postgresql+asyncpg://');
  const metadata = new MetaData();
  const registry = new Registry({ metadata });
  const Mark = mapped(registry, 'Mark', new Table('mark', metadata, new Column('id', Integer, { primaryKey: true })));
  const Ticket = mapped(registry, 'Ticket', new Table('ticket', metadata, new Column('id', Integer, { primaryKey: true, default: new Sequence('numbers', { start: 10 }) }), new Column('name', new String_(9))));
  beginning(made.engine, (connection) => createAll(connection, metadata));
  made.statements.length = 0;
  const run = new Opened(made);
  const marks = [new Mark(), new Mark()];
  const tickets = ['x', 'y'].map((name) => new Ticket({ name }));
  run.session.addAll([...marks, ...tickets]);
  run.flush();
  expect(texts(made).filter((text) => text.startsWith('INSERT')).sort()).toEqual([
    'INSERT INTO mark (id) VALUES (DEFAULT), (DEFAULT) RETURNING mark.id, mark.id AS id__1',
    "INSERT INTO ticket (id, name) SELECT nextval('numbers'), p1::VARCHAR FROM (VALUES ($1::VARCHAR, 0), ($2::VARCHAR, 1)) AS imp_sen(p1, sen_counter) ORDER BY sen_counter RETURNING ticket.id, ticket.id AS id__1",
  ]);
  expect([...marks, ...tickets].map((one) => one['id'])).toEqual([1, 2, 10, 11]);
  run.close();
}); // prettier-ignore
