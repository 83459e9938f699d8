import { sourceModule } from '../source-module';

/** `pprint`, with the layout of CPython 3.11. */
export const pprintModule = sourceModule(
  'pprint',
  String.raw`
import collections
import dataclasses
import re
import sys
import types
from io import StringIO

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


class _safe_key:
    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_tuple(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


def _recursion(obj):
    return '<Recursion on %s with id=%s>' % (type(obj).__name__, id(obj))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._depth = depth
        self._indent = indent
        self._width = width
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, obj):
        stream = self._stream or sys.stdout
        self._format(obj, stream, 0, 0, {}, 0)
        stream.write('\n')

    def pformat(self, obj):
        stream = StringIO()
        self._format(obj, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isrecursive(self, obj):
        return self.format(obj, {}, 0, 0)[2]

    def isreadable(self, obj):
        _, readable, recursive = self.format(obj, {}, 0, 0)
        return readable and not recursive

    def format(self, obj, context, maxlevels, level):
        return self._safe_repr(obj, context, maxlevels, level)

    def _repr(self, obj, context, level):
        return self.format(obj, context.copy(), self._depth, level)[0]

    def _format(self, obj, stream, indent, allowance, context, level):
        objid = id(obj)
        if objid in context:
            stream.write(_recursion(obj))
            return
        text = self._repr(obj, context, level)
        room = self._width - indent - allowance
        if len(text) > room:
            method = self._method(obj)
            if method is not None:
                context[objid] = 1
                method(obj, stream, indent, allowance, context, level + 1)
                del context[objid]
                return
        stream.write(text)

    def _method(self, obj):
        cls = type(obj)
        plain = cls.__repr__
        if plain is dict.__repr__ or isinstance(obj, collections.defaultdict) and plain is collections.defaultdict.__repr__:
            return self._defaultdict if isinstance(obj, collections.defaultdict) else self._dict
        if cls is collections.OrderedDict:
            return self._ordered
        if cls is collections.Counter:
            return self._counter
        if cls is collections.deque:
            return self._deque
        if plain is list.__repr__:
            return self._list
        if plain is tuple.__repr__:
            return self._tuple
        if plain is set.__repr__ or plain is frozenset.__repr__:
            return self._set
        if plain is str.__repr__:
            return self._str
        if isinstance(obj, types.SimpleNamespace) and plain is types.SimpleNamespace.__repr__:
            return self._namespace
        if dataclasses.is_dataclass(obj) and not isinstance(obj, type) and hasattr(plain, '__wrapped__'):
            return self._dataclass
        return None

    def _dataclass(self, obj, stream, indent, allowance, context, level):
        name = obj.__class__.__name__
        items = [(f.name, getattr(obj, f.name)) for f in dataclasses.fields(obj) if f.repr]
        stream.write(name + '(')
        self._namespace_items(items, stream, indent + len(name) + 1, allowance, context, level)
        stream.write(')')

    def _namespace(self, obj, stream, indent, allowance, context, level):
        name = 'namespace' if type(obj) is types.SimpleNamespace else obj.__class__.__name__
        stream.write(name + '(')
        self._namespace_items(obj.__dict__.items(), stream, indent + len(name) + 1, allowance, context, level)
        stream.write(')')

    def _namespace_items(self, items, stream, indent, allowance, context, level):
        items = list(items)
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            stream.write(key + '=')
            if id(value) in context:
                stream.write('...')
            else:
                self._format(value, stream, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                stream.write(',\n' + ' ' * indent)

    def _dict(self, obj, stream, indent, allowance, context, level):
        stream.write('{')
        if self._indent > 1:
            stream.write((self._indent - 1) * ' ')
        if len(obj):
            items = sorted(obj.items(), key=_safe_tuple) if self._sort_dicts else obj.items()
            self._dict_items(list(items), stream, indent, allowance + 1, context, level)
        stream.write('}')

    def _defaultdict(self, obj, stream, indent, allowance, context, level):
        if not len(obj):
            stream.write(repr(obj))
            return
        factory = self._repr(obj.default_factory, context, level)
        name = obj.__class__.__name__
        indent += len(name) + 1
        stream.write('%s(%s,\n%s' % (name, factory, ' ' * indent))
        self._dict(obj, stream, indent, allowance + 1, context, level)
        stream.write(')')

    def _ordered(self, obj, stream, indent, allowance, context, level):
        if not len(obj):
            stream.write(repr(obj))
            return
        name = obj.__class__.__name__
        stream.write(name + '(')
        self._format(list(obj.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(')')

    def _counter(self, obj, stream, indent, allowance, context, level):
        if not len(obj):
            stream.write(repr(obj))
            return
        name = obj.__class__.__name__
        stream.write(name + '({')
        if self._indent > 1:
            stream.write((self._indent - 1) * ' ')
        self._dict_items(obj.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write('})')

    def _deque(self, obj, stream, indent, allowance, context, level):
        if not len(obj):
            stream.write(repr(obj))
            return
        name = obj.__class__.__name__
        stream.write(name + '(')
        indent += len(name) + 1
        stream.write('[')
        if obj.maxlen is None:
            self._items(obj, stream, indent, allowance + 2, context, level)
            stream.write('])')
        else:
            self._items(obj, stream, indent, 2, context, level)
            stream.write('],\n%smaxlen=%s)' % (' ' * indent, self._repr(obj.maxlen, context, level)))

    def _list(self, obj, stream, indent, allowance, context, level):
        stream.write('[')
        self._items(obj, stream, indent, allowance + 1, context, level)
        stream.write(']')

    def _tuple(self, obj, stream, indent, allowance, context, level):
        end = ',)' if len(obj) == 1 else ')'
        stream.write('(')
        self._items(obj, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _set(self, obj, stream, indent, allowance, context, level):
        if not len(obj):
            stream.write(repr(obj))
            return
        if type(obj) is set:
            stream.write('{')
            end = '}'
        else:
            name = obj.__class__.__name__
            stream.write(name + '({')
            end = '})'
            indent += len(name) + 1
        self._items(sorted(obj, key=_safe_key), stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _str(self, obj, stream, indent, allowance, context, level):
        if not len(obj):
            stream.write(repr(obj))
            return
        chunks = []
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = width = self._width - indent
        text = ''
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                width -= allowance
            if len(text) <= width:
                chunks.append(text)
                continue
            parts = re.findall(r'\S*\s*', line)
            parts.pop()
            limit = room
            current = ''
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            stream.write(text)
            return
        if level == 1:
            stream.write('(')
        for i, text in enumerate(chunks):
            if i > 0:
                stream.write('\n' + ' ' * indent)
            stream.write(text)
        if level == 1:
            stream.write(')')

    def _dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            text = self._repr(key, context, level)
            stream.write(text + ': ')
            self._format(value, stream, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                stream.write(',\n' + ' ' * indent)

    def _items(self, items, stream, indent, allowance, context, level):
        indent += self._indent
        if self._indent > 1:
            stream.write((self._indent - 1) * ' ')
        separator = ',\n' + ' ' * indent
        between = ''
        width = room = self._width - indent + 1
        items = list(items)
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if width < size:
                    width = room
                    if between:
                        between = separator
                if width >= size:
                    width -= size
                    stream.write(between)
                    between = ', '
                    stream.write(text)
                    continue
            stream.write(between)
            between = separator
            self._format(item, stream, indent, allowance if last else 1, context, level)

    def _safe_repr(self, obj, context, maxlevels, level):
        cls = type(obj)
        plain = getattr(cls, '__repr__', None)
        if cls in (bool, str, bytes, bytearray, float, complex, type(None)):
            return repr(obj), True, False
        if issubclass(cls, int) and plain is int.__repr__:
            return (f'{obj:_d}' if self._underscore_numbers else repr(obj)), True, False
        if issubclass(cls, dict) and plain is dict.__repr__:
            if not obj:
                return '{}', True, False
            if maxlevels and level >= maxlevels:
                return '{...}', False, id(obj) in context
            if id(obj) in context:
                return _recursion(obj), False, True
            context[id(obj)] = 1
            readable, recursive = True, False
            parts = []
            for key, value in (sorted(obj.items(), key=_safe_tuple) if self._sort_dicts else obj.items()):
                ktext, kreadable, krecursive = self.format(key, context, maxlevels, level + 1)
                vtext, vreadable, vrecursive = self.format(value, context, maxlevels, level + 1)
                parts.append('%s: %s' % (ktext, vtext))
                readable = readable and kreadable and vreadable
                recursive = recursive or krecursive or vrecursive
            del context[id(obj)]
            return '{%s}' % ', '.join(parts), readable, recursive
        if (issubclass(cls, list) and plain is list.__repr__) or (issubclass(cls, tuple) and plain is tuple.__repr__):
            if issubclass(cls, list):
                if not obj:
                    return '[]', True, False
                shape = '[%s]'
            elif len(obj) == 1:
                shape = '(%s,)'
            else:
                if not obj:
                    return '()', True, False
                shape = '(%s)'
            if maxlevels and level >= maxlevels:
                return shape % '...', False, id(obj) in context
            if id(obj) in context:
                return _recursion(obj), False, True
            context[id(obj)] = 1
            readable, recursive = True, False
            parts = []
            for item in obj:
                text, item_readable, item_recursive = self.format(item, context, maxlevels, level + 1)
                parts.append(text)
                readable = readable and item_readable
                recursive = recursive or item_recursive
            del context[id(obj)]
            return shape % ', '.join(parts), readable, recursive
        text = repr(obj)
        return text, bool(text) and not text.startswith('<'), False


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)
`,
);
