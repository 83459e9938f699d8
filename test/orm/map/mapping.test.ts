import '../../../src/orm/compile';
import { ArgumentError, InvalidRequestError, NoForeignKeysError } from '../../../src/orm/errors';
import { UnknownKeywordError } from '../../../src/orm/map/errors';
import { CascadeOptions } from '../../../src/orm/map/cascade';
import type { InstrumentedList } from '../../../src/orm/map/collections';
import { identityToken } from '../../../src/orm/map/identity-key';
import { Registry } from '../../../src/orm/map/registry';
import { Relationship } from '../../../src/orm/map/relationship';
import { sameValue } from '../../../src/orm/map/same-value';
import { stateOrNull } from '../../../src/orm/map/state';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { Decimal } from '../../../src/orm/values/decimal';
import { companyModel, libraryModel, mapped, related, shopModel, type Entity, type TestClass } from './models';

const relationship = (made: TestClass, key: string): Relationship => {
  made.mapper.registry.configure();
  const property = made.mapper.property(key);
  if (!(property instanceof Relationship)) throw new Error(`${key} is no relationship`);
  return property;
};
const list = (entity: Entity, key: string): InstrumentedList => entity[key] as InstrumentedList;
const history = (entity: Entity, key: string): string => {
  const state = stateOrNull(entity);
  if (!state) throw new Error('not mapped');
  return state.attribute(key).history(state).repr();
};

describe('relationships', () => {
  const [library, shop, company] = [libraryModel(), shopModel(), companyModel()];
  test.each([
    [library.Author, 'books', 'ONETOMANY', true, 'authors.id = books.author_id', false],
    [library.Book, 'author', 'MANYTOONE', false, 'authors.id = books.author_id', true],
    [library.Member, 'card', 'ONETOMANY', false, 'members.id = cards.member_id', false],
    [library.Loan, 'book', 'MANYTOONE', false, 'books.id = loans.book_id', true],
    [shop.Product, 'tags', 'MANYTOMANY', true, 'products.id = product_tag.product_id', false],
    [company.Employee, 'manager', 'MANYTOONE', false, 'employees.id = employees.manager_id', true],
    [company.Employee, 'reports', 'ONETOMANY', true, 'employees.id = employees.manager_id', false],
    [company.Employee, 'projects', 'MANYTOMANY', true, 'employees.id = employee_project.employee_id', false],
  ] as const)('relationship %#', (made, key, direction, uselist, join, usesGet) => {
    const made_ = relationship(made, key);
    expect([made_.direction, made_.uselist, made_.join.primaryjoin.toString(), made_.usesGet]).toEqual([direction, uselist, join, usesGet]);
  });

  test('the secondary table is joined to the target', () => {
    expect(relationship(shop.Product, 'tags').join.secondaryjoin?.toString()).toBe('tags.id = product_tag.tag_id');
  });

  test('the local column comes first', () => {
    const [pair] = relationship(company.Employee, 'manager').join.localRemote;
    expect(pair?.map((column) => column.key)).toEqual(['manager_id', 'id']);
  });
});

describe('both sides are kept in step', () => {
  const { Author, Book, Member, Card } = libraryModel();

  test('one to many', () => {
    const [first, second] = [new Author({ name: 'A' }), new Author({ name: 'B' })];
    const book = new Book({ title: 'T' });
    list(first, 'books').push(book);
    expect(book['author']).toBe(first);
    book['author'] = second;
    expect([list(first, 'books').length, list(second, 'books')[0]]).toEqual([0, book]);
    list(second, 'books').pop();
    expect(book['author']).toBeNull();
    second['books'] = [book, new Book()];
    expect(book['author']).toBe(second);
    second['books'] = [];
    expect(book['author']).toBeNull();
  });

  test('one to one', () => {
    const [one, other] = [new Card({ number: '1' }), new Card({ number: '2' })];
    const member = new Member({ card: one });
    expect(one['member']).toBe(member);
    member['card'] = other;
    expect([one['member'], other['member']]).toEqual([null, member]);
    one['member'] = member;
    expect(member['card']).toBe(one);
  });

  test('many to many', () => {
    const { Product, Tag } = shopModel();
    const [product, tag] = [new Product(), new Tag()];
    list(product, 'tags').push(tag);
    expect(list(tag, 'products')[0]).toBe(product);
    list(tag, 'products').splice(0, 1);
    expect(list(product, 'tags')).toHaveLength(0);
  });

  test('lists that are derived are plain', () => {
    const author = new Author({ books: [new Book({ title: 'x' })] });
    const titles = list(author, 'books').map((book) => (book as Entity)['title']);
    titles.push('y');
    expect([titles, list(author, 'books').length]).toEqual([['x', 'y'], 1]);
  });

  test('objects of another class are refused', () => {
    expect(() => new Book({ author: new Card() })).toThrow(new ArgumentError(`Attribute "author" does not accept objects of type <class '__main__.Card'>`));
  });
});

describe('history', () => {
  const { Author, Book } = libraryModel();
  test('of values and of collections', () => {
    const author = new Author({ name: 'A' });
    expect([history(author, 'name'), history(author, 'born')]).toEqual(["History(added=['A'], unchanged=(), deleted=())", 'History(added=(), unchanged=(), deleted=())']);
    stateOrNull(author)?.commitAll();
    expect(history(author, 'name')).toBe("History(added=(), unchanged=['A'], deleted=())");
    author['name'] = 'B';
    expect(history(author, 'name')).toBe("History(added=['B'], unchanged=(), deleted=['A'])");
    author['name'] = 'A';
    expect(history(author, 'name')).toBe("History(added=(), unchanged=['A'], deleted=())");
    const [one, other] = [new Book(), new Book()];
    author['books'] = [one];
    stateOrNull(author)?.commitAll();
    list(author, 'books').splice(0, 1, other);
    const state = stateOrNull(author);
    const changes = state?.attribute('books').history(state);
    expect([changes?.added, changes?.deleted]).toEqual([[other], [one]]);
  });

  test.each([
    [1, 1n, true],
    [1, '1', false],
    [new Decimal('4.50'), new Decimal('4.50'), true],
    [{ a: [1] }, { a: [1] }, true],
    [{ a: [1] }, { a: [2] }, false],
    [null, undefined, true],
    [null, 0, false],
  ])('%s and %s are the same: %s', (left, right, same) => {
    expect(sameValue(left, right)).toBe(same);
  });
});

test('identities that look alike are told apart', () => {
  const tokens = [[1], ['1'], [1, 2], ['1', 2], ['1, 2']].map(identityToken);
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(identityToken([1n])).toBe(identityToken([1]));
});

describe('orphans', () => {
  test('an object is one when nobody has it who must', () => {
    const { Author, Book } = libraryModel();
    const book = new Book();
    const state = stateOrNull(book);
    if (!state) throw new Error('not mapped');
    expect(Book.mapper.isOrphan(state)).toBe(true);
    const author = new Author({ books: [book] });
    expect(Book.mapper.isOrphan(state)).toBe(false);
    list(author, 'books').pop();
    expect(Book.mapper.isOrphan(state)).toBe(true);
  });
});

describe('inheritance', () => {
  const metadata = new MetaData();
  const person = new Table('person', metadata, new Column('id', Integer, { primaryKey: true }), new Column('type', new String_(10)), new Column('name', new String_(10)));
  const engineer = new Table('engineer', metadata, new Column('id', new ForeignKey('person.id'), { primaryKey: true }), new Column('language', new String_(10)));
  const registry = new Registry({ metadata });
  const Person = mapped(registry, 'Person', person, {}, { polymorphicOn: 'type', polymorphicIdentity: 'person' });
  const Engineer = mapped(registry, 'Engineer', engineer, {}, { inherits: Person.mapper, polymorphicIdentity: 'engineer' });
  const Guest = mapped(registry, 'Guest', null, {}, { inherits: Person.mapper, polymorphicIdentity: 'guest' });

  test('columns of all tables are mapped, those with one name together', () => {
    expect([...Engineer.mapper.properties.keys()]).toEqual(['id', 'type', 'name', 'language']);
    const id = Engineer.mapper.columnProperties[0];
    expect(id?.columns.map((column) => column.toString())).toEqual(['engineer.id', 'person.id']);
    expect(Engineer.mapper.tables.map(({ name }) => name)).toEqual(['person', 'engineer']);
    expect(Engineer.mapper.table.toString()).toContain('person');
    expect(Guest.mapper.table).toBe(person);
  });

  test('the discriminator is set, and tells the mapper', () => {
    expect([new Engineer()['type'], new Guest()['type'], new Person()['type']]).toEqual(['engineer', 'guest', 'person']);
    expect(Person.mapper.polymorphism.identities.get('guest')).toBe(Guest.mapper);
    expect(Engineer.mapper.base).toBe(Person.mapper);
  });
});

describe('what is wrong is said', () => {
  const tables = () => {
    const metadata = new MetaData();
    const a = new Table('a', metadata, new Column('id', Integer, { primaryKey: true }));
    const b = new Table('b', metadata, new Column('id', Integer, { primaryKey: true }), new Column('a_id', new ForeignKey('a.id')));
    return { a, b, registry: new Registry({ metadata }) };
  };

  test('no primary key', () => {
    const table = new Table('a', new MetaData(), new Column('x', Integer));
    expect(() => mapped(new Registry(), 'A', table)).toThrow(new ArgumentError("Mapper Mapper[A(a)] could not assemble any primary key columns for mapped table 'a'"));
  });

  test('no foreign key', () => {
    const { a, registry } = tables();
    const lone = new Table('lone', registry.metadata, new Column('id', Integer, { primaryKey: true }));
    mapped(registry, 'A', a, { lones: related('Lone') });
    mapped(registry, 'Lone', lone);
    expect(() => { registry.configure(); }).toThrow(
      new NoForeignKeysError("Could not determine join condition between parent/child tables on relationship A.lones - there are no foreign keys linking these tables.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or specify a 'primaryjoin' expression."),
    ); // prettier-ignore
    expect(() => { registry.configure(); }).toThrow(/^One or more mappers failed to initialize - can't proceed with initialization of other mappers\. Triggering mapper: 'Mapper\[A\(a\)\]'/);
  });

  test('an unknown class', () => {
    const { a, registry } = tables();
    mapped(registry, 'A', a, { bs: related('Door') });
    expect(() => { registry.configure(); }).toThrow(
      new InvalidRequestError("When initializing mapper Mapper[A(a)], expression 'Door' failed to locate a name ('Door'). If this is a class name, consider adding this relationship() to the <class '__main__.A'> class after both dependent classes have been defined."),
    ); // prettier-ignore
  });

  test('a side that does not exist, or points the same way', () => {
    const first = tables();
    mapped(first.registry, 'A', first.a, { bs: related('B', { backPopulates: 'nope' }) });
    mapped(first.registry, 'B', first.b);
    expect(() => { first.registry.configure(); }).toThrow(/^Mapper 'Mapper\[B\(b\)\]' has no property 'nope'\./);
    const { b, registry } = tables();
    b.appendColumn(new Column('other_id', new ForeignKey('b.id')));
    mapped(registry, 'B', b, { one: related('B', { backPopulates: 'two' }), two: related('B', { backPopulates: 'one' }) });
    expect(() => { registry.configure(); }).toThrow(
      'B.one and back-reference B.two are both of the same direction <RelationshipDirection.ONETOMANY: 1>.  Did you mean to set remote_side on the many-to-one side ?',
    ); // prettier-ignore
  });

  test('cascades', () => {
    expect(() => new CascadeOptions('all, x, delete_orphan')).toThrow(new ArgumentError("Invalid cascade option(s): 'delete_orphan', 'x'"));
    expect(new CascadeOptions('all, delete-orphan').repr()).toBe("CascadeOptions('delete,delete-orphan,expunge,merge,refresh-expire,save-update')");
    const { a, b, registry } = tables();
    mapped(registry, 'A', a);
    mapped(registry, 'B', b, { a: related('A', { cascade: 'all, delete-orphan' }) });
    expect(() => { registry.configure(); }).toThrow(/^For many-to-one relationship B\.a, delete-orphan cascade is normally configured only on the "one" side/);
  });

  test('an unknown keyword', () => {
    const { Author } = libraryModel();
    expect(() => new Author({ nme: 'x' })).toThrow(new UnknownKeywordError('nme', 'Author'));
    expect(() => new Author({ nme: 'x' })).toThrow("'nme' is an invalid keyword argument for Author");
  });
});

test('backref makes the other side', () => {
  const metadata = new MetaData();
  const a = new Table('a', metadata, new Column('id', Integer, { primaryKey: true }));
  const b = new Table('b', metadata, new Column('id', Integer, { primaryKey: true }), new Column('a_id', new ForeignKey('a.id')));
  const registry = new Registry({ metadata });
  const A = mapped(registry, 'A', a, { bs: related('B', { backref: 'a' }) });
  const B = mapped(registry, 'B', b);
  registry.configure();
  expect(relationship(B, 'a').direction).toBe('MANYTOONE');
  expect([...relationship(A, 'bs').reverse]).toEqual([relationship(B, 'a')]);
});
