import '../../../src/orm/compile';
import { EventHub } from '../../../src/orm/events';
import { runSync } from '../../../src/orm/flow';
import { keyedCollection, type InstrumentedDict } from '../../../src/orm/map/collections';
import { orderingList, type OrderingList } from '../../../src/orm/map/ordering-list';
import { Registry } from '../../../src/orm/map/registry';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { mapped, related, type Entity } from './models';

type Told = { readonly said: (text: string) => unknown };

describe('handlers', () => {
  test('are told in order, those of hubs above first; once, in front, by inheritance', () => {
    const told: string[] = [];
    const above = new EventHub<Told>();
    const parent = new EventHub<Told>([{ hub: above, all: true }]);
    const child = new EventHub<Told>([{ hub: parent, all: false }]);
    const say = (who: string) => (text: string): void => void told.push(`${who} ${text}`);
    const late = say('late');
    child.listen('said', late);
    child.listen('said', say('first'), { insert: true });
    child.listen('said', say('once'), { once: true });
    parent.listen('said', say('parent only'));
    parent.listen('said', say('heir'), { propagate: true });
    above.listen('said', say('above'), { propagate: true });
    child.dispatch('said', '1');
    expect(told.splice(0)).toEqual(['above 1', 'heir 1', 'first 1', 'late 1', 'once 1']);
    child.remove('said', late);
    child.dispatch('said', '2');
    expect(told.splice(0)).toEqual(['above 2', 'heir 2', 'first 2']);
    parent.dispatch('said', '3');
    expect([told, child.contains('said', late), new EventHub<Told>().has('said'), child.has('said')]).toEqual([['above 3', 'parent only 3', 'heir 3'], false, false, true]);
  }); // prettier-ignore

  test('that give flows are run to their ends, one after the other', () => {
    const told: string[] = [];
    const hub = new EventHub<Told>();
    hub.listen('said', function* (text: string) {
      yield* [];
      told.push(text);
    });
    hub.listen('said', () => told.push('second'));
    runSync(hub.dispatchFlow('said', 'first'));
    expect(told).toEqual(['first', 'second']);
  });
});

describe('collections', () => {
  const metadata = new MetaData();
  const list = new Table('list', metadata, new Column('id', Integer, { primaryKey: true }));
  const entry = new Table('entry', metadata, new Column('id', Integer, { primaryKey: true }), new Column('word', new String_(10)), new Column('place', Integer), new Column('list_id', new ForeignKey('list.id')));
  const registry = new Registry({ metadata });
  const Entry = mapped(registry, 'Entry', entry);
  const List = mapped(registry, 'List', list, {
    ordered: related('Entry', { collection: orderingList('place', 1), overlaps: 'keyed' }),
    keyed: related('Entry', { collection: keyedCollection((item) => (item as Entity)['word']), overlaps: 'ordered' }),
  });
  const entries = (count: number): Entity[] => Array.from({ length: count }, (_, index) => new Entry({ word: `w${index}` }));

  test('members of an ordering list know their places', () => {
    const [a, b, c, d] = entries(4);
    if (!a || !b || !c || !d) throw new Error('no entries');
    const made = new List({ ordered: [a, b, c] });
    const ordered = made['ordered'] as OrderingList<Entity>;
    expect([a, b, c].map((one) => one['place'])).toEqual([1, 2, 3]);
    ordered.splice(1, 1);
    expect([a, b, c].map((one) => one['place'])).toEqual([1, null, 2]);
    ordered.unshift(d);
    expect([...ordered].map((one) => [one['word'], one['place']])).toEqual([['w3', 1], ['w0', 2], ['w2', 3]]); // prettier-ignore
    ordered.reverse();
    ordered.reorder();
    expect([c, a, d].map((one) => one['place'])).toEqual([1, 2, 3]);
  });

  test('members of a dict are found by their keys', () => {
    const [a, b] = entries(2);
    if (!a || !b) throw new Error('no entries');
    const made = new List({ keyed: [a] });
    const keyed = made['keyed'] as InstrumentedDict<string, Entity>;
    keyed.set('w1', b);
    expect([keyed.get('w0'), keyed.get('w1'), keyed.size]).toEqual([a, b, 2]);
    keyed.delete('w0');
    expect([...keyed.keys()]).toEqual(['w1']);
  });
});
