import { sourceModule } from '../modules/source-module';

/** Writing values out: the options of `model_dump`, values by their own type, and JSON text as pydantic spaces it. */
export const dumpModule = sourceModule(
  '_pydantic_dump',
  String.raw`
import warnings
from _pydantic_errors import PydanticSerializationError
from _pydantic_moments import duration_text, moment_text


class Dump:
    """The options of one dump, and what went wrong on the way."""

    def __init__(self, mode='python', include=None, exclude=None, context=None, by_alias=False, exclude_unset=False, exclude_defaults=False, exclude_none=False,
                 round_trip=False, warnings=True, fallback=None, as_any=False, exclude_computed=False):
        self.mode = mode
        self.include = include
        self.exclude = exclude
        self.context = context
        self.by_alias = by_alias
        self.exclude_unset = exclude_unset
        self.exclude_defaults = exclude_defaults
        self.exclude_none = exclude_none
        self.round_trip = round_trip
        self.warnings = warnings
        self.fallback = fallback
        self.as_any = as_any
        self.exclude_computed = exclude_computed
        self.unexpected = []
        self.field_name = None
        self.model = None
        self.within = []
        # Set while a union tries its members: then what is unexpected is not told.
        self.trying = 0

    def surprise(self, expected, value):
        from _pydantic_errors import shortened
        if self.trying or self.warnings in (False, 'none'):
            return
        place = f'field_name={self.field_name!r}, ' if self.field_name is not None else ''
        shown = f'[{place}input_value={shortened(repr(value))}, input_type={type(value).__name__}]'
        self.unexpected.append(f'PydanticSerializationUnexpectedValue(Expected \x60{expected}\x60 - serialized value may not be as expected {shown})')

    def finish(self):
        if not self.unexpected:
            return
        text = 'Pydantic serializer warnings:\n  ' + '\n  '.join(self.unexpected)
        if self.warnings == 'error':
            raise PydanticSerializationError(text)
        warnings.warn(text, UserWarning, stacklevel=3)

    def enter(self, value):
        if any(one is value for one in self.within):
            raise ValueError('Circular reference detected (id repeated)')
        self.within.append(value)

    def leave(self):
        self.within.pop()


def nested(choice, key, length=None):
    """What include or exclude says of an item: None (nothing), True (all of it), or a choice among its own parts."""
    if choice is None:
        return None
    if isinstance(choice, dict):
        found = choice.get(key, None)
        if found is None and length is not None and isinstance(key, int):
            found = choice.get(key - length, None)
        every = choice.get('__all__', None)
        if found is None or found is False:
            found = every if found is None else None
        elif every is not None and found is not ... and found is not True and every is not ... and every is not True:
            found = merged(found, every)
    else:
        found = True if key in choice or '__all__' in choice or (length is not None and isinstance(key, int) and key - length in choice) else None
    return True if found is ... else found


def merged(one, other):
    made = {key: ... for key in one} if not isinstance(one, dict) else dict(one)
    for key in other:
        made.setdefault(key, other[key] if isinstance(other, dict) else ...)
    return made


def below(out, key, length=None):
    """Whether an item is written, with the choice for its parts: (written, include, exclude)."""
    include, exclude = out.include, out.exclude
    if include is None and exclude is None:
        return True, None, None
    inner_exclude = nested(exclude, key, length)
    if inner_exclude is True:
        return False, None, None
    inner_include = None
    if include is not None:
        inner_include = nested(include, key, length)
        if inner_include is None:
            return False, None, None
        if inner_include is True:
            inner_include = None
    return True, inner_include, inner_exclude


def dump_items(values, dump, out):
    made = []
    include, exclude = out.include, out.exclude
    if include is None and exclude is None:
        for value in values:
            made.append(dump(value, out))
        return made
    values = list(values)
    for index, value in enumerate(values):
        written, out.include, out.exclude = below(out, index, len(values))
        if written:
            made.append(dump(value, out))
        out.include, out.exclude = include, exclude
    return made


def dump_mapping(value, dump_key, dump_value, out):
    made = {}
    include, exclude = out.include, out.exclude
    for key, one in value.items():
        written, out.include, out.exclude = below(out, key)
        if written:
            inner = dump_value(one, out)
            out.include = out.exclude = None
            made[dump_key(key, out)] = inner
        out.include, out.exclude = include, exclude
    return made


def key_text(key, out):
    """A key, which in JSON is a string."""
    if out.mode != 'json':
        return infer(key, out)
    if isinstance(key, str):
        return str(key.value) if hasattr(key, '_value_') else key
    if key is None:
        return 'None'
    if isinstance(key, bool):
        return 'true' if key else 'false'
    if isinstance(key, tuple):
        return ','.join(str(key_text(one, out)) for one in key)
    made = infer(key, out)
    if isinstance(made, (list, dict)):
        raise PydanticSerializationError(f'Unable to serialize unknown type: {type(key)!r}')
    return made if isinstance(made, str) else json_text(made, None)


def infer(value, out):
    """Writes a value out by its own type."""
    if value is None or value is True or value is False:
        return value
    kind = type(value)
    if kind is int or kind is str:
        return value
    if kind is float:
        return value if out.mode != 'json' or value - value == 0 else None
    method = getattr(kind, '__pydantic_dump__', None)
    if method is not None:
        return method(value, out)
    if isinstance(value, dict):
        out.enter(value)
        try:
            return dump_mapping(value, key_text, infer, out)
        finally:
            out.leave()
    if isinstance(value, (list, tuple, set, frozenset)) and not hasattr(value, '_value_'):
        out.enter(value)
        try:
            items = dump_items(value, infer, out)
        finally:
            out.leave()
        if out.mode == 'json' or isinstance(value, list):
            return items
        if isinstance(value, tuple):
            return type(value)(*items) if hasattr(value, '_fields') else tuple(items)
        return frozenset(items) if isinstance(value, frozenset) else set(items)
    if hasattr(kind, '__dataclass_fields__') and not isinstance(value, type):
        return dump_mapping({name: getattr(value, name) for name, one in kind.__dataclass_fields__.items() if one._field_type.name == '_FIELD'}, key_text, infer, out)
    return value if out.mode != 'json' else infer_json(value, out)


def infer_json(value, out):
    import collections
    import datetime
    import decimal
    import enum
    import pathlib
    import types
    import uuid
    if isinstance(value, enum.Enum):
        return infer(value.value, out)
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return moment_text(value)
    if isinstance(value, datetime.timedelta):
        return duration_text(value)
    if isinstance(value, (decimal.Decimal, uuid.UUID, pathlib.PurePath)):
        return str(value)
    if isinstance(value, (bytes, bytearray)):
        try:
            return bytes(value).decode('utf-8')
        except UnicodeDecodeError:
            raise PydanticSerializationError('invalid utf-8 sequence of 1 bytes from index 0') from None
    if isinstance(value, (collections.deque, types.GeneratorType)) or hasattr(value, '__next__'):
        return dump_items(value, infer, out)
    if isinstance(value, BaseException):
        return str(value)
    if out.fallback is not None:
        return infer(out.fallback(value), out)
    raise PydanticSerializationError(f'Unable to serialize unknown type: {type(value)!r}')


ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f'}


def quoted(text):
    if text.isprintable() and '"' not in text and '\\' not in text:
        return f'"{text}"'
    return '"' + ''.join(ESCAPES.get(c) or (f'\\u{ord(c):04x}' if ord(c) < 32 else c) for c in text) + '"'


def number_text(value):
    if value != value or value in (float('inf'), float('-inf')):
        return 'null'
    text = repr(float(value))
    if 'e' in text:
        digits, _, power = text.partition('e')
        return f'{digits}e{power[0] + power[1:].lstrip("0")}'
    return text


def json_text(value, indent, depth=0):
    """JSON without spaces, or indented."""
    if value is None:
        return 'null'
    if value is True:
        return 'true'
    if value is False:
        return 'false'
    if isinstance(value, str):
        return quoted(str(value))
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return number_text(value)
    deeper = None if indent is None else '\n' + ' ' * (indent * (depth + 1))
    if isinstance(value, dict):
        colon = ':' if indent is None else ': '
        items = [f'{quoted(str(key))}{colon}{json_text(one, indent, depth + 1)}' for key, one in value.items()]
        opening, closing = '{}'
    else:
        items = [json_text(one, indent, depth + 1) for one in value]
        opening, closing = '[]'
    if not items or deeper is None:
        return opening + ','.join(items) + closing
    return opening + deeper + (',' + deeper).join(items) + '\n' + ' ' * (indent * depth) + closing
`,
);
