import type { CollectionAdapter, CollectionFactory, CollectionKind, CollectionOwner } from '../../../orm/map/collections';
import { ArgumentError } from '../../../orm/errors';
import type { Flow } from '../../flow';
import { sourceModule } from '../../modules/source-module';
import { define } from '../../native/define';
import { PyObject, PyType, type Value } from '../../objects/object';
import { getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { collect } from '../../protocol/iterate';
import type { Runtime } from '../../runtime';
import { at } from '../bind';
import { keyedAdapter, listAdapter, mappedObject, PyInstrumentedList, PyInstrumentedSet, PyKeyedDict, setAdapter } from './collections';
import { PyList, PyTuple } from '../../objects/sequences';

/** Who is told of what happens to a collection of a class of the program's own. */
interface Owning {
  readonly owner: CollectionOwner;
  /** What happens is the ORM's own doing: nobody is told. */
  isSilent: boolean;
}

const owning = new WeakMap<PyObject, Owning>();

/** An object is about to be put into a collection; gives the one to take. */
const entering = define('entering(collection, item, /)', (collection, item) => {
  const known = collection instanceof PyObject ? owning.get(collection) : undefined;
  if (known === undefined || known.isSilent) return item;
  const object = mappedObject(item);
  return at(() => known.owner.appending(object) as Value);
});

/** An object is taken out of a collection. */
const leaving = define('leaving(collection, item, /)', (collection, item) => {
  const known = collection instanceof PyObject ? owning.get(collection) : undefined;
  if (known === undefined || known.isSilent || !(item instanceof PyObject)) return null;
  return at(() => {
    known.owner.removing(item);
    return null;
  });
});

/** Does what a role of a collection does: `append`, `remove`, `iterate`. */
const role = define('role(collection, name, *args)', function* (collection, name, args): Flow<Value> {
  const method = yield* getAttribute(collection, (yield* getAttribute(collection, `_sa_${name as string}`)) as string);
  const result = yield* call(method, (args as PyTuple).items);
  return name === 'iterator' ? new PyList(yield* collect(result)) : result;
});

/** The names of `sqlalchemy.orm.collections` that make classes into collections. */
export class OwnCollections {
  readonly names: Readonly<Record<string, Value>>;

  constructor(private readonly runtime: Runtime) {
    this.names = Object.fromEntries(collectionSource.create(runtime) as ReadonlyMap<string, Value>);
    runtime.callNow(this.names['_connect'] ?? null, [entering, leaving]);
  }

  /** Collections that a class or a function of the program makes. */
  factory(make: Value): CollectionFactory {
    return (owner) => this.#adapter(this.runtime.callNow(make), owner);
  }

  #adapter(made: Value, owner: CollectionOwner): CollectionAdapter {
    if (made instanceof PyInstrumentedList) return listAdapter(made, owner);
    if (made instanceof PyInstrumentedSet) return setAdapter(made, owner);
    if (made instanceof PyKeyedDict) {
      made.keying ??= { keyOf: (item) => this.runtime.callNow(made.keyfunc, [item]), ignoresUnpopulated: made.ignoresUnpopulated };
      return keyedAdapter(made, owner);
    }
    if (!(made instanceof PyObject)) throw new ArgumentError('collection_class gives no collection');
    this.runtime.callNow(this.names['_instrument'] ?? null, [made.cls]);
    const own: Owning = { owner, isSilent: false };
    owning.set(made, own);
    const act = (name: string, ...given: readonly Value[]): Value => this.runtime.callNow(role, [made, name, ...given]);
    const silently = (name: string, item: object): void => {
      own.isSilent = true;
      try {
        act(name, item as PyObject);
      } finally {
        own.isSilent = false;
      }
    };
    const kind = this.runtime.callNow(this.names['_kind_of'] ?? null, [made.cls]);
    return {
      kind: kind instanceof PyType ? (kind.name as CollectionKind) : undefined,
      collection: made,
      members: () => [...(act('iterator') as PyList).items] as object[],
      add: (item) => { silently('appender', item); },
      take: (item) => { silently('remover', item); },
      append: (item) => { act('appender', item as PyObject); },
      discard: (item) => { act('remover', item as PyObject); },
      release: () => { owning.delete(made); },
    }; // prettier-ignore
  }
}

const collectionSource = sourceModule(
  'sqlalchemy.orm.collections',
  String.raw`
_entering = _leaving = None


def _connect(entering, leaving):
    global _entering, _leaving
    _entering, _leaving = entering, leaving


class collection:
    """Decorators that tell what the methods of a collection do."""

    @staticmethod
    def appender(fn):
        fn._sa_role = 'appender'
        return fn

    @staticmethod
    def remover(fn):
        fn._sa_role = 'remover'
        return fn

    @staticmethod
    def iterator(fn):
        fn._sa_role = 'iterator'
        return fn

    @staticmethod
    def internally_instrumented(fn):
        fn._sa_instrumented = True
        return fn

    @staticmethod
    def adds(arg):
        def decorate(fn):
            fn._sa_before = (True, arg)
            return fn
        return decorate

    @staticmethod
    def replaces(arg):
        def decorate(fn):
            fn._sa_before = (True, arg)
            fn._sa_after = True
            return fn
        return decorate

    @staticmethod
    def removes(arg):
        def decorate(fn):
            fn._sa_before = (False, arg)
            return fn
        return decorate

    @staticmethod
    def removes_return():
        def decorate(fn):
            fn._sa_after = True
            return fn
        return decorate


def _told(fn, before, after):
    """A method that tells of the object among its arguments, and of the one that it returns."""
    names = fn.__code__.co_varnames if hasattr(fn, '__code__') else ()

    def change(self, *args, **kwargs):
        if before is not None:
            adds, arg = before
            place = arg - 1 if isinstance(arg, int) else names.index(arg) - 1
            name = arg if isinstance(arg, str) else names[arg] if arg < len(names) else None
            by_name = name in kwargs
            item = kwargs[name] if by_name else args[place]
            if adds:
                item = _entering(self, item)
                if by_name:
                    kwargs[name] = item
                else:
                    args = args[:place] + (item,) + args[place + 1:]
            else:
                _leaving(self, item)
        result = fn(self, *args, **kwargs)
        if after and result is not None:
            _leaving(self, result)
        return result
    change._sa_instrumented = True
    change.__name__ = fn.__name__
    change.__doc__ = fn.__doc__
    return change


def _places(self, index):
    return range(*index.indices(len(self)))


def _of_list(cls):
    def append(fn):
        def append(self, item):
            fn(self, _entering(self, item))
        return append

    def remove(fn):
        def remove(self, value):
            _leaving(self, value)
            fn(self, value)
        return remove

    def insert(fn):
        def insert(self, index, value):
            fn(self, index, _entering(self, value))
        return insert

    def set_item(fn):
        def __setitem__(self, index, value):
            if not isinstance(index, slice):
                _leaving(self, self[index])
                fn(self, index, _entering(self, value))
            elif index.step in (None, 1):
                if value is self:
                    return
                start = _places(self, index).start
                for place in reversed(_places(self, index)):
                    del self[place]
                for offset, item in enumerate(list(value)):
                    self.insert(start + offset, item)
            else:
                places, value = _places(self, index), list(value)
                if len(value) != len(places):
                    raise ValueError(f'attempt to assign sequence of size {len(value)} to extended slice of size {len(places)}')
                for place, item in zip(places, value):
                    self[place] = item
        return __setitem__

    def del_item(fn):
        def __delitem__(self, index):
            for place in _places(self, index) if isinstance(index, slice) else (index,):
                _leaving(self, self[place])
            fn(self, index)
        return __delitem__

    def extend(fn):
        def extend(self, iterable):
            for value in list(iterable):
                self.append(value)
        return extend

    def in_place(fn):
        def __iadd__(self, iterable):
            for value in list(iterable):
                self.append(value)
            return self
        return __iadd__

    def pop(fn):
        def pop(self, index=-1):
            item = fn(self, index)
            _leaving(self, item)
            return item
        return pop

    def clear(fn):
        def clear(self):
            for item in self:
                _leaving(self, item)
            fn(self)
        return clear

    return dict(append=append, remove=remove, insert=insert, __setitem__=set_item, __delitem__=del_item, extend=extend, __iadd__=in_place, pop=pop, clear=clear)


def _of_set(cls):
    def add(fn):
        def add(self, value):
            if value not in self:
                value = _entering(self, value)
            fn(self, value)
        return add

    def discard(fn):
        def discard(self, value):
            if value in self:
                _leaving(self, value)
            fn(self, value)
        return discard

    def pop(fn):
        def pop(self):
            item = fn(self)
            _leaving(self, item)
            return item
        return pop

    def clear(fn):
        def clear(self):
            for item in list(self):
                self.remove(item)
        return clear

    def to(values, in_place):
        def decorate(fn):
            def change(self, *others):
                wanted = values(set(self), *others)
                for item in [item for item in self if item not in wanted]:
                    self.remove(item)
                for item in wanted - set(self):
                    self.add(item)
                return self if in_place else None
            return change
        return decorate

    decorators = dict(add=add, discard=discard, remove=discard, pop=pop, clear=clear)
    for name, in_place in dict(update='__ior__', difference_update='__isub__', intersection_update='__iand__', symmetric_difference_update='__ixor__').items():
        values = getattr(set, {'update': 'union'}.get(name, name.removesuffix('_update')))
        decorators[name] = to(values, False)
        decorators[in_place] = to(values, True)
    return decorators


def _of_dict(cls):
    def set_item(fn):
        def __setitem__(self, key, value):
            if key in self:
                _leaving(self, self[key])
            fn(self, key, _entering(self, value))
        return __setitem__

    def del_item(fn):
        def __delitem__(self, key):
            if key in self:
                _leaving(self, self[key])
            fn(self, key)
        return __delitem__

    def clear(fn):
        def clear(self):
            for key in list(self):
                _leaving(self, self[key])
            fn(self)
        return clear

    def pop(fn):
        def pop(self, key, *default):
            present = key in self
            item = fn(self, key, *default)
            if present:
                _leaving(self, item)
            return item
        return pop

    def pop_item(fn):
        def popitem(self):
            item = fn(self)
            _leaving(self, item[1])
            return item
        return popitem

    def set_default(fn):
        def setdefault(self, key, default=None):
            if key not in self:
                self[key] = default
            return self[key]
        return setdefault

    def update(fn):
        def update(self, *others, **names):
            for key, value in dict(*others, **names).items():
                if key not in self or self[key] is not value:
                    self[key] = value
        return update

    return dict(__setitem__=set_item, __delitem__=del_item, clear=clear, pop=pop, popitem=pop_item, setdefault=set_default, update=update)


_kinds = {
    list: (_of_list, dict(appender='append', remover='remove', iterator='__iter__')),
    set: (_of_set, dict(appender='add', remover='remove', iterator='__iter__')),
    dict: (_of_dict, dict(iterator='values')),
}


def _kind_of(cls):
    given = getattr(cls, '__emulates__', None)
    if given is not None:
        return given
    for kind in _kinds:
        if issubclass(cls, kind):
            return kind
    return list if hasattr(cls, 'append') else set if hasattr(cls, 'add') else dict if hasattr(cls, 'set') else None


def _instrument(cls):
    """Lets the methods of a class tell of what they put into its collections and take out of them."""
    if '_sa_collection' in cls.__dict__:
        return
    kind = _kind_of(cls)
    decorators, roles = _kinds[kind] if kind is not None else (None, {})
    roles = dict(roles)
    found = {}
    for owner in reversed(cls.__mro__):
        for name, method in owner.__dict__.items():
            if callable(method) and hasattr(method, '_sa_role'):
                roles[method._sa_role] = name
            if callable(method) and (hasattr(method, '_sa_before') or hasattr(method, '_sa_after')):
                found[name] = _told(method, getattr(method, '_sa_before', None), getattr(method, '_sa_after', False))
    for what in ('appender', 'remover', 'iterator'):
        if what not in roles or not hasattr(cls, roles[what]):
            from sqlalchemy.exc import ArgumentError
            raise ArgumentError(f'Type {cls.__name__} must elect an {what} method to be a collection class')
    for name, decorator in decorators(cls).items() if decorators is not None else ():
        method = getattr(cls, name, None)
        if method is not None and name not in found and not hasattr(method, '_sa_instrumented'):
            found[name] = decorator(method)
            found[name]._sa_instrumented = True
    for what, adds in (('appender', True), ('remover', False)):
        method = getattr(cls, roles[what])
        if roles[what] not in found and not hasattr(method, '_sa_instrumented'):
            found[roles[what]] = _told(method, (adds, 1), False)
    for name, method in found.items():
        setattr(cls, name, method)
    cls._sa_collection = True
    for what, name in roles.items():
        setattr(cls, '_sa_' + what, name)
`,
);
