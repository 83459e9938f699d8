import { createAll } from '../../../src/orm/engine/table-definitions';
import { MappingAssertionError, StaleDataError } from '../../../src/orm/map/errors';
import type { MapperOptions, PropertyDefinition } from '../../../src/orm/map/mapper';
import { Registry } from '../../../src/orm/map/registry';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { callFunction } from '../../../src/orm/sql/functions';
import { text } from '../../../src/orm/sql/text-clause';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { beginning, bench, type Bench } from '../engine/open';
import { mapped, related, type Entity, type TestClass } from '../map/models';
import { col } from '../record';
import { Opened, list, writes } from './open-session';

const key = (): Column => new Column('id', Integer, { primaryKey: true });
const name = (): Column => new Column('name', new String_(30));

/** Tables and classes of one test, created in a database of its own. */
async function made<T>(define: (metadata: MetaData, map: (table: Table, properties?: Record<string, PropertyDefinition>, options?: MapperOptions) => TestClass) => T, address = 'sqlite://'): Promise<{ readonly database: Bench; readonly run: Opened; readonly model: T; readonly registry: Registry }> {
  const database = await bench(address);
  const metadata = new MetaData();
  const registry = new Registry({ metadata, onWarning: (message) => void database.warnings.push(message) });
  const model = define(metadata, (table, properties = {}, options = {}) => {
    const title = table.name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return mapped(registry, title, table, properties, options);
  });
  beginning(database.engine, (connection) => createAll(connection, metadata));
  database.statements.length = 0;
  return { database, run: new Opened(database), model, registry };
}

const item = (metadata: MetaData): Table => new Table('item', metadata, key(), name(), new Column('size', Integer));

describe('a new object with the key of another', () => {
  test('takes over its row when that is deleted: UPDATE of what was set', async () => {
    const { database, run, model } = await made((metadata, map) => map(item(metadata)));
    const old = new model({ id: 1, name: 'a', size: 3 });
    run.session.add(old);
    run.commit();
    database.statements.length = 0;
    run.delete(old);
    run.session.add(new model({ id: 1, name: 'b' }));
    run.flush();
    expect(writes(database)).toEqual([['UPDATE item SET name=? WHERE item.id = ?', ['b', 1]]]);
    expect(run.rows('SELECT * FROM item')).toEqual([[1, 'b', 3]]);
    run.close();
  });

  test('is warned of, and refused by the database, when that stays', async () => {
    const { database, run, model } = await made((metadata, map) => map(item(metadata)));
    const old = new model({ id: 1, name: 'a' });
    run.session.add(old);
    run.flush();
    run.session.add(new model({ id: 1, name: 'b' }));
    expect(() => { run.flush(); }).toThrow(/UNIQUE constraint failed: item\.id/);
    expect(database.warnings).toEqual([expect.stringMatching(/^New instance <Item at 0x[0-9a-f]+> with identity key \(<class '__main__\.Item'>, \(1,\), None\) conflicts with persistent instance <Item at 0x[0-9a-f]+>$/)]);
    run.close();
  }); // prettier-ignore
});

describe('rows that refer to each other', () => {
  const widgets = (metadata: MetaData, map: (table: Table, properties?: Record<string, PropertyDefinition>) => TestClass) => {
    const widget = new Table('widget', metadata, key(), name(), new Column('favorite_id', new ForeignKey('entry.id', { name: 'fk_favorite', useAlter: true })));
    const entry = new Table('entry', metadata, key(), name(), new Column('widget_id', new ForeignKey('widget.id')));
    const Entry = map(entry);
    const Widget = map(widget, {
      entries: related('Entry', { foreignKeys: 'Entry.widget_id', primaryjoin: () => col(widget, 'id').eq(col(entry, 'widget_id')) }),
      favorite: related('Entry', { foreignKeys: 'Widget.favorite_id', primaryjoin: () => col(entry, 'id').eq(col(widget, 'favorite_id')), postUpdate: true }),
    });
    return { Entry, Widget };
  };

  test('are inserted first and tied together later: post_update', async () => {
    const { database, run, model } = await made(widgets);
    const entry = new model.Entry({ name: 'e' });
    const widget = new model.Widget({ name: 'w', entries: [entry], favorite: entry });
    run.session.add(widget);
    run.commit();
    expect(writes(database)).toEqual([
      ['INSERT INTO widget (name, favorite_id) VALUES (?, ?)', ['w', null]],
      ['INSERT INTO entry (name, widget_id) VALUES (?, ?)', ['e', 1]],
      ['UPDATE widget SET favorite_id=? WHERE widget.id = ?', [1, 1]],
      'COMMIT',
    ]);
    expect((widget['favorite'] as Entity)['name']).toBe('e');
    database.statements.length = 0;
    run.delete(widget);
    run.delete(entry);
    run.commit();
    expect(writes(database)).toEqual([
      ['UPDATE widget SET favorite_id=? WHERE widget.id = ?', [null, 1]],
      ['DELETE FROM entry WHERE entry.id = ?', [1]],
      ['DELETE FROM widget WHERE widget.id = ?', [1]],
      'COMMIT',
    ]);
    run.close();
  });
});

describe('version counters', () => {
  const versioned = (options: MapperOptions = {}) => (metadata: MetaData, map: (table: Table, properties?: Record<string, PropertyDefinition>, options?: MapperOptions) => TestClass): TestClass => {
    const version = new Column('version', Integer, { nullable: false });
    return map(new Table('note', metadata, key(), name(), version), {}, { versionIdCol: version, ...options });
  };

  test('rows are updated one by one, so that each is known to be there', async () => {
    const { database, run, model: Note } = await made(versioned());
    run.session.addAll([new Note({ name: 'a' }), new Note({ name: 'b' })]);
    run.commit();
    const [first, second] = [run.get(Note, 1), run.get(Note, 2)];
    database.statements.length = 0;
    first['name'] = 'c';
    second['name'] = 'd';
    run.flush();
    expect(writes(database)).toEqual([
      ['UPDATE note SET name=?, version=? WHERE note.id = ? AND note.version = ?', ['c', 2, 1, 1]],
      ['UPDATE note SET name=?, version=? WHERE note.id = ? AND note.version = ?', ['d', 2, 2, 1]],
    ]);
    run.execute(text('UPDATE note SET version = 7'));
    run.delete(first);
    expect(() => { run.flush(); }).toThrow(new StaleDataError("DELETE statement on table 'note' expected to delete 1 row(s); 0 were matched.  Please set confirm_deleted_rows=False within the mapper configuration to prevent this warning."));
    run.close();
  }); // prettier-ignore

  test('a generator of ones own, and merging an old version', async () => {
    const { run, model: Note } = await made(versioned({ versionIdGenerator: (last) => Number(last ?? 10) + 5 }));
    const note = new Note({ name: 'a' });
    run.session.add(note);
    run.flush();
    expect(note['version']).toBe(15);
    note['name'] = 'b';
    run.flush();
    expect(note['version']).toBe(20);
    expect(() => run.do(run.session.merge(new Note({ id: 1, version: 15 })))).toThrow(/^Version id '15' on merged state <Note at 0x[0-9a-f]+> does not match existing version '20'\. Leave the version attribute unset when merging to update the most recent version\.$/);
    run.close();
  });
});

describe('values that the database makes', () => {
  const counters = (metadata: MetaData, map: (table: Table) => TestClass): TestClass =>
    map(new Table('counter', metadata, key(), new Column('n', Integer, { serverDefault: '5' }), new Column('upper', new String_(10), { default: 'x', onupdate: 'y' }), name()));

  test('come back with the row, defaults and updates are known at once', async () => {
    const { database, run, model: Counter } = await made(counters);
    const counter = new Counter({ name: 'a' });
    run.session.add(counter);
    run.flush();
    expect(writes(database)).toEqual([['INSERT INTO counter (upper, name) VALUES (?, ?) RETURNING id, n', ['x', 'a']]]);
    database.statements.length = 0;
    expect([counter['id'], counter['n'], counter['upper'], database.statements]).toEqual([1, 5, 'x', []]);
    counter['name'] = 'b';
    run.flush();
    expect([counter['upper'], writes(database)]).toEqual(['y', [['UPDATE counter SET upper=?, name=? WHERE counter.id = ?', ['y', 'b', 1]]]]);
    run.close();
  });

  test('an expression in the place of a value is computed there', async () => {
    const { database, run, model: Counter } = await made(counters);
    const counter = new Counter({ name: callFunction('lower', ['ABC']) });
    run.session.add(counter);
    run.flush();
    expect(counter['name']).toBe('abc');
    counter['n'] = text('n + 1');
    run.flush();
    expect(counter['n']).toBe(6);
    expect(writes(database).slice(1)).toEqual([['UPDATE counter SET n=n + 1, upper=? WHERE counter.id = ?', ['y', 1]]]);
    run.close();
  });
});

describe('keys that change', () => {
  const pairs = (passiveUpdates: boolean) => (metadata: MetaData, map: (table: Table, properties?: Record<string, PropertyDefinition>) => TestClass) => {
    const owner = new Table('owner', metadata, new Column('name', new String_(10), { primaryKey: true }));
    const thing = new Table('thing', metadata, key(), new Column('owner_name', new ForeignKey('owner.name', { onupdate: 'CASCADE' })));
    const Owner = map(owner, { things: related('Thing', { passiveUpdates }) });
    return { Owner, Thing: map(thing) };
  };

  test.each([
    [false, [['UPDATE owner SET name=? WHERE owner.name = ?', ['b', 'a']], ['UPDATE thing SET owner_name=? WHERE thing.id = ?', ['b', 1]]]],
    [true, [['UPDATE owner SET name=? WHERE owner.name = ?', ['b', 'a']]]],
  ])('passive_updates=%s', async (passiveUpdates, expected) => {
    const { database, run, model } = await made(pairs(passiveUpdates));
    const owner = new model.Owner({ name: 'a', things: [new model.Thing()] });
    run.session.add(owner);
    run.commit();
    expect([owner['name'], list(owner, 'things').length]).toEqual(['a', 1]);
    database.statements.length = 0;
    owner['name'] = 'b';
    run.flush();
    expect(writes(database)).toEqual(expected);
    expect(run.get(model.Owner, 'b')).toBe(owner);
    run.rollback();
    expect(run.get(model.Owner, 'a')).toBe(owner);
    run.close();
  });
});

describe('what a parent does to its children when it goes', () => {
  const rows = (metadata: MetaData, map: (table: Table, properties?: Record<string, PropertyDefinition>) => TestClass, options: object) => {
    const Parent = map(new Table('parent', metadata, key()), { children: related('Child', options) });
    return { Parent, Child: map(new Table('child', metadata, key(), new Column('parent_id', new ForeignKey('parent.id', { ondelete: 'CASCADE' })))) };
  };
  const gone = ['DELETE FROM parent WHERE parent.id = ?', [1]];
  test.each([
    ['nothing said', {}, [['UPDATE child SET parent_id=? WHERE child.id = ?', [[null, 1], [null, 2]]], gone]],
    ['delete', { cascade: 'all, delete' }, [['DELETE FROM child WHERE child.id = ?', [[1], [2]]], gone]],
    ['passive_deletes, nothing loaded', { cascade: 'all, delete', passiveDeletes: true }, [gone]],
    ["passive_deletes='all'", { passiveDeletes: 'all' }, [gone]],
  ])('%s', async (_title, options, expected) => {
    const { database, run, model } = await made((metadata, map) => rows(metadata, map, options));
    run.session.add(new model.Parent({ children: [new model.Child(), new model.Child()] }));
    run.commit();
    const parent = run.get(model.Parent, 1);
    database.statements.length = 0;
    run.delete(parent);
    run.flush();
    expect(writes(database)).toEqual(expected);
    run.close();
  }); // prettier-ignore
});

describe('objects in wrong places', () => {
  test('of another class, of a second parent', async () => {
    const { run, model } = await made((metadata, map) => ({
      Parent: map(new Table('parent', metadata, key()), { child: related('Child', { singleParent: true, cascade: 'all, delete-orphan', uselist: false }), children: related('Child', { viewonly: true }) }),
      Child: map(new Table('child', metadata, key(), new Column('parent_id', new ForeignKey('parent.id')))),
    }));
    const child = new model.Child();
    new model.Parent({ child });
    expect(() => new model.Parent({ child })).toThrow(/^Instance <Child at 0x[0-9a-f]+> is already associated with an instance of <class '__main__\.Parent'> via its Parent\.child attribute, and is only allowed a single parent\./);
    expect(() => { run.session.add(new model.Parent({ children: [] })); }).not.toThrow();
    run.close();
  }); // prettier-ignore

  test('a collection that holds something else is found when it is added', async () => {
    const { run, model } = await made((metadata, map) => ({
      Parent: map(new Table('parent', metadata, key()), { children: related('Child') }),
      Child: map(new Table('child', metadata, key(), new Column('parent_id', new ForeignKey('parent.id')))),
    }));
    expect(() => { run.session.add(new model.Parent({ children: [new model.Parent()] })); }).toThrow(
      new MappingAssertionError("Attribute 'children' on class '<class '__main__.Parent'>' doesn't handle objects of type '<class '__main__.Parent'>'"),
    );
    run.close();
  }); // prettier-ignore
});

test('two relationships that write one column are warned of', async () => {
  const { database, registry } = await made((metadata, map) => {
    map(new Table('parent', metadata, key()), { children: related('Child'), others: related('Child', { overlaps: 'nothing' }), silent: related('Child', { overlaps: 'children,others' }) });
    map(new Table('child', metadata, key(), new Column('parent_id', new ForeignKey('parent.id'))));
  });
  registry.configure();
  expect(database.warnings).toEqual([
    `relationship 'Parent.others' will copy column parent.id to column child.parent_id, which conflicts with relationship(s): 'Parent.children' (copies parent.id to child.parent_id). If this is not the intention, consider if these relationships should be linked with back_populates, or if viewonly=True should be applied to one or more if they are read-only. For the less common case that foreign key constraints are partially overlapping, the orm.foreign() annotation can be used to isolate the columns that should be written towards.   To silence this warning, add the parameter 'overlaps="children"' to the 'Parent.others' relationship. (Background on this warning at: https://sqlalche.me/e/21/qzyx) (This warning originated from the \`configure_mappers()\` process, which was invoked automatically in response to a user-initiated operation.)`,
  ]);
});
