from collections import defaultdict
groups = defaultdict(list)
for word in ['apple', 'avocado', 'bean']:
    groups[word[0]].append(word)
print(groups, dict(groups), groups.default_factory, groups.get('z'), 'z' in groups, len(groups))
counts = defaultdict(int, a=1)
counts['b'] += 2
nested = defaultdict(lambda: defaultdict(int))
nested['x']['y'] += 1
print(counts, nested['x'], counts | {'c': 3}, counts.copy())
defaultdict(5)
