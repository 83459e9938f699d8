import { sourceModule } from '../modules/source-module';

/** Numbers, text, bytes, enumerations: what pydantic takes for each (its conversion table), strictly or not. */
export const scalarsModule = sourceModule(
  '_pydantic_scalars',
  String.raw`
import math
from decimal import Decimal, InvalidOperation
from enum import Enum
from _pydantic_dump import infer
from _pydantic_errors import Invalid, fail
from _pydantic_node import EXACT, LAX, STRICT, Node


def plain_digits(text):
    """Digits with single underscores between them."""
    return bool(text) and text.isascii() and '__' not in text and text[0] != '_' and text[-1] != '_' and text.replace('_', '').isdigit()


def text_of(value):
    """Text of a str or of bytes, or None."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray)):
        try:
            return bytes(value).decode('utf-8')
        except UnicodeDecodeError:
            return None
    return None


def integer_of_text(text):
    text = text.strip()
    sign = -1 if text[:1] == '-' else 1
    body = text[1:] if text[:1] in ('-', '+') else text
    whole, dot, rest = body.partition('.')
    if dot and (not rest or rest.strip('0')):
        return None
    return sign * int(whole.replace('_', '')) if plain_digits(whole) else None


class Scalar(Node):
    def dump(self, value, out):
        if value is not None and not isinstance(value, self.expected) or value is None:
            out.surprise(self.name, value)
            return infer(value, out)
        return infer(value, out)

    def fits(self, value):
        return isinstance(value, self.expected)


class Bounded(Scalar):
    """A value with an order."""
    BOUNDS = (('gt', 'greater_than', lambda a, b: a > b), ('ge', 'greater_than_equal', lambda a, b: a >= b), ('lt', 'less_than', lambda a, b: a < b), ('le', 'less_than_equal', lambda a, b: a <= b))
    SCHEMA = {'gt': 'exclusiveMinimum', 'ge': 'minimum', 'lt': 'exclusiveMaximum', 'le': 'maximum', 'multiple_of': 'multipleOf'}

    def __init__(self, strict=None, **bounds):
        self.strict = strict
        self.bounds = bounds

    def check(self, value, input):
        bounds = self.bounds
        if not bounds:
            return value
        step = bounds.get('multiple_of')
        if step is not None and self.misses(value, step):
            fail('multiple_of', input, {'multiple_of': step})
        for key, kind, holds in (Bounded.BOUNDS[3], Bounded.BOUNDS[2], Bounded.BOUNDS[1], Bounded.BOUNDS[0]):
            if key in bounds and not holds(value, bounds[key]):
                fail(kind, input, {key: self.shown(bounds[key])})
        return value

    def shown(self, bound):
        return bound

    def misses(self, value, step):
        return value % step != 0

    def keywords(self):
        return {Bounded.SCHEMA[key]: bound for key, bound in self.bounds.items() if key in Bounded.SCHEMA}


class IntNode(Bounded):
    expected = int

    @property
    def name(self):
        return 'constrained-int' if self.bounds else 'int'

    def validate(self, value, state):
        if type(value) is int:
            return self.check(value, value)
        if type(value) is bool:
            if self.is_strict(state):
                fail('int_type', value)
            state.lower(LAX)
            return self.check(int(value), value)
        if isinstance(value, int):
            state.lower(STRICT)
            return self.check(int(value), value)
        if self.is_strict(state):
            fail('int_type', value)
        state.lower(LAX)
        return self.check(self.coerced(value), value)

    def coerced(self, value):
        if isinstance(value, float):
            if not math.isfinite(value):
                fail('finite_number', value)
            if value % 1 != 0:
                fail('int_from_float', value)
            return int(value)
        text = text_of(value)
        if text is not None:
            made = integer_of_text(text)
            if made is None:
                fail('int_parsing', value)
            return made
        if isinstance(value, Decimal):
            if not value.is_finite():
                fail('finite_number', value)
            if value % 1 != 0:
                fail('int_from_float', value)
            return int(value)
        if isinstance(value, Enum):
            return self.coerced(value.value) if not isinstance(value.value, int) else int(value.value)
        fail('int_type', value)

    def json_schema(self, made):
        return {**self.keywords(), 'type': 'integer'}

    def fits(self, value):
        return isinstance(value, int) and not isinstance(value, bool)


class FloatNode(Bounded):
    expected = (float, int)

    def __init__(self, strict=None, allow_inf_nan=True, **bounds):
        Bounded.__init__(self, strict, **bounds)
        self.allow_inf_nan = allow_inf_nan

    @property
    def name(self):
        return 'constrained-float' if self.bounds else 'float'

    def validate(self, value, state):
        if type(value) is float:
            made = value
        elif isinstance(value, float):
            state.lower(STRICT)
            made = float(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            state.lower(STRICT)
            made = float(value)
        elif self.is_strict(state):
            fail('float_type', value)
        else:
            state.lower(LAX)
            made = self.coerced(value)
        if not self.allow_inf_nan and not math.isfinite(made):
            fail('finite_number', value)
        return self.check(made, value)

    def coerced(self, value):
        text = text_of(value)
        if text is not None:
            try:
                return float(text)
            except ValueError:
                fail('float_parsing', value)
        if isinstance(value, bool) or hasattr(type(value), '__float__'):
            return float(value)
        fail('float_type', value)

    def misses(self, value, step):
        rest = value % step
        threshold = value / 1e9
        return abs(rest) > threshold and abs(rest - step) > threshold

    def shown(self, bound):
        return float(bound)

    def keywords(self):
        return {key: float(bound) if isinstance(bound, float) else bound for key, bound in Bounded.keywords(self).items()}

    def json_schema(self, made):
        return {**self.keywords(), 'type': 'number'}

    def dump(self, value, out):
        if isinstance(value, (float, int)) and not isinstance(value, bool):
            return infer(float(value), out) if out.mode == 'json' else value
        return Bounded.dump(self, value, out)


class DecimalNode(Bounded):
    expected = Decimal

    def __init__(self, strict=None, allow_inf_nan=False, max_digits=None, decimal_places=None, **bounds):
        Bounded.__init__(self, strict, **bounds)
        self.allow_inf_nan = allow_inf_nan
        self.max_digits = max_digits
        self.decimal_places = decimal_places

    name = 'decimal'

    def validate(self, value, state):
        if isinstance(value, Decimal):
            made = value
        elif self.is_strict(state) and state.mode == 'python':
            fail('is_instance_of', value, {'class': 'Decimal'})
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            state.lower(LAX)
            try:
                made = Decimal(str(value).strip()) if not isinstance(value, int) else Decimal(value)
            except InvalidOperation:
                fail('decimal_parsing', value)
        else:
            fail('decimal_type', value)
        if not made.is_finite():
            if not self.allow_inf_nan:
                fail('finite_number', value)
            return made
        self.check_digits(made, value)
        return self.check(made, value)

    def check_digits(self, made, value):
        if self.max_digits is None and self.decimal_places is None:
            return
        _, digits, exponent = made.normalize().as_tuple() if made else made.as_tuple()
        if exponent >= 0:
            count, places = len(digits) + exponent, 0
        else:
            places = -exponent
            count = max(len(digits), places)
        if self.max_digits is not None:
            if count > self.max_digits:
                fail('decimal_max_digits', value, {'max_digits': self.max_digits})
            if self.decimal_places is not None and count - places > self.max_digits - self.decimal_places and places <= self.decimal_places:
                fail('decimal_whole_digits', value, {'whole_digits': self.max_digits - self.decimal_places})
        if self.decimal_places is not None and places > self.decimal_places:
            fail('decimal_max_places', value, {'decimal_places': self.decimal_places})

    def shown(self, bound):
        return bound if isinstance(bound, Decimal) else Decimal(str(bound))

    def json_schema(self, made):
        text = {'type': 'string', 'pattern': '^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$'}
        if made.mode == 'serialization':
            return text
        numbers = {key: float(bound) for key, bound in self.keywords().items()}
        return {'anyOf': [{**numbers, 'type': 'number'}, text]}


class BoolNode(Scalar):
    name = 'bool'
    expected = bool
    TEXTS = {text: text in ('1', 'on', 't', 'true', 'y', 'yes') for text in ('0', 'off', 'f', 'false', 'n', 'no', '1', 'on', 't', 'true', 'y', 'yes')}

    def __init__(self, strict=None):
        self.strict = strict

    def validate(self, value, state):
        if value is True or value is False:
            return value
        if self.is_strict(state):
            fail('bool_type', value)
        state.lower(LAX)
        text = text_of(value)
        if text is not None:
            made = BoolNode.TEXTS.get(text.lower())
            if made is None:
                fail('bool_parsing', value)
            return made
        if isinstance(value, (int, float, Decimal)):
            if value == 0 or value == 1:
                return bool(value)
            if value % 1 == 0 and -2 ** 63 <= value < 2 ** 63:
                fail('bool_parsing', value)
        fail('bool_type', value)

    def json_schema(self, made):
        return {'type': 'boolean'}


class NoneNode(Scalar):
    name = 'none'
    expected = type(None)

    def validate(self, value, state):
        if value is not None:
            fail('none_required', value, state=state)
        return value

    def dump(self, value, out):
        return infer(value, out)

    def json_schema(self, made):
        return {'type': 'null'}


class StrNode(Scalar):
    expected = str

    def __init__(self, strict=None, min_length=None, max_length=None, pattern=None, strip_whitespace=False, to_lower=False, to_upper=False, coerce_numbers=False):
        self.strict = strict
        self.min_length = min_length
        self.max_length = max_length
        self.pattern = pattern
        self.strip_whitespace = strip_whitespace
        self.to_lower = to_lower
        self.to_upper = to_upper
        self.coerce_numbers = coerce_numbers

    @property
    def name(self):
        limits = (self.min_length, self.max_length, self.pattern)
        return 'constrained-str' if any(limit is not None for limit in limits) or self.strip_whitespace or self.to_lower or self.to_upper else 'str'

    def validate(self, value, state):
        if type(value) is str:
            made = value
        elif isinstance(value, str):
            state.lower(STRICT)
            made = value.value if isinstance(value, Enum) else str(value)
        elif self.is_strict(state):
            fail('string_type', value)
        else:
            state.lower(LAX)
            made = self.coerced(value)
        if self.strip_whitespace:
            made = made.strip()
        if self.min_length is not None and len(made) < self.min_length:
            fail('string_too_short', value, {'min_length': self.min_length})
        if self.max_length is not None and len(made) > self.max_length:
            fail('string_too_long', value, {'max_length': self.max_length})
        if self.pattern is not None and not self.matches(made):
            fail('string_pattern_mismatch', value, {'pattern': self.pattern_text()})
        if self.to_lower:
            made = made.lower()
        if self.to_upper:
            made = made.upper()
        return made

    def coerced(self, value):
        if isinstance(value, (bytes, bytearray)):
            text = text_of(value)
            if text is None:
                fail('string_unicode', value)
            return text
        if isinstance(value, Enum) and isinstance(value.value, str):
            return value.value
        if self.coerce_numbers and isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return str(value)
        fail('string_type', value)

    def pattern_text(self):
        return self.pattern if isinstance(self.pattern, str) else self.pattern.pattern

    def matches(self, text):
        import re
        return re.search(self.pattern, text) is not None

    def json_schema(self, made):
        schema = {}
        if self.max_length is not None:
            schema['maxLength'] = self.max_length
        if self.min_length is not None:
            schema['minLength'] = self.min_length
        if self.pattern is not None:
            schema['pattern'] = self.pattern_text()
        return {**schema, 'type': 'string'}


class BytesNode(Scalar):
    name = 'bytes'
    expected = bytes

    def __init__(self, strict=None, min_length=None, max_length=None):
        self.strict = strict
        self.min_length = min_length
        self.max_length = max_length

    def validate(self, value, state):
        if isinstance(value, bytes):
            made = value
        elif self.is_strict(state) and state.mode == 'python':
            fail('bytes_type', value)
        elif isinstance(value, str):
            state.lower(LAX)
            made = value.encode()
        elif isinstance(value, bytearray):
            state.lower(LAX)
            made = bytes(value)
        else:
            fail('bytes_type', value)
        if self.min_length is not None and len(made) < self.min_length:
            fail('bytes_too_short', value, {'min_length': self.min_length})
        if self.max_length is not None and len(made) > self.max_length:
            fail('bytes_too_long', value, {'max_length': self.max_length})
        return made

    def json_schema(self, made):
        return {'format': 'binary', 'type': 'string'}


def listed(values):
    """'a', 'b' or 3"""
    shown = [repr(value.value if isinstance(value, Enum) else value) for value in values]
    return shown[0] if len(shown) == 1 else ', '.join(shown[:-1]) + ' or ' + shown[-1]


class LiteralNode(Node):
    def __init__(self, values):
        self.values = values

    @property
    def name(self):
        return f'literal[{",".join(repr(value) for value in self.values)}]'

    def validate(self, value, state):
        for one in self.values:
            if type(one) is type(value) and one == value:
                return one
        try:
            found = next((one for one in self.values if one == value), None)
        except TypeError:
            found = None
        if found is None:
            found = next((one for one in self.values if isinstance(one, Enum) and one.value == value), None)
            if found is None:
                fail('literal_error', value, {'expected': ' or '.join([', '.join(map(repr, self.values[:-1])), repr(self.values[-1])]) if len(self.values) > 1 else repr(self.values[0])})
        state.lower(LAX)
        return found

    def dump(self, value, out):
        if value not in self.values:
            out.surprise(self.name, value)
        return infer(value, out)

    def fits(self, value):
        return any(type(one) is type(value) and one == value for one in self.values)

    def json_schema(self, made):
        values = [value.value if isinstance(value, Enum) else value for value in self.values]
        kinds = {type(value) for value in values}
        schema = {'const': values[0]} if len(values) == 1 else {'enum': values}
        names = {str: 'string', int: 'integer', bool: 'boolean', float: 'number'}
        if len(kinds) == 1 and values[0].__class__ in names:
            schema['type'] = names[values[0].__class__]
        return schema


class EnumNode(Node):
    def __init__(self, cls, use_values=False, strict=None):
        self.cls = cls
        self.use_values = use_values
        self.strict = strict
        self.expected = cls

    @property
    def name(self):
        return f'{"str" if issubclass(self.cls, str) else "int" if issubclass(self.cls, int) else ""}-enum'.lstrip('-')

    def validate(self, value, state):
        member = self.member(value, state)
        return member.value if self.use_values else member

    def member(self, value, state):
        if isinstance(value, self.cls):
            return value
        if self.is_strict(state) and state.mode == 'python':
            fail('is_instance_of', value, {'class': self.cls.__name__})
        state.lower(LAX)
        mixed = self.coerced(value)
        for member in self.cls:
            if member.value == mixed or member.value == value:
                return member
        missing = self.cls.__dict__.get('_missing_')
        if missing is not None:
            found = self.cls._missing_(value)
            if found is not None:
                return found
        fail('enum', value, {'expected': listed(list(self.cls))})

    def coerced(self, value):
        """Members that are numbers are found by the text of the number too."""
        node = IntNode() if issubclass(self.cls, int) else FloatNode() if issubclass(self.cls, float) else None
        if node is None:
            return value.value if isinstance(value, Enum) else value
        from _pydantic_node import State
        try:
            return node.validate(value, State())
        except Invalid:
            return value

    def dump(self, value, out):
        if not isinstance(value, self.cls) and not self.use_values:
            out.surprise('enum', value)
        return infer(value, out)

    def fits(self, value):
        return isinstance(value, self.cls)

    def json_schema(self, made):
        return made.reference(self.cls, self.cls.__name__, self.describe)

    def describe(self, made):
        values = [member.value for member in self.cls]
        schema = {'enum': values} if len(values) != 1 else {'const': values[0]}
        schema['title'] = self.cls.__name__
        names = {str: 'string', int: 'integer', bool: 'boolean', float: 'number'}
        kinds = {type(value) for value in values}
        if len(kinds) == 1 and type(values[0]) in names:
            schema['type'] = names[type(values[0])]
        doc = self.cls.__dict__.get('__doc__')
        if doc and doc != 'An enumeration.':
            schema = {'description': doc, **schema}
        return schema
`,
);
