import { sourceModule } from '../modules/source-module';

/** Ready-made types: `SecretStr`, `EmailStr`, `HttpUrl`, `PositiveInt`, `constr` and so on. */
export const pydanticTypesModule = sourceModule(
  '_pydantic_types',
  String.raw`
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID
import _pydantic_constraints as constraints
from _pydantic_dump import infer
from _pydantic_errors import Invalid, Line, PydanticCustomError, ValidationError, fail
from _pydantic_fields import Field
from _pydantic_json import read_json
from _pydantic_node import LAX, Node, Wrapper
from _pydantic_scalars import BytesNode, StrNode
from _pydantic_temporal import DatetimeNode, UuidNode

Strict = constraints.Strict
PositiveInt = Annotated[int, constraints.Gt(0)]
NegativeInt = Annotated[int, constraints.Lt(0)]
NonPositiveInt = Annotated[int, constraints.Le(0)]
NonNegativeInt = Annotated[int, constraints.Ge(0)]
PositiveFloat = Annotated[float, constraints.Gt(0)]
NegativeFloat = Annotated[float, constraints.Lt(0)]
NonPositiveFloat = Annotated[float, constraints.Le(0)]
NonNegativeFloat = Annotated[float, constraints.Ge(0)]
FiniteFloat = Annotated[float, constraints.GeneralMetadata(allow_inf_nan=False)]
StrictBool = Annotated[bool, Strict()]
StrictInt = Annotated[int, Strict()]
StrictFloat = Annotated[float, Strict()]
StrictStr = Annotated[str, Strict()]
StrictBytes = Annotated[bytes, Strict()]


class Setting:
    """Changes the node that it stands beside."""

    def __init__(self, **attributes):
        self.attributes = attributes

    def __pydantic_around__(self, node, maker):
        from _pydantic_constrain import changed
        return changed(node, **self.attributes)


UUID1 = Annotated[UUID, Setting(version=1)]
UUID3 = Annotated[UUID, Setting(version=3)]
UUID4 = Annotated[UUID, Setting(version=4)]
UUID5 = Annotated[UUID, Setting(version=5)]
UUID7 = Annotated[UUID, Setting(version=7)]
PastDate = Annotated[date, Setting(when='past')]
FutureDate = Annotated[date, Setting(when='future')]
PastDatetime = Annotated[datetime, Setting(when='past')]
FutureDatetime = Annotated[datetime, Setting(when='future')]
AwareDatetime = Annotated[datetime, Setting(zone='aware')]
NaiveDatetime = Annotated[datetime, Setting(zone='naive')]


def constr(*, strip_whitespace=None, to_upper=None, to_lower=None, strict=None, min_length=None, max_length=None, pattern=None, ascii_only=None):
    return Annotated[str, constraints.StringConstraints(strip_whitespace=strip_whitespace, to_upper=to_upper, to_lower=to_lower, strict=strict, min_length=min_length, max_length=max_length, pattern=pattern)]


def conint(*, strict=None, gt=None, ge=None, lt=None, le=None, multiple_of=None):
    return Annotated[int, Field(strict=strict, gt=gt, ge=ge, lt=lt, le=le, multiple_of=multiple_of)]


def confloat(*, strict=None, gt=None, ge=None, lt=None, le=None, multiple_of=None, allow_inf_nan=None):
    return Annotated[float, Field(strict=strict, gt=gt, ge=ge, lt=lt, le=le, multiple_of=multiple_of, allow_inf_nan=allow_inf_nan)]


def condecimal(*, strict=None, gt=None, ge=None, lt=None, le=None, multiple_of=None, max_digits=None, decimal_places=None, allow_inf_nan=None):
    return Annotated[Decimal, Field(strict=strict, gt=gt, ge=ge, lt=lt, le=le, multiple_of=multiple_of, max_digits=max_digits, decimal_places=decimal_places, allow_inf_nan=allow_inf_nan)]


def conlist(item_type, *, min_length=None, max_length=None, unique_items=None):
    return Annotated[list[item_type], Field(min_length=min_length, max_length=max_length)]


def conset(item_type, *, min_length=None, max_length=None):
    return Annotated[set[item_type], Field(min_length=min_length, max_length=max_length)]


def confrozenset(item_type, *, min_length=None, max_length=None):
    return Annotated[frozenset[item_type], Field(min_length=min_length, max_length=max_length)]


def conbytes(*, min_length=None, max_length=None, strict=None):
    return Annotated[bytes, Field(min_length=min_length, max_length=max_length, strict=strict)]


def condate(*, strict=None, gt=None, ge=None, lt=None, le=None):
    return Annotated[date, Field(strict=strict, gt=gt, ge=ge, lt=lt, le=le)]


class SecretNode(Wrapper):
    """A value that is kept out of sight."""

    def __init__(self, inner, cls):
        self.inner = inner
        self.cls = cls
        self.min_length = None
        self.max_length = None

    @property
    def expected(self):
        return self.cls

    def validate(self, value, state):
        made = self.inner.validate(value.get_secret_value() if isinstance(value, self.cls) else value, state)
        return self.cls(made)

    def dump(self, value, out):
        if out.mode != 'json':
            return value
        shown = value._display()
        return shown.decode() if isinstance(shown, bytes) else str(shown)

    def fits(self, value):
        return isinstance(value, self.cls)

    def json_schema(self, made):
        schema = {**self.inner.json_schema(made), 'format': 'password', 'writeOnly': True}
        return dict(sorted(schema.items()))


class Secret:
    _shown = ''

    def __init__(self, secret_value):
        self._secret_value = secret_value

    def get_secret_value(self):
        return self._secret_value

    @classmethod
    def __pydantic_make_node__(cls, annotation, maker):
        from typing import get_args
        inner = get_args(annotation)[0] if get_args(annotation) else cls._inner
        return SecretNode(maker.make(inner), cls)

    def __class_getitem__(cls, item):
        return type(f'Secret[{item.__name__}]', (cls,), {'_inner': item, '__module__': 'pydantic.types'})

    _inner = Any

    def _display(self):
        return '**********' if self._secret_value else ''

    def __str__(self):
        return str(self._display())

    def __repr__(self):
        return f'{type(self).__name__}({self._display()!r})'

    def __eq__(self, other):
        return type(self) is type(other) and self._secret_value == other._secret_value

    def __hash__(self):
        return hash(self._secret_value)

    def __len__(self):
        return len(self._secret_value)


class SecretStr(Secret):
    _inner = str


class SecretBytes(Secret):
    _inner = bytes

    def _display(self):
        return b'**********' if self._secret_value else b''


class JsonNode(Node):
    name = 'json'

    def __init__(self, inner):
        self.inner = inner

    def validate(self, value, state):
        if not isinstance(value, (str, bytes, bytearray)):
            fail('json_type', value)
        try:
            made = read_json(value, 'json')
        except ValidationError as error:
            raise Invalid(error._lines) from None
        return self.inner.validate(made, state)

    def dump(self, value, out):
        return self.inner.dump(value, out)

    def json_schema(self, made):
        return {'contentMediaType': 'application/json', 'contentSchema': self.inner.json_schema(made), 'type': 'string'}


class JsonMarker:
    def __pydantic_around__(self, node, maker):
        return JsonNode(node)


class Json:
    def __class_getitem__(cls, item):
        return Annotated[item, JsonMarker()]

    @classmethod
    def __pydantic_make_node__(cls, annotation, maker):
        return JsonNode(maker.make(Any))


ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_\x60{|}~\u0080-\U0010ffff-]+(\.[A-Za-z0-9!#$%&'*+/=?^_\x60{|}~\u0080-\U0010ffff-]+)*")
LABEL = re.compile(r'[A-Za-z0-9\u0080-\U0010ffff]([A-Za-z0-9\u0080-\U0010ffff-]*[A-Za-z0-9\u0080-\U0010ffff])?')
RESERVED = ('arpa', 'invalid', 'local', 'localhost', 'onion', 'test')


def email_fault(text):
    """Why a text is no e-mail address, or None."""
    if '@' not in text:
        return 'An email address must have an @-sign.'
    local, _, domain = text.rpartition('@')
    if not local:
        return 'There must be something before the @-sign.'
    if not domain:
        return 'There must be something after the @-sign.'
    if '@' in local:
        return 'The email address is not valid. It must have exactly one @-sign.'
    if local.startswith('.'):
        return 'An email address cannot start with a period.'
    if local.endswith('.'):
        return 'An email address cannot have a period immediately before the @-sign.'
    if '..' in local:
        return 'An email address cannot have two periods in a row.'
    if ATOM.fullmatch(local) is None:
        wrong = sorted({c for c in local if ATOM.fullmatch(c) is None and c != '.'})
        return f'The email address contains invalid characters before the @-sign: {", ".join("SPACE" if c == " " else repr(c) for c in wrong)}.'
    if domain.startswith('.'):
        return 'An email address cannot have a period immediately after the @-sign.'
    if domain.endswith('.'):
        return 'An email address cannot end with a period.'
    if '..' in domain:
        return 'An email address cannot have two periods in a row.'
    for label in domain.split('.'):
        if LABEL.fullmatch(label) is None:
            wrong = sorted({c for c in label if not (c.isalnum() or c == '-')})
            if wrong:
                return f'The part after the @-sign contains invalid characters: {", ".join("SPACE" if c == " " else repr(c) for c in wrong)}.'
            return 'An email address cannot have a hyphen immediately after the @-sign.' if domain.startswith('-') else 'The part after the @-sign is not valid.'
    last = domain.split('.')[-1]
    if last.lower() in RESERVED:
        return 'The part after the @-sign is a special-use or reserved name that cannot be used with email.'
    if '.' not in domain:
        return 'The part after the @-sign is not valid. It should have a period.'
    if not last[-1].isalpha():
        return 'The part after the @-sign is not valid. It is not within a valid top-level domain.'
    return None


class EmailNode(Node):
    name = 'function-after[_validate(), str]'
    expected = str

    def validate(self, value, state):
        text = StrNode().validate(value, state).strip()
        fault = email_fault(text)
        if fault is not None:
            raise Invalid([Line('value_error', value, {'reason': fault}, 'value is not a valid email address: {reason}')])
        local, _, domain = text.rpartition('@')
        return f'{local}@{domain.lower()}'

    def json_schema(self, made):
        return {'format': 'email', 'type': 'string'}


class EmailStr:
    @classmethod
    def __pydantic_make_node__(cls, annotation, maker):
        return EmailNode()


for one in (Secret, SecretStr, SecretBytes):
    one.__module__ = 'pydantic.types'
EmailStr.__module__ = 'pydantic.networks'
`,
);
