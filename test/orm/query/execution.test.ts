import type { Result } from '../../../src/orm/engine/result';
import { IntegrityError, InvalidRequestError, NoSuchColumnError } from '../../../src/orm/errors';
import { runSync, type Flow } from '../../../src/orm/flow';
import { UnmappedInstanceError } from '../../../src/orm/map/errors';
import { Bundle } from '../../../src/orm/map/bundle';
import type { StatementExecution } from '../../../src/orm/query/statement-execution';
import { Session } from '../../../src/orm/session/session';
import { callFunction } from '../../../src/orm/sql/functions';
import { isSelect, select, union, type Select } from '../../../src/orm/sql/select';
import { text } from '../../../src/orm/sql/text-clause';
import { bench, filled, type Bench } from '../engine/open';
import { libraryModel, type Entity } from '../map/models';
import { col } from '../record';
import { aliasOf, column as c, entity as e, relation as r } from './program';

const model = libraryModel();
const { Author, Book } = model;
let made: Bench;
let session: Session;

beforeAll(async () => {
  made = await bench();
  filled(made, 'library', model.metadata);
});

beforeEach(() => {
  session = new Session(made.engine);
  made.statements.length = 0;
  made.echo.length = 0;
});

afterEach(() => {
  run(session.close());
});

const run = <T>(flow: Flow<T>): T => runSync(flow);
const execute = (statement: unknown, executionOptions: Record<string, unknown> = {}): Result => run(session.execute(statement, null, { executionOptions }));
const all = (statement: unknown): Entity[] => execute(statement).scalars().all() as Entity[];
const emitted = (): string[] => made.statements.splice(0).flatMap(([sql, parameters]) => (parameters === null ? [] : [sql.replace(/\s+/g, ' ')]));
const asElement = (given: unknown): Select => given as Select;
const books = select(e(Book)).orderBy(c(Book, 'id'));

describe('rows', () => {
  test('are asked for by class, by attribute, by name and by place', () => {
    const [row] = execute(select(e(Book), c(Author, 'name'), c(Author, 'id')).join(r(Book, 'author')).orderBy(c(Book, 'id'))).all();
    if (!row) throw new Error('no row');
    expect(row._fields).toEqual(['Book', 'name', 'id']);
    expect([row['Book'], row._get(e(Book).element), row[0]]).toEqual([row._values[0], row._values[0], row._values[0]]);
    expect([row['name'], row._get(c(Author, 'name'))]).toEqual([row[1], row[1]]);
    expect(() => row._get(c(Author, 'born'))).toThrow(NoSuchColumnError);
  });

  test('an alias is named as it is told', () => {
    const elder = aliasOf(Author, null, { name: 'elder' });
    const [row] = execute(select(e(Author), elder).where(c(Author, 'id').eq(c(elder, 'id')))).all();
    expect([row?._fields, row?.[0] === row?.['elder']]).toEqual([['Author', 'elder'], true]);
  });

  test('names that are taken get numbers', () => {
    expect(execute(select(c(Author, 'id'), c(Book, 'id'), callFunction('count', [])).join(r(Author, 'books'))).keys()).toEqual(['id', 'id_1', 'count']);
  });

  test('a bundle is a member of its own', () => {
    const [row] = execute(select(new Bundle('book', [c(Book, 'id'), c(Book, 'title')]), c(Author, 'id')).join(r(Book, 'author')).orderBy(c(Book, 'id'))).all();
    const inner = row?.['book'] as Record<string, unknown> | undefined;
    expect([row?._fields, inner?.['id'], typeof inner?.['title']]).toEqual([['book', 'id'], 1, 'string']);
  });

  test('a bundle may make what it wants of the values', () => {
    const pair = new Bundle('pair', [c(Book, 'id'), c(Book, 'year')], { row: (values, names) => Object.fromEntries(values.map((value, place): [string, unknown] => [names[place] ?? '', value])) });
    expect(execute(select(pair).orderBy(c(Book, 'id')).limit(1)).scalars().all()).toEqual([{ id: 1, year: 1994 }]);
  });

  test('objects repeat with their rows, until unique() is said', () => {
    const joined = select(e(Author)).join(r(Author, 'books'));
    expect([execute(joined).scalars().all().length, execute(joined).scalars().unique().all().length, execute(joined).unique().all().length]).toEqual([5, 2, 2]);
  });

  test('partitions', () => {
    expect([...execute(books, { yieldPer: 4 }).scalars().partitions()].map((part) => part.length)).toEqual([4, 1]);
    expect([...execute(books, { yield_per: 4 }).partitions(4)].map((part) => part.length)).toEqual([4, 1]);
  });
});

describe('objects', () => {
  test('there is one for each identity', () => {
    const [first] = all(books);
    expect(all(books)[0]).toBe(first);
    expect(run(session.get(Book.mapper, 1))).toBe(first);
  });

  test('changes stay, unless populate_existing is said', () => {
    const [first] = all(books) as [Entity];
    const { title } = first;
    first['title'] = 'changed';
    execute(books, { autoflush: false });
    expect(first['title']).toBe('changed');
    execute(books, { autoflush: false, populateExisting: true });
    expect(first['title']).toBe(title);
  });

  test('a statement of text alone writes nothing before', () => {
    const [first] = all(books) as [Entity];
    first['title'] = 'changed';
    emitted();
    execute(text('SELECT 1'));
    execute(select(callFunction('count', [])).selectFrom(e(Author)).where(c(Author, 'id').eq(1)));
    expect(emitted()).toEqual(['SELECT 1', 'UPDATE books SET title=? WHERE books.id = ?', 'SELECT count(*) AS count_1 FROM authors WHERE authors.id = ?']);
    run(session.rollback());
  });

  test('an autoflush that fails says so', () => {
    session.add(new Book({ title: null, year: 1 }));
    expect(() => execute(books)).toThrow(IntegrityError);
    run(session.rollback());
    session.add(new Book({ title: null, year: 1 }));
    expect(() => execute(books)).toThrow(/^\(raised as a result of Query-invoked autoflush; consider using a session\.no_autoflush block if this flush is occurring prematurely\)/);
    run(session.rollback());
  });
});

describe('from_statement()', () => {
  test('text: columns are found by name, in any order', () => {
    const found = all(select(e(Author)).fromStatement(text('SELECT born, name, id FROM authors WHERE id < 3 ORDER BY id')));
    expect(found.map((one) => [one['id'], typeof one['name']])).toEqual([[1, 'string'], [2, 'string']]);
    expect(emitted()).toEqual(['SELECT born, name, id FROM authors WHERE id < 3 ORDER BY id']);
  });

  test('text with its columns', () => {
    const { authors } = model;
    const given = text('SELECT id, name, born FROM authors ORDER BY id DESC').columns(...authors.c.values());
    expect(all(select(e(Author)).fromStatement(given)).map((one) => one['id'])).toEqual([3, 2, 1]);
  });

  test('a union', () => {
    const both = union(select(e(Author)).where(c(Author, 'id').eq(1)), select(e(Author)).where(c(Author, 'id').eq(3))).orderBy('id');
    expect(all(select(e(Author)).fromStatement(both)).map((one) => one['id'])).toEqual([1, 3]);
  });
});

describe('do_orm_execute', () => {
  test('a handler may change the statement', () => {
    session.events.listen('doOrmExecute', (execution) => {
      const state = execution as StatementExecution;
      if (state.isSelect && isSelect(asElement(state.statement))) state.statement = asElement(state.statement).where(c(Author, 'id').eq(1));
    });
    expect(all(select(e(Author))).map((one) => one['id'])).toEqual([1]);
  });

  test('a handler may give a result of its own', () => {
    session.events.listen('doOrmExecute', (execution) => (execution as StatementExecution).invokeStatement(select(c(Book, 'id')).where(c(Book, 'id').eq(2))));
    expect(all(select(e(Author)))).toEqual([2]);
  });
});

describe('the cache', () => {
  const cached = (): boolean[] => made.echo.splice(0).flatMap((line) => (line.startsWith('[') ? [line.startsWith('[cached')] : []));
  const forms: readonly (readonly [string, (value: number) => unknown])[] = [
    ['an entity', (value) => select(e(Book)).where(c(Book, 'year').gt(value)).limit(value)],
    ['a fresh alias', (value) => {
      const other = aliasOf(Book);
      return select(other, c(other, 'year')).where(c(other, 'id').gt(value));
    }],
    ['a relationship', (value) => select(c(Author, 'born')).join(r(Author, 'books').and_(c(Book, 'year').gt(value)))],
    ['an alias along a relationship', (value) => {
      const other = aliasOf(Book);
      return select(c(Author, 'born'), other).join(r(Author, 'books').ofType(other)).where(c(other, 'id').gt(value));
    }],
    ['any()', (value) => select(c(Author, 'name')).where(r(Author, 'books').any(c(Book, 'year').gt(value)))],
  ]; // prettier-ignore

  test.each(forms)('%s is compiled once', (_, form) => {
    const rows = [execute(form(1)), execute(form(2))].map((result) => result.all().length);
    expect(cached()).toEqual([false, true]);
    expect(rows[1]).toBe(execute(form(2)).all().length);
  });

  test('rows are asked for by the aliases of the statement itself', () => {
    const years = (): unknown[] => {
      const [other, table] = [aliasOf(Book), model.books.alias()];
      const [orm] = execute(select(other, c(other, 'year')).orderBy(c(other, 'id'))).all();
      const [plain] = execute(select(c(other, 'year')).orderBy(c(other, 'id'))).all();
      const column = col(table, 'year');
      const [core] = execute(select(column).orderBy(column)).all();
      return [orm?._get(other.element) === orm?.[0], orm?._get(c(other, 'year')), plain?._get(c(other, 'year')), core?._get(column)];
    };
    expect([years(), years()]).toEqual([[true, 1994, 1994, 1994], [true, 1994, 1994, 1994]]);
  });

  test('different forms are different', () => {
    const keys = [select(e(Book)), select(c(Book, 'id')), select(model.books), select(aliasOf(Book))].map((statement) => {
      execute(statement);
      execute(statement);
      return cached();
    });
    expect(keys).toEqual(keys.map(() => [false, true]));
  });
});

describe('query()', () => {
  const of = (...entities: readonly unknown[]) => session.query(...entities);

  test('text has the labels of the older style', () => {
    expect(of(e(Author)).filterBy({ id: 1 }).toString().replace(/\s+/g, ' ')).toBe('SELECT authors.id AS authors_id, authors.name AS authors_name, authors.born AS authors_born FROM authors WHERE authors.id = :id_1');
  });

  test('objects are given once', () => {
    expect(run(of(e(Author)).join(r(Author, 'books')).all())).toHaveLength(2);
  });

  test('first() limits, one() counts', () => {
    expect((run(of(e(Book)).orderBy(c(Book, 'id').desc()).first()) as Entity)['id']).toBe(5);
    expect(emitted()).toEqual(['SELECT books.id AS books_id, books.title AS books_title, books.year AS books_year, books.pages AS books_pages, books.author_id AS books_author_id FROM books ORDER BY books.id DESC LIMIT ? OFFSET ?']);
    expect(() => run(of(e(Book)).one())).toThrow('Multiple rows were found when exactly one was required');
    expect(() => run(of(e(Book)).filterBy({ id: 99 }).one())).toThrow('No row was found when one was required');
    expect(run(of(c(Book, 'id')).filterBy({ id: 99 }).scalar())).toBeNull();
  });

  test('exists() is a condition', () => {
    const found = of(e(Book)).filter(c(Book, 'year').gt(3000)).exists();
    expect(run(session.scalar(select(found)))).toBe(false);
    expect(emitted()).toEqual(['SELECT EXISTS (SELECT 1 FROM books WHERE books.year > ?) AS anon_1']);
  });

  test('union() reads the class from a subquery', () => {
    const both = of(e(Author)).filterBy({ id: 1 }).union(of(e(Author)).filterBy({ id: 3 })).filter(c(Author, 'id').gt(1));
    expect((run(both.all()) as Entity[]).map((one) => one['id'])).toEqual([3]);
    expect(emitted()).toEqual([
      'SELECT anon_1.authors_id AS anon_1_authors_id, anon_1.authors_name AS anon_1_authors_name, anon_1.authors_born AS anon_1_authors_born FROM (SELECT authors.id AS authors_id, authors.name AS authors_name, authors.born AS authors_born FROM authors WHERE authors.id = ? UNION SELECT authors.id AS authors_id, authors.name AS authors_name, authors.born AS authors_born FROM authors WHERE authors.id = ?) AS anon_1 WHERE anon_1.authors_id > ?',
    ]);
  });

  test('update() and delete() refuse what they cannot do', () => {
    expect(run(of(e(Book)).filterBy({ id: 1 }).update({ year: 1999 }))).toBe(1);
    expect(() => run(of(e(Book)).limit(1).delete())).toThrow("Can't call Query.update() or Query.delete() when limit() has been called");
    expect(() => run(of(c(Book, 'id')).get(1))).toThrow(InvalidRequestError);
    run(session.rollback());
  });
});

describe('bulk operations', () => {
  test('objects are written by class and by whether they have a row', () => {
    const fresh = [new Author({ name: 'A' }), new Author({ name: 'B' })];
    run(session.bulkSaveObjects(fresh));
    expect([emitted(), fresh.map((one) => session.has(one)), fresh[0]?.['id']]).toEqual([['INSERT INTO authors (name) VALUES (?)'], [false, false], null]);
    const kept = [new Author({ name: 'C' })];
    run(session.bulkSaveObjects(kept, { returnDefaults: true }));
    expect(kept[0]?.['id']).toBe(6);
    const [first] = all(select(e(Author)).where(c(Author, 'id').eq(1))) as [Entity];
    emitted();
    first['born'] = 1900;
    run(session.bulkSaveObjects([first]));
    expect(emitted()).toEqual(['UPDATE authors SET born=? WHERE authors.id = ?']);
    run(session.rollback());
  });

  test('mappings', () => {
    const mappings: Record<string, unknown>[] = [{ name: 'A' }, { name: 'B' }];
    run(session.bulkInsertMappings(Author.mapper, mappings, { returnDefaults: true }));
    expect(mappings.map((one) => one['id'])).toEqual([4, 5]);
    run(session.bulkUpdateMappings(Author.mapper, [{ id: 4, name: 'C' }, { id: 5, name: 'D' }]));
    expect(all(select(c(Author, 'name')).where(c(Author, 'id').gt(3)).orderBy(c(Author, 'id')))).toEqual(['C', 'D']);
    expect(() => { run(session.bulkUpdateMappings(Author.mapper, [{ name: 'C' }])); }).toThrow(InvalidRequestError);
    expect(() => { run(session.bulkSaveObjects([{}])); }).toThrow(UnmappedInstanceError);
    run(session.rollback());
  });
});
