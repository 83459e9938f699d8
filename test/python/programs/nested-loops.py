for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == 1: continue
        print(i, j, end=" ")
print()
print([(i, j) for i in range(2) for j in range(2)], [[i * j for j in range(3)] for i in range(2)], [x for x in range(20) if x % 2 if x % 3])
