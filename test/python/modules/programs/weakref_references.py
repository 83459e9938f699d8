import weakref
class Node:
    def __init__(self, name): self.name = name
n = Node('a')
r = weakref.ref(n)
print(r() is n, weakref.ref(n) == r)
cache = weakref.WeakValueDictionary()
cache['a'] = n
print(cache['a'].name, len(cache), 'a' in cache, cache.get('z'))
keys = weakref.WeakKeyDictionary()
keys[n] = 1
print(keys[n], len(weakref.WeakSet([n])))
weakref.ref(5)
