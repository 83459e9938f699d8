#: json texts
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
for text in ['', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '[1,]', '[1 2]', 'x', '{a:1}', '{"a":1} x', '"abc', '[tru]', "{'a':1}", '\n\n  nope', '[1,\n2,\nx]', '"\\x"', '01', '{"a" 1}', '{"a":1 "b":2}', '"\\u00e9"', '1.5e3', '[1, 2.0, -3, true, null, "\\n"]', ' {"a": {"b": []}} ']:
    try:
        print(repr(text), repr(TypeAdapter(Any).validate_json(text)))
    except ValidationError as error:
        print(repr(text), error.errors()[0]['msg'])

#: json strictness
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
import datetime, uuid, enum
from decimal import Decimal
class C(enum.Enum):
    a = 'x'
for kind, text in [(datetime.date, '"2020-01-01"'), (uuid.UUID, '"12345678123456781234567812345678"'), (C, '"x"'), (int, '"1"'), (tuple[int, int], '[1, 2]'), (set[int], '[1, 1]'), (Decimal, '"1.5"'), (bytes, '"a"'), (float, '1'), (datetime.timedelta, '"P1D"')]:
    try:
        print(kind, repr(TypeAdapter(kind).validate_json(text, strict=True)))
    except ValidationError as error:
        print(kind, error.errors()[0]['msg'])

#: json words for types
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
for kind, text in [(list[int], '1'), (dict[str, int], '[]'), (None, '1'), (set[int], '{}'), (tuple[int], '5'), (int, '"x"'), (str, '1')]:
    try:
        TypeAdapter(kind).validate_json(text)
    except ValidationError as error:
        print(error)

#: json error whole
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
TypeAdapter(list[int]).validate_json('[1,2')

#: unions in json
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
import datetime
for kind, text in [(Union[datetime.date, str], '"2020-01-01"'), (Union[str, datetime.date], '"2020-01-01"'), (Union[int, float], '1.0'), (Union[list[int], set[int]], '[1]')]:
    print(repr(TypeAdapter(kind).validate_json(text)))

#: dump json
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
import datetime, uuid, enum
from decimal import Decimal
class C(enum.Enum):
    a = 'x'
values = [datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1, 2, 3, 4, 500, tzinfo=datetime.timezone.utc), datetime.datetime(2020, 1, 1), datetime.time(1, 2), datetime.timedelta(days=1, seconds=5), datetime.timedelta(seconds=-1), datetime.timedelta(milliseconds=1500), uuid.UUID(int=5), C.a, Decimal('1.10'), b'ab', {1, }, (1, 2), 1e100, 1.0, 1e-7, float('nan'), float('inf'), 'é"\n\\\x01', {1: 2, None: 3, True: 4}, [None, True]]
for value in values:
    print(TypeAdapter(Any).dump_json(value), TypeAdapter(Any).dump_python(value, mode='json'))

#: dump json indented
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
print(TypeAdapter(Any).dump_json({'a': [1, {'b': []}], 'c': {}}, indent=2).decode())

#: dump typed
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
print(TypeAdapter(dict[int, list[float]]).dump_json({1: [1, 2.5]}))
print(TypeAdapter(list[tuple[int, str]]).dump_python([(1, 'a')]))
print(TypeAdapter(list[tuple[int, str]]).dump_python([(1, 'a')], mode='json'))
print(TypeAdapter(set[int]).dump_python({1}, mode='json'))

#: dump of what is unknown
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
class K: pass
try:
    TypeAdapter(Any).dump_json(K())
except Exception as error:
    print(type(error).__name__, error)

#: adapter schema
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
print(TypeAdapter(list[int]).json_schema())
print(TypeAdapter(Optional[Annotated[int, Field(gt=1)]]).json_schema())
print(TypeAdapter(dict[str, Union[int, str]]).json_schema())
print(TypeAdapter(tuple[int, str]).json_schema())
print(TypeAdapter(Literal['a', 'b']).json_schema())
print(TypeAdapter(set[str]).json_schema())

#: adapter error title
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
TypeAdapter(dict[str, list[int]]).validate_python({'a': ['x', 1, None]})

#: long inputs are shortened
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
TypeAdapter(int).validate_python('x' * 80)

#: long list is shortened
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
TypeAdapter(int).validate_python(list(range(50)))

#: strict adapter
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
from pydantic import ConfigDict
TypeAdapter(int, config=ConfigDict(strict=True)).validate_python('1')

#: urls
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
from pydantic import AnyUrl, HttpUrl, PostgresDsn
for kind, text in [(HttpUrl, 'https://Example.com'), (HttpUrl, 'http://a.b:80/x?y=1#z'), (HttpUrl, 'ftp://a'), (HttpUrl, 'nope'), (HttpUrl, ''), (AnyUrl, 'foo://x/y'), (PostgresDsn, 'mysql://x'), (HttpUrl, 5), (HttpUrl, 'http://')]:
    try:
        url = TypeAdapter(kind).validate_python(text)
        print(repr(url), str(url), url.scheme, url.host, url.port, url.path, url.query, url.fragment)
    except ValidationError as error:
        print(text, error.errors()[0]['type'], error.errors()[0]['msg'])

#: past and aware
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
from pydantic import AwareDatetime, NaiveDatetime, PastDate, FutureDate
check(AwareDatetime, '2020-01-01T00:00', '2020-01-01T00:00Z')
check(NaiveDatetime, '2020-01-01T00:00', '2020-01-01T00:00Z')
check(PastDate, '2020-01-01', '2999-01-01')
check(FutureDate, '2020-01-01', '2999-01-01')

#: ready-made numbers
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
from pydantic import PositiveInt, NegativeInt, NonNegativeInt, NonPositiveInt, PositiveFloat, StrictInt, StrictStr, StrictBool, conint, constr, confloat, conlist, condecimal
check(PositiveInt, 0, 1)
check(NegativeInt, 0, -1)
check(NonNegativeInt, -1, 0)
check(NonPositiveInt, 1, 0)
check(PositiveFloat, 0, 0.5)
check(StrictInt, '1', 1, True)
check(StrictStr, 1, 'a')
check(StrictBool, 1, True)
check(conint(gt=1, lt=5), 1, 5, 3)
check(constr(min_length=2, to_upper=True), 'a', 'ab')
check(constr(strip_whitespace=True, min_length=2), ' a ', ' ab ')
check(confloat(ge=0), -1)
check(conlist(int, min_length=1), [], ['1'])
check(condecimal(max_digits=3), '1234')

#: annotated validators
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
from pydantic import BeforeValidator, AfterValidator, PlainValidator, WrapValidator
def even(value):
    if value % 2:
        raise ValueError(f'{value} is odd')
    return value
def wrapped(value, handler):
    try:
        return handler(value)
    except ValidationError as error:
        print('caught', error.errors()[0]['msg'])
        return -1
check(Annotated[int, AfterValidator(even)], 2, 3, 'x')
check(Annotated[int, BeforeValidator(lambda v: v.strip() if isinstance(v, str) else v), AfterValidator(even)], ' 4 ')
check(Annotated[int, PlainValidator(lambda v: [v])], 'a')
check(Annotated[int, WrapValidator(wrapped)], 'x', '3')

#: annotated serializers
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
from pydantic import PlainSerializer, WrapSerializer
Money = Annotated[int, PlainSerializer(lambda v: f'${v}', return_type=str)]
print(TypeAdapter(Money).dump_python(5), TypeAdapter(list[Money]).dump_json([1, 2]))
Only = Annotated[int, PlainSerializer(lambda v: str(v), when_used='json')]
print(repr(TypeAdapter(Only).dump_python(5)), TypeAdapter(Only).dump_json(5))
Wrapped = Annotated[int, WrapSerializer(lambda v, handler: handler(v) * 2)]
print(TypeAdapter(Wrapped).dump_python(4))

#: validate_call
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
from pydantic import validate_call
@validate_call
def repeat(text: str, count: int = 1, *, sep: str = ',') -> str:
    return sep.join([text] * count)
print(repeat('a', '3'), repeat('b', count=2, sep='-'))
for args, kwargs in [((1,), {}), (('a', 'x'), {}), ((), {}), (('a', 1, 2), {}), (('a',), {'nope': 1})]:
    try:
        repeat(*args, **kwargs)
    except ValidationError as error:
        print(error)
