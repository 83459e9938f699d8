import { sourceModule } from '../source-module';

/** `warnings`: written to the log. */
export const warningsModule = sourceModule(
  'warnings',
  String.raw`
import sys
from _frames import caller

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning', 'filterwarnings', 'simplefilter', 'resetwarnings', 'catch_warnings']

_default_filters = [
    ('default', None, DeprecationWarning, '__main__', 0),
    ('ignore', None, DeprecationWarning, None, 0),
    ('ignore', None, PendingDeprecationWarning, None, 0),
    ('ignore', None, ImportWarning, None, 0),
    ('ignore', None, ResourceWarning, None, 0),
]
filters = list(_default_filters)
defaultaction = 'default'
onceregistry = {}
_shown = set()
_recorders = []


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return '{message : %r, category : %r, filename : %r, lineno : %s, line : %r}' % (self.message, self.category.__name__, self.filename, self.lineno, self.line)


def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    return text + f'  {line.strip()}\n' if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    if action not in ('error', 'ignore', 'always', 'default', 'module', 'once'):
        raise AssertionError(f'invalid action: {action!r}')
    import re
    _add((action, re.compile(message, re.I) if message else None, category, re.compile(module) if module else None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in ('error', 'ignore', 'always', 'default', 'module', 'once'):
        raise AssertionError(f'invalid action: {action!r}')
    _add((action, None, category, None, lineno), append)


def _add(item, append):
    if item in filters:
        if append:
            return
        filters.remove(item)
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)
    _shown.clear()


def resetwarnings():
    filters.clear()
    _shown.clear()


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError('category must be a Warning subclass, not ' + repr(type(category).__name__))
    place = caller(max(1, stacklevel)) or ('sys', 1, '', '', {'__name__': 'sys'})
    filename, lineno, _, line, names = place
    _warn(message, category, filename, lineno, names.get('__name__') or '<string>', line)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    _warn(message, category, filename, int(lineno), module or filename, None)


def _warn(message, category, filename, lineno, module, line):
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    action = defaultaction
    for candidate, pattern, kind, module_pattern, at in filters:
        if (pattern is None or pattern.match(text)) and issubclass(category, kind) and (module_pattern is None or module_pattern == module or not isinstance(module_pattern, str) and module_pattern.match(module)) and (at == 0 or lineno == at):
            action = candidate
            break
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    key = None
    if action == 'default':
        key = (text, category, filename, lineno)
    elif action == 'module':
        key = (text, category, filename)
    elif action == 'once':
        key = (text, category)
    if key is not None:
        if key in _shown:
            return
        _shown.add(key)
    record = WarningMessage(message, category, filename, lineno, None, line)
    if _recorders:
        _recorders[-1].append(record)
        return
    showwarning(message, category, filename, lineno, None, line)


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        self._filters = list(filters)
        self._known = set(_shown)
        _shown.clear()
        if self._action is not None:
            simplefilter(*self._action)
        if self._record:
            _recorders.append([])
            return _recorders[-1]
        return None

    def __exit__(self, *exc_info):
        filters[:] = self._filters
        _shown.clear()
        _shown.update(self._known)
        if self._record:
            _recorders.pop()
`,
);
