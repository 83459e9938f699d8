from collections import deque
q = deque([1, 2, 3], maxlen=3)
q.append(4); q.appendleft(0)
print(q, q.popleft(), q.pop(), list(q), len(q), q.maxlen, deque('abc'), deque())
q.extend([7, 8, 9]); q.rotate(1)
print(q, q[0], q[-1], 8 in q, q.index(9), q.count(7), list(reversed(q)), q == deque([9, 7, 8]))
d = deque([3, 1, 2])
d.insert(1, 'x'); d.remove(1); d.reverse(); d.extendleft('ab'); d[0] = 'z'; del d[1]
print(d, d + deque([5]), d * 2, d.copy() == d, bool(deque()))
for item in d:
    d.append(item)
