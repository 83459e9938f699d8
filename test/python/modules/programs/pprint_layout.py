import pprint
d = {'name': 'x' * 30, 'list': list(range(30)), 'nested': {'a': {'b': ['c' * 20] * 5}}, 't': (1,), 's': {3, 1, 2}}
pprint.pprint(d)
pprint.pprint(d, width=40, compact=True)
print(pprint.pformat([1, 2]), pprint.pformat({'b': 1, 'a': 2}), pprint.pformat({'b': 1, 'a': 2}, sort_dicts=False))
pprint.pprint('word ' * 40)
pprint.pprint({'a': [[[1]]]}, depth=2)
pprint.pprint([{'id': i, 'name': 'item number %d' % i} for i in range(3)])
pprint.pp({'z': 1, 'a': 2})
