import { construct, instrument, javaScriptEntity } from '../../../src/orm/map/instrumented-class';
import { RelationshipDefinition, type Mapper, type MapperOptions, type PropertyDefinition } from '../../../src/orm/map/mapper';
import { Registry } from '../../../src/orm/map/registry';
import type { FromClause } from '../../../src/orm/sql/from-clause';
import type { RelationshipOptions } from '../../../src/orm/map/relationship';
import { company } from '../models/company';
import { library } from '../models/library';
import { shop } from '../models/shop';

/** An object of a test: any attribute by name. */
export type Entity = Record<string, unknown>;

/** A mapped class of a test. */
export interface TestClass {
  new (values?: Record<string, unknown>): Entity;
  readonly mapper: Mapper;
}

/** Maps a class made up for a test. */
export function mapped(registry: Registry, name: string, table: FromClause | null, properties: Record<string, PropertyDefinition> = {}, options: MapperOptions = {}): TestClass {
  const made = function (this: object, values: Record<string, unknown> = {}): void {
    construct(mapper, this, values);
  };
  Object.defineProperty(made, 'name', { value: name });
  const target = made as unknown as TestClass;
  const mapper = registry.map({ entity: javaScriptEntity(target, name), table, properties, options });
  instrument(target, mapper);
  return Object.assign(made, { mapper }) as unknown as TestClass;
}

export const related = (target: unknown, options: RelationshipOptions = {}): RelationshipDefinition => new RelationshipDefinition(target, options);

/** The oracle's model `library`. */
export function libraryModel() {
  const tables = library();
  const registry = new Registry({ metadata: tables.metadata });
  const owned = 'all, delete-orphan';
  const Author = mapped(registry, 'Author', tables.authors, { books: related('Book', { backPopulates: 'author', cascade: owned, orderBy: 'Book.id' }) });
  const Book = mapped(registry, 'Book', tables.books, { author: related('Author', { backPopulates: 'books' }), loans: related('Loan', { backPopulates: 'book' }) });
  const Member = mapped(registry, 'Member', tables.members, {
    card: related('Card', { backPopulates: 'member', cascade: owned, uselist: false }),
    loans: related('Loan', { backPopulates: 'member', cascade: owned, orderBy: 'Loan.taken_on' }),
  });
  const Card = mapped(registry, 'Card', tables.cards, { member: related('Member', { backPopulates: 'card' }) });
  const Loan = mapped(registry, 'Loan', tables.loans, { book: related('Book', { backPopulates: 'loans' }), member: related('Member', { backPopulates: 'loans' }) });
  return { ...tables, registry, Author, Book, Member, Card, Loan };
}

/** The oracle's model `shop`. */
export function shopModel() {
  const tables = shop();
  const registry = new Registry({ metadata: tables.metadata });
  const Customer = mapped(registry, 'Customer', tables.customers, { orders: related('Order', { backPopulates: 'customer', orderBy: 'Order.id' }) });
  const Order = mapped(registry, 'Order', tables.orders, {
    customer: related('Customer', { backPopulates: 'orders' }),
    items: related('Item', { backPopulates: 'order', cascade: 'all, delete-orphan', orderBy: 'Item.id' }),
  });
  const Item = mapped(registry, 'Item', tables.items, { order: related('Order', { backPopulates: 'items' }), product: related('Product') });
  const Product = mapped(registry, 'Product', tables.products, { tags: related('Tag', { secondary: 'product_tag', backPopulates: 'products', orderBy: 'Tag.id' }) });
  const Tag = mapped(registry, 'Tag', tables.tags, { products: related('Product', { secondary: 'product_tag', backPopulates: 'tags', orderBy: 'Product.id' }) });
  return { ...tables, registry, Customer, Order, Item, Product, Tag };
}

/** The oracle's model `company`. */
export function companyModel() {
  const tables = company();
  const registry = new Registry({ metadata: tables.metadata });
  const bio = tables.profiles.c.get('bio');
  if (!bio) throw new Error('no column bio');
  const Department = mapped(registry, 'Department', tables.departments, { employees: related('Employee', { backPopulates: 'department', orderBy: 'Employee.id' }) });
  const Employee = mapped(registry, 'Employee', tables.employees, {
    department: related('Department', { backPopulates: 'employees' }),
    manager: related('Employee', { backPopulates: 'reports', remoteSide: 'Employee.id' }),
    reports: related('Employee', { backPopulates: 'manager', orderBy: 'Employee.id' }),
    profile: related('Profile', { backPopulates: 'employee', cascade: 'all, delete-orphan', uselist: false }),
    projects: related('Project', { secondary: 'employee_project', backPopulates: 'members', orderBy: 'Project.id' }),
  });
  const Profile = mapped(registry, 'Profile', tables.profiles, { bio: { columns: [bio], deferred: true }, employee: related('Employee', { backPopulates: 'profile' }) });
  const Project = mapped(registry, 'Project', tables.projects, { members: related('Employee', { secondary: 'employee_project', backPopulates: 'projects', orderBy: 'Employee.id' }) });
  return { ...tables, registry, Department, Employee, Profile, Project };
}
