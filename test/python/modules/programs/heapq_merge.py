import heapq
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9])))
print(list(heapq.merge([7, 4], [9, 1], reverse=True)))
print(list(heapq.merge(['a', 'ccc'], ['bb'], key=len)))
