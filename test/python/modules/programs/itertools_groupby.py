from itertools import groupby
print([(k, list(g)) for k, g in groupby('aabbca')])
people = sorted([('eng', 'Ann'), ('ops', 'Bob'), ('eng', 'Cy')])
for team, members in groupby(people, key=lambda p: p[0]):
    print(team, [name for _, name in members])
groups = groupby([1, 1, 2])
first = next(groups)
second = next(groups)
print(list(first[1]), list(second[1]))
