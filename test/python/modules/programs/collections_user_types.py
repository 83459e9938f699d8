from collections import UserDict, UserList, UserString
class Upper(UserDict):
    def __setitem__(self, key, value): super().__setitem__(key.upper(), value)
u = Upper(a=1)
u['b'] = 2
print(u, u.data, 'A' in u, len(u), u.get('q', 5), list(u.items()), u | {'C': 3})
class Stack(UserList):
    def push(self, item): self.append(item)
s = Stack([1])
s.push(2)
print(s, s[0], s + [3], len(s), s == [1, 2], s[:1], type(s[:1]).__name__)
class Name(UserString):
    def initials(self): return ''.join(word[0] for word in self.data.split())
print(Name('ada lovelace').initials(), Name('a') + 'b', Name('abc').upper(), len(Name('xy')))
Upper()['x']
