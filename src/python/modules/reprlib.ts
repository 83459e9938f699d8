import { sourceModule } from './source-module';

/** `reprlib`: reprs that end, however deep a thing is. */
export const reprlibModule = sourceModule(
  'reprlib',
  String.raw`
from functools import wraps

__all__ = ['recursive_repr', 'repr']


def recursive_repr(fillvalue='...'):
    def decorating_function(user_function):
        running = set()

        @wraps(user_function)
        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return user_function(self)
            finally:
                running.discard(key)
        return wrapper
    return decorating_function


_repr = repr


def repr(x, limit=30):
    text = _repr(x)
    if len(text) <= limit:
        return text
    half = (limit - 3) // 2
    return text[:half] + '...' + text[len(text) - (limit - 3 - half):]
`,
);
