from collections import OrderedDict
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end('a')
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == dict(a=1))
o['z'] = 1
o.move_to_end('z', last=False)
print(list(o), list(reversed(o)), o.copy(), OrderedDict.fromkeys('ab', 0))
OrderedDict().popitem()
