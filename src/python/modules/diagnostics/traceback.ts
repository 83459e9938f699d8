import { sourceModule } from '../source-module';

/** `traceback` */
export const tracebackModule = sourceModule(
  'traceback',
  String.raw`
import sys
from _frames import caller, format_exception as _whole, last_line, places

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack', 'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb', 'FrameSummary', 'StackSummary', 'TracebackException']

_missing = object()


class FrameSummary:
    __slots__ = ('filename', 'lineno', 'name', 'line', 'locals')

    def __init__(self, filename, lineno, name, *, line=None, locals=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self.locals = locals

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


class StackSummary(list):
    def format(self):
        return [f'  File "{filename}", line {lineno}, in {name}\n' + (f'    {line.strip()}\n' if line else '') for filename, lineno, name, line in self]


def extract_tb(tb, limit=None):
    summary = StackSummary(FrameSummary(filename, lineno, name, line=line) for filename, lineno, name, line in places(tb))
    return summary if limit is None else StackSummary(summary[:limit] if limit >= 0 else summary[limit:])


def format_list(extracted_list):
    return StackSummary(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    (file or sys.stderr).write(''.join(format_tb(tb, limit)))


def extract_stack(f=None, limit=None):
    frames = []
    depth = 1
    while True:
        found = caller(depth)
        if found is None:
            break
        frames.append(FrameSummary(found[0], found[1], found[2], line=found[3].strip()))
        depth += 1
    frames.reverse()
    return StackSummary(frames if limit is None else frames[-limit:])


def format_stack(f=None, limit=None):
    return StackSummary(extract_stack(f, limit)[:-1]).format()


def print_stack(f=None, limit=None, file=None):
    (file or sys.stderr).write(''.join(format_stack(f, limit)))


def _value(exc, value):
    return exc if value is _missing else value


def format_exception_only(exc, /, value=_missing):
    return [last_line(_value(exc, value)) + '\n']


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    value = _value(exc, value)
    if value is None:
        return ['NoneType: None\n']
    lines = _whole(value).splitlines(keepends=True)
    parts = []
    for line in lines:
        if parts and line.startswith('    ') and parts[-1].startswith('  File'):
            parts[-1] += line
        else:
            parts.append(line)
    return parts


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    (file or sys.stderr).write(''.join(format_exception(exc, value)))


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exc_info()[1]))


def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc())


def print_last(limit=None, file=None, chain=True):
    raise ValueError('no last exception')


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback=None, **kwargs):
        self.exc_type = exc_type
        self._exception = exc_value
        self.stack = extract_tb(exc_value)
        self.__cause__ = None if exc_value.__cause__ is None else TracebackException.from_exception(exc_value.__cause__)
        self.__context__ = None if exc_value.__context__ is None else TracebackException.from_exception(exc_value.__context__)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return str(self._exception)

    def format(self, *, chain=True):
        yield from format_exception(self._exception)

    def format_exception_only(self):
        yield from format_exception_only(self._exception)
`,
);
