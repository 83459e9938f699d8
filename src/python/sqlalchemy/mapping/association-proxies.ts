import { AssociationComparator } from '../../../orm/map/association-proxy';
import { entityOf, type ClassAttribute } from '../../../orm/map/entity';
import { Relationship } from '../../../orm/map/relationship';
import type { Binder } from '../bind';
import { methods } from '../rows';
import { sourceModule } from '../../modules/source-module';
import { define } from '../../native/define';
import { PyType } from '../../objects/object';
import type { NativeModule } from '../../runtime';
import { carriedOut } from '../bind';
import type { Flow } from '../../flow';
import type { Value } from '../../objects/object';
import { nameText } from '../arguments';
import { TupleOf } from '../bridge';
import { columnMethods } from '../expressions';
import { ExtensionType } from './extension-type';
import type { MappedClasses } from './mapped-classes';

/** What the Python half of association proxies asks the mapping. */
export function associationSupport(binder: Binder, classes: MappedClasses): Record<string, Value> {
  const shown = (self: AssociationComparator, key: string, attribute: ClassAttribute): unknown => classes.attributeOf(entityOf(self.local.relationship.target), key, attribute);
  // What can be asked of a column is asked of the columns of the objects between.
  const tests = Object.fromEntries(Object.entries(columnMethods).filter(([heading]) => /^(?:like|ilike|not_like|startswith|endswith|in_|not_in|is_|is_not|between)\(/.test(heading)).map(([heading, row]) => [heading, (self: AssociationComparator, ...given: unknown[]) => self.some((column) => row(column, ...given))]));
  binder.class<AssociationComparator>({
    name: 'AssociationProxyInstance',
    module: 'sqlalchemy.ext.associationproxy',
    of: AssociationComparator,
    methods: {
      ...methods<AssociationComparator>()({
      'any(criterion=None, **kwargs)': (self, criterion, values) => self.any(criterion, values),
      'has(criterion=None, **kwargs)': (self, criterion, values) => self.has(criterion, values),
      'contains(other)': (self, other) => self.contains(other),
      }),
      ...tests,
    },
    comparisons: {
      '==': (self, other) => self.eq(other),
      '!=': (self, other) => (other === null ? self.eq(other).not() : self.some((column) => column.ne(other))),
      '<': (self, other) => self.some((column) => column.lt(other)),
      '<=': (self, other) => self.some((column) => column.le(other)),
      '>': (self, other) => self.some((column) => column.gt(other)),
      '>=': (self, other) => self.some((column) => column.ge(other)),
    },
    attributes: {
      remote_attr: (self) => shown(self, self.attribute, self.remote),
      local_attr: (self) => self.local,
      attr: (self) => new TupleOf([self.local, shown(self, self.attribute, self.remote)]),
      scalar: (self) => self.scalar,
      target_class: (self) => self.local.relationship.target.entity.target,
      target_collection: (self) => self.through,
      value_attr: (self) => self.attribute,
      key: (self) => self.through,
      extension_type: () => new ExtensionType('ASSOCIATION_PROXY'),
    },
  });
  const mapperOf = (owner: Value): ReturnType<MappedClasses['above']> => (owner instanceof PyType ? (classes.find(owner) ?? classes.above(owner)) : null);
  return {
    association_proxy_type: binder.bridge.toPython(new ExtensionType('ASSOCIATION_PROXY')),
    on_class: define('on_class(owner, through, attribute)', function* (owner, through, attribute): Flow<Value> {
      return yield* carriedOut(() => {
        const mapper = mapperOf(owner);
        return mapper ? binder.bridge.toPython(new AssociationComparator(entityOf(mapper), nameText(through), nameText(attribute))) : null;
      });
    }),
    target_class: define('target_class(owner, through)', function* (owner, through): Flow<Value> {
      return yield* carriedOut(() => {
        const mapper = mapperOf(owner);
        mapper?.registry.configure();
        const property = mapper?.properties.get(nameText(through));
        return property instanceof Relationship ? (property.target.entity.target as PyType) : null;
      });
    }),
  };
}

/** `sqlalchemy.ext.associationproxy`: its half in Python shows the values of the objects between as the collection's own. */
export const associationProxyModule: NativeModule = sourceModule(
  'sqlalchemy.ext.associationproxy',
  String.raw`
from sqlalchemy._mapping import association_proxy_type, on_class, target_class


class _AssociationCollection:
    def __init__(self, proxy, instance):
        self._proxy = proxy
        self._instance = instance

    @property
    def _between(self):
        return getattr(self._instance, self._proxy.target_collection)

    def _get(self, item):
        return getattr(item, self._proxy.value_attr)

    def _create(self, *values):
        return self._proxy.creator_for(type(self._instance))(*values)

    def __len__(self):
        return len(self._between)

    def __bool__(self):
        return bool(self._between)

    def clear(self):
        self._between.clear()


class _AssociationList(_AssociationCollection):
    def __iter__(self):
        for item in list(self._between):
            yield self._get(item)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self._get(item) for item in self._between[index]]
        return self._get(self._between[index])

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            setattr(self._between[index], self._proxy.value_attr, value)
            return
        places = range(*index.indices(len(self)))
        values = list(value)
        if index.step in (None, 1):
            for place in reversed(places):
                del self[place]
            for offset, one in enumerate(values):
                self.insert(places.start + offset, one)
        else:
            if len(values) != len(places):
                raise ValueError(f'attempt to assign sequence of size {len(values)} to extended slice of size {len(places)}')
            for place, one in zip(places, values):
                self[place] = one

    def __delitem__(self, index):
        del self._between[index]

    def __contains__(self, value):
        return any(self._get(item) == value for item in self._between)

    def __reversed__(self):
        return reversed(list(self))

    def copy(self):
        return list(self)

    def reverse(self):
        self._replace(reversed(list(self)))

    def sort(self):
        self._replace(sorted(self))

    def __mul__(self, count):
        return list(self) * count

    __rmul__ = __mul__

    def __lt__(self, other):
        return list(self) < list(other)

    def __gt__(self, other):
        return list(self) > list(other)

    def __radd__(self, other):
        return list(other) + list(self)

    def __imul__(self, count):
        values = list(self)
        if count == 0:
            self.clear()
        for _ in range(count - 1):
            self.extend(values)
        return self

    def append(self, value):
        self._between.append(self._create(value))

    def extend(self, values):
        for value in values:
            self.append(value)

    def insert(self, index, value):
        self._between.insert(index, self._create(value))

    def remove(self, value):
        for index, item in enumerate(self._between):
            if self._get(item) == value:
                del self._between[index]
                return
        raise ValueError('value not in list')

    def pop(self, index=-1):
        return self._get(self._between.pop(index))

    def count(self, value):
        return list(self).count(value)

    def index(self, value):
        return list(self).index(value)

    def __eq__(self, other):
        return list(self) == list(other)

    def __add__(self, other):
        return list(self) + list(other)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __repr__(self):
        return repr(list(self))

    def _replace(self, values):
        values = list(values)
        self.clear()
        self.extend(values)


class _AssociationSet(_AssociationCollection):
    def __iter__(self):
        for item in list(self._between):
            yield self._get(item)

    def __contains__(self, value):
        return any(self._get(item) == value for item in self._between)

    def add(self, value):
        if value not in self:
            self._between.add(self._create(value))

    def update(self, *others):
        for values in others:
            for value in values:
                self.add(value)

    def pop(self):
        if not self._between:
            raise KeyError('pop from an empty set')
        return self._get(self._between.pop())

    def copy(self):
        return set(self)

    def _become(self, wanted):
        for value in set(self) - wanted:
            self.remove(value)
        for value in wanted - set(self):
            self.add(value)
        return self

    def difference_update(self, *others):
        self._become(set(self).difference(*others))

    def intersection_update(self, *others):
        self._become(set(self).intersection(*others))

    def symmetric_difference_update(self, other):
        self._become(set(self) ^ set(other))

    def __ior__(self, other):
        self.update(other)
        return self

    def __isub__(self, other):
        return self._become(set(self) - set(other))

    def __iand__(self, other):
        return self._become(set(self) & set(other))

    def __ixor__(self, other):
        return self._become(set(self) ^ set(other))

    def __ne__(self, other):
        return set(self) != other

    def discard(self, value):
        for item in list(self._between):
            if self._get(item) == value:
                self._between.discard(item)
                break

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def __eq__(self, other):
        return set(self) == set(other)

    def __repr__(self):
        return repr(set(self))

    def _replace(self, values):
        wanted = set(values)
        for value in list(self):
            if value not in wanted:
                self.remove(value)
        self.update(wanted)


def _of_set(name):
    method = getattr(set, name)
    setattr(_AssociationSet, name, lambda self, *others: method(set(self), *(set(other) for other in others)))


for _name in 'union difference intersection symmetric_difference issubset issuperset isdisjoint __or__ __sub__ __and__ __xor__ __lt__ __le__ __gt__ __ge__'.split():
    _of_set(_name)


class _AssociationDict(_AssociationCollection):
    def __iter__(self):
        return iter(self._between.keys())

    def __getitem__(self, key):
        return self._get(self._between[key])

    def __setitem__(self, key, value):
        if key in self._between:
            setattr(self._between[key], self._proxy.value_attr, value)
        else:
            self._between[key] = self._create(key, value)

    def __delitem__(self, key):
        del self._between[key]

    def __contains__(self, key):
        return key in self._between

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return self._between.keys()

    def values(self):
        return [self._get(item) for item in self._between.values()]

    def items(self):
        return [(key, self._get(item)) for key, item in self._between.items()]

    def update(self, other=(), **keywords):
        for key, value in {**dict(other), **keywords}.items():
            self[key] = value

    def pop(self, key, *default):
        if default and key not in self:
            return default[0]
        return self._get(self._between.pop(key))

    def popitem(self):
        key, item = self._between.popitem()
        return key, self._get(item)

    def setdefault(self, key, default=None):
        if key not in self._between:
            self[key] = default
            return default
        return self[key]

    def copy(self):
        return dict(self.items())

    def __eq__(self, other):
        return dict(self.items()) == dict(other)

    def __repr__(self):
        return repr(dict(self.items()))

    def _replace(self, values):
        values = dict(values)
        self.clear()
        self.update(values)


class AssociationProxy:
    extension_type = association_proxy_type
    is_attribute = False

    def __init__(self, target_collection, attr, *, creator=None, cascade_scalar_deletes=False, create_on_none_assignment=False, info=None, **options):
        self.target_collection = target_collection
        self.value_attr = attr
        self.creator = creator
        self.cascade_scalar_deletes = cascade_scalar_deletes
        self.create_on_none_assignment = create_on_none_assignment
        self.info = info or {}

    @classmethod
    def __class_getitem__(cls, key):
        return cls

    def creator_for(self, owner):
        return self.creator if self.creator is not None else target_class(owner, self.target_collection)

    def _collection(self, instance):
        between = getattr(instance, self.target_collection)
        if isinstance(between, list):
            return _AssociationList(self, instance)
        if isinstance(between, dict):
            return _AssociationDict(self, instance)
        if isinstance(between, set):
            return _AssociationSet(self, instance)
        return None

    def __get__(self, instance, owner=None):
        if instance is None:
            return on_class(owner, self.target_collection, self.value_attr)
        collection = self._collection(instance)
        if collection is not None:
            return collection
        between = getattr(instance, self.target_collection)
        return None if between is None else getattr(between, self.value_attr)

    def __set__(self, instance, value):
        collection = self._collection(instance)
        if collection is not None:
            collection._replace(value)
            return
        between = getattr(instance, self.target_collection)
        if between is None:
            if value is not None or self.create_on_none_assignment:
                setattr(instance, self.target_collection, self.creator_for(type(instance))(value))
        else:
            setattr(between, self.value_attr, value)
            if value is None and self.cascade_scalar_deletes:
                setattr(instance, self.target_collection, None)

    def __delete__(self, instance):
        between = getattr(instance, self.target_collection)
        if between is not None:
            delattr(between, self.value_attr)
        delattr(instance, self.target_collection)


def association_proxy(target_collection, attr, *, creator=None, **options):
    return AssociationProxy(target_collection, attr, creator=creator, **options)
`,
);
