import { sourceModule } from '../modules/source-module';

/** Dates, times and durations from text, in the formats that pydantic takes and with its words for what is wrong (ISO 8601, RFC 3339, and seconds). */
export const momentsModule = sourceModule(
  '_pydantic_moments',
  String.raw`
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Unreadable(Exception):
    """Why a text is no moment."""

    def __init__(self, reason):
        Exception.__init__(self, reason)
        self.reason = reason


class TzInfo(tzinfo):
    """A fixed offset in seconds, as pydantic makes them."""

    def __init__(self, seconds=0.0):
        self._seconds = int(seconds)

    def utcoffset(self, dt):
        return timedelta(seconds=self._seconds)

    def tzname(self, dt):
        return str(self)

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + timedelta(seconds=self._seconds)

    def __str__(self):
        if self._seconds == 0:
            return 'UTC'
        sign = '-' if self._seconds < 0 else '+'
        minutes, seconds = divmod(abs(self._seconds), 60)
        return f'{sign}{minutes // 60:02}:{minutes % 60:02}' + (f':{seconds:02}' if seconds else '')

    def __repr__(self):
        return f'TzInfo({self._seconds})'

    def __eq__(self, other):
        return self.utcoffset(None) == other.utcoffset(None) if isinstance(other, tzinfo) else NotImplemented

    def __hash__(self):
        return hash(self._seconds)

    def __deepcopy__(self, memo):
        return TzInfo(self._seconds)


TzInfo.__module__ = 'pydantic_core._pydantic_core'


def digits_at(text, at, count, what):
    part = text[at:at + count]
    if len(part) < count or not part.isascii() or not part.isdigit():
        raise Unreadable(f'invalid character in {what}')
    return int(part)


def month_length(year, month):
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def date_head(text):
    if len(text) < 10:
        raise Unreadable('input is too short')
    year = digits_at(text, 0, 4, 'year')
    if text[4] != '-':
        raise Unreadable('invalid date separator, expected \x60-\x60')
    month = digits_at(text, 5, 2, 'month')
    if text[7] != '-':
        raise Unreadable('invalid date separator, expected \x60-\x60')
    day = digits_at(text, 8, 2, 'day')
    if not 1 <= month <= 12:
        raise Unreadable('month value is outside expected range of 1-12')
    if not 1 <= day <= month_length(year, month):
        raise Unreadable('day value is outside expected range')
    return year, month, day


def offset_at(text, at):
    sign = text[at]
    if sign in 'Zz':
        return TzInfo(0), at + 1
    if sign == '\u2212':
        sign = '-'
    if sign not in '+-':
        raise Unreadable('invalid timezone sign')
    hours = digits_at(text, at + 1, 2, 'timezone hour')
    at += 3
    if at < len(text) and text[at] == ':':
        at += 1
    minutes = digits_at(text, at, 2, 'timezone minute')
    if minutes > 59:
        raise Unreadable('timezone minute value is outside expected range of 0-59')
    seconds = (hours * 60 + minutes) * 60
    if seconds >= 86400:
        raise Unreadable('timezone offset must be less than 24 hours')
    return TzInfo(-seconds if sign == '-' else seconds), at + 2


def clock_at(text, at):
    """Hours, minutes, seconds, microseconds and the place behind them."""
    if len(text) - at < 5:
        raise Unreadable('input is too short')
    hour = digits_at(text, at, 2, 'hour')
    if text[at + 2] != ':':
        raise Unreadable('invalid time separator, expected \x60:\x60')
    minute = digits_at(text, at + 3, 2, 'minute')
    if hour > 23:
        raise Unreadable('hour value is outside expected range of 0-23')
    if minute > 59:
        raise Unreadable('minute value is outside expected range of 0-59')
    at += 5
    second = micro = 0
    if at < len(text) and text[at] == ':':
        second = digits_at(text, at + 1, 2, 'second')
        if second > 59:
            raise Unreadable('second value is outside expected range of 0-59')
        at += 3
        if at < len(text) and text[at] in '.,':
            end = at + 1
            while end < len(text) and text[end] in '0123456789':
                end += 1
            if end == at + 1:
                raise Unreadable('second fraction digits missing after \x60.\x60')
            micro = int(text[at + 1:min(end, at + 7)].ljust(6, '0'))
            at = end
    return hour, minute, second, micro, at


def time_tail(text, at):
    hour, minute, second, micro, at = clock_at(text, at)
    zone = None
    if at < len(text):
        zone, at = offset_at(text, at)
        if at < len(text):
            raise Unreadable('unexpected extra characters at the end of the input')
    return hour, minute, second, micro, zone


def seconds_of(text):
    """The number that a text is, or None."""
    body = text[1:] if text[:1] in ('-', '+') else text
    whole, dot, rest = body.partition('.')
    if not whole.isascii() or not whole.isdigit() or (dot and not (rest.isascii() and rest.isdigit())):
        return None
    return float(text) if dot else int(text)


def read_date(text):
    parts = date_head(text)
    if len(text) > 10:
        raise Unreadable('unexpected extra characters at the end of the input')
    if parts[0] == 0:
        raise Unreadable('year 0 is out of range')
    return date(*parts)


def read_datetime(text):
    """A moment that has a time of day; a number is read as seconds."""
    number = seconds_of(text)
    if number is not None:
        return datetime_of_number(number)
    parts = date_head(text)
    if len(text) == 10:
        raise Unreadable('input is too short')
    if text[10] not in 'Tt_ ':
        raise Unreadable('invalid datetime separator, expected \x60T\x60, \x60t\x60, \x60_\x60 or space')
    hour, minute, second, micro, zone = time_tail(text, 11)
    if parts[0] == 0:
        raise Unreadable('year 0 is out of range')
    return datetime(*parts, hour, minute, second, micro, zone)


WATERSHED = 20_000_000_000


def datetime_of_number(number):
    """Seconds since 1970, or milliseconds where they are so many."""
    if number != number:
        raise Unreadable('NaN values not permitted')
    if abs(number) > WATERSHED:
        number = number / 1000
    if number > 253402300799:
        raise Unreadable('dates after 9999 are not supported as unix timestamps')
    if number < -62135596800:
        raise Unreadable('dates before 0000 are not supported as unix timestamps')
    micros = round(number * 1_000_000)
    return datetime(1970, 1, 1, tzinfo=TzInfo(0)) + timedelta(seconds=micros // 1_000_000, microseconds=micros % 1_000_000)


def read_time(text):
    hour, minute, second, micro, zone = time_tail(text, 0)
    return time(hour, minute, second, micro, zone)


def time_of_number(number):
    if number < 0:
        raise Unreadable('time in seconds should be positive')
    if number >= 86400:
        raise Unreadable('numeric times may not exceed 86,399 seconds')
    whole = int(number)
    return time(whole // 3600, whole // 60 % 60, whole % 60, round((number - whole) * 1_000_000), TzInfo(0))


UNITS = {'Y': 365 * 86400, 'M': 30 * 86400, 'W': 7 * 86400, 'D': 86400}
CLOCK_UNITS = {'H': 3600, 'M': 60, 'S': 1}


def read_duration(text):
    if not text:
        raise Unreadable('input is too short')
    sign = 1
    at = 0
    if text[0] in '+-':
        sign = -1 if text[0] == '-' else 1
        at = 1
    if len(text) == at:
        raise Unreadable('input is too short')
    if text[at] in 'Pp':
        return sign * duration_of_units(text, at + 1)
    if len(text) > at + 3 and text[at + 2] == ':':
        return sign * duration_of_clock(text, at)
    end = at
    while end < len(text) and text[end] in '0123456789':
        end += 1
    if end == at:
        raise Unreadable('invalid digit in duration')
    days = int(text[at:end])
    rest = text[end:].lstrip(' ')
    lower = rest.lower()
    unit = next((unit for unit in ('days', 'day', 'd') if lower.startswith(unit)), None)
    if unit is None or rest[len(unit):len(unit) + 1].isalpha() or (unit == 'd' and lower.startswith('da')):
        raise Unreadable('"day" identifier in duration not correctly formatted')
    rest = rest[len(unit):].lstrip(', ')
    made = timedelta(days=days)
    if rest:
        made += duration_of_clock(rest, 0)
    return sign * made


def duration_of_clock(text, at):
    hour, minute, second, micro, at = clock_at(text, at)
    if at < len(text):
        raise Unreadable('unexpected extra characters at the end of the input')
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)


def duration_of_units(text, at):
    units = UNITS
    total = timedelta()
    seen = False
    while at < len(text):
        if text[at] in 'Tt':
            if units is CLOCK_UNITS:
                raise Unreadable('encountered duplicate "T"')
            units = CLOCK_UNITS
            at += 1
            continue
        end = at
        while end < len(text) and text[end] in '0123456789.,':
            end += 1
        if end == at:
            raise Unreadable('invalid digit in duration')
        if end == len(text):
            raise Unreadable('input is too short')
        unit = text[end].upper()
        if unit not in units:
            raise Unreadable('unexpected format for time duration' if units is CLOCK_UNITS else 'unexpected format for date duration')
        total += timedelta(seconds=float(text[at:end].replace(',', '.')) * units[unit])
        seen = True
        at = end + 1
    if not seen:
        raise Unreadable('input is too short')
    return total


def duration_of_number(number):
    whole = int(number // 1)
    return timedelta(seconds=whole, microseconds=round((number - whole) * 1_000_000))


def moment_text(value):
    """ISO 8601, with Z for UTC."""
    text = value.isoformat()
    return text[:-6] + 'Z' if text.endswith('+00:00') else text


def duration_text(value):
    """An ISO 8601 duration: PT1H30M."""
    sign = ''
    if value < timedelta(0):
        sign, value = '-', -value
    years, days = divmod(value.days, 365)
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    text = (f'{years}Y' if years else '') + (f'{days}D' if days else '')
    clock = (f'{hours}H' if hours else '') + (f'{minutes}M' if minutes else '')
    if value.microseconds:
        clock += f'{seconds}.' + f'{value.microseconds:06}'.rstrip('0') + 'S'
    elif seconds:
        clock += f'{seconds}S'
    if clock:
        text += 'T' + clock
    return f'{sign}P{text or "T0S"}'
`,
);
