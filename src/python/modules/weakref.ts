import { sourceModule } from './source-module';

/** `weakref`. JavaScript's collector cannot be watched in time, so what is referred to lives on: a reference never dies. */
export const weakrefModule = sourceModule(
  'weakref',
  String.raw`
from collections import UserDict

__all__ = ['ref', 'proxy', 'WeakKeyDictionary', 'WeakValueDictionary', 'WeakSet', 'WeakMethod', 'finalize', 'ReferenceType', 'getweakrefcount']

_refused = (int, str, tuple, list, dict, bytes, float, type(None), bool, complex)


class ref:
    __slots__ = ('_object', '__callback__')

    def __new__(cls, object, callback=None):
        if type(object) in _refused:
            raise TypeError("cannot create weak reference to '%s' object" % type(object).__name__)
        return super().__new__(cls)

    def __init__(self, object, callback=None):
        self._object = object
        self.__callback__ = callback

    def __call__(self):
        return self._object

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        return self._object == other._object

    def __hash__(self):
        return hash(self._object)


ReferenceType = ref


class WeakMethod(ref):
    def __new__(cls, meth, callback=None):
        if not hasattr(meth, '__self__'):
            raise TypeError('argument should be a bound method, not {}'.format(type(meth)))
        return ref.__new__(cls, meth, callback)


def proxy(object, callback=None):
    ref(object)
    return object


def getweakrefcount(object):
    return 0


class WeakValueDictionary(UserDict):
    def __repr__(self):
        return '<%s at %#x>' % (self.__class__.__name__, id(self))

    def valuerefs(self):
        return [ref(value) for value in self.data.values()]


class WeakKeyDictionary(UserDict):
    def __repr__(self):
        return '<%s at %#x>' % (self.__class__.__name__, id(self))

    def keyrefs(self):
        return [ref(key) for key in self.data]


class WeakSet(set):
    def __repr__(self):
        return repr(set(self))


class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (func, args, kwargs)
        self._object = obj
        self.atexit = True

    @property
    def alive(self):
        return self._call is not None

    def __call__(self, _=None):
        if self._call is not None:
            func, args, kwargs = self._call
            self._call = None
            return func(*args, **kwargs)

    def detach(self):
        if self._call is not None:
            call, self._call = self._call, None
            return self._object, *call

    def peek(self):
        if self._call is not None:
            return self._object, *self._call
`,
);
