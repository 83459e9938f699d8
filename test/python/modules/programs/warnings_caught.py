import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings.warn('careful')
    warnings.warn('old', DeprecationWarning)
    def old():
        warnings.warn('stacked', stacklevel=2)
    old()
    print([(str(w.message), w.category.__name__, w.lineno) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    warnings.warn('silent')
print(warnings.formatwarning('m', UserWarning, 'f.py', 3, 'x = 1'))
warnings.simplefilter('error')
warnings.warn('boom')
