import type { CollectionAdapter, CollectionFactory, CollectionOwner } from '../../../orm/map/collections';
import { stateOrNull } from '../../../orm/map/state';
import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { dictType, listType, setType, typeOf, typeType } from '../../objects/builtin-types';
import { attributeError, indexError, keyError, valueError } from '../../objects/exceptions';
import { PyDict, PySet } from '../../objects/mappings';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { call } from '../../protocol/call';
import { collect } from '../../protocol/iterate';
import { equals } from '../../protocol/compare';
import { InvalidRequestError } from '../../../orm/errors';
import { str as text } from '../../protocol/text';
import { raise } from '../exceptions';
import { addElement, getItem, removeElement, removeItem, setItem, setItemFast, addElementFast, hasElement } from '../../protocol/keys';
import { toSize } from '../../protocol/numbers';
import { at } from '../bind';

const COLLECTIONS = 'sqlalchemy.orm.collections';

/** What goes into a relationship. @throws Raised AttributeError for what is no mapped object */
export function mappedObject(item: Value): PyObject {
  if (item instanceof PyObject && stateOrNull(item)) return item;
  throw attributeError(`'${typeOf(item).name}' object has no attribute '_sa_instance_state'`, item, '_sa_instance_state');
}

/** A list of related objects: its changing methods tell the object that has it. */
export class PyInstrumentedList extends PyList {
  owner: CollectionOwner | null = null;

  constructor(type: PyType = instrumentedListType) {
    super([], type);
  }

  /** What goes in: the owner is told, and may put something else in its place. */
  entering(item: Value): Value {
    if (!this.owner) return item;
    const object = mappedObject(item);
    return at(() => this.owner?.appending(object) as Value);
  }

  leaving(item: Value): void {
    if (item instanceof PyObject) at(() => { this.owner?.removing(item); }); // prettier-ignore
  }

  /** Puts items in the place of a range. */
  replace(start: number, count: number, items: readonly Value[]): Value[] {
    for (const item of this.items.slice(start, start + count)) this.leaving(item);
    return this.items.splice(start, count, ...items.map((item) => this.entering(item)));
  }
}

const isList = (value: Value): value is PyInstrumentedList => value instanceof PyInstrumentedList;

/** Does to a plain copy what the list's own method does, then tells what changed. */
function* changedAs(self: PyInstrumentedList, method: string, args: readonly Value[]): Flow<Value> {
  const copy = new PyList([...self.items]);
  const result = yield* call(listType.dict.get(method) ?? null, [copy, ...args]);
  const [before, after] = [new Set(self.items), new Set(copy.items)];
  for (const item of self.items) if (!after.has(item)) self.leaving(item);
  self.items = copy.items.map((item) => (before.has(item) ? item : self.entering(item)));
  return result;
}

export const instrumentedListType: PyType = defineClass<PyInstrumentedList>({
  name: 'InstrumentedList',
  module: COLLECTIONS,
  bases: [listType],
  allocate: () => new PyInstrumentedList(),
  accepts: isList,
  methods: {
    'append(object, /)': (self, item) => {
      self.items.push(self.entering(item));
      return null;
    },
    'extend(iterable, /)': function* (self, items): Flow<Value> {
      for (const item of yield* collect(items)) self.items.push(self.entering(item));
      return null;
    },
    'insert(index, object, /)': function* (self, index, item): Flow<Value> {
      const place = yield* toSize(index);
      self.items.splice(place < 0 ? Math.max(0, self.items.length + place) : place, 0, self.entering(item));
      return null;
    },
    'remove(value, /)': function* (self, item): Flow<Value> {
      for (const [place, own] of self.items.entries()) {
        if (!(yield* equals(own, item))) continue;
        self.replace(place, 1, []);
        return null;
      }
      throw valueError('list.remove(x): x not in list');
    },
    'pop(index=-1, /)': function* (self, index): Flow<Value> {
      const given = yield* toSize(index);
      const place = given < 0 ? self.items.length + given : given;
      const item = self.items[place];
      if (item === undefined) throw indexError(self.items.length === 0 ? 'pop from empty list' : 'pop index out of range');
      self.replace(place, 1, []);
      return item;
    },
    'clear()': (self) => {
      self.replace(0, self.items.length, []);
      return null;
    },
    '__setitem__(key, value, /)': function* (self, key, value): Flow<Value> {
      return yield* changedAs(self, '__setitem__', [key, value]);
    },
    '__delitem__(key, /)': function* (self, key): Flow<Value> {
      return yield* changedAs(self, '__delitem__', [key]);
    },
    '__iadd__(other, /)': function* (self, items): Flow<Value> {
      for (const item of yield* collect(items)) self.items.push(self.entering(item));
      return self;
    },
  },
});

/** Takes an item out of an array, once. */
function takeFrom(items: Value[], item: object): boolean {
  const place = items.indexOf(item as Value);
  if (place >= 0) items.splice(place, 1);
  return place >= 0;
}

/** Related objects as a list. */
export const listCollection: CollectionFactory = (owner): CollectionAdapter => listAdapter(new PyInstrumentedList(), owner);

/** What the ORM does to a list. */
export function listAdapter(list: PyInstrumentedList, owner: CollectionOwner): CollectionAdapter {
  list.owner = owner;
  return {
    tellsFirst: true,
    kind: 'list',
    collection: list,
    members: () => [...list.items] as object[],
    add: (item) => void list.items.push(item as Value),
    take: (item) => void takeFrom(list.items, item),
    append: (item) => void list.items.push(list.entering(item as Value)),
    discard: (item) => {
      if (list.items.includes(item as Value)) list.leaving(item as Value);
      takeFrom(list.items, item);
    },
    release: () => {
      list.owner = null;
    },
  };
}

/** A set of related objects. */
export class PyInstrumentedSet extends PySet {
  owner: CollectionOwner | null = null;

  constructor() {
    super(instrumentedSetType);
  }

  *enter(item: Value): Flow<void> {
    if (yield* hasElement(this, item)) return;
    const object = this.owner ? mappedObject(item) : null;
    yield* addElement(this, object ? at(() => this.owner?.appending(object) as Value) : item);
  }

  *leave(item: Value): Flow<boolean> {
    if (!(yield* hasElement(this, item))) return false;
    if (item instanceof PyObject) at(() => { this.owner?.removing(item); }); // prettier-ignore
    return yield* removeElement(this, item);
  }
}

const instrumentedSetType: PyType = defineClass<PyInstrumentedSet>({
  name: 'InstrumentedSet',
  module: COLLECTIONS,
  bases: [setType],
  allocate: () => new PyInstrumentedSet(),
  accepts: (value): value is PyInstrumentedSet => value instanceof PyInstrumentedSet,
  methods: {
    'add(elem, /)': function* (self, item): Flow<Value> {
      yield* self.enter(item);
      return null;
    },
    'discard(elem, /)': function* (self, item): Flow<Value> {
      yield* self.leave(item);
      return null;
    },
    'remove(elem, /)': function* (self, item): Flow<Value> {
      if (!(yield* self.leave(item))) throw keyError(item);
      return null;
    },
    'pop()': function* (self): Flow<Value> {
      const [first] = self.elements();
      if (first === undefined) throw keyError('pop from an empty set');
      yield* self.leave(first);
      return first;
    },
    'clear()': function* (self): Flow<Value> {
      for (const item of [...self.elements()]) yield* self.leave(item);
      return null;
    },
    'update(*others)': function* (self, others): Flow<Value> {
      for (const other of yield* collect(others)) for (const item of yield* collect(other)) yield* self.enter(item);
      return null;
    },
    'difference_update(*others)': function* (self, others): Flow<Value> {
      for (const other of yield* collect(others)) for (const item of yield* collect(other)) yield* self.leave(item);
      return null;
    },
    '__ior__(other, /)': function* (self, other): Flow<Value> {
      for (const item of yield* collect(other)) yield* self.enter(item);
      return self;
    },
    '__isub__(other, /)': function* (self, other): Flow<Value> {
      for (const item of yield* collect(other)) yield* self.leave(item);
      return self;
    },
  },
});

/** Related objects as a set. They are told apart by identity, as mapped objects are. */
export const setCollection: CollectionFactory = (owner): CollectionAdapter => setAdapter(new PyInstrumentedSet(), owner);

/** What the ORM does to a set. */
export function setAdapter(set: PyInstrumentedSet, owner: CollectionOwner): CollectionAdapter {
  set.owner = owner;
  const drop = (item: Value): void => {
    const kept = [...set.elements()].filter((one) => one !== item);
    set.table.clear();
    for (const one of kept) addElementFast(set, one);
  };
  return {
    kind: 'set',
    collection: set,
    members: () => [...set.elements()] as object[],
    add: (item) => void addElementFast(set, item as Value),
    take: (item) => { drop(item as Value); },
    append: (item) => void addElementFast(set, owner.appending(item) as Value),
    discard: (item) => {
      owner.removing(item);
      drop(item as Value);
    },
    release: () => {
      set.owner = null;
    },
  }; // prettier-ignore
}

/** What tells the key of an object in a dict; undefined where the object has none yet. */
export type KeyOf = (item: PyObject) => Value | undefined;

/** How a dict finds the keys of its objects. */
export interface Keying {
  readonly keyOf: KeyOf;
  /** Objects without a key are left out. */
  readonly ignoresUnpopulated: boolean;
}

/** Related objects by a key that each has. */
export class PyKeyedDict extends PyDict {
  owner: CollectionOwner | null = null;
  /** Null where the keys are told by {@link keyfunc}, and nobody can call it yet. */
  keying: Keying | null = null;
  /** What the program gave to tell the keys. */
  keyfunc: Value = null;
  ignoresUnpopulated = false;

  constructor(type: PyType = keyedDictType) {
    super(type);
  }

  /**
   * The key of an object; undefined where it is to be left out.
   * @param through the attribute whose change puts the object here
   * @throws InvalidRequestError for an object without a key
   */
  keyFor(item: PyObject, through: string | null): Value | undefined {
    const key = this.keying?.keyOf(item);
    if (key !== undefined || this.keying?.ignoresUnpopulated === true) return key;
    const state = stateOrNull(item);
    const relationship = through === null ? 'unknown relationship' : state?.mapper.properties.has(through) === true ? `${state.mapper.entity.name}.${through}` : through;
    const shown = state?.toString() ?? '';
    throw new InvalidRequestError(
      `In event triggered from population of attribute '${relationship}' (potentially from a backref), can't populate value in KeyFuncDict; dictionary key derived from ${shown} is not populated. Ensure appropriate state is set up on the ${shown} object before assigning to the ${relationship} attribute. To skip this assignment entirely, Set the "ignore_unpopulated_attribute=True" parameter on the mapped collection factory.`,
    );
  }

  *put(key: Value, item: Value): Flow<void> {
    const before = yield* getItem(this, key);
    if (before === item) return;
    if (before instanceof PyObject) at(() => { this.owner?.removing(before); }); // prettier-ignore
    yield* setItem(this, key, this.owner ? at(() => this.owner?.appending(mappedObject(item)) as Value) : item);
  }

  *drop(key: Value): Flow<Value | undefined> {
    const before = yield* getItem(this, key);
    if (before === undefined) return undefined;
    if (before instanceof PyObject) at(() => { this.owner?.removing(before); }); // prettier-ignore
    yield* removeItem(this, key);
    return before;
  }

  *putAll(given: Value): Flow<void> {
    if (given instanceof PyDict) for (const { key, value } of [...given.table.entries()]) yield* this.put(key, value);
    else for (const pair of yield* collect(given)) {
      const [key, value] = yield* collect(pair);
      yield* this.put(key ?? null, value ?? null);
    }
  } // prettier-ignore
}

/** The key of an object that goes in or out. @throws as {@link PyKeyedDict.keyFor} */
function* keyIn(self: PyKeyedDict, item: Value): Flow<Value | undefined> {
  if (self.keying === null) return yield* call(self.keyfunc, [item]);
  return at(() => self.keyFor(mappedObject(item), null));
}

const keyedDictType: PyType = defineClass<PyKeyedDict>({
  name: 'KeyFuncDict',
  module: 'sqlalchemy.orm.mapped_collection',
  bases: [dictType],
  allocate: (cls) => new PyKeyedDict(cls),
  accepts: (value): value is PyKeyedDict => value instanceof PyKeyedDict,
  methods: {
    '__init__(keyfunc=None, *dict_args, ignore_unpopulated_attribute=False)': function* (self, keyfunc, given, ignores): Flow<Value> {
      self.keyfunc = keyfunc;
      self.ignoresUnpopulated = ignores === true;
      for (const one of yield* collect(given)) yield* self.putAll(one);
      return null;
    },
    'set(value)': function* (self, value): Flow<Value> {
      const key = yield* keyIn(self, value);
      if (key !== undefined) yield* self.put(key, value);
      return null;
    },
    'remove(value)': function* (self, value): Flow<Value> {
      const key = yield* keyIn(self, value);
      if (key === undefined) return null;
      const held = yield* getItem(self, key);
      if (held === undefined) throw keyError(key);
      if (held !== value) {
        throw raise('InvalidRequestError', `Can not remove '${yield* text(value)}': collection holds '${yield* text(held)}' for key '${yield* text(key)}'. Possible cause: is the KeyFuncDict key function based on mutable properties or properties that only obtain values after flush?`);
      }
      yield* self.drop(key);
      return null;
    },
    '__setitem__(key, value, /)': function* (self, key, value): Flow<Value> {
      yield* self.put(key, value);
      return null;
    },
    '__delitem__(key, /)': function* (self, key): Flow<Value> {
      if ((yield* self.drop(key)) === undefined) throw keyError(key);
      return null;
    },
    'pop(key, default?, /)': function* (self, key, fallback): Flow<Value> {
      const found = yield* self.drop(key);
      if (found !== undefined) return found;
      if ((fallback as Value | undefined) === undefined) throw keyError(key);
      return fallback;
    },
    'popitem()': function* (self): Flow<Value> {
      const last = [...self.table.entries()].pop();
      if (!last) throw keyError('popitem(): dictionary is empty');
      yield* self.drop(last.key);
      return new PyTuple([last.key, last.value]);
    },
    'setdefault(key, default=None, /)': function* (self, key, fallback): Flow<Value> {
      if ((yield* getItem(self, key)) === undefined) yield* self.put(key, fallback);
      return (yield* getItem(self, key)) ?? null;
    },
    'clear()': function* (self): Flow<Value> {
      for (const { key } of [...self.table.entries()]) yield* self.drop(key);
      return null;
    },
    'update(*others, **names)': function* (self, others, names): Flow<Value> {
      for (const one of yield* collect(others)) yield* self.putAll(one);
      yield* self.putAll(names);
      return null;
    },
    '__ior__(other, /)': function* (self, other): Flow<Value> {
      yield* self.putAll(other);
      return self;
    },
  },
});

/** A dict by what `keying` tells of each member: `attribute_keyed_dict("name")`. */
export function keyedCollection(keying: Keying): CollectionFactory {
  return (owner): CollectionAdapter => {
    const dict = new PyKeyedDict(madeKeyedType);
    dict.keying = keying;
    return keyedAdapter(dict, owner);
  };
}

/** The class of the dicts that {@link keyedCollection} makes. */
const madeKeyedType = new PyType(typeType, '_MKeyfuncMapped', [keyedDictType], 'sqlalchemy.orm.mapped_collection');

/** A dict that is not a collection yet. */
export function keyedDict(keying: Keying): PyKeyedDict {
  const dict = new PyKeyedDict(madeKeyedType);
  dict.keying = keying;
  return dict;
}

/** What the ORM does to a dict. */
export function keyedAdapter(dict: PyKeyedDict, owner: CollectionOwner): CollectionAdapter {
  dict.owner = owner;
  const put = (item: object, taken: object): void => {
    const key = dict.keyFor(item as PyObject, null);
    if (key !== undefined) setItemFast(dict, key, taken as Value);
  };
  const drop = (item: object): void => {
    const kept = [...dict.table.entries()].filter(({ value }) => value !== item).map(({ key, value }) => [key, value] as const);
    dict.table.clear();
    for (const [key, value] of kept) setItemFast(dict, key, value);
  };
  return {
    kind: 'dict',
    collection: dict,
    admits: (item, through) => dict.keyFor(item as PyObject, through) !== undefined,
    members: () => [...dict.table.entries()].map(({ value }) => value as object),
    add: (item) => { put(item, item); },
    take: drop,
    append: (item) => { put(item, owner.appending(item)); },
    discard: (item) => {
      owner.removing(item);
      drop(item);
    },
    release: () => { dict.owner = null; },
  }; // prettier-ignore
}

/** The classes of collections by name. */
export const collectionTypes = { InstrumentedList: instrumentedListType, InstrumentedSet: instrumentedSetType, InstrumentedDict: keyedDictType, KeyFuncDict: keyedDictType, MappedCollection: keyedDictType } as const;
