import type { CollectionAdapter, CollectionFactory } from '../../../orm/map/collections';
import { read, write } from '../../../orm/map/instrumented-class';
import { stateOrNull } from '../../../orm/map/state';
import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import type { PyType, Value } from '../../objects/object';
import { call } from '../../protocol/call';
import { at } from '../bind';
import { instrumentedListType, listAdapter, PyInstrumentedList } from './collections';

/** What `ordering_list()` was told. */
export interface Numbering {
  /** The attribute in which members have their place. */
  readonly attribute: string;
  /** The place of a member, by its index. */
  readonly numberOf: (index: number, list: PyInstrumentedList) => unknown;
  /** Appending gives a place to members that have one already. */
  readonly reorderOnAppend: boolean;
}

/** A list whose members know their place in it: `sqlalchemy.ext.orderinglist.OrderingList`. */
class PyOrderingList extends PyInstrumentedList {
  constructor(
    private readonly numbering: Numbering,
  ) {
    super(orderingListType);
  }

  /** Numbers the members from a place on. @param anew also those that have a number */
  number(from: number, anew: boolean): void {
    const { attribute, numberOf } = this.numbering;
    for (const [place, item] of [...this.items.entries()].slice(from)) {
      const state = stateOrNull(item);
      if (state && (anew || (read(state, attribute) ?? null) === null)) at(() => { write(state, attribute, numberOf(place, this)); }); // prettier-ignore
    }
  }

  appended(from: number): void {
    this.number(from, this.numbering.reorderOnAppend);
  }
}

/** The list's own method, then numbers for what it changed. */
function numbering(name: string, heading: string, after: (self: PyOrderingList, before: number) => void): Record<string, (self: PyOrderingList, ...given: Value[]) => Flow<Value>> {
  return {
    [heading]: function* (self, ...given): Flow<Value> {
      const before = self.items.length;
      const result = yield* call(instrumentedListType.dict.get(name) ?? null, [self, ...given]);
      after(self, before);
      return result;
    },
  };
}

const appended = (self: PyOrderingList, before: number): void => { self.appended(before); }; // prettier-ignore
const changed = (self: PyOrderingList): void => { self.number(0, true); }; // prettier-ignore

const orderingListType: PyType = defineClass<PyOrderingList>({
  name: 'OrderingList',
  module: 'sqlalchemy.ext.orderinglist',
  bases: [instrumentedListType],
  allocate: null,
  accepts: (value): value is PyOrderingList => value instanceof PyOrderingList,
  methods: {
    ...numbering('append', 'append(object, /)', appended),
    ...numbering('extend', 'extend(iterable, /)', appended),
    ...numbering('__iadd__', '__iadd__(other, /)', appended),
    ...numbering('insert', 'insert(index, object, /)', changed),
    ...numbering('remove', 'remove(value, /)', changed),
    ...numbering('pop', 'pop(index=-1, /)', changed),
    ...numbering('__setitem__', '__setitem__(key, value, /)', changed),
    ...numbering('__delitem__', '__delitem__(key, /)', changed),
    'reorder()': (self) => {
      self.number(0, true);
      return null;
    },
  },
});

/** `collection_class=ordering_list("position")`: what is put in place of another list is numbered, too. */
function orderingCollection(numbering: Numbering): CollectionFactory {
  return (owner): CollectionAdapter => {
    const list = new PyOrderingList(numbering);
    const adapter = listAdapter(list, owner);
    return {
      ...adapter,
      append: (item) => {
        adapter.append(item);
        list.appended(list.items.length - 1);
      },
    };
  };
}

/** `ordering_list("position")`: the class of a collection. */
export class OrderingListClass {
  readonly factory: CollectionFactory;

  constructor(numbering: Numbering) {
    this.factory = orderingCollection(numbering);
  }
}
