import copy
a = [1, [2, 3], {'k': [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9)
print(b, c, b[1] is a[1], c[1] is a[1])
loop = [1]
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin[1] is twin, twin is loop)
shared = [1]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1])
t = (1, [2])
print(copy.deepcopy(t), copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy((1, 2)), copy.deepcopy({1, 2}), copy.deepcopy(int) is int)
copy.copy(x for x in [])
