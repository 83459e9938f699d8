import { sourceModule } from '../source-module';

/** `os.path`: of POSIX, and of names only; nothing exists. */
export const osPathModule = sourceModule(
  'os.path',
  String.raw`
curdir = '.'
pardir = '..'
sep = '/'
pathsep = ':'
extsep = '.'
altsep = None


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), '__fspath__', None)
    if method is None:
        raise TypeError('expected str, bytes or os.PathLike object, not ' + type(path).__name__)
    return method(path)


def normcase(s):
    return fspath(s)


def isabs(s):
    return fspath(s).startswith('/')


def join(a, *p):
    path = fspath(a)
    for b in map(fspath, p):
        if b.startswith('/'):
            path = b
        elif not path or path.endswith('/'):
            path += b
        else:
            path += '/' + b
    return path


def split(p):
    p = fspath(p)
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def splitext(p):
    p = fspath(p)
    slash = p.rfind('/')
    dot = p.rfind('.')
    if dot > slash:
        start = slash + 1
        while start < dot:
            if p[start] != '.':
                return p[:dot], p[dot:]
            start += 1
    return p, ''


def splitdrive(p):
    return '', fspath(p)


def basename(p):
    p = fspath(p)
    return p[p.rfind('/') + 1:]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path = fspath(path)
    if not path:
        return '.'
    slashes = 1 if path.startswith('/') else 0
    if slashes and path.startswith('//') and not path.startswith('///'):
        slashes = 2
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or (not slashes and not parts) or (parts and parts[-1] == '..'):
            parts.append(part)
        elif parts:
            parts.pop()
    return '/' * slashes + '/'.join(parts) or '.'


def abspath(path):
    path = fspath(path)
    return normpath(path if isabs(path) else join('/', path))


realpath = abspath


def relpath(path, start='.'):
    if not path:
        raise ValueError('no path specified')
    begin = [part for part in abspath(start).split('/') if part]
    end = [part for part in abspath(path).split('/') if part]
    common = 0
    for a, b in zip(begin, end):
        if a != b:
            break
        common += 1
    return '/'.join(['..'] * (len(begin) - common) + end[common:]) or '.'


def commonprefix(m):
    if not m:
        return ''
    low, high = min(m), max(m)
    for i, char in enumerate(low):
        if char != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    paths = [fspath(path) for path in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    if len({path.startswith('/') for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split('/') if part and part != '.'] for path in paths]
    low, high = min(split_paths), max(split_paths)
    common = low
    for i, part in enumerate(low):
        if part != high[i]:
            common = low[:i]
            break
    return ('/' if paths[0].startswith('/') else '') + '/'.join(common)


def expanduser(path):
    return fspath(path)


def expandvars(path):
    import re
    from os import environ
    return re.sub(r'\$(\w+|\{[^}]*\})', lambda found: environ.get(found[1].strip('{}'), found[0]), fspath(path))


def exists(path):
    fspath(path)
    return False


isfile = isdir = islink = lexists = ismount = exists
`,
);

/** `os`: the environment and paths of a note, not of the machine. */
export const osModule = sourceModule(
  'os',
  String.raw`
import os.path as path
from collections.abc import MutableMapping
from os.path import altsep, curdir, extsep, fspath, pardir, pathsep, sep
import abc

name = 'posix'
linesep = '\n'
devnull = '/dev/null'
error = OSError


class _Environ(MutableMapping):
    def __init__(self):
        self._data = {}

    def _check(self, value):
        if not isinstance(value, str):
            raise TypeError('str expected, not %s' % type(value).__name__)
        return value

    def __getitem__(self, key):
        try:
            return self._data[self._check(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        self._data[self._check(key)] = self._check(value)

    def __delitem__(self, key):
        try:
            del self._data[self._check(key)]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return 'environ({%s})' % ', '.join(f'{key!r}: {value!r}' for key, value in self._data.items())

    def copy(self):
        return dict(self)


environ = _Environ()


class PathLike(abc.ABC):
    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, '__fspath__') if cls is PathLike else NotImplemented


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getcwd():
    return '/'


def urandom(size):
    from _entropy import token_bytes
    return token_bytes(size)


def getpid():
    return 1


def cpu_count():
    return 1


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename
`,
);
