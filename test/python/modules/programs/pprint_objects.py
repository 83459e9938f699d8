import pprint, collections, dataclasses
@dataclasses.dataclass
class Row:
    name: str
    values: list
pprint.pprint(Row('first ' * 5, list(range(25))), width=50)
pprint.pprint(collections.OrderedDict((str(i), i) for i in range(12)), width=30)
pprint.pprint(collections.defaultdict(list, {'key %d' % i: [i] * 5 for i in range(4)}), width=40)
pprint.pprint(collections.Counter('mississippi river'), width=30)
print(pprint.pformat([[]]), pprint.isreadable([1]), pprint.pformat(1234567, underscore_numbers=True))
