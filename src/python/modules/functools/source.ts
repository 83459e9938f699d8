import { sourceModule } from '../source-module';

/** `functools`: decorators. */
export const functoolsModule = sourceModule(
  'functools',
  String.raw`
from _functools import _lru_cache_wrapper, cached_function, cmp_to_key, partial, reduce
from types import GenericAlias

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache', 'cmp_to_key', 'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod', 'cached_property']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            continue
        setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _negated(operation):
    def method(self, other):
        result = getattr(type(self), operation)(self, other)
        return result if result is NotImplemented else not result
    return method


def _or_equal(operation):
    def method(self, other):
        result = getattr(type(self), operation)(self, other)
        return result if result is NotImplemented else result or self == other
    return method


def _and_unequal(operation):
    def method(self, other):
        result = getattr(type(self), operation)(self, other)
        return result if result is NotImplemented else result and self != other
    return method


def _neither(operation):
    def method(self, other):
        result = getattr(type(self), operation)(self, other)
        return result if result is NotImplemented else not result and self != other
    return method


def _not_or_equal(operation):
    def method(self, other):
        result = getattr(type(self), operation)(self, other)
        return result if result is NotImplemented else not result or self == other
    return method


_derived = {
    '__lt__': {'__gt__': _neither, '__le__': _or_equal, '__ge__': _negated},
    '__le__': {'__ge__': _not_or_equal, '__lt__': _and_unequal, '__gt__': _negated},
    '__gt__': {'__lt__': _neither, '__ge__': _or_equal, '__le__': _negated},
    '__ge__': {'__le__': _not_or_equal, '__gt__': _and_unequal, '__lt__': _negated},
}


def total_ordering(cls):
    roots = {op for op in _derived if getattr(cls, op, None) is not getattr(object, op, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = next(op for op in ('__lt__', '__le__', '__gt__', '__ge__') if op in roots)
    for name, make in _derived[root].items():
        if name not in roots:
            method = make(root)
            method.__name__ = name
            method.__qualname__ = f'{cls.__qualname__}.{name}'
            setattr(cls, name, method)
    return cls


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        return update_wrapper(cached_function(maxsize, 128, typed), maxsize)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        return update_wrapper(cached_function(user_function, maxsize, typed), user_function)
    return decorating_function


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError('{!r} is not callable or a descriptor'.format(func))
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        args = ', '.join([repr(self.func)] + [repr(arg) for arg in self.args] + [f'{name}={value!r}' for name, value in self.keywords.items()])
        return f'functools.partialmethod({args})'

    def __get__(self, obj, cls=None):
        bound = self.func.__get__(obj, cls)
        if bound is not self.func and obj is not None:
            return partial(bound, *self.args, **self.keywords)

        def method(first, /, *args, **keywords):
            return self.func(first, *self.args, *args, **{**self.keywords, **keywords})
        return method.__get__(obj, cls)


def _nearest(cls, registry):
    for base in cls.__mro__:
        if base in registry and base is not object:
            return registry[base]
    found = None
    for candidate in registry:
        if candidate is not object and isinstance(cls, type) and issubclass(cls, candidate):
            if found is None or issubclass(candidate, found):
                found = candidate
            elif not issubclass(found, candidate):
                raise RuntimeError('Ambiguous dispatch: {} or {}'.format(found, candidate))
    return registry[object if found is None else found]


def _members(annotation):
    if isinstance(annotation, type):
        return (annotation,)
    return getattr(annotation, '__args__', None)


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        return _nearest(cls, registry)

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type) or (_members(cls) and all(isinstance(one, type) for one in _members(cls))):
                return lambda f: register(cls, f)
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(f'Invalid first argument to ${'`'}register()${'`'}: {cls!r}. Use either ${'`'}@register(some_class)${'`'} or plain ${'`'}@register${'`'} on an annotated function.')
            func = cls
            from typing import get_type_hints
            argname, cls = next(iter(get_type_hints(func).items()))
            if not isinstance(cls, type) and not (_members(cls) and all(isinstance(one, type) for one in _members(cls))):
                raise TypeError(f'Invalid annotation for {argname!r}. {cls!r} is not a class.')
        for one in _members(cls):
            registry[one] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{funcname} requires at least 1 positional argument')
        return _nearest(args[0].__class__, registry)(*args, **kw)

    from types import MappingProxyType
    funcname = getattr(func, '__name__', 'singledispatch function')
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = lambda: None
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        update_wrapper(method, self.func)
        return method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)


_missing = object()


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names ' f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            stored = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property.") from None
        value = stored.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            stored[self.attrname] = value
        return value

    __class_getitem__ = classmethod(GenericAlias)
`,
);
