import { callFunction } from '../../../src/orm/sql/functions';
import { and_ } from '../../../src/orm/sql/elements';
import { exists, select, union } from '../../../src/orm/sql/select';
import { operators } from '../../../src/orm/sql/operators';
import { withParent } from '../../../src/orm/query/with-parent';
import { Bundle } from '../../../src/orm/map/bundle';
import { join, outerjoin } from '../../../src/orm/query/orm-join';
import { Registry } from '../../../src/orm/map/registry';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Integer } from '../../../src/orm/sql/types/standard';
import { companyModel, libraryModel, mapped, related, shopModel } from '../map/models';
import { aliasOf, column as c, entity as e, flat, relation as r } from './program';

const { Author, Book, Member, authors } = libraryModel();
const { Customer, Order, Item, Product } = shopModel();
const { Employee, Department } = companyModel();

const ORDERS = 'SELECT orders.id, orders.customer_id, orders.status, orders.placed_on FROM orders';
const PRODUCTS = 'SELECT products.id, products.sku, products.title, products.price, products.stock FROM products';
const AUTHORS = 'SELECT authors.id, authors.name, authors.born FROM authors';
const Boss = aliasOf(Employee, null, { name: 'boss' });
const Peer = aliasOf(Employee);
const elder = aliasOf(Author);
Author.mapper.descriptors.set('age', (owner) => owner.column('born').reverseOperate(operators.sub, 2000));
const count = (given: unknown) => callFunction('count', [given]);

const texts: readonly (readonly [string, () => { toString(): string }, string])[] = [
  ['an entity', () => select(e(Author)), AUTHORS],
  ['a column', () => select(c(Author, 'name')), 'SELECT authors.name FROM authors'],
  ['columns of one before the entity', () => select(c(Author, 'id'), e(Author)), 'SELECT authors.id, authors.name, authors.born FROM authors'],
  ['an entity before its column', () => select(e(Author), c(Author, 'id')), 'SELECT authors.id, authors.name, authors.born, authors.id AS id__1 FROM authors'],
  ['filter_by', () => select(e(Book)).filterBy({ year: 2011 }), 'SELECT books.id, books.title, books.year, books.pages, books.author_id FROM books WHERE books.year = :year_1'],
  ['filter_by after a join is of the joined', () => select(c(Book, 'id')).join(r(Book, 'author')).filterBy({ name: 'x' }), 'SELECT books.id FROM books JOIN authors ON authors.id = books.author_id WHERE authors.name = :name_1'],
  ['a chain of joins', () => select(c(Customer, 'name')).join(r(Customer, 'orders')).join(r(Order, 'items')).join(r(Item, 'product')),
    'SELECT customers.name FROM customers JOIN orders ON customers.id = orders.customer_id JOIN items ON orders.id = items.order_id JOIN products ON products.id = items.product_id'],
  ['an outer join', () => select(c(Customer, 'id')).outerjoin(r(Customer, 'orders')), 'SELECT customers.id FROM customers LEFT OUTER JOIN orders ON customers.id = orders.customer_id'],
  ['the same edge twice', () => select(c(Customer, 'id')).join(r(Customer, 'orders')).join(r(Customer, 'orders')), 'SELECT customers.id FROM customers JOIN orders ON customers.id = orders.customer_id'],
  ['joins to entities', () => select(e(Order)).join(e(Customer)).join(e(Item), c(Item, 'order_id').eq(c(Order, 'id'))), `${ORDERS} JOIN customers ON customers.id = orders.customer_id JOIN items ON items.order_id = orders.id`],
  ['a target and a relationship', () => select(c(Order, 'id')).join(e(Customer), r(Order, 'customer')), 'SELECT orders.id FROM orders JOIN customers ON customers.id = orders.customer_id'],
  ['and_() on the relationship', () => select(e(Order)).join(r(Order, 'customer').and_(c(Customer, 'city').eq('Riga'))), `${ORDERS} JOIN customers ON customers.id = orders.customer_id AND customers.city = :city_1`],
  ['a join to an alias', () => select(c(Employee, 'id'), c(Boss, 'name')).join(r(Employee, 'manager').ofType(Boss)), 'SELECT employees.id, boss.name FROM employees JOIN employees AS boss ON boss.id = employees.manager_id'],
  ['a join to an alias with and_()', () => select(c(Employee, 'id')).join(r(Employee, 'manager').ofType(Boss).and_(c(Boss, 'salary').gt(1))), 'SELECT employees.id FROM employees JOIN employees AS boss ON boss.id = employees.manager_id AND boss.salary > :salary_1'],
  ['a join from an alias', () => select(c(Boss, 'id')).join(r(Boss, 'department')), 'SELECT boss.id FROM employees AS boss JOIN departments ON departments.id = boss.department_id'],
  ['an alias by a condition', () => select(c(Employee, 'name'), c(Peer, 'name')).join(Peer, and_(c(Peer, 'salary').eq(c(Employee, 'salary')), c(Peer, 'id').gt(c(Employee, 'id')))),
    'SELECT employees.name, employees_1.name AS name_1 FROM employees JOIN employees AS employees_1 ON employees_1.salary = employees.salary AND employees_1.id > employees.id'],
  ['a secondary table in a join', () => select(c(Product, 'id')).join(r(Product, 'tags')),
    'SELECT products.id FROM products JOIN product_tag AS product_tag_1 ON products.id = product_tag_1.product_id JOIN tags ON tags.id = product_tag_1.tag_id'],
  ['a secondary table in an outer join', () => select(c(Product, 'id')).outerjoin(r(Product, 'tags')),
    'SELECT products.id FROM products LEFT OUTER JOIN (product_tag AS product_tag_1 JOIN tags ON tags.id = product_tag_1.tag_id) ON products.id = product_tag_1.product_id'],
  ['select_from with a count', () => select(count(c(Book, 'id'))).selectFrom(e(Author)).join(r(Author, 'books')), 'SELECT count(books.id) AS count_1 FROM authors JOIN books ON authors.id = books.author_id'],
  ['join_from', () => select(c(Book, 'id')).joinFrom(e(Author), e(Book)), 'SELECT books.id FROM authors JOIN books ON authors.id = books.author_id'],
  ['orm.join', () => select(c(Book, 'id')).selectFrom(join(e(Author), e(Book), r(Author, 'books'))), 'SELECT books.id FROM authors JOIN books ON authors.id = books.author_id'],
  ['orm.outerjoin without a condition', () => select(c(Book, 'id')).selectFrom(outerjoin(e(Author), e(Book))), 'SELECT books.id FROM authors LEFT OUTER JOIN books ON authors.id = books.author_id'],
  ['any', () => select(e(Author)).where(r(Author, 'books').any(c(Book, 'year').gt(2000))), `${AUTHORS} WHERE EXISTS (SELECT 1 FROM books WHERE authors.id = books.author_id AND books.year > :year_1)`],
  ['any without a condition', () => select(e(Author)).where(r(Author, 'books').any()), `${AUTHORS} WHERE EXISTS (SELECT 1 FROM books WHERE authors.id = books.author_id)`],
  ['not any', () => select(e(Author)).where(r(Author, 'books').any().not()), `${AUTHORS} WHERE NOT (EXISTS (SELECT 1 FROM books WHERE authors.id = books.author_id))`],
  ['any with keywords', () => select(e(Product)).where(r(Product, 'tags').any(null, { name: 'gift' })),
    `${PRODUCTS} WHERE EXISTS (SELECT 1 FROM tags, product_tag WHERE products.id = product_tag.product_id AND tags.id = product_tag.tag_id AND tags.name = :name_1)`],
  ['has', () => select(c(Book, 'id')).where(r(Book, 'author').has(c(Author, 'name').eq('x'))), 'SELECT books.id FROM books WHERE EXISTS (SELECT 1 FROM authors WHERE authors.id = books.author_id AND authors.name = :name_1)'],
  ['has on the class itself', () => select(c(Employee, 'id')).where(r(Employee, 'manager').has(c(Employee, 'name').eq('x'))),
    'SELECT employees.id FROM employees WHERE EXISTS (SELECT 1 FROM employees AS employees_1 WHERE employees_1.id = employees.manager_id AND employees_1.name = :name_1)'],
  ['any of an alias', () => select(c(Boss, 'id')).where(r(Boss, 'reports').any(c(Employee, 'salary').gt(1))), 'SELECT boss.id FROM employees AS boss WHERE EXISTS (SELECT 1 FROM employees WHERE boss.id = employees.manager_id AND employees.salary > :salary_1)'],
  ['any with of_type', () => select(c(Department, 'id')).where(r(Department, 'employees').ofType(Boss).any(c(Boss, 'salary').gt(1))), 'SELECT departments.id FROM departments WHERE EXISTS (SELECT 1 FROM employees AS boss WHERE departments.id = boss.department_id AND boss.salary > :salary_1)'],
  ['a many-to-one is null', () => select(c(Employee, 'id')).where(r(Employee, 'manager').eq(null)), 'SELECT employees.id FROM employees WHERE employees.manager_id IS NULL'],
  ['a many-to-one is not null', () => select(c(Employee, 'id')).where(r(Employee, 'manager').ne(null)), 'SELECT employees.id FROM employees WHERE employees.manager_id IS NOT NULL'],
  ['a collection is empty', () => select(c(Author, 'id')).where(r(Author, 'books').eq(null)), 'SELECT authors.id FROM authors WHERE NOT (EXISTS (SELECT 1 FROM books WHERE authors.id = books.author_id))'],
  ['an object', () => select(c(Book, 'id')).where(r(Book, 'author').eq(new Author({ id: 1 }))), 'SELECT books.id FROM books WHERE :param_1 = books.author_id'],
  ['not an object', () => select(c(Book, 'id')).where(r(Book, 'author').ne(new Author({ id: 1 }))), 'SELECT books.id FROM books WHERE books.author_id != :author_id_1 OR books.author_id IS NULL'],
  ['contains', () => select(c(Author, 'id')).where(r(Author, 'books').contains(new Book({ id: 1, author_id: 3 }))), 'SELECT authors.id FROM authors WHERE authors.id = :param_1'],
  ['contains with a secondary table', () => select(c(Product, 'id')).where(r(Product, 'tags').contains(new (shopTag())({ id: 1 }))),
    'SELECT products.id FROM products, product_tag AS product_tag_1 WHERE products.id = product_tag_1.product_id AND :param_1 = product_tag_1.tag_id'],
  ['with_parent', () => select(c(Book, 'id')).where(withParent(new Author({ id: 1 }), r(Author, 'books'))), 'SELECT books.id FROM books WHERE :param_1 = books.author_id'],
  ['a hybrid has the name of its attribute', () => select(c(Author, 'age')), 'SELECT :born_1 - authors.born AS age FROM authors'],
  ['a hybrid of an alias', () => select(c(elder, 'age')).where(c(elder, 'age').gt(3)), 'SELECT :born_1 - authors_1.born AS age FROM authors AS authors_1 WHERE :born_2 - authors_1.born > :param_1'],
  ['a relationship as a condition', () => select(c(Author, 'id'), c(Book, 'id')).where(r(Author, 'books')), 'SELECT authors.id, books.id AS id_1 FROM authors, books WHERE authors.id = books.author_id'],
  ['a subquery of an entity', () => select(select(e(Author)).subquery()), 'SELECT anon_1.id, anon_1.name, anon_1.born FROM (SELECT authors.id AS id, authors.name AS name, authors.born AS born FROM authors) AS anon_1'],
  ['an alias of a subquery', () => select(aliasOf(Author, select(e(Author)).where(c(Author, 'born').gt(1950)).subquery())), 'SELECT anon_1.id, anon_1.name, anon_1.born FROM (SELECT authors.id AS id, authors.name AS name, authors.born AS born FROM authors WHERE authors.born > :born_1) AS anon_1'],
  ['an alias of a CTE', () => select(aliasOf(Author, select(e(Author)).cte('elder'))), 'WITH elder AS (SELECT authors.id AS id, authors.name AS name, authors.born AS born FROM authors) SELECT elder.id, elder.name, elder.born FROM elder'],
  ['exists', () => select(c(Author, 'id')).where(exists(e(Book)).where(c(Book, 'author_id').eq(c(Author, 'id')))), 'SELECT authors.id FROM authors WHERE EXISTS (SELECT books.id, books.title, books.year, books.pages, books.author_id FROM books WHERE books.author_id = authors.id)'],
  ['a scalar subquery', () => select(c(Author, 'id'), select(count(c(Book, 'id'))).where(c(Book, 'author_id').eq(c(Author, 'id'))).scalarSubquery().label('n')), 'SELECT authors.id, (SELECT count(books.id) AS count_1 FROM books WHERE books.author_id = authors.id) AS n FROM authors'],
  ['a union', () => union(select(e(Author)).where(c(Author, 'id').eq(1)), select(e(Author)).where(c(Author, 'id').eq(2))), `${AUTHORS} WHERE authors.id = :id_1 UNION ${AUTHORS} WHERE authors.id = :id_2`],
  ['an alias of a union', () => select(aliasOf(Author, union(select(e(Author)), select(e(Author))).subquery())),
    'SELECT anon_1.id, anon_1.name, anon_1.born FROM (SELECT authors.id AS id, authors.name AS name, authors.born AS born FROM authors UNION SELECT authors.id AS id, authors.name AS name, authors.born AS born FROM authors) AS anon_1'],
  ['a bundle', () => select(new Bundle('b', [c(Author, 'id'), c(Author, 'name')])), 'SELECT authors.id, authors.name FROM authors'],
  ['two entities', () => select(e(Author), e(Member)), 'SELECT authors.id, authors.name, authors.born, members.id AS id_1, members.name AS name_1, members.email FROM authors, members'],
  ['group by', () => select(c(Author, 'name'), count(c(Book, 'id'))).join(r(Author, 'books')).groupBy(c(Author, 'name')), 'SELECT authors.name, count(books.id) AS count_1 FROM authors JOIN books ON authors.id = books.author_id GROUP BY authors.name'],
  ['a table beside an entity', () => select(authors), AUTHORS],
  ['with_only_columns keeps the joins', () => select(e(Author)).join(r(Author, 'books')).withOnlyColumns(count(c(Book, 'id'))), 'SELECT count(books.id) AS count_1 FROM authors JOIN books ON authors.id = books.author_id'],
]; // prettier-ignore

function shopTag() {
  return shop.Tag;
}
const shop = shopModel();

test.each(texts)('%s', (_, make, expected) => {
  expect(flat(make().toString())).toBe(expected);
});

const errors: readonly (readonly [string, () => unknown, RegExp])[] = [
  ['comparing a collection with an object', () => r(Author, 'books').eq(new Book({ id: 1 })), /^Can't compare a collection to an object or collection; use contains\(\) to test for membership\.$/],
  ['any() of a scalar', () => r(Book, 'author').any(), /^'any\(\)' not implemented for scalar attributes\. Use has\(\)\.$/],
  ['has() of a collection', () => r(Author, 'books').has(), /^'has\(\)' not implemented for collections\. Use any\(\)\.$/],
  ['contains() of a scalar', () => r(Book, 'author').contains(new Author({ id: 1 })), /^'contains' not implemented for scalar attributes\. {2}Use ==$/],
  ['in_() of a relationship', () => r(Book, 'author').in_([1]), /^in_\(\) not yet supported for relationships/],
  ['comparing with a class', () => r(Book, 'author').eq(e(Author)), /^Mapped instance expected for relationship comparison to object\./],
  ['a join to what nothing links', () => select(e(Author)).join(e(Member)).toString(), /^Don't know how to join to <Mapper at 0x[0-9a-f]+; Member>\. Please use the \.select_from\(\) method/],
  ['a join to itself', () => select(e(Employee)).join(r(Employee, 'manager')).toString(), /^Can't construct a join from Mapper\[Employee\(employees\)\] to Mapper\[Employee\(employees\)\], they are the same entity$/],
  ['a condition beside a relationship', () => select(e(Author)).join(r(Author, 'books'), c(Book, 'id').eq(1)).toString(), /^No 'on clause' argument may be passed when joining to a relationship path as a target$/],
  ['an unknown attribute', () => select(e(Author)).filterBy({ nope: 1 }), /has no property "?nope|have a property "nope"/],
];

test.each(errors)('error: %s', (_, work, expected) => {
  expect(work).toThrow(expected);
});

test('columns can be named before all classes are there', () => {
  const metadata = new MetaData();
  const registry = new Registry({ metadata });
  const parent = new Table('parent', metadata, new Column('id', Integer, { primaryKey: true }));
  const Parent = mapped(registry, 'Parent', parent, { children: related('Child') });
  const child = new Table('child', metadata, new Column('id', Integer, { primaryKey: true }), new Column('parent_id', new ForeignKey('parent.id')));
  expect(c(Parent, 'id').toString()).toBe('parent.id');
  mapped(registry, 'Child', child);
  expect(flat(r(Parent, 'children').any().toString())).toBe('EXISTS (SELECT 1 FROM child, parent WHERE parent.id = child.parent_id)');
});
