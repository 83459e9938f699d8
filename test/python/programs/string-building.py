out = ""
for i in range(1000): out += str(i % 10)
print(len(out), out[:20], out[-5:], "".join(sorted(set(out))))
