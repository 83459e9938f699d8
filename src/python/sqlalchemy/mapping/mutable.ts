import { ScalarImpl } from '../../../orm/map/attribute';
import { TypeEngine } from '../../../orm/sql/types/type-engine';
import { sourceModule } from '../../modules/source-module';
import { define } from '../../native/define';
import { PyType, type Value } from '../../objects/object';
import type { NativeModule } from '../../runtime';
import { at, type Binder } from '../bind';
import { ColumnAttribute, type MappedClasses } from './mapped-classes';

/** What the Python half of values that tell when they change asks the mapping. */
export function mutableSupport(binder: Binder, classes: MappedClasses): Record<string, Value> {
  const { bridge } = binder;
  return {
    value_changed: define('value_changed(value, /)', (value) => at(() => { classes.tracking.changed(value); return null; })),
    value_parents: define('value_parents(value, /)', (value) => bridge.toPython(classes.tracking.parentsOf(value))),
    track_type: define('track_type(sqltype, cls, /)', (sqltype, cls) => {
      const type = bridge.toOrm(sqltype);
      if (type instanceof TypeEngine && cls instanceof PyType) classes.tracking.ofType(type, cls);
      return bridge.toPython(type);
    }),
    track_types: define('track_types(types, cls, /)', (types, cls) => {
      if (types instanceof PyType && cls instanceof PyType) classes.tracking.ofTypes(types, cls);
      return null;
    }),
    track_attribute: define('track_attribute(attribute, cls, /)', (attribute, cls) => {
      const given = bridge.toOrm(attribute);
      const impl = given instanceof ColumnAttribute ? given.entity.mapper.attribute(given.key) : null;
      if (impl instanceof ScalarImpl && cls instanceof PyType) impl.tracking = classes.tracking.tracking(cls);
      return null;
    }),
  }; // prettier-ignore
}

/** `sqlalchemy.ext.mutable`: its half in Python is the classes of values. */
export const mutableModule: NativeModule = sourceModule(
  'sqlalchemy.ext.mutable',
  String.raw`
from sqlalchemy._mapping import track_attribute, track_type, track_types, value_changed, value_parents


class MutableBase:
    """A value that tells the objects that have it when it changes."""

    @property
    def _parents(self):
        return value_parents(self)

    @classmethod
    def coerce(cls, key, value):
        if value is None:
            return None
        raise ValueError(f"Attribute '{key}' does not accept objects of type {type(value)}")

    def changed(self):
        value_changed(self)


class Mutable(MutableBase):
    @classmethod
    def associate_with_attribute(cls, attribute):
        track_attribute(attribute, cls)

    @classmethod
    def associate_with(cls, sqltype):
        track_types(sqltype, cls)

    @classmethod
    def as_mutable(cls, sqltype):
        return track_type(sqltype, cls)


class MutableComposite(MutableBase):
    _tells_changes = True


def _telling(base, names):
    """The methods of a collection that change it, telling of it."""
    def telling(method):
        def change(self, *args, **kwargs):
            result = method(self, *args, **kwargs)
            self.changed()
            return result
        change.__name__ = method.__name__
        change.__doc__ = method.__doc__
        return change
    return {name: telling(getattr(base, name)) for name in names.split()}


def _collection(name, base, methods):
    def coerce(cls, key, value):
        if isinstance(value, cls):
            return value
        if isinstance(value, base):
            return cls(value)
        return Mutable.coerce(key, value)

    def in_place(method):
        def change(self, other):
            getattr(self, method)(other)
            return self
        return change

    names = {'__module__': 'sqlalchemy.ext.mutable', 'coerce': classmethod(coerce), '__class_getitem__': classmethod(lambda cls, key: cls), '__hash__': None, **_telling(base, methods)}
    if base is list:
        names['__iadd__'] = in_place('extend')
    if base is set:
        names.update(__ior__=in_place('update'), __iand__=in_place('intersection_update'), __ixor__=in_place('symmetric_difference_update'), __isub__=in_place('difference_update'))
    return type(name, (Mutable, base), names)


MutableDict = _collection('MutableDict', dict, '__setitem__ __delitem__ clear pop popitem setdefault update')
MutableList = _collection('MutableList', list, '__setitem__ __delitem__ append extend insert pop remove clear sort reverse')
MutableSet = _collection('MutableSet', set, 'add remove discard pop clear update intersection_update difference_update symmetric_difference_update')
`,
);
