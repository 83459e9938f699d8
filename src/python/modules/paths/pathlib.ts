import { sourceModule } from '../source-module';

/** `pathlib`: paths as names. */
export const pathlibModule = sourceModule(
  'pathlib',
  String.raw`
import os
import re
from functools import total_ordering

__all__ = ['PurePath', 'PurePosixPath', 'Path', 'PosixPath']


def _pattern(glob):
    text = ''
    for char in glob:
        if char == '*':
            text += '[^/]*'
        elif char == '?':
            text += '[^/]'
        else:
            text += char if char in '[]-!' else re.escape(char)
    return re.compile(text.replace('[!', '[^') + r'\Z')


class _Parents:
    def __init__(self, path):
        self._path = path

    def _all(self):
        found = []
        path = self._path
        while path.parent != path:
            path = path.parent
            found.append(path)
        return found

    def __len__(self):
        return len(self._all())

    def __getitem__(self, index):
        found = self._all()
        return tuple(found[index]) if isinstance(index, slice) else found[index]

    def __repr__(self):
        return '<{}.parents>'.format(type(self._path).__name__)


@total_ordering
class PurePath:
    __slots__ = ('_root', '_parts')

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        pieces = []
        for arg in args:
            text = os.fspath(arg)
            if not isinstance(text, str):
                raise TypeError(f'argument should be a str object or an os.PathLike object returning str, not {type(arg)!r}')
            if text.startswith('/'):
                pieces = [text]
            else:
                pieces.append(text)
        text = '/'.join(piece for piece in pieces if piece)
        self._root = '/' if text.startswith('/') else ''
        if text.startswith('//') and not text.startswith('///'):
            self._root = '//'
        self._parts = [part for part in text.split('/') if part and part != '.']

    @classmethod
    def _made(cls, root, parts):
        made = object.__new__(cls)
        made._root = root
        made._parts = list(parts)
        return made

    def __str__(self):
        return self._root + '/'.join(self._parts) or '.'

    def __fspath__(self):
        return str(self)

    def __repr__(self):
        return '{}({!r})'.format(self.__class__.__name__, self.as_posix())

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts < other.parts

    def __truediv__(self, key):
        try:
            return type(self)(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return type(self)(key, self)
        except TypeError:
            return NotImplemented

    def as_posix(self):
        return str(self)

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return 'file://' + str(self)

    drive = property(lambda self: '')
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._root)

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._parts)

    @property
    def name(self):
        return self._parts[-1] if self._parts else ''

    @property
    def suffix(self):
        name = self.name
        i = name.rfind('.')
        return name[i:] if 0 < i < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name = self.name
        i = name.rfind('.')
        return name[:i] if 0 < i < len(name) - 1 else name

    @property
    def parent(self):
        return self._made(self._root, self._parts[:-1]) if self._parts else self

    @property
    def parents(self):
        return _Parents(self)

    def joinpath(self, *args):
        return type(self)(self, *args)

    def with_name(self, name):
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        if not name or '/' in name or name == '.':
            raise ValueError('Invalid name %r' % name)
        return self._made(self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if '/' in suffix or suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError('Invalid suffix %r' % suffix)
        name = self.name
        if not name:
            raise ValueError('%r has an empty name' % (self,))
        old = self.suffix
        return self.with_name((name[:-len(old)] if old else name) + suffix)

    def is_absolute(self):
        return bool(self._root)

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def relative_to(self, *other):
        base = type(self)(*other)
        count = len(base._parts)
        if base._root != self._root or self._parts[:count] != base._parts:
            raise ValueError('{!r} is not in the subpath of {!r} OR one path is relative and the other is absolute.'.format(str(self), str(base)))
        return self._made('', self._parts[count:])

    def match(self, path_pattern):
        pattern = PurePosixPath(path_pattern)
        if not pattern._parts and not pattern._root:
            raise ValueError('empty pattern')
        own, wanted = self.parts, pattern.parts
        if pattern._root:
            if len(own) != len(wanted):
                return False
        elif len(wanted) > len(own):
            return False
        return all(_pattern(glob).match(part) for part, glob in zip(reversed(own), reversed(wanted)))


class PurePosixPath(PurePath):
    __slots__ = ()


class Path(PurePath):
    __slots__ = ()

    def exists(self):
        return False

    is_file = is_dir = exists

    @classmethod
    def cwd(cls):
        return cls('/')

    def _refuse(self, *args, **kwargs):
        raise NotImplementedError('files are not available: a cell cannot reach the files of this machine')

    open = read_text = write_text = read_bytes = write_bytes = mkdir = unlink = iterdir = glob = rglob = stat = _refuse

    def resolve(self, strict=False):
        return type(self)(os.path.abspath(self))

    absolute = resolve


class PosixPath(Path, PurePosixPath):
    __slots__ = ()


os.PathLike.register(PurePath)
`,
);
