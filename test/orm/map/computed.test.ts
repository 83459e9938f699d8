import '../../../src/orm/compile';
import { associationProxy, AssociationComparator, type AssociationList } from '../../../src/orm/map/association-proxy';
import { composite } from '../../../src/orm/map/composite';
import { ComputedAttribute } from '../../../src/orm/map/computed-attribute';
import { entityOf } from '../../../src/orm/map/entity';
import { foreign, remote } from '../../../src/orm/map/join-annotations';
import { Registry } from '../../../src/orm/map/registry';
import { Relationship } from '../../../src/orm/map/relationship';
import { asClause } from '../../../src/orm/sql/clause';
import { and_ } from '../../../src/orm/sql/elements';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { col } from '../record';
import { mapped, related, type Entity } from './models';

const key = (): Column => new Column('id', Integer, { primaryKey: true });
const sql = (given: unknown): string => asClause(given)?.toString().replace(/\s+/g, ' ') ?? '';

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

describe('composites', () => {
  const metadata = new MetaData();
  const vertex = new Table('vertex', metadata, key(), new Column('x', Integer), new Column('y', Integer));
  const Vertex = mapped(new Registry({ metadata }), 'Vertex', vertex, {
    start: composite({ make: (x, y) => new Point(Number(x), Number(y)), parts: (point) => [(point as Point).x, (point as Point).y], keys: ['x', 'y'] }),
  });

  test('are made of their columns, and set them', () => {
    const made = new Vertex({ start: new Point(1, 2) });
    expect([made['x'], made['y'], made['start']]).toEqual([1, 2, new Point(1, 2)]);
    expect(made['start']).toBe(made['start']);
    made['x'] = 5;
    expect(made['start']).toEqual(new Point(5, 2));
    made['start'] = null;
    expect([made['x'], made['start'], new Vertex()['start']]).toEqual([null, null, null]);
  });

  test('are compared column by column', () => {
    const start = entityOf(Vertex.mapper).required('start');
    expect(sql(start.eq(new Point(3, 4)))).toBe('vertex.x = :x_1 AND vertex.y = :y_1');
  });
});

describe('association proxies', () => {
  const metadata = new MetaData();
  const users = new Table('users', metadata, key(), new Column('name', new String_(20)));
  const keywords = new Table('keywords', metadata, key(), new Column('word', new String_(20)));
  const links = new Table('links', metadata, new Column('user_id', new ForeignKey('users.id'), { primaryKey: true }), new Column('keyword_id', new ForeignKey('keywords.id'), { primaryKey: true }));
  const registry = new Registry({ metadata });
  const Keyword = mapped(registry, 'Keyword', keywords);
  const Link = mapped(registry, 'Link', links, { keyword: related('Keyword'), user: related('User', { backPopulates: 'links' }), word: associationProxy({ through: 'keyword', attribute: 'word', create: (word) => new Keyword({ word }) }) });
  const User = mapped(registry, 'User', users, { links: related('Link', { backPopulates: 'user' }), keywords: associationProxy({ through: 'links', attribute: 'keyword', create: (keyword) => new Link({ keyword }) }) });

  test('show what is on the other side of the objects between', () => {
    const [red, blue] = [new Keyword({ word: 'red' }), new Keyword({ word: 'blue' })];
    const user = new User({ keywords: [red] });
    const shown = user['keywords'] as AssociationList;
    shown.push(blue);
    expect([shown.toArray(), shown.length, shown.includes(blue), shown.at(1)]).toEqual([[red, blue], 2, true, blue]);
    expect((user['links'] as Entity[]).map((link) => link['user'])).toEqual([user, user]);
    shown.remove(red);
    expect(shown.toArray()).toEqual([blue]);
    const link = (user['links'] as Entity[])[0];
    expect(link?.['word']).toBe('blue');
    if (link) link['word'] = 'green';
    expect(blue['word']).toBe('green');
    expect(new Link({ word: 'new' })['word']).toBe('new');
  });

  test('are asked for in statements', () => {
    const proxy = entityOf(User.mapper).required('keywords');
    const word = entityOf(Link.mapper).required('word');
    if (!(proxy instanceof AssociationComparator) || !(word instanceof AssociationComparator)) throw new Error('no proxies');
    expect(sql(proxy.any(entityOf(Keyword.mapper).column('word').eq('red')))).toBe(
      'EXISTS (SELECT 1 FROM links, users WHERE users.id = links.user_id AND (EXISTS (SELECT 1 FROM keywords WHERE keywords.id = links.keyword_id AND keywords.word = :word_1)))',
    );
    expect(sql(word.eq('red'))).toBe('EXISTS (SELECT 1 FROM keywords, links WHERE keywords.id = links.keyword_id AND keywords.word = :word_1)');
    expect(() => proxy.has()).toThrow("'has()' not implemented for collections. Use any().");
  });
});

test('hybrids: an attribute of objects and of statements', () => {
  const metadata = new MetaData();
  const span = new Table('span', metadata, key(), new Column('start', Integer), new Column('stop', Integer));
  const Span = mapped(new Registry({ metadata }), 'Span', span, {
    length: new ComputedAttribute({
      get: (object) => Number((object as Entity)['stop']) - Number((object as Entity)['start']),
      set: (object, value) => { (object as Entity)['stop'] = Number((object as Entity)['start']) + Number(value); },
      onClass: (entity) => entity.column('stop').sub(entity.column('start')),
    }),
    fixed: new ComputedAttribute({ get: () => 1 }),
  }); // prettier-ignore
  const made = new Span({ start: 3, length: 4 });
  expect([made['stop'], made['length']]).toEqual([7, 4]);
  expect(sql(entityOf(Span.mapper).required('length'))).toBe('span.stop - span.start');
  expect(() => { made['fixed'] = 2; }).toThrow("can't set attribute");
}); // prettier-ignore

test('validators see values before they are set, of collections too', () => {
  const metadata = new MetaData();
  const shelf = new Table('shelf', metadata, key(), new Column('name', new String_(20)));
  const book = new Table('book', metadata, key(), new Column('shelf_id', new ForeignKey('shelf.id')));
  const registry = new Registry({ metadata });
  const seen: unknown[] = [];
  const Shelf = mapped(registry, 'Shelf', shelf, { books: related('Book', { backPopulates: 'shelf' }) }, {
    validators: {
      name: { validate: (_object, _key, value) => { if (value === '') throw new RangeError('no name'); return String(value).trim(); } },
      books: { validate: (_object, name, value, isRemove) => { seen.push([name, (value as Entity)['id'], isRemove]); return value; }, includeRemoves: true, includeBackrefs: false },
    },
  }); // prettier-ignore
  const Book = mapped(registry, 'Book', book, { shelf: related('Shelf', { backPopulates: 'books' }) });
  const made = new Shelf({ name: ' a ' });
  expect(made['name']).toBe('a');
  expect(() => { made['name'] = ''; }).toThrow('no name');
  const [one, two] = [new Book({ id: 1 }), new Book({ id: 2, shelf: made })];
  (made['books'] as Entity[]).push(one);
  made['books'] = [one];
  expect([seen, two['shelf']]).toEqual([[['books', 1, false], ['books', 1, false], ['books', 2, true]], null]);
}); // prettier-ignore

test('foreign() and remote() tell what a condition without foreign keys means', () => {
  const metadata = new MetaData();
  const host = new Table('host', metadata, key(), new Column('ip', new String_(20)), new Column('parent_ip', new String_(20)));
  const registry = new Registry({ metadata });
  const [ip, parent] = [col(host, 'ip'), col(host, 'parent_ip')];
  const Host = mapped(registry, 'Host', host, {
    parent: related('Host', { primaryjoin: () => and_(remote(ip).eq(foreign(parent))), uselist: false }),
    children: related('Host', { primaryjoin: () => and_(remote(foreign(parent)).eq(ip)), viewonly: true }),
  });
  registry.configure();
  const directions = ['parent', 'children'].map((name) => {
    const property = Host.mapper.property(name);
    if (!(property instanceof Relationship)) throw new Error('no relationship');
    return [property.direction, property.join.localRemote.map((pair) => pair.map((column) => column.key))];
  });
  expect(directions).toEqual([['MANYTOONE', [['parent_ip', 'ip']]], ['ONETOMANY', [['ip', 'parent_ip']]]]); // prettier-ignore
});
