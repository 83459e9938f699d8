import { sourceModule } from '../modules/source-module';

/** Nodes of dates, times, durations, UUIDs, classes, callables and paths. */
export const temporalNodesModule = sourceModule(
  '_pydantic_temporal',
  String.raw`
import datetime
import uuid
from decimal import Decimal
from _pydantic_dump import infer
from _pydantic_errors import fail
from _pydantic_moments import Unreadable, datetime_of_number, duration_of_number, moment_text, read_date, read_datetime, read_duration, read_time, time_of_number
from _pydantic_node import LAX, STRICT, Node
from _pydantic_scalars import Bounded, text_of


class Moment(Bounded):
    """A value of the calendar or the clock. In JSON its text counts as the value itself."""
    format = ''

    def __init__(self, strict=None, when=None, zone=None, **bounds):
        Bounded.__init__(self, strict, **bounds)
        self.when = when
        self.zone = zone

    def validate(self, value, state):
        made = self.as_is(value)
        if made is None:
            if self.is_strict(state) and not (state.mode == 'json' and isinstance(value, str)):
                fail(self.wrong, value, state=state)
            if not (state.mode == 'json' and isinstance(value, str)):
                state.lower(LAX)
            made = self.coerced(value, state)
        return self.check(self.placed(made, value), value)

    def as_is(self, value):
        return value if isinstance(value, self.expected) else None

    def placed(self, made, input):
        return made

    def shown(self, bound):
        return bound

    def json_schema(self, made):
        return {'format': self.format, 'type': 'string'}


class DatetimeNode(Moment):
    name = 'datetime'
    format = 'date-time'
    wrong = 'datetime_type'
    expected = datetime.datetime

    def coerced(self, value, state):
        text = text_of(value)
        if text is not None:
            try:
                return read_datetime(text)
            except Unreadable:
                pass
            try:
                day = read_date(text)
            except Unreadable as unreadable:
                fail('datetime_from_date_parsing', value, {'error': unreadable.reason}, state)
            return datetime.datetime(day.year, day.month, day.day)
        if isinstance(value, datetime.date):
            return datetime.datetime(value.year, value.month, value.day)
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            try:
                return datetime_of_number(value)
            except Unreadable as unreadable:
                fail('datetime_parsing', value, {'error': unreadable.reason}, state)
        fail('datetime_type', value, state=state)

    def placed(self, made, input):
        if self.zone == 'aware' and made.tzinfo is None:
            fail('timezone_aware', input)
        if self.zone == 'naive' and made.tzinfo is not None:
            fail('timezone_naive', input)
        if self.when is not None:
            now = datetime.datetime.now(made.tzinfo)
            if self.when == 'past' and made >= now:
                fail('datetime_past', input)
            if self.when == 'future' and made <= now:
                fail('datetime_future', input)
        return made


class DateNode(Moment):
    name = 'date'
    format = 'date'
    wrong = 'date_type'
    expected = datetime.date

    def as_is(self, value):
        return value if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime) else None

    def coerced(self, value, state):
        text = text_of(value)
        if isinstance(value, datetime.datetime):
            moment = value
        elif text is not None:
            try:
                return read_date(text)
            except Unreadable as unreadable:
                if unreadable.reason == 'year 0 is out of range':
                    fail('date_parsing', value, {'error': unreadable.reason}, state)
            try:
                moment = read_datetime(text)
            except Unreadable as unreadable:
                fail('date_from_datetime_parsing', value, {'error': unreadable.reason}, state)
        elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            try:
                moment = datetime_of_number(value)
            except Unreadable as unreadable:
                fail('date_from_datetime_parsing', value, {'error': unreadable.reason}, state)
        else:
            fail('date_type', value, state=state)
        if moment.hour or moment.minute or moment.second or moment.microsecond:
            fail('date_from_datetime_inexact', value, state=state)
        return moment.date()

    def placed(self, made, input):
        if self.when == 'past' and made >= datetime.date.today():
            fail('date_past', input)
        if self.when == 'future' and made <= datetime.date.today():
            fail('date_future', input)
        return made

    def dump(self, value, out):
        if isinstance(value, datetime.datetime) and out.mode == 'json':
            return moment_text(value)
        return Moment.dump(self, value, out)


class TimeNode(Moment):
    name = 'time'
    format = 'time'
    wrong = 'time_type'
    expected = datetime.time

    def coerced(self, value, state):
        text = text_of(value)
        try:
            if text is not None:
                return read_time(text)
            if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
                return time_of_number(value)
        except Unreadable as unreadable:
            fail('time_parsing', value, {'error': unreadable.reason}, state)
        fail('time_type', value, state=state)


class DurationNode(Moment):
    name = 'timedelta'
    format = 'duration'
    wrong = 'time_delta_type'
    expected = datetime.timedelta

    def coerced(self, value, state):
        text = text_of(value)
        try:
            if text is not None:
                return read_duration(text)
        except Unreadable as unreadable:
            fail('time_delta_parsing', value, {'error': unreadable.reason}, state)
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return duration_of_number(value)
        fail('time_delta_type', value, state=state)


def uuid_fault(text):
    """Why a text is no UUID."""
    body = text
    if body.startswith('urn:uuid:'):
        body = body[9:]
    elif body[:1] == '{' and body[-1:] == '}':
        body = body[1:-1]
    for index, letter in enumerate(body):
        if letter not in '0123456789abcdefABCDEF-':
            return f'invalid character: found \x60{letter}\x60 at {index + 1}'
    groups = body.split('-')
    if len(groups) == 1:
        return f'invalid length: expected length 32 for simple format, found {len(body)}' if len(body) != 32 else None
    if len(groups) != 5:
        return f'invalid group count: expected 5, found {len(groups)}'
    for index, (group, length) in enumerate(zip(groups, (8, 4, 4, 4, 12))):
        if len(group) != length:
            return f'invalid group length in group {index}: expected {length}, found {len(group)}'
    return None


class UuidNode(Node):
    name = 'uuid'
    expected = uuid.UUID

    def __init__(self, version=None, strict=None):
        self.version = version
        self.strict = strict

    def validate(self, value, state):
        made = self.made(value, state)
        if self.version is not None and made.version != self.version:
            fail('uuid_version', value, {'expected_version': self.version})
        return made

    def made(self, value, state):
        if isinstance(value, uuid.UUID):
            return value
        if self.is_strict(state) and state.mode == 'python':
            fail('is_instance_of', value, {'class': 'UUID'})
        state.lower(STRICT if state.mode == 'json' else LAX)
        if isinstance(value, (bytes, bytearray)) and len(value) == 16:
            return uuid.UUID(bytes=bytes(value))
        text = text_of(value)
        if text is None:
            fail('uuid_type', value)
        fault = uuid_fault(text)
        if fault is not None:
            fail('uuid_parsing', value, {'error': fault})
        return uuid.UUID(text)

    def dump(self, value, out):
        if not isinstance(value, uuid.UUID):
            out.surprise('uuid', value)
        return infer(value, out)

    def fits(self, value):
        return isinstance(value, uuid.UUID)

    def json_schema(self, made):
        return {'format': f'uuid{self.version or ""}', 'type': 'string'}


class InstanceNode(Node):
    """A class that pydantic knows nothing of: only its instances are taken."""

    def __init__(self, cls, shown=None):
        self.cls = cls
        self.expected = cls
        self.shown = shown or cls.__name__

    @property
    def name(self):
        return f'is-instance[{self.shown}]'

    def validate(self, value, state):
        if not isinstance(value, self.cls):
            fail('is_instance_of', value, {'class': self.shown})
        if type(value) is not self.cls:
            state.lower(STRICT)
        return value

    def fits(self, value):
        return isinstance(value, self.cls)

    def json_schema(self, made):
        made.impossible(f'core_schema.IsInstanceSchema ({self.cls!r})')


class ClassNode(Node):
    """type, type[X]"""

    def __init__(self, cls):
        self.cls = cls

    @property
    def name(self):
        return 'is-type' if self.cls is None else f'is-subclass[{self.cls.__name__}]'

    def validate(self, value, state):
        if self.cls is None:
            if not isinstance(value, type):
                fail('is_type', value)
        elif not isinstance(value, type) or not issubclass(value, self.cls):
            fail('is_subclass_of', value, {'class': self.cls.__name__})
        return value


class CallableNode(Node):
    name = 'callable'

    def validate(self, value, state):
        if not callable(value):
            fail('callable_type', value)
        return value

    def json_schema(self, made):
        made.impossible('core_schema.CallableSchema')


class PathNode(Node):
    name = 'path'

    def __init__(self, cls):
        self.cls = cls
        self.expected = cls

    def validate(self, value, state):
        if isinstance(value, self.cls):
            return value
        if not isinstance(value, str) or (state.strict and state.mode == 'python'):
            fail('path_type', value, {'path_type': f"{self.cls!r}"})
        state.lower(LAX)
        return self.cls(value)

    def fits(self, value):
        return isinstance(value, self.cls)

    def json_schema(self, made):
        return {'format': 'path', 'type': 'string'}
`,
);
