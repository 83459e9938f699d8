import operator as o
print(o.add(1, 2), o.mul('a', 3), o.lt(1, 2), o.contains([1], 1), o.not_(0), o.neg(3), o.index(5), o.concat([1], [2]), o.is_(None, None), o.countOf([1, 1], 1), o.indexOf([1, 2], 2), o.truth(''), o.iadd([1], [2]), o.getitem([1, 2], 0), o.xor(5, 3), o.floordiv(7, 2), o.abs(-3), o.pow(2, 3))
print(o.itemgetter(1)([1, 2]), o.itemgetter('a', 'b')({'a': 1, 'b': 2}), o.attrgetter('real', 'imag')(3), o.methodcaller('upper')('a'), o.methodcaller('split', ',')('a,b'), o.itemgetter(slice(1, 3))('abcd'), sorted([(2, 'a'), (1, 'b')], key=o.itemgetter(1)))
print(o.itemgetter(1), o.attrgetter('a.b'), o.methodcaller('x', 1, y=2))
o.attrgetter('zz')(1)
