import { sourceModule } from '../source-module';

/** `copy` */
export const copyModule = sourceModule(
  'copy',
  String.raw`
from _copy import empty_like, is_atomic, refill

__all__ = ['Error', 'copy', 'deepcopy']


class Error(Exception):
    pass


error = Error


def copy(x):
    if is_atomic(x) or isinstance(x, type):
        return x
    method = getattr(type(x), '__copy__', None)
    if method is not None:
        return method(x)
    if type(x) in (tuple, frozenset):
        return x
    made = empty_like(x)
    if isinstance(x, (list, dict, set)):
        refill(made, x)
    return _with_state(made, x, None)


def deepcopy(x, memo=None, _nil=[]):
    if is_atomic(x):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    if isinstance(x, type):
        return x
    method = getattr(x, '__deepcopy__', None)
    if method is not None:
        made = method(memo)
    else:
        made = _deep(x, memo)
    if made is not x:
        memo[id(x)] = made
        memo.setdefault(id(memo), []).append(x)
    return made


def _deep(x, memo):
    cls = type(x)
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        return x if all(new is old for new, old in zip(items, x)) else tuple(items)
    if cls is frozenset:
        return frozenset(deepcopy(item, memo) for item in x)
    if cls.__name__ == 'method' and hasattr(x, '__self__'):
        return getattr(deepcopy(x.__self__, memo), x.__name__)
    if isinstance(x, tuple):
        made = tuple.__new__(cls, [deepcopy(item, memo) for item in x])
        return _with_state(made, x, memo)
    made = empty_like(x)
    memo[id(x)] = made
    if isinstance(x, list):
        for item in x:
            list.append(made, deepcopy(item, memo))
    elif isinstance(x, dict):
        refill(made, {deepcopy(key, memo): deepcopy(value, memo) for key, value in dict.items(x)})
    elif isinstance(x, set):
        for item in x:
            set.add(made, deepcopy(item, memo))
    elif hasattr(cls, 'extend') and hasattr(cls, 'maxlen'):
        made.extend([deepcopy(item, memo) for item in x])
    return _with_state(made, x, memo)


def _with_state(made, x, memo):
    getstate = getattr(type(x), '__getstate__', None)
    if getstate is not None and getstate is not getattr(object, '__getstate__', None):
        state = getstate(x)
        if memo is not None:
            state = deepcopy(state, memo)
        if hasattr(made, '__setstate__'):
            made.__setstate__(state)
        else:
            made.__dict__.update(state)
        return made
    names = dict(getattr(x, '__dict__', None) or {})
    if names:
        made.__dict__.update(names if memo is None else {name: deepcopy(value, memo) for name, value in names.items()})
    for cls in type(x).__mro__:
        slots = cls.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                value = getattr(x, name)
                object.__setattr__(made, name, value if memo is None else deepcopy(value, memo))
    return made
`,
);
