import sys
print(sys.maxsize, sys.byteorder, sys.getrecursionlimit(), sys.float_info.max, sys.float_info.epsilon, sys.version_info >= (3, 11), 'sys' in sys.modules, sys.maxunicode)
sys.stdout.write('written\n')
print('to stdout', file=sys.stdout)
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1])
print(sys.exc_info())
try:
    sys.exit('stop')
except SystemExit as e:
    print(repr(e), e.code)
