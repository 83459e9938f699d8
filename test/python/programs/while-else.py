i = 0
while i < 3:
    i += 1
    if i == 2: continue
    print(i)
else:
    print("else")
while True:
    break
else:
    print("never")
for x in [1, 2, 3]:
    if x == 2: break
else:
    print("no")
for x in []: pass
else: print("empty else")
