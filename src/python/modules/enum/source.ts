import { sourceModule } from '../source-module';

/** `enum`, as CPython 3.11 has it. */
export const enumModule = sourceModule(
  'enum',
  String.raw`
from _enum import auto, member, member_name, member_value, members, namespace, nonmember

__all__ = ['EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique', 'property', 'verify', 'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP', 'global_enum', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS', 'UNIQUE']

property = property
Enum = Flag = ReprEnum = None


def _single_bit(value):
    return value > 0 and value & (value - 1) == 0


def _bits(value):
    while value:
        bit = value & (~value + 1)
        yield bit
        value ^= bit


def _mixins(class_name, bases):
    """The data type of the members and the enumeration that is derived from."""
    if not bases or Enum is None:
        return object, Enum
    first = bases[-1]
    if not isinstance(first, EnumType):
        raise TypeError('new enumerations should be created as ' + '${'`'}EnumName([mixin_type, ...] [data_type,] enum_type)${'`'}')
    for base in bases:
        if isinstance(base, EnumType) and base._member_names_:
            raise TypeError('<enum %r> cannot extend %r' % (class_name, base))
    data_types = []
    for base in bases:
        candidate = None
        for parent in base.__mro__:
            if parent is object:
                continue
            if isinstance(parent, EnumType):
                if parent._member_type_ is not object:
                    if parent._member_type_ not in data_types:
                        data_types.append(parent._member_type_)
                    break
            elif '__new__' in parent.__dict__:
                if (candidate or parent) not in data_types:
                    data_types.append(candidate or parent)
                break
            else:
                candidate = candidate or parent
    if len(data_types) > 1:
        raise TypeError('too many data types for %r: %r' % (class_name, set(data_types)))
    return (data_types[0] if data_types else object), first


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        first = _mixins(cls, bases)[1]
        return namespace(cls, getattr(first, '_generate_next_value_', None))

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        if Enum is None:
            return super().__new__(metacls, cls, bases, {**classdict, '_member_names_': [], '_member_map_': {}, '_value2member_map_': {}, '_member_type_': object, '_flag_mask_': 0, '_all_bits_': 0, '_boundary_': None})
        member_names = members(classdict)
        for name in member_names:
            if name in ('mro', ''):
                raise ValueError('invalid enum member name(s) %r' % name)
        member_type, first_enum = _mixins(cls, bases)
        values = {name: classdict[name] for name in member_names}
        body = {name: value for name, value in classdict.items() if name not in values}
        new_member, use_args = _find_new(body, member_type, first_enum)
        body['_member_names_'] = []
        body['_member_map_'] = {}
        body['_value2member_map_'] = {}
        body['_member_type_'] = member_type
        body['_boundary_'] = boundary or getattr(first_enum, '_boundary_', None)
        body['_flag_mask_'] = 0
        body['_all_bits_'] = 0
        if '__new__' in body:
            body['__new_member__'] = body.pop('__new__')
        order = body.pop('_order_', None)
        enum_class = super().__new__(metacls, cls, bases, body, **kwds)
        is_flag = Flag is not None and issubclass(enum_class, Flag)
        for name, value in values.items():
            _add_member(enum_class, name, value, member_type, new_member, use_args, is_flag)
        if ReprEnum is not None and ReprEnum in bases:
            if '__format__' not in body:
                enum_class.__format__ = member_type.__format__
            if '__str__' not in body:
                method = member_type.__str__
                enum_class.__str__ = member_type.__repr__ if method is object.__str__ else method
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name not in body:
                found = getattr(enum_class, name)
                if found is getattr(member_type, name, None) and found is not getattr(object, name, None) and not (ReprEnum is not None and issubclass(enum_class, ReprEnum)):
                    setattr(enum_class, name, getattr(first_enum, name))
        if is_flag:
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in body:
                    setattr(enum_class, name, getattr(Flag, name))
        if '__repr__' not in body and member_type is not object:
            enum_class.__repr__ = first_enum.__repr__
        if order is not None:
            if isinstance(order, str):
                order = order.replace(',', ' ').split()
            if [name for name in order if name in enum_class._member_names_] != enum_class._member_names_:
                raise TypeError('member order does not match _order_:\n  %r\n  %r' % (enum_class._member_names_, list(order)))
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return _lookup(cls, value)
        return _create(cls, value, names, module, qualname, type, start, boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (type(member).__qualname__, cls.__class__.__qualname__))
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        return sorted(set(['__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__', '__members__', '__module__', '__name__', '__qualname__']) | set(cls._member_map_))

    def __getattr__(cls, name):
        raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        from types import MappingProxyType
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = 'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'
        return '<%s %r>' % (kind, cls.__name__)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % (name,))
        super().__setattr__(name, value)


EnumMeta = EnumType


def _find_new(body, member_type, first_enum):
    made = body.get('__new__')
    if made is not None:
        return (made.__func__ if isinstance(made, staticmethod) else made), True
    for holder in (member_type, first_enum):
        for name in ('__new_member__', '__new__'):
            target = getattr(holder, name, None)
            if target not in (None, None.__new__, object.__new__, Enum.__new__):
                return target, True
    return object.__new__, False


def _add_member(enum_class, name, value, member_type, new_member, use_args, is_flag):
    args = value if isinstance(value, tuple) else (value,)
    if member_type is tuple:
        args = (args,)
    made = new_member(enum_class, *args) if use_args else new_member(enum_class)
    if not hasattr(made, '_value_'):
        if member_type is object:
            made._value_ = value
        else:
            try:
                made._value_ = member_type(*args)
            except Exception as exc:
                raise TypeError('_value_ not set in __new__, unable to create it') from exc
    value = made._value_
    made._name_ = name
    made.__objclass__ = enum_class
    made._sort_order_ = len(enum_class._member_names_)
    if enum_class.__init__ is not Enum.__init__:
        made.__init__(*args)
    known = enum_class._member_map_
    alias = _by_value(enum_class, value)
    if alias is not None:
        made = alias
    elif is_flag and (not isinstance(value, int) or not _single_bit(value)):
        if not isinstance(value, int) and member_type is object:
            raise TypeError('invalid Flag value: %r' % (value,))
    else:
        enum_class._member_names_.append(name)
    if is_flag and isinstance(value, int):
        type.__setattr__(enum_class, '_all_bits_', max(enum_class._all_bits_, 2 ** value.bit_length() - 1))
        type.__setattr__(enum_class, '_flag_mask_', enum_class._flag_mask_ | value)
    type.__setattr__(enum_class, name, made)
    known[name] = made
    try:
        enum_class._value2member_map_.setdefault(value, made)
    except TypeError:
        pass


def _by_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for found in cls._member_map_.values():
            if found._value_ == value:
                return found
        return None


def _lookup(cls, value):
    if type(value) is cls:
        return value
    found = _by_value(cls, value)
    if found is not None:
        return found
    if not cls._member_map_:
        raise TypeError('%r has no members defined' % cls)
    try:
        failure = None
        result = cls._missing_(value)
    except Exception as error:
        failure = error
        result = None
    if isinstance(result, cls) or (Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int)):
        return result
    invalid = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
    if result is None and failure is None:
        raise invalid
    if failure is None:
        failure = TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (cls.__name__, result))
    if not isinstance(failure, ValueError):
        failure.__context__ = invalid
    raise failure


def _create(cls, class_name, names, module, qualname, type, start, boundary):
    bases = (cls,) if type is None else (type, cls)
    classdict = cls.__class__.__prepare__(class_name, bases)
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        values = []
        pairs = []
        for count, name in enumerate(names):
            value = cls._generate_next_value_(name, start, count, values[:])
            values.append(value)
            pairs.append((name, value))
        names = pairs
    if hasattr(names, 'keys'):
        names = [(name, names[name]) for name in names]
    for name, value in names or ():
        classdict[name] = value
    classdict['__module__'] = module or '__main__'
    if qualname is not None:
        classdict['__qualname__'] = qualname
    return cls.__class__(class_name, bases, classdict, boundary=boundary)


class Enum(metaclass=EnumType):
    name = member_name
    value = member_value

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values).pop()
        except TypeError:
            for last in reversed(last_values):
                if isinstance(last, int):
                    return last + 1
            return start
        try:
            return last + 1
        except TypeError:
            raise TypeError('unable to increment %r' % (last,)) from None

    def __new__(cls, value):
        return _lookup(cls, value)

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __dir__(self):
        added = [name for cls in self.__class__.mro() for name in cls.__dict__ if name[0] != '_' and name not in cls.__dict__.get('_member_map_', {})]
        return sorted(set(['__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value']) | set(added))

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError('%r is not a string' % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError('encoding must be a string, not %r' % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError('errors must be a string, not %r' % (values[2],))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            high = last.bit_length() - 1
        except Exception:
            raise TypeError('invalid flag value %r' % last) from None
        return 2 ** (high + 1)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        mask = cls._flag_mask_
        all_bits = cls._all_bits_
        negative = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError('%r invalid value %r\n    given %s\n  allowed %s' % (cls, value, _binary(value, width), _binary(mask, width)))
            if cls._boundary_ is CONFORM:
                value = value & mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(all_bits + 1, 2 ** value.bit_length()) + value
        if value < 0:
            negative = value
            value = all_bits + 1 + value
        unknown = value & ~mask
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, '_value_'):
            made._value_ = value
        names = [found._name_ for found in cls if found._value_ & value]
        if names:
            made._name_ = '|'.join(names)
            if unknown:
                made._name_ += '|%s' % cls._numeric_repr_(unknown)
        else:
            made._name_ = None
        made = cls._value2member_map_.setdefault(value, made)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for bit in _bits(self._value_ & self._flag_mask_):
            yield self.__class__(bit)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        if self._name_ is None:
            return '<%s: %r>' % (self.__class__.__name__, self._value_)
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        if self._name_ is None:
            return '%s(%r)' % (self.__class__.__name__, self._value_)
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _value_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        value = self._value_of(other)
        return value if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._value_of(other)
        return value if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._value_of(other)
        return value if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _binary(value, width):
    if value < 0:
        return '0b1 ' + bin((1 << width) + value)[2:].zfill(width)[-width:]
    return '0b0 ' + bin(value)[2:].zfill(width)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


def unique(enumeration):
    duplicates = [(alias, found.name) for alias, found in enumeration.__members__.items() if alias != found.name]
    if duplicates:
        raise ValueError('duplicate values found in %r: %s' % (enumeration, ', '.join('%s -> %s' % pair for pair in duplicates)))
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                duplicates = [(alias, found.name) for alias, found in enumeration.__members__.items() if alias != found.name]
                if duplicates:
                    raise ValueError('aliases found in %r: %s' % (enumeration, ', '.join('%s -> %s' % pair for pair in duplicates)))
            elif check is CONTINUOUS:
                values = set(found.value for found in enumeration)
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if issubclass(enumeration, Flag):
                    missing = [bit for bit in _bits(2 ** high.bit_length() - 1) if low <= bit <= high and bit not in values]
                else:
                    missing = [value for value in range(low + 1, high) if value not in values]
                if missing:
                    raise ValueError('invalid %s %r: missing values %s' % ('flag' if issubclass(enumeration, Flag) else 'enum', enumeration.__name__, ', '.join(str(value) for value in missing)))
            elif check is NAMED_FLAGS:
                named = 0
                for found in enumeration:
                    named |= found.value
                unnamed = [(name, found.value & ~named) for name, found in enumeration.__members__.items() if found.value & ~named]
                if unnamed:
                    raise ValueError('invalid Flag %r: %s' % (enumeration.__name__, 'alias %s is missing value %s [use enum.show_flag_values(value) for details]' % (unnamed[0][0], hex(unnamed[0][1]))))
        return enumeration


def global_enum(cls, update_str=False):
    import sys
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
`,
);
