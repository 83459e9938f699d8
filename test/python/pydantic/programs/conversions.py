#: int
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
from decimal import Decimal
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(int, True, 1.0, 1.5, float('inf'), float('nan'), '1', ' 1 ', '1.0', '1.', '1_0', '_1', '1__0', '1e3', 'x', b'12', Decimal('1'), Decimal('1.5'), None, [], '', '0x1', '+1', '-1', '- 1', '1.5', '.0', 2**70, str(2**70))

#: int strict
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
check(int, True, 1.0, '1', 1, b'1', strict=True)

#: float
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
from decimal import Decimal
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(float, True, 1, '1', 'x', ' 1.5 ', None, b'1', Decimal('1.5'), 'nan', 'inf', '-inf', '1_0', '', '1e3', [])

#: float strict
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
check(float, True, 1, '1', 1.5, strict=True)

#: bool
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
from decimal import Decimal
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(bool, 0, 1, 2, -1, 0.0, 1.0, 0.5, 'yes', 'YES', 'off', 'x', 'abc ', None, b'true', ' true', Decimal(1), [], 2**70)

#: bool strict
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
check(bool, 0, 1, 'true', True, strict=True)

#: str
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
check(str, 1, b'a', None, b'\xff', bytearray(b'x'), 1.5, True, 'ok', ['a'])

#: str strict
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
check(str, b'a', 'a', 1, strict=True)

#: bytes
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
check(bytes, 'a', 1, b'a', None, bytearray(b'x'))
check(bytes, 'a', strict=True)

#: None
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
check(type(None), 1, None, '')
check(None, None, 0)

#: enum
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
import enum
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
class Color(enum.Enum):
    red = 'r'
    two = 2
check(Color, 'r', 2, '2', 'y', Color.red, 2.0, None)
check(Color, 'r', Color.red, strict=True)

#: int enum and str enum
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
import enum
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
class Level(enum.IntEnum):
    low = 1
    high = 2
class Kind(str, enum.Enum):
    a = 'x'
    b = 'y'
check(Level, 1, '2', 3, 'low', 2.0)
check(Kind, 'x', 'a', Kind.b)
check(str, Kind.a)
check(int, Level.high)

#: literal
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
check(Literal['a', 1], 'a', 1, '1', True, 'b', 1.0, [])
check(Literal['a', 'b', 'c'], 'd')
check(Literal['only'], 'd', None)

#: Decimal
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
from decimal import Decimal
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(Decimal, 1, 1.1, '1.10', ' 2 ', 'x', None, True, [], 'nan', Decimal('Infinity'), '', '1_000')
check(Decimal, 1, '1', Decimal(1), strict=True)

#: Decimal with digits
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
from decimal import Decimal
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(Annotated[Decimal, Field(max_digits=3, decimal_places=1)], '1.23', '1234', '123.1', '12.3', '0.01', '100', '1000.0')
check(Annotated[Decimal, Field(decimal_places=2)], '1.234', '1.2300')
check(Annotated[Decimal, Field(max_digits=2)], '123', '0.012')
check(Annotated[Decimal, Field(gt=0, le=10)], 0, '10', '10.01')

#: date
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
import datetime
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(datetime.date, '2020-01-01', '2020-01-01T00:00:00', '2020-01-01T01:00:00', '2020-1-1', 'x', 0, 1e9, datetime.datetime(2020,1,1), datetime.datetime(2020,1,1,1), None, '', '2020-13-01', '2020-02-30', '2020-01-0a', '1577836800', '20200101', '2020-01-01x', '2020/01/01', '01-01-2020', '2024-02-29', '2023-02-29', b'2020-01-01')
check(datetime.date, '2020-01-01', datetime.date(2020, 1, 1), strict=True)

#: datetime
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
import datetime
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(datetime.datetime, '2020-01-01', '2020-01-01T00:00', '2020-01-01 01:02:03.5', '2020-01-01T01:02:03Z', '2020-01-01T01:02:03+02:00', '2020-01-01T01:02:03-0530', 'x', 0, 1.5, datetime.date(2020,1,1), None, '', '2020-13-01T00:00', '2020-01-01T25:00', '2020-01-01X00:00', '1577836800', 1577836800000, '2020-01-01T00', '2020-01-01T00:00:00.1234567', 'not a date at all', True, 1e20, -1)
check(datetime.datetime, '2020-01-01T00:00', strict=True)

#: time
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
import datetime
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(datetime.time, '01:02', '01:02:03.5', 'x', 3600, None, '25:00', datetime.time(1), '01:02:03Z', '', '01:61', '01:02:61', '01-02', '0a:02', '01:02:03x', 90000, -1)

#: timedelta
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
import datetime
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(datetime.timedelta, 'P1D', '1 day, 01:00:00', 5, 1.5, '01:30', 'x', None, datetime.timedelta(1), 'PT1H30M', '-P1D', '', 'P1Y2M3DT4H5M6S', 'PT0.5S', '3 days 04:05:06', '1d', '1 dax')

#: UUID
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
import uuid
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(uuid.UUID, 'x', '12345678123456781234567812345678', '12345678-1234-5678-1234-567812345678', 'abc', '12345678-1234', b'1234567812345678', 1, None, '12345678-1234-5678-1234-56781234567', '{12345678-1234-5678-1234-567812345678}', 'urn:uuid:12345678-1234-5678-1234-567812345678', '')
check(uuid.UUID, '12345678123456781234567812345678', strict=True)

#: list
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
check(list[int], (1, 2), {1}, 'ab', {'a': 1}, [1, 'x', None], None, {1: 2}.keys(), 5, range(2))
check(list, (1, 'a'), 5)
check(list[int], (1,), ['1'], strict=True)

#: generator to list
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
print(TypeAdapter(list[int]).validate_python(str(i) for i in range(3)))

#: tuple
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
check(tuple[int, str], (1, 'a'), [1, 'a'], (1,), (1, 'a', 2), 'x', None)
check(tuple[int, ...], [1, '2'], {1}, ['x'])
check(tuple[()], (), (1,))
check(tuple, [1])

#: set and frozenset
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
check(set[int], [1, 1], 'x', {'a': 1}, ['x'])
check(frozenset[int], [1, 1], 'x')
check(set[list[int]], [[1]])

#: dict
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
check(dict[str, int], {'a': 1}, {1: 1}, {'a': 'x'}, [], [('a', 1)], None)
check(dict[int, list[int]], {'1': ['2']}, {'x': ['y', 1]})

#: lengths
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
check(Annotated[list[int], Field(min_length=2, max_length=3)], [1], [1, 2, 3, 4])
check(Annotated[set[int], Field(min_length=1)], [])
check(Annotated[dict[str, int], Field(min_length=2)], {'a': 1})
check(Annotated[tuple[int, ...], Field(max_length=1)], (1, 2))
check(Annotated[bytes, Field(max_length=1)], b'ab')

#: string constraints
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
check(Annotated[str, Field(min_length=2, max_length=3, pattern='^a')], 'a', 'abcd', 'bcd', 5, 'abc')
check(Annotated[str, Field(min_length=1)], '')

#: number constraints
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
check(Annotated[int, Field(gt=2, le=5, multiple_of=2)], 2, 6, 3, 4)
check(Annotated[float, Field(gt=2.5, allow_inf_nan=False)], 2, float('nan'), 3)
check(Annotated[float, Field(multiple_of=0.1)], 0.3, 0.35)
check(Annotated[int, Field(ge=1, lt=3)], 0, 3)

#: Optional and bounds
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
check(Annotated[Optional[int], Field(gt=0)], None, 1, 0, 'x')
check(Optional[Annotated[str, Field(min_length=2)]], None, 'a')

#: union of scalars
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
check(Union[int, str], 1, '1', 1.5, None, True, b'a')
check(Union[int, float], '1', '1.5', 1.0, True, 'x')
check(Union[str, int], 1, '1', 1.0)
check(Union[float, int], 1, 1.0, '2')
check(Union[bool, int], 1, 0, 2, 'yes')

#: union with None and constraints
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
check(Union[int, str, None], None, [], 'a')
check(int | None, 'x')
check(Union[Annotated[int, Field(gt=5)], Annotated[str, Field(min_length=3)]], 1, 'ab')

#: union of containers
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
check(Union[list[int], dict[str, int]], ['x'], 5, {'a': 1}, [1])
check(Union[list[int], list[str]], ['1'], ['a'], [1])
check(Union[tuple[int, int], set[str], None], 3.5)

#: union with dates
from pydantic import TypeAdapter, ValidationError, Field
from typing import *
import datetime
def check(kind, *values, **options):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), '->', repr(adapter.validate_python(value, **options)))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                print(repr(value), one['type'], one['loc'], one['msg'], one.get('ctx'))
check(Union[datetime.date, datetime.datetime], '2020-01-01', '2020-01-01T10:00', datetime.datetime(2020, 1, 1))
check(Union[datetime.datetime, str], '2020-01-01', 'x')
check(Union[int, datetime.date], '2020-01-01')

#: left to right
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
check(Annotated[Union[str, int], Field(union_mode='left_to_right')], 1, 'a')
check(Annotated[Union[int, str], Field(union_mode='left_to_right')], '1', 'a')

#: types and callables
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
check(type, 1, int)
check(type[int], str, bool)
check(Callable, 1, int)
check(Callable[[int], str], len, None)

#: sequences and mappings
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
check(Sequence[int], [1], (1,), 'ab', {1}, ['x'])
check(Mapping[str, int], {'a': 1}, 5)
check(Any, 1, None)
check(object, 1)

#: typed dict
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
from typing_extensions import TypedDict
class Point(TypedDict):
    x: int
    y: NotRequired[int]
check(Point, {'x': '1'}, {'y': 1}, {'x': 1, 'y': 'b', 'z': 3}, 5)

#: named tuple
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
class Point(NamedTuple):
    x: int
    y: int = 0
check(Point, (1, '2'), [1], {'x': '5'}, ('a',))

#: NewType and aliases
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
UserId = NewType('UserId', int)
Names = list[str]
check(UserId, '5', 'x')
check(Names, ['a'], [1])

#: deque and defaultdict
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
import collections
check(collections.deque[int], [1, '2'], 5)
check(collections.defaultdict[str, int], {'a': '1'})
check(collections.Counter[str], {'a': '1'})
check(collections.OrderedDict[str, int], {'a': '1'})
