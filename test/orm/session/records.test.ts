import { IntegrityError, InvalidRequestError, NoResultFound, PendingRollbackError } from '../../../src/orm/errors';
import { runSync, type Flow } from '../../../src/orm/flow';
import { Session, type SessionOptions } from '../../../src/orm/session/session';
import { stateOrNull } from '../../../src/orm/map/state';
import type { InstrumentedList } from '../../../src/orm/map/collections';
import { DependencyRuleError, DetachedInstanceError, StaleDataError, UnmappedInstanceError } from '../../../src/orm/map/errors';
import { select } from '../../../src/orm/sql/select';
import { callFunction } from '../../../src/orm/sql/functions';
import { PlainDate } from '../../../src/orm/values/temporal';
import { createAll } from '../../../src/orm/engine/table-definitions';
import { Registry } from '../../../src/orm/map/registry';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { text } from '../../../src/orm/sql/text-clause';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { beginning, bench, filled, type Bench } from '../engine/open';
import { companyModel, libraryModel, mapped, shopModel, type Entity, type TestClass } from '../map/models';
import { col, oracleRecord } from '../record';

/** A session as an embedded program has it: everything happens at once. */
class Run {
  readonly session: Session;
  constructor(made: Bench, options: SessionOptions = {}) {
    this.session = new Session(made.engine, options);
  }
  do<T>(flow: Flow<T>): T {
    return runSync(flow);
  }
  get(made: TestClass, key: unknown): Entity {
    const found = this.do(this.session.get(made.mapper, key));
    if (!found) throw new Error('nothing found');
    return found as Entity;
  }
  flush = (): void => { this.do(this.session.flush()); };
  commit = (): void => { this.do(this.session.commit()); };
  rollback = (): void => { this.do(this.session.rollback()); };
  close = (): void => { this.do(this.session.close()); };
  delete = (entity: Entity): void => { this.do(this.session.delete(entity)); };
  scalars = (statement: unknown): unknown[] => this.do(this.session.execute(statement)).scalars().all();
} // prettier-ignore

const list = (entity: Entity, key: string): InstrumentedList<Entity> => entity[key] as InstrumentedList<Entity>;

const library = { name: 'library', make: libraryModel } as const;
const shop = { name: 'shop', make: shopModel } as const;
const company = { name: 'company', make: companyModel } as const;

const libraryRecords: Readonly<Record<string, (run: Run, model: ReturnType<typeof libraryModel>) => void>> = {
  'orm-uow-02-add-all': ({ session, commit, close }, { Author, Book }) => {
    const author = new Author({ name: 'Mira Holt' });
    const book = new Book({ title: 'Loose Ends', year: 2022, author: new Author({ name: 'Jon Eik', born: 1950 }) });
    list(author, 'books').push(new Book({ title: 'First Steps', year: 2018 }));
    list(author, 'books').push(new Book({ title: 'Second Wind', year: 2021, pages: 90 }));
    session.addAll([book, author]);
    commit();
    expect([author['id'], list(author, 'books').map((one) => one['id']), book['id'], book['author_id']]).toEqual([5, [7, 8], 6, 4]);
    close();
  },
  'orm-uow-04-states': (run, { Member }) => {
    const { session, flush, commit, close } = run;
    const member = new Member({ name: 'Uma', email: 'uma@town.example' });
    const state = stateOrNull(member);
    const names = (entity: Entity): string[] => (['transient', 'pending', 'persistent', 'deleted', 'detached'] as const).filter((name) => stateOrNull(entity)?.[name] === true);
    expect(names(member)).toEqual(['transient']);
    session.add(member);
    expect(names(member)).toEqual(['pending']);
    flush();
    expect([names(member), state?.identity]).toEqual([['persistent'], [4]]);
    run.delete(member);
    expect([names(member), session.deleted.includes(member)]).toEqual([['persistent'], true]);
    flush();
    expect(names(member)).toEqual(['deleted']);
    commit();
    expect(names(member)).toEqual(['detached']);
    const known = run.get(Member, 1);
    session.expunge(known);
    expect(names(known)).toEqual(['detached']);
    close();
  },
  'orm-uow-05-dirty': (run, { Book }) => {
    const book = run.get(Book, 3);
    const { session, commit, flush, close } = run;
    book['pages'] = 350;
    expect([session.dirty, session.isModified(book)]).toEqual([[book], true]);
    book['title'] = 'Night Ferries';
    commit();
    book['year'] = 2011;
    expect(session.dirty).toEqual([book]);
    commit();
    book['pages'] = Number(book['pages']) + 1;
    book['title'] = 'Day Ferries';
    flush();
    close();
  },
  'orm-uow-07-delete': (run, { Author, Book, Member, members }) => {
    const { session, commit, flush, rollback, close } = run;
    run.delete(run.get(Author, 3));
    commit();
    const marko = run.get(Member, 2);
    run.delete(marko);
    expect([session.deleted.includes(marko), session.has(marko)]).toEqual([true, true]);
    commit();
    expect([run.scalars(select(callFunction('count', [col(members, 'id')]))), session.has(marko)]).toEqual([[2], false]);
    run.delete(run.get(Book, 1));
    expect(flush).toThrow(DependencyRuleError);
    rollback();
    expect(run.get(Book, 1)['title']).toBe('Salt Roads');
    close();
  },
  'orm-uow-12-rollback': (run, { Member }) => {
    const { session, flush, rollback, close } = run;
    const ines = run.get(Member, 1);
    ines['name'] = 'Inês';
    const newcomer = new Member({ name: 'Zoe', email: 'zoe@town.example' });
    session.add(newcomer);
    flush();
    expect([ines['name'], newcomer['id']]).toEqual(['Inês', 4]);
    rollback();
    expect([ines['name'], session.has(newcomer), stateOrNull(newcomer)?.transient, newcomer['id']]).toEqual(['Ines', false, true, 4]);
    close();
  },
  'orm-uow-13-nested-rollback': (run, { Member }) => {
    const { session, flush, commit, close } = run;
    const [ines, marko] = [run.get(Member, 1), run.get(Member, 2)];
    ines['name'] = 'Ines A.';
    const savepoint = run.do(session.beginNested());
    marko['name'] = 'Marko B.';
    session.add(new Member({ name: 'Temp', email: 'temp@town.example' }));
    flush();
    run.do(savepoint.rollback());
    expect([ines['name'], marko['name'], session.new.length]).toEqual(['Ines A.', 'Marko', 0]);
    commit();
    expect([run.get(Member, 1)['name'], run.do(session.get(Member.mapper, 4))]).toEqual(['Ines A.', null]);
    close();
  },
  'orm-relationships-09-save-update': (run, { Author, Book }) => {
    const { session, commit, close } = run;
    const book = new Book({ title: 'Harbour', year: 2024 });
    const author = new Author({ name: 'Ola', books: [book] });
    session.add(author);
    expect(session.has(book)).toBe(true);
    const later = new Book({ title: 'Pier', year: 2025 });
    list(author, 'books').push(later);
    expect(session.has(later)).toBe(true);
    const loose = new Book({ title: 'Quay', year: 2026 });
    loose['author'] = author;
    expect([session.has(loose), list(author, 'books').includes(loose)]).toEqual([false, true]);
    commit();
    expect(list(author, 'books').map((one) => one['id'])).toEqual([6, 7]);
    close();
  },
};

const shopRecords: Readonly<Record<string, (run: Run, model: ReturnType<typeof shopModel>) => void>> = {
  'orm-relationships-08-no-cascade': (run, { Customer, orders }) => {
    run.delete(run.get(Customer, 1));
    run.commit();
    const rows = run.do(run.session.execute(select(col(orders, 'id'), col(orders, 'customer_id')).orderBy(col(orders, 'id')))).all();
    expect(rows.map((row) => [...row])).toEqual([[1, null], [2, null], [3, 2], [4, 3]]);
    run.close();
  },
  'transactions-07-pending-rollback': (run, { Tag, tags }) => {
    const { session, commit, rollback, close } = run;
    session.add(new Tag({ name: 'gift' }));
    expect(commit).toThrow(IntegrityError);
    expect(() => run.scalars(select(col(tags, 'name')))).toThrow(PendingRollbackError);
    rollback();
    expect(run.scalars(select(col(tags, 'name')))).toEqual(['kitchen', 'gift', 'sale']);
    close();
  },
  'orm-relationships-07-cascade-all-orphan': (run, { Order, items }) => {
    const { session, flush, commit, close } = run;
    const order = run.get(Order, 1);
    const gone = list(order, 'items').shift() as Entity;
    flush();
    expect([session.has(gone), run.scalars(select(callFunction('count', [col(items, 'id')])))]).toEqual([false, [4]]);
    run.delete(order);
    commit();
    expect(run.scalars(select(col(items, 'id')).orderBy(col(items, 'id')))).toEqual([3, 4, 5]);
    close();
  },
  'orm-uow-17-pk-change': (run, { Tag, Order, Customer }) => {
    const { session, flush, close } = run;
    const tag = run.get(Tag, 3);
    tag['id'] = 30;
    flush();
    expect([run.get(Tag, 30) === tag, run.do(session.get(Tag.mapper, 3))]).toEqual([true, null]);
    const order = run.get(Order, 3);
    const dara = run.get(Customer, 4);
    order['customer'] = dara;
    expect(order['customer_id']).toBe(2);
    expect([...list(dara, 'orders')]).toEqual([order]);
    flush();
    expect(order['customer_id']).toBe(4);
    close();
  },
};

const companyRecords: Readonly<Record<string, (run: Run, model: ReturnType<typeof companyModel>) => void>> = {
  'orm-uow-15-flush-order': (run, { Department, Employee, Profile }) => {
    const { session, flush, commit, close } = run;
    const legal = run.get(Department, 3);
    const kim = run.get(Employee, 6);
    const vera = run.get(Employee, 1);
    run.delete(legal);
    kim['salary'] = 4100;
    const boss = new Employee({ name: 'Nora', salary: 8000, profile: new Profile({ phone: '555-09' }) });
    list(boss, 'reports').push(new Employee({ name: 'Otto', department: new Department({ name: 'Design' }) }));
    session.add(boss);
    (vera['profile'] as Entity)['phone'] = '555-11';
    flush();
    const [otto] = list(boss, 'reports');
    expect([boss['id'], otto?.['manager_id'], (otto?.['department'] as Entity)['id'], (boss['profile'] as Entity)['employee_id']]).toEqual([7, 7, 4, 7]);
    commit();
    close();
  },
  'orm-relationships-03-one-to-one': (run, { Employee, Profile }) => {
    const { flush, commit, close } = run;
    const vera = run.get(Employee, 1);
    expect((vera['profile'] as Entity)['employee']).toBe(vera);
    const kim = run.get(Employee, 6);
    expect(kim['profile']).toBeNull();
    kim['profile'] = new Profile({ phone: '555-06' });
    flush();
    vera['profile'] = null;
    commit();
    expect([(kim['profile'] as Entity)['phone'], vera['profile']]).toEqual(['555-06', null]);
    close();
  },
};

function scenarios<M extends { readonly metadata: Parameters<typeof filled>[2] }>(model: { readonly name: string; readonly make: () => M }, all: Readonly<Record<string, (run: Run, made: M) => void>>): void {
  test.each(Object.entries(all))('%s', async (id, scenario) => {
    const made = await bench();
    const mappings = model.make();
    filled(made, model.name, mappings.metadata);
    scenario(new Run(made), mappings);
    const { sql_sqlite: expected } = oracleRecord(id);
    const normal = (statements: readonly (readonly [string, unknown])[]): [string, unknown][] => statements.map(([sql, parameters]) => [sql.replace(/\s+/g, ' ').trim(), parameters]);
    expect(normal(made.statements)).toEqual(normal(expected));
  });
}

describe('statements and their order are those of the records', () => {
  scenarios(library, libraryRecords);
  scenarios(shop, shopRecords);
  scenarios(company, companyRecords);
});

const texts = (made: Bench): unknown[] => made.statements.filter(([sql]) => !/^(SELECT|BEGIN)/.test(sql)).map(([sql, parameters]) => (parameters === null ? sql : [sql, parameters]));

test('rows of many-to-many relationships are written once, whichever side was changed', async () => {
  const made = await bench();
  const model = shopModel();
  filled(made, 'shop', model.metadata);
  const run = new Run(made);
  const [tea, kitchen, sale] = [run.get(model.Product, 1), run.get(model.Tag, 1), run.get(model.Tag, 3)];
  const [tags, products] = [list(tea, 'tags'), list(kitchen, 'products')];
  tags.push(sale);
  products.splice(0, 1);
  run.flush();
  expect(texts(made)).toEqual([
    ['DELETE FROM product_tag WHERE product_tag.product_id = ? AND product_tag.tag_id = ?', [1, 1]],
    ['INSERT INTO product_tag (product_id, tag_id) VALUES (?, ?)', [1, 3]],
  ]);
  expect([...list(sale, 'products')]).toEqual([tea]);
  made.statements.length = 0;
  run.delete(sale);
  run.commit();
  expect(texts(made)).toEqual([
    ['DELETE FROM product_tag WHERE product_tag.product_id = ? AND product_tag.tag_id = ?', [1, 3]],
    ['DELETE FROM tags WHERE tags.id = ?', [3]],
    'COMMIT',
  ]);
  run.close();
});

test('merge copies objects onto those of the session: orm-uow-08-merge', async () => {
  const made = await bench();
  const { Author, Book, metadata } = libraryModel();
  filled(made, 'library', metadata);
  const first = new Run(made);
  const detached = first.get(Author, 2);
  first.close();
  detached['name'] = 'Thomas Reiner';
  const run = new Run(made);
  const merge = (entity: Entity): Entity => run.do(run.session.merge(entity)) as Entity;
  const merged = merge(detached);
  expect([merged === detached, merged['name'], run.session.has(merged), run.session.has(detached)]).toEqual([false, 'Thomas Reiner', true, false]);
  const fresh = merge(new Author({ id: 50, name: 'Brand New' }));
  const same = merge(new Author({ id: 3, born: 1999 }));
  run.commit();
  expect([fresh['id'], same['name'], same['born']]).toEqual([50, 'Ada Quist', 1999]);
  run.close();
  const normal = (statements: readonly (readonly [string, unknown])[]): [string, unknown][] => statements.map(([sql, parameters]) => [sql.replace(/\s+/g, ' ').trim(), parameters]);
  expect(normal(made.statements)).toEqual(normal(oracleRecord('orm-uow-08-merge').sql_sqlite));
  const last = new Run(made);
  const author = last.do(last.session.merge(new Author({ id: 3, books: [new Book({ title: 'New', year: 2026 })] }))) as Entity;
  last.commit();
  expect(list(author, 'books').map((book) => book['title'])).toEqual(['New']);
  expect(() => last.do(last.session.getOne(Author.mapper, 99))).toThrow(NoResultFound);
  last.close();
});

test('a version counter grows, and tells of changes by others', async () => {
  const made = await bench();
  const metadata = new MetaData();
  const version = new Column('version', Integer, { nullable: false });
  const note = new Table('note', metadata, new Column('id', Integer, { primaryKey: true }), new Column('body', new String_(20)), version);
  const Note = mapped(new Registry({ metadata }), 'Note', note, {}, { versionIdCol: version });
  beginning(made.engine, (connection) => createAll(connection, metadata));
  made.statements.length = 0;
  const run = new Run(made);
  const one = new Note({ body: 'a' });
  run.session.add(one);
  run.commit();
  one['body'] = 'b';
  run.commit();
  expect(one['version']).toBe(2);
  run.do(run.session.execute(text('UPDATE note SET version = 9')));
  one['body'] = 'c';
  expect(run.flush).toThrow(new StaleDataError("UPDATE statement on table 'note' expected to update 1 row(s); 0 were matched."));
  const expected = oracleRecord('errors-04-stale-data').sql_sqlite.slice(5);
  const normal = (statements: readonly (readonly [string, unknown])[]): [string, unknown][] => statements.map(([sql, parameters]) => [sql.replace(/\s+/g, ' ').trim(), parameters]);
  expect(normal(made.statements)).toEqual(normal(expected));
  run.close();
});

test('rows of joined inheritance go into the parent table first, and are read as what they are', async () => {
  const made = await bench();
  const metadata = new MetaData();
  const person = new Table('person', metadata, new Column('id', Integer, { primaryKey: true }), new Column('type', new String_(10)), new Column('name', new String_(10)));
  const engineer = new Table('engineer', metadata, new Column('id', new ForeignKey('person.id'), { primaryKey: true }), new Column('language', new String_(10)));
  const registry = new Registry({ metadata });
  const Person = mapped(registry, 'Person', person, {}, { polymorphicOn: 'type', polymorphicIdentity: 'person' });
  const Engineer = mapped(registry, 'Engineer', engineer, {}, { inherits: Person.mapper, polymorphicIdentity: 'engineer' });
  beginning(made.engine, (connection) => createAll(connection, metadata));
  made.statements.length = 0;
  const run = new Run(made);
  const ada = new Engineer({ name: 'Ada', language: 'Ada' });
  run.session.add(ada);
  run.commit();
  expect(texts(made)).toEqual([
    ['INSERT INTO person (type, name) VALUES (?, ?)', ['engineer', 'Ada']],
    ['INSERT INTO engineer (id, language) VALUES (?, ?)', [1, 'Ada']],
    'COMMIT',
  ]);
  run.session.expungeAll();
  const read = run.get(Person, 1);
  expect([read instanceof Engineer, read['name'], read['language']]).toEqual([true, 'Ada', 'Ada']);
  made.statements.length = 0;
  read['language'] = 'C';
  run.flush();
  run.delete(read);
  run.flush();
  expect(texts(made)).toEqual([
    ['UPDATE engineer SET language=? WHERE engineer.id = ?', ['C', 1]],
    ['DELETE FROM engineer WHERE engineer.id = ?', [1]],
    ['DELETE FROM person WHERE person.id = ?', [1]],
  ]);
  run.close();
});

test('statements that nobody asked for tell why they are run', async () => {
  const made = await bench();
  const model = libraryModel();
  filled(made, 'library', model.metadata);
  const run = new Run(made);
  const author = run.get(model.Author, 1);
  author['born'] = 1962;
  expect(list(author, 'books')).toHaveLength(2);
  const causes = made.activities.flatMap((activity) => (activity.kind === 'statement' ? (activity.cause?.text ?? null) : []));
  expect(causes).toEqual([null, 'autoflush before lazy load of Author.books of <Author #1>', 'lazy load of Author.books of <Author #1>']);
  run.close();
});

describe('what is wrong is said', () => {
  test('objects of no mapping, of no session, of another session', async () => {
    const made = await bench();
    const model = libraryModel();
    filled(made, 'library', model.metadata);
    const run = new Run(made);
    expect(() => { run.session.add({}); }).toThrow(UnmappedInstanceError);
    const author = run.get(model.Author, 1);
    const other = new Run(made);
    expect(() => { other.session.add(author); }).toThrow(/^Object '<Author at 0x[0-9a-f]+>' is already attached to session '\d+' \(this is '\d+'\)$/);
    expect(() => { run.session.expunge(new model.Author()); }).toThrow(InvalidRequestError);
    expect(() => { run.delete(new model.Author()); }).toThrow(/^Instance '<Author at 0x[0-9a-f]+>' is not persisted$/);
    run.close();
    expect(() => author['books']).toThrow(DetachedInstanceError);
    expect(() => author['books']).toThrow(/^Parent instance <Author at 0x[0-9a-f]+> is not bound to a Session; lazy load operation of attribute 'books' cannot proceed/);
  }); // prettier-ignore
});

test('a date in a primary key object is written as it is', async () => {
  const made = await bench();
  const model = libraryModel();
  filled(made, 'library', model.metadata);
  const run = new Run(made);
  const petra = run.get(model.Member, 3);
  list(petra, 'loans').push(new model.Loan({ book: run.get(model.Book, 2), taken_on: new PlainDate(2024, 6, 2) }));
  run.commit();
  expect(run.get(model.Loan, [2, 3])['returned']).toBe(false);
  run.close();
});
