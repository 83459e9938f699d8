import copy, collections, datetime, decimal
class Node:
    def __init__(self): self.items = [1]
n = Node()
print(copy.copy(n).items is n.items, copy.deepcopy(n).items is n.items, type(copy.copy(n)).__name__)
class Own:
    def __copy__(self): return 'shallow'
    def __deepcopy__(self, memo): return 'deep'
print(copy.copy(Own()), copy.deepcopy([Own(), Own()]))
class Slotted:
    __slots__ = ('a', 'b')
s = Slotted()
s.a = [1]
z = copy.deepcopy(s)
print(z.a, z.a is s.a, hasattr(z, 'b'))
class Tagged(list): pass
x = Tagged([1, 2])
x.tag = 5
print(copy.copy(x), copy.copy(x).tag, type(copy.deepcopy(x)).__name__)
print(copy.deepcopy(collections.OrderedDict(a=[1])), copy.deepcopy(collections.defaultdict(list, a=[1])), copy.copy(collections.Counter('aab')), copy.deepcopy(collections.deque([[1]], maxlen=3)), copy.deepcopy(datetime.date(2020, 1, 1)), copy.deepcopy(decimal.Decimal('1.5')))
