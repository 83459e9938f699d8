try:
    import nonexistent_module
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from math import square_root
except ImportError as e:
    print(type(e).__name__, str(e).split(' (')[0])
import collections.nonexistent
