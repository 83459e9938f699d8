from collections import Counter
c = Counter('mississippi')
print(c, c.most_common(2), c['z'], sum(c.values()), c.total(), list(c.elements()), dict(c))
print(c + Counter('ms'), c - Counter('sss'), c & Counter('ip'), c | Counter(z=2), Counter(a=1) <= Counter(a=2), +Counter(a=-1, b=1), -Counter(a=-1))
c.update('mm'); c.subtract({'s': 1}); del c['zz']
print(c, Counter(), Counter({'a': 1}) == Counter(a=1, b=0), c.pop('p'), 'p' in c, Counter(['x', 'y', 'x']).most_common())
for word, n in Counter('a b a'.split()).items():
    print(word, n)
