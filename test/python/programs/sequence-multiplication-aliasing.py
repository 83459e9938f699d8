grid = [[0] * 2] * 2
grid[0][0] = 1; print(grid)
grid = [[0] * 2 for _ in range(2)]; grid[0][0] = 1; print(grid)
a = b = []; a.append(1); print(b, a is b)
def f(x): x.append(1); x = [9]; return x
l = []; print(f(l), l)
