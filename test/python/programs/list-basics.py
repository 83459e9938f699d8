a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.insert(0, 0); print(a, len(a), a[1], a[-1], a[1:3], a[::-1], a[::2])
a.remove(3); print(a.pop(), a.pop(0), a, a.index(2), a.count(1), 2 in a, 9 not in a)
a.sort(); print(a); a.sort(reverse=True); print(a); a.reverse(); print(a, a.copy() is a, a + [1], a * 2, [0] * 3)
a += (7, 8); a *= 2; print(a); a.clear(); print(a, [] == [], [1, 2] < [1, 3], [1] < [1, 0])
