import heapq
heap = [5, 3, 8, 1, 9, 2]
heapq.heapify(heap)
print(heap)
heapq.heappush(heap, 0)
print(heap, heapq.heappop(heap), heapq.heapreplace(heap, 100), heapq.heappushpop(heap, -1), heap)
print(heapq.nsmallest(3, [5, 1, 4, 2]), heapq.nlargest(2, ['aa', 'b', 'cccc'], key=len), heapq.nsmallest(0, [1]))
tasks = []
for item in [(2, 'b'), (1, 'z'), (1, 'a')]:
    heapq.heappush(tasks, item)
print([heapq.heappop(tasks) for _ in range(3)])
heapq.heappop([])
