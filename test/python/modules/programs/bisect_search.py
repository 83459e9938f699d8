import bisect
scores = [10, 20, 20, 30]
print(bisect.bisect(scores, 20), bisect.bisect_left(scores, 20), bisect.bisect_right(scores, 5))
bisect.insort(scores, 25)
bisect.insort_left(scores, 20)
print(scores)
print(bisect.bisect([('a', 1), ('b', 2)], 'b', key=lambda row: row[0]), bisect.bisect([1, 2, 3], 2, 2, 3))
bisect.bisect([1], 'a')
