import type { Activity } from '../../../src/orm/engine/activity';
import { runSync } from '../../../src/orm/flow';
import { stateOrNull } from '../../../src/orm/map/state';
import { containsEager, defaultload, defer, immediateload, joinedload, lazyload, Load, loadOnly, noload, raiseload, selectinload, subqueryload, undefer, undeferGroup, withLoaderCriteria } from '../../../src/orm/query/load-options';
import { Session, type SessionOptions } from '../../../src/orm/session/session';
import { insert } from '../../../src/orm/sql/dml';
import { select } from '../../../src/orm/sql/select';
import { bench, filled, type Bench } from '../engine/open';
import { companyModel, libraryModel, shopModel, type Entity, type TestClass } from '../map/models';
import { aliasOf, column as c, entity as e, relation as r } from './program';

/** A session on a filled model, with the statements that it sent. */
class Program {
  readonly session: Session;

  constructor(readonly made: Bench, options: SessionOptions = {}) {
    this.session = new Session(made.engine, options);
  }

  all(statement: unknown, options: Record<string, unknown> = {}): Entity[] {
    return runSync(this.session.scalars(statement, null, { executionOptions: options })).all() as Entity[];
  }

  unique(statement: unknown, options: Record<string, unknown> = {}): Entity[] {
    return runSync(this.session.scalars(statement, null, { executionOptions: options })).unique().all() as Entity[];
  }

  get(made: TestClass, key: unknown): Entity {
    return runSync(this.session.get(made.mapper, key)) as Entity;
  }

  /** The statements since the last call, with parameters, each on one line. */
  sql(): string[] {
    const statements = this.made.statements.filter(([, parameters]) => parameters !== null).map(([text, parameters]) => `${text.replace(/\s+/g, ' ').trim()} ${JSON.stringify(parameters)}`);
    this.made.statements.length = 0;
    return statements;
  }
}

const models = { library: libraryModel(), shop: shopModel(), company: companyModel() };

const benches = new Map<string, Bench>();

beforeAll(async () => {
  for (const [name, { metadata }] of Object.entries(models)) {
    const made = await bench('sqlite://');
    filled(made, name, metadata);
    benches.set(name, made);
  }
});

const opened: Session[] = [];

/** A session of its own; what it changes is taken back. */
function program(model: keyof typeof models): Program {
  const made = benches.get(model);
  if (!made) throw new Error(`no model ${model}`);
  made.statements.length = 0;
  made.activities.length = 0;
  const fresh = new Program(made);
  opened.push(fresh.session);
  return fresh;
}

afterEach(() => {
  for (const session of opened.splice(0)) runSync(session.close());
});

const { Author, Book, Loan } = models.library;
const { Order, Item, Product } = models.shop;
const { Employee, Department, Profile } = models.company;

const BOOK = 'books.id, books.title, books.year, books.pages, books.author_id';
const BOOK_1 = 'books_1.id AS id_1, books_1.title, books_1.year, books_1.pages, books_1.author_id';
const AUTHOR = 'authors.id, authors.name, authors.born';
const EMPLOYEE = 'employees.id, employees.name, employees.salary, employees.department_id, employees.manager_id';
const BY_MANAGER = 'SELECT employees.manager_id, employees.id, employees.name, employees.salary, employees.department_id FROM employees WHERE employees.manager_id IN';

const titles = (author: Entity): unknown[] => (author['books'] as Entity[]).map((book) => book['title']);
const loaded = (entity: Entity, key: string): boolean => stateOrNull(entity)?.values.has(key) ?? false;

interface Case {
  readonly name: string;
  readonly model: keyof typeof models;
  readonly run: (program: Program) => unknown;
  readonly shows?: unknown;
  readonly sql: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a lazy collection is one statement at the first access',
    model: 'library',
    run: (p) => {
      const author = p.get(Author, 2);
      return [loaded(author, 'books'), titles(author).length, titles(author).length, loaded(author, 'books')];
    },
    shows: [false, 3, 3, true],
    sql: [`SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [2]`, `SELECT ${BOOK} FROM books WHERE ? = books.author_id ORDER BY books.id [2]`],
  },
  {
    name: 'joinedload of a collection',
    model: 'library',
    run: (p) => p.unique(select(e(Author)).options(joinedload(r(Author, 'books'))).orderBy(c(Author, 'id'))).map((author) => titles(author)),
    shows: [['Salt Roads', 'The Glass Orchard'], ['Night Ferries', 'Winter Maps', 'Small Engines'], []],
    sql: [`SELECT ${AUTHOR}, ${BOOK_1} FROM authors LEFT OUTER JOIN books AS books_1 ON authors.id = books_1.author_id ORDER BY authors.id, books_1.id []`],
  },
  {
    name: 'joinedload with limit wraps the statement',
    model: 'library',
    run: (p) => p.unique(select(e(Author)).options(joinedload(r(Author, 'books'))).orderBy(c(Author, 'name')).limit(2)).map((author) => [author['name'], titles(author)]),
    shows: [['Ada Quist', []], ['Nadia Orlova', ['Salt Roads', 'The Glass Orchard']]],
    sql: [
      `SELECT anon_1.id, anon_1.name, anon_1.born, ${BOOK_1} FROM (SELECT authors.id AS id, authors.name AS name, authors.born AS born FROM authors ORDER BY authors.name LIMIT ? OFFSET ?) AS anon_1 LEFT OUTER JOIN books AS books_1 ON anon_1.id = books_1.author_id ORDER BY anon_1.name, books_1.id [2,0]`,
    ],
  },
  {
    name: 'joinedload of a many-to-one with limit does not',
    model: 'library',
    run: (p) => p.all(select(e(Book)).options(joinedload(r(Book, 'author'))).orderBy(c(Book, 'id')).limit(2)).map((book) => (book['author'] as Entity)['name']),
    shows: ['Nadia Orlova', 'Nadia Orlova'],
    sql: [
      `SELECT ${BOOK}, authors_1.id AS id_1, authors_1.name, authors_1.born FROM books LEFT OUTER JOIN authors AS authors_1 ON authors_1.id = books.author_id ORDER BY books.id LIMIT ? OFFSET ? [2,0]`,
    ],
  },
  {
    name: 'joinedload with innerjoin',
    model: 'library',
    run: (p) => p.all(select(c(Book, 'id'), e(Book)).options(joinedload(r(Book, 'author'), { innerjoin: true }))).length,
    shows: 5,
    sql: [`SELECT ${BOOK}, authors_1.id AS id_1, authors_1.name, authors_1.born FROM books JOIN authors AS authors_1 ON authors_1.id = books.author_id []`],
  },
  {
    name: 'an inner join inside of an outer one',
    model: 'library',
    run: (p) => p.unique(select(e(Author)).options(joinedload(r(Author, 'books')).joinedload(r(Book, 'loans'), { innerjoin: true })).where(c(Author, 'id').eq(3))).map(titles),
    shows: [[]],
    sql: [
      `SELECT ${AUTHOR}, loans_1.book_id, loans_1.member_id, loans_1.taken_on, loans_1.returned, ${BOOK_1} FROM authors LEFT OUTER JOIN (books AS books_1 JOIN loans AS loans_1 ON books_1.id = loans_1.book_id) ON authors.id = books_1.author_id WHERE authors.id = ? ORDER BY books_1.id [3]`,
    ],
  },
  {
    name: 'joinedload over a secondary table',
    model: 'shop',
    run: (p) => p.unique(select(e(Product)).options(joinedload(r(Product, 'tags'))).where(c(Product, 'id').eq(1))).length,
    shows: 1,
    sql: [
      'SELECT products.id, products.sku, products.title, products.price, products.stock, tags_1.id AS id_1, tags_1.name FROM products LEFT OUTER JOIN (product_tag AS product_tag_1 JOIN tags AS tags_1 ON tags_1.id = product_tag_1.tag_id) ON products.id = product_tag_1.product_id WHERE products.id = ? ORDER BY tags_1.id [1]',
    ],
  },
  {
    name: 'joinedload of the class itself',
    model: 'company',
    run: (p) => p.all(select(e(Employee)).options(joinedload(r(Employee, 'manager'))).where(c(Employee, 'id').eq(5))).map((one) => (one['manager'] as Entity)['name']),
    shows: ['Sam'],
    sql: [
      `SELECT ${EMPLOYEE}, employees_1.id AS id_1, employees_1.name AS name_1, employees_1.salary AS salary_1, employees_1.department_id AS department_id_1, employees_1.manager_id AS manager_id_1 FROM employees LEFT OUTER JOIN employees AS employees_1 ON employees_1.id = employees.manager_id WHERE employees.id = ? [5]`,
    ],
  },
  {
    name: 'selectinload of a collection',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(selectinload(r(Author, 'books')))).map((author) => titles(author).length),
    shows: [2, 3, 0],
    sql: [`SELECT ${AUTHOR} FROM authors []`, 'SELECT books.author_id, books.id, books.title, books.year, books.pages FROM books WHERE books.author_id IN (?, ?, ?) ORDER BY books.id [1,2,3]'],
  },
  {
    name: 'selectinload of a many-to-one reads each once, by its key',
    model: 'library',
    run: (p) => p.all(select(e(Book)).options(selectinload(r(Book, 'author'))).orderBy(c(Book, 'id').desc())).map((book) => (book['author'] as Entity)['id']),
    shows: [2, 2, 2, 1, 1],
    sql: [`SELECT ${BOOK} FROM books ORDER BY books.id DESC []`, `SELECT ${AUTHOR} FROM authors WHERE authors.id IN (?, ?) [1,2]`],
  },
  {
    name: 'selectinload of a many-to-one that is null',
    model: 'company',
    run: (p) => p.all(select(e(Employee)).options(selectinload(r(Employee, 'manager'))).where(c(Employee, 'id').eq(1))).map((one) => [loaded(one, 'manager'), one['manager']]),
    shows: [[true, null]],
    sql: [`SELECT ${EMPLOYEE} FROM employees WHERE employees.id = ? [1]`],
  },
  {
    name: 'selectinload over a secondary table',
    model: 'shop',
    run: (p) => p.all(select(e(Product)).options(selectinload(r(Product, 'tags'))).where(c(Product, 'id').in_([1, 2]))).map((product) => (product['tags'] as Entity[]).length),
    sql: [
      'SELECT products.id, products.sku, products.title, products.price, products.stock FROM products WHERE products.id IN (?, ?) [1,2]',
      'SELECT product_tag.product_id, tags.id, tags.name FROM product_tag JOIN tags ON tags.id = product_tag.tag_id WHERE product_tag.product_id IN (?, ?) ORDER BY tags.id [1,2]',
    ],
  },
  {
    name: 'selectinload of the class itself, two levels further',
    model: 'company',
    run: (p) => p.all(select(e(Employee)).options(selectinload(r(Employee, 'reports'), { recursionDepth: 2 })).where(c(Employee, 'id').eq(1))).map((one) => (one['reports'] as Entity[]).map((report) => report['name'])),
    shows: [['Igor', 'Lena', 'Sam']],
    sql: [`SELECT ${EMPLOYEE} FROM employees WHERE employees.id = ? [1]`, `${BY_MANAGER} (?) ORDER BY employees.id [1]`, `${BY_MANAGER} (?, ?, ?) ORDER BY employees.id [2,3,4]`, `${BY_MANAGER} (?) ORDER BY employees.id [5]`],
  },
  {
    name: 'a chain of strategies',
    model: 'shop',
    run: (p) => p.all(select(e(Order)).options(selectinload(r(Order, 'items')).joinedload(r(Item, 'product'))).where(c(Order, 'id').eq(1))).flatMap((order) => (order['items'] as Entity[]).map((item) => loaded(item, 'product'))).every(Boolean),
    shows: true,
    sql: [
      'SELECT orders.id, orders.customer_id, orders.status, orders.placed_on FROM orders WHERE orders.id = ? [1]',
      'SELECT items.order_id, items.id, items.product_id, items.qty, products_1.id, products_1.sku, products_1.title, products_1.price, products_1.stock FROM items LEFT OUTER JOIN products AS products_1 ON products_1.id = items.product_id WHERE items.order_id IN (?) ORDER BY items.id [1]',
    ],
  },
  {
    name: 'subqueryload repeats the statement',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(subqueryload(r(Author, 'books'))).where(c(Author, 'born').gt(1900)).orderBy(c(Author, 'id'))).map((author) => [author['name'], titles(author).length]),
    shows: [['Nadia Orlova', 2], ['Tom Reiner', 3]],
    sql: [
      `SELECT ${AUTHOR} FROM authors WHERE authors.born > ? ORDER BY authors.id [1900]`,
      'SELECT books.id AS books_id, books.title AS books_title, books.year AS books_year, books.pages AS books_pages, books.author_id AS books_author_id, anon_1.authors_id AS anon_1_authors_id FROM (SELECT authors.id AS authors_id FROM authors WHERE authors.born > ?) AS anon_1 JOIN books ON anon_1.authors_id = books.author_id ORDER BY books.id [1900]',
    ],
  },
  {
    name: 'subqueryload of a many-to-one takes each key once',
    model: 'library',
    run: (p) => p.all(select(e(Book)).options(subqueryload(r(Book, 'author'))).where(c(Book, 'year').eq(2011))).map((book) => (book['author'] as Entity)['name']),
    shows: ['Tom Reiner', 'Tom Reiner'],
    sql: [
      `SELECT ${BOOK} FROM books WHERE books.year = ? [2011]`,
      'SELECT authors.id AS authors_id, authors.name AS authors_name, authors.born AS authors_born, anon_1.books_author_id AS anon_1_books_author_id FROM (SELECT DISTINCT books.author_id AS books_author_id FROM books WHERE books.year = ?) AS anon_1 JOIN authors ON authors.id = anon_1.books_author_id [2011]',
    ],
  },
  {
    name: 'subqueryload two levels deep goes from the first statement',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(subqueryload(r(Author, 'books')).subqueryload(r(Book, 'loans'))).where(c(Author, 'id').eq(1))).map((author) => (author['books'] as Entity[]).map((book) => loaded(book, 'loans'))),
    shows: [[true, true]],
    sql: [
      `SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`,
      'SELECT books.id AS books_id, books.title AS books_title, books.year AS books_year, books.pages AS books_pages, books.author_id AS books_author_id, anon_1.authors_id AS anon_1_authors_id FROM (SELECT authors.id AS authors_id FROM authors WHERE authors.id = ?) AS anon_1 JOIN books ON anon_1.authors_id = books.author_id ORDER BY books.id [1]',
      'SELECT loans.book_id AS loans_book_id, loans.member_id AS loans_member_id, loans.taken_on AS loans_taken_on, loans.returned AS loans_returned, books_1.id AS books_1_id FROM (SELECT authors.id AS authors_id FROM authors WHERE authors.id = ?) AS anon_1 JOIN books AS books_1 ON anon_1.authors_id = books_1.author_id JOIN loans ON books_1.id = loans.book_id [1]',
    ],
  },
  {
    name: 'immediateload sends a statement for each object that the session does not have',
    model: 'library',
    run: (p) => p.all(select(e(Book)).options(immediateload(r(Book, 'author'))).where(c(Book, 'id').in_([1, 2]))).map((book) => loaded(book, 'author')),
    shows: [true, true],
    sql: [`SELECT ${BOOK} FROM books WHERE books.id IN (?, ?) [1,2]`, `SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`],
  },
  {
    name: 'noload leaves relationships empty',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(noload(r(Author, 'books'))).where(c(Author, 'id').eq(1))).map((author) => titles(author)),
    shows: [[]],
    sql: [`SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`],
  },
  {
    name: 'contains_eager takes the objects of the statement',
    model: 'library',
    run: (p) => p.all(select(e(Book)).join(r(Book, 'author')).where(c(Author, 'name').like('Tom%')).options(containsEager(r(Book, 'author'))).orderBy(c(Book, 'id'))).map((book) => (book['author'] as Entity)['name']),
    shows: ['Tom Reiner', 'Tom Reiner', 'Tom Reiner'],
    sql: [`SELECT ${AUTHOR}, books.id AS id_1, books.title, books.year, books.pages, books.author_id FROM books JOIN authors ON authors.id = books.author_id WHERE authors.name LIKE ? ORDER BY books.id ["Tom%"]`],
  },
  {
    name: 'contains_eager with an alias',
    model: 'company',
    run: (p) => {
      const boss = aliasOf(Employee, null, { name: 'boss' });
      return p.all(select(e(Employee)).join(r(Employee, 'manager').ofType(boss)).options(containsEager(r(Employee, 'manager'), { alias: boss })).where(c(Employee, 'id').eq(5))).map((one) => loaded(one, 'manager') && (one['manager'] as Entity)['name']);
    },
    shows: ['Sam'],
    sql: [
      `SELECT boss.id, boss.name, boss.salary, boss.department_id, boss.manager_id, employees.id AS id_1, employees.name AS name_1, employees.salary AS salary_1, employees.department_id AS department_id_1, employees.manager_id AS manager_id_1 FROM employees JOIN employees AS boss ON boss.id = employees.manager_id WHERE employees.id = ? [5]`,
    ],
  },
  {
    name: 'contains_eager of a part of a collection, read anew',
    model: 'library',
    run: (p) => {
      const [author] = p.all(select(e(Author)).where(c(Author, 'id').eq(1)));
      const before = titles(author as Entity).length;
      p.sql();
      p.unique(select(e(Author)).join(r(Author, 'books')).where(c(Book, 'year').gt(2000)).options(containsEager(r(Author, 'books'))), { populateExisting: true });
      return [before, titles(author as Entity)];
    },
    shows: [2, ['The Glass Orchard']],
    sql: [`SELECT ${BOOK}, authors.id AS id_1, authors.name, authors.born FROM authors JOIN books ON authors.id = books.author_id WHERE books.year > ? [2000]`],
  },
  {
    name: 'load_only, and reading the rest late',
    model: 'company',
    run: (p) => p.all(select(e(Employee)).options(loadOnly(c(Employee, 'name'))).where(c(Employee, 'id').eq(2))).map((one) => [loaded(one, 'salary'), one['salary']]),
    shows: [[false, 5200]],
    sql: ['SELECT employees.id, employees.name FROM employees WHERE employees.id = ? [2]', 'SELECT employees.salary FROM employees WHERE employees.id = ? [2]'],
  },
  {
    name: 'defer and undefer',
    model: 'company',
    run: (p) => p.all(select(e(Profile)).options(undefer(c(Profile, 'bio')), defer(c(Profile, 'phone'))).where(c(Profile, 'id').eq(1))).map((one) => [loaded(one, 'bio'), loaded(one, 'phone')]),
    shows: [[true, false]],
    sql: ['SELECT profiles.id, profiles.bio, profiles.employee_id FROM profiles WHERE profiles.id = ? [1]'],
  },
  {
    name: 'a column that the mapping defers',
    model: 'company',
    run: (p) => p.all(select(e(Profile)).where(c(Profile, 'id').eq(1))).map((one) => [loaded(one, 'bio'), one['bio']]),
    shows: [[false, 'Founder']],
    sql: ['SELECT profiles.id, profiles.phone, profiles.employee_id FROM profiles WHERE profiles.id = ? [1]', 'SELECT profiles.bio FROM profiles WHERE profiles.id = ? [1]'],
  },
  {
    name: 'and_() in an option',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(selectinload(r(Author, 'books').and_(c(Book, 'year').gt(2000)))).where(c(Author, 'id').eq(1))).map(titles),
    shows: [['The Glass Orchard']],
    sql: [`SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`, 'SELECT books.author_id, books.id, books.title, books.year, books.pages FROM books WHERE books.author_id IN (?) AND books.year > ? ORDER BY books.id [1,2000]'],
  },
  {
    name: 'and_() in a joined option',
    model: 'library',
    run: (p) => p.unique(select(e(Author)).options(joinedload(r(Author, 'books').and_(c(Book, 'year').gt(2000)))).where(c(Author, 'id').eq(1))).map(titles),
    shows: [['The Glass Orchard']],
    sql: [`SELECT ${AUTHOR}, ${BOOK_1} FROM authors LEFT OUTER JOIN books AS books_1 ON authors.id = books_1.author_id AND books_1.year > ? WHERE authors.id = ? ORDER BY books_1.id [2000,1]`],
  },
  {
    name: 'with_loader_criteria goes on to lazy loads',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(withLoaderCriteria(e(Book), c(Book, 'year').gt(2000))).where(c(Author, 'id').eq(1))).map(titles),
    shows: [['The Glass Orchard']],
    sql: [`SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`, `SELECT ${BOOK} FROM books WHERE ? = books.author_id AND books.year > ? ORDER BY books.id [1,2000]`],
  },
  {
    name: 'options go on to lazy loads',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(defaultload(r(Author, 'books')).joinedload(r(Book, 'loans'))).where(c(Author, 'id').eq(1))).map((author) => (author['books'] as Entity[]).map((book) => loaded(book, 'loans'))),
    shows: [[true, true]],
    sql: [
      `SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`,
      `SELECT ${BOOK}, loans_1.book_id, loans_1.member_id, loans_1.taken_on, loans_1.returned FROM books LEFT OUTER JOIN loans AS loans_1 ON books.id = loans_1.book_id WHERE ? = books.author_id ORDER BY books.id [1]`,
    ],
  },
  {
    name: 'options() below a relationship',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(selectinload(r(Author, 'books')).options(loadOnly(c(Book, 'title')), selectinload(r(Book, 'loans')))).where(c(Author, 'id').eq(1))).map((author) => (author['books'] as Entity[]).map((book) => [loaded(book, 'year'), loaded(book, 'loans')])),
    shows: [[[false, true], [false, true]]],
    sql: [
      `SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`,
      'SELECT books.author_id, books.id, books.title FROM books WHERE books.author_id IN (?) ORDER BY books.id [1]',
      'SELECT loans.book_id, loans.member_id, loans.taken_on, loans.returned FROM loans WHERE loans.book_id IN (?, ?) [1,2]',
    ],
  },
  {
    name: 'eager loads for objects that the session has already',
    model: 'library',
    run: (p) => {
      const author = p.get(Author, 1);
      p.sql();
      p.unique(select(e(Author)).options(joinedload(r(Author, 'books'))).where(c(Author, 'id').eq(1)));
      return loaded(author, 'books');
    },
    shows: true,
    sql: [`SELECT ${AUTHOR}, ${BOOK_1} FROM authors LEFT OUTER JOIN books AS books_1 ON authors.id = books_1.author_id WHERE authors.id = ? ORDER BY books_1.id [1]`],
  },
  {
    name: 'two entities, one with joined objects',
    model: 'library',
    run: (p) => [...runSync(p.session.execute(select(e(Book), e(Author)).join(r(Book, 'author')).options(joinedload(r(Book, 'loans'))).where(c(Book, 'id').eq(3)))).unique().all()].length,
    shows: 1,
    sql: [
      `SELECT ${BOOK}, authors.id AS id_1, authors.name, authors.born, loans_1.book_id, loans_1.member_id, loans_1.taken_on, loans_1.returned FROM books JOIN authors ON authors.id = books.author_id LEFT OUTER JOIN loans AS loans_1 ON books.id = loans_1.book_id WHERE books.id = ? [3]`,
    ],
  },
  {
    name: 'joinedload with limit, ordered by what is not selected',
    model: 'library',
    run: (p) => p.unique(select(e(Author)).join(r(Author, 'books')).options(joinedload(r(Author, 'books'))).orderBy(c(Book, 'year').desc()).limit(1)).map(titles),
    shows: [['Night Ferries', 'Winter Maps', 'Small Engines']],
    sql: [
      `SELECT anon_1.id, anon_1.name, anon_1.born, anon_1.year, ${BOOK_1.replace('books_1.year', 'books_1.year AS year_1')} FROM (SELECT authors.id AS id, authors.name AS name, authors.born AS born, books.year AS year FROM authors JOIN books ON authors.id = books.author_id ORDER BY books.year DESC LIMIT ? OFFSET ?) AS anon_1 LEFT OUTER JOIN books AS books_1 ON anon_1.id = books_1.author_id ORDER BY anon_1.year DESC, books_1.id [1,0]`,
    ],
  },
  {
    name: 'joinedload with distinct wraps too',
    model: 'library',
    run: (p) => p.unique(select(e(Author)).distinct().where(c(Author, 'id').eq(1)).options(joinedload(r(Author, 'books')))).map(titles),
    shows: [['Salt Roads', 'The Glass Orchard']],
    sql: [
      `SELECT anon_1.id, anon_1.name, anon_1.born, ${BOOK_1} FROM (SELECT DISTINCT authors.id AS id, authors.name AS name, authors.born AS born FROM authors WHERE authors.id = ?) AS anon_1 LEFT OUTER JOIN books AS books_1 ON anon_1.id = books_1.author_id ORDER BY books_1.id [1]`,
    ],
  },
  {
    name: 'contains_eager with an alias of the table',
    model: 'library',
    run: (p) => {
      const other = models.library.books.alias('other');
      const authorId = other.c.get('author_id');
      return p.unique(select(e(Author)).join(other, c(Author, 'id').eq(authorId)).options(containsEager(r(Author, 'books'), { alias: other })).where(c(Author, 'id').eq(1))).map((author) => titles(author).length);
    },
    shows: [2],
    sql: ['SELECT other.id, other.title, other.year, other.pages, other.author_id, authors.id AS id_1, authors.name, authors.born FROM authors JOIN books AS other ON authors.id = other.author_id WHERE authors.id = ? [1]'],
  },
  {
    name: 'with_loader_criteria in joined and select-in loads',
    model: 'library',
    run: (p) => {
      const recent = withLoaderCriteria(e(Book), c(Book, 'year').gt(2000));
      const joined = p.unique(select(e(Author)).options(recent, joinedload(r(Author, 'books'))).where(c(Author, 'id').eq(1))).map(titles);
      p.session.expungeAll();
      return [joined, p.all(select(e(Author)).options(recent, selectinload(r(Author, 'books'))).where(c(Author, 'id').eq(1))).map(titles)];
    },
    shows: [[['The Glass Orchard']], [['The Glass Orchard']]],
    sql: [
      `SELECT ${AUTHOR}, ${BOOK_1} FROM authors LEFT OUTER JOIN books AS books_1 ON authors.id = books_1.author_id AND books_1.year > ? WHERE authors.id = ? ORDER BY books_1.id [2000,1]`,
      `SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`,
      'SELECT books.author_id, books.id, books.title, books.year, books.pages FROM books WHERE books.author_id IN (?) AND books.year > ? ORDER BY books.id [1,2000]',
    ],
  },
  {
    name: 'with_loader_criteria that does not go on',
    model: 'library',
    run: (p) => p.all(select(e(Author)).options(withLoaderCriteria(e(Book), c(Book, 'year').gt(2000), { propagateToLoaders: false })).where(c(Author, 'id').eq(1))).map((author) => titles(author).length),
    shows: [2],
    sql: [`SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`, `SELECT ${BOOK} FROM books WHERE ? = books.author_id ORDER BY books.id [1]`],
  },
  {
    name: 'options of get',
    model: 'library',
    run: (p) => loaded(runSync(p.session.get(Author.mapper, 1, { options: [selectinload(r(Author, 'books'))] })) as Entity, 'books'),
    shows: true,
    sql: [`SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`, 'SELECT books.author_id, books.id, books.title, books.year, books.pages FROM books WHERE books.author_id IN (?) ORDER BY books.id [1]'],
  },
  {
    name: 'the same statement with other values reads with its own',
    model: 'library',
    run: (p) =>
      [1960, 1970].map((born) => {
        const found = p.all(select(e(Author)).options(subqueryload(r(Author, 'books'))).where(c(Author, 'born').gt(born))).map((author) => titles(author).length);
        p.session.expungeAll();
        p.sql();
        return found;
      }),
    shows: [[2, 3], [3]],
    sql: [],
  },
];

test.each(cases)('$name', ({ model, run, shows, sql }) => {
  const made = program(model);
  const shown = run(made);
  expect(made.sql()).toEqual(sql);
  if (shows !== undefined) expect(shown).toEqual(shows);
});

const errors: readonly (readonly [string, () => unknown, string])[] = [
  ['a text', () => joinedload('books'), 'Strings are not accepted for attribute names in loader options; please use class-bound attributes directly.'],
  ['no attribute', () => joinedload(e(Author)), 'expected ORM mapped attribute for loader strategy argument'],
  ['an attribute of another class', () => joinedload(r(Author, 'books')).joinedload(r(Order, 'items')), 'ORM mapped entity or attribute "Order.items" does not link from relationship "Author.books".'],
  ['an attribute of another class than Load has', () => Load.of(e(Author)).joinedload(r(Book, 'author')), 'ORM mapped attribute "Book.author" does not link mapped class "Mapper[Author(authors)]"'],
  ['a wildcard in the middle', () => joinedload('*', r(Book, 'author')), 'Wildcard token cannot be followed by another entity'],
  ['columns of two classes', () => loadOnly(c(Author, 'id'), c(Book, 'id')), "Can't apply wildcard ('*') or load_only() loader option to multiple entities in the same option. Use separate options per entity."],
];

test.each(errors)('an option of %s', (_name, make, message) => {
  expect(make).toThrow(message);
});

test('options that fit no class of the statement', () => {
  const made = program('library');
  expect(() => made.all(select(e(Author)).options(joinedload(r(Book, 'author'))))).toThrow(
    'Mapped class Book referenced in option joinedload(Book.author) does not apply to any of the root entities in this query, e.g. Author. Please specify the full path from one of the root entities to the target attribute. ',
  );
  expect(() => made.all(select(e(Author)).options(selectinload(r(Author, 'books'), { recursionDepth: 1 })))).toThrow('recursion_depth option on relationship Author.books not valid for non-self-referential relationship');
});

test('what joined collections and subquery loads exclude', () => {
  const made = program('library');
  expect(() => made.all(select(e(Author)).options(joinedload(r(Author, 'books'))))).toThrow(
    'The unique() method must be invoked on this Result, as it contains results that include joined eager loads against collections',
  );
  for (const option of [joinedload(r(Author, 'books')), subqueryload(r(Author, 'books'))]) {
    expect(() => made.unique(select(e(Author)).options(option), { yieldPer: 1 })).toThrow("Can't use yield_per with eager loaders that require uniquing or row buffering, e.g. joinedload() against collections or subqueryload().");
  }
  expect(made.all(select(e(Author)).options(selectinload(r(Author, 'books'))), { yieldPer: 2 }).map((author) => titles(author).length)).toEqual([2, 3, 0]);
});

test('raiseload, of one relationship and of all', () => {
  const made = program('library');
  const [book] = made.all(select(e(Book)).options(raiseload(r(Book, 'author'))).limit(1));
  expect(() => book?.['author']).toThrow("'Book.author' is not available due to lazy='raise'");
  expect((book?.['loans'] as Entity[]).length).toBe(1);
  const [author] = made.all(select(e(Author)).options(selectinload(r(Author, 'books')).raiseload('*')).where(c(Author, 'id').eq(1)));
  expect(() => ((author?.['books'] as Entity[])[1] as Entity)['loans']).toThrow("'Book.loans' is not available due to lazy='raise'");
  made.session.expungeAll();
  const [other] = made.all(select(e(Book)).options(raiseload('*')).limit(1));
  expect(() => other?.['loans']).toThrow("'Book.loans' is not available due to lazy='raise'");
});

test('raiseload of SQL alone allows what the session has', () => {
  const made = program('library');
  const [first, second] = made.all(select(e(Book)).options(raiseload(r(Book, 'author'), { sqlOnly: true })).where(c(Book, 'id').in_([1, 3])));
  made.get(Author, 1);
  expect((first?.['author'] as Entity)['id']).toBe(1);
  expect(() => second?.['author']).toThrow("'Book.author' is not available due to lazy='raise_on_sql'");
});

test('a deferred column that must not be read late', () => {
  const made = program('library');
  const [author] = made.all(select(e(Author)).options(defer(c(Author, 'name'), { raiseload: true })).limit(1));
  expect(() => author?.['name']).toThrow("'Author.name' is not available due to raiseload=True");
});

test('selectinload takes 500 keys at a time', () => {
  const made = program('company');
  runSync(made.session.execute(insert(models.company.departments), Array.from({ length: 1100 }, (_, index) => ({ id: 1000 + index, name: `d${index}` }))));
  made.sql();
  const found = made.all(select(e(Department)).options(selectinload(r(Department, 'employees'))).where(c(Department, 'id').ge(1000)));
  const counts = made.sql().slice(1).map((sql) => sql.split('?').length - 1);
  expect([found.length, counts]).toEqual([1100, [500, 500, 100]]);
});

test('refresh reads eager relationships again', () => {
  const made = program('library');
  const [author] = made.all(select(e(Author)).options(selectinload(r(Author, 'books'))).where(c(Author, 'id').eq(1))) as [Entity];
  made.sql();
  runSync(made.session.refresh(author));
  expect(made.sql()).toEqual([`SELECT ${AUTHOR} FROM authors WHERE authors.id = ? [1]`, `SELECT ${BOOK} FROM books WHERE ? = books.author_id ORDER BY books.id [1]`]);
});

test('statements tell why they were sent', () => {
  const made = program('library');
  const causes = (): unknown[] => {
    const found = made.made.activities.flatMap((one: Activity) => (one.kind === 'statement' ? [one.cause] : []));
    made.made.activities.length = 0;
    return found.map((cause) => (cause ? [cause.text, cause.details] : null));
  };
  const authors = made.all(select(e(Author)).options(selectinload(r(Author, 'books')), defer(c(Author, 'name'))));
  expect(causes()).toEqual([null, ['select-in load of Author.books for 3 objects', { entity: 'Author', attribute: 'books', identity: null, count: 3, remedy: null }]]);
  const book = (authors[0]?.['books'] as Entity[])[0] as Entity;
  expect([book['loans'], authors[0]?.['name']]).toHaveLength(2);
  expect(causes()).toEqual([
    ['lazy load of Book.loans of <Book #1>', { entity: 'Book', attribute: 'loans', identity: [1], count: 1, remedy: 'selectinload' }],
    ['deferred load of name of <Author #1>', { entity: 'Author', attribute: 'name', identity: [1], count: 1, remedy: 'undefer' }],
  ]);
  runSync(made.session.commit());
  expect(book['title']).toBe('Salt Roads');
  expect(causes()).toEqual([['refresh of id, title, year, pages, author_id of <Book #1>', { entity: 'Book', attribute: null, identity: [1], count: 1, remedy: null }]]);
});

test('lazyload of all takes the mapping\'s eager loading away', () => {
  const made = program('library');
  const [loan] = made.all(select(e(Loan)).options(joinedload(r(Loan, 'book')), lazyload('*'), undeferGroup('none')).limit(1));
  expect([loaded(loan as Entity, 'book'), loaded(loan as Entity, 'member')]).toEqual([true, false]);
});
