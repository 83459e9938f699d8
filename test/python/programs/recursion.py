def fact(n): return 1 if n <= 1 else n * fact(n - 1)
def hanoi(n, a, b, c): return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(fact(20), fact(30), hanoi(8, "a", "b", "c"), ack(2, 3))
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900))
try: depth(5000)
except RecursionError as e: print(type(e).__name__)
