import { sourceModule } from '../source-module';

const source = String.raw`
import collections
import collections.abc
from _context_managers import AbstractAsyncContextManager, AbstractContextManager
from abc import abstractmethod
from _typing import Annotated, Any, ClassVar, Concatenate, Final, ForwardRef, Generic, Literal, LiteralString, NamedTuple, Never, NoReturn, NotRequired, Optional, ParamSpec, Protocol, Required, Self, TypeAlias, TypedDict, TypeGuard, TypeVar, TypeVarTuple, Union, Unpack, class_form, get_args, get_origin, get_type_hints, protocol_members

TYPE_CHECKING = False

List = class_form('List', list, 1)
Dict = class_form('Dict', dict, 2)
Set = class_form('Set', set, 1)
FrozenSet = class_form('FrozenSet', frozenset, 1)
Tuple = class_form('Tuple', tuple)
Type = class_form('Type', type, 1)
Deque = class_form('Deque', collections.deque, 1)
DefaultDict = class_form('DefaultDict', collections.defaultdict, 2)
OrderedDict = class_form('OrderedDict', collections.OrderedDict, 2)
Counter = class_form('Counter', collections.Counter, 1)
ChainMap = class_form('ChainMap', collections.ChainMap, 2)
Hashable = class_form('Hashable', collections.abc.Hashable, 0)
Sized = class_form('Sized', collections.abc.Sized, 0)
Awaitable = class_form('Awaitable', collections.abc.Awaitable, 1)
Coroutine = class_form('Coroutine', collections.abc.Coroutine, 3)
AsyncIterable = class_form('AsyncIterable', collections.abc.AsyncIterable, 1)
AsyncIterator = class_form('AsyncIterator', collections.abc.AsyncIterator, 1)
AsyncGenerator = class_form('AsyncGenerator', collections.abc.AsyncGenerator, 2)
Iterable = class_form('Iterable', collections.abc.Iterable, 1)
Iterator = class_form('Iterator', collections.abc.Iterator, 1)
Generator = class_form('Generator', collections.abc.Generator, 3)
Reversible = class_form('Reversible', collections.abc.Reversible, 1)
Container = class_form('Container', collections.abc.Container, 1)
Collection = class_form('Collection', collections.abc.Collection, 1)
Callable = class_form('Callable', collections.abc.Callable, 2)
AbstractSet = class_form('AbstractSet', collections.abc.Set, 1)
MutableSet = class_form('MutableSet', collections.abc.MutableSet, 1)
Mapping = class_form('Mapping', collections.abc.Mapping, 2)
MutableMapping = class_form('MutableMapping', collections.abc.MutableMapping, 2)
Sequence = class_form('Sequence', collections.abc.Sequence, 1)
MutableSequence = class_form('MutableSequence', collections.abc.MutableSequence, 1)
ByteString = class_form('ByteString', collections.abc.ByteString, 0)
KeysView = class_form('KeysView', collections.abc.KeysView, 1)
ItemsView = class_form('ItemsView', collections.abc.ItemsView, 2)
ValuesView = class_form('ValuesView', collections.abc.ValuesView, 1)
MappingView = class_form('MappingView', collections.abc.MappingView, 1)
ContextManager = class_form('ContextManager', AbstractContextManager, 1)
AsyncContextManager = class_form('AsyncContextManager', AbstractAsyncContextManager, 1)

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
AnyStr = TypeVar('AnyStr', bytes, str)
Text = str


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    shown = repr(arg)
    if len(shown) > 100:
        shown = shown[:100] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {shown}')


def reveal_type(obj, /):
    import sys
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed.')


_overloads = {}


def overload(func):
    f = getattr(func, '__func__', func)
    _overloads.setdefault((f.__module__, f.__qualname__), []).append(func)
    return _overload_dummy


def get_overloads(func):
    f = getattr(func, '__func__', func)
    return list(_overloads.get((f.__module__, f.__qualname__), []))


def clear_overloads():
    _overloads.clear()


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def runtime_checkable(cls):
    if not getattr(cls, '_is_protocol', False):
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r' % cls)
    cls._is_runtime_protocol = True
    return cls


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {'eq_default': eq_default, 'order_default': order_default, 'kw_only_default': kw_only_default, 'field_specifiers': field_specifiers, 'kwargs': kwargs}
        return cls_or_fn
    return decorator


def is_typeddict(tp):
    return type(tp).__name__ == '_TypedDictMeta'


class NewType:
    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        self.__module__ = '__main__'

    def __call__(self, x, /):
        return x

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of NewType. Perhaps you were looking for: ${'`'}Sub = NewType({"Sub"!r}, {self.__name__})${'`'}')


@runtime_checkable
class SupportsInt(Protocol):
    @abstractmethod
    def __int__(self): ...


@runtime_checkable
class SupportsFloat(Protocol):
    @abstractmethod
    def __float__(self): ...


@runtime_checkable
class SupportsComplex(Protocol):
    @abstractmethod
    def __complex__(self): ...


@runtime_checkable
class SupportsBytes(Protocol):
    @abstractmethod
    def __bytes__(self): ...


@runtime_checkable
class SupportsIndex(Protocol):
    @abstractmethod
    def __index__(self): ...


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    @abstractmethod
    def __abs__(self): ...


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    @abstractmethod
    def __round__(self, ndigits=0): ...


class IO(Generic[AnyStr]):
    pass


class BinaryIO(IO[bytes]):
    pass


class TextIO(IO[str]):
    pass
`;

/** `typing` */
export const typingModule = sourceModule('typing', source);

/** What `typing_extensions` gives on a Python that has all of it. */
export const typingExtensionsModule = sourceModule(
  'typing_extensions',
  String.raw`
from typing import *
from typing import TYPE_CHECKING, overload, cast, final, override, runtime_checkable, get_args, get_origin, get_type_hints, NewType
from typing import protocol_members as get_protocol_members
runtime = runtime_checkable


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    def decorator(arg):
        arg.__deprecated__ = message
        return arg
    return decorator


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp is not Protocol


class Doc:
    def __init__(self, documentation, /):
        self.documentation = documentation

    def __repr__(self):
        return f'Doc({self.documentation!r})'
`,
);
