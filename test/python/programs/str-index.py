s = "héllo😀x"
print(len(s), s[0], s[-1], s[5], s[1:4], s[::-1], s[::2], s[10:], s[-3:-1], len("😀"))
print([c for c in s], s.index("x"), s.find("😀"), s[6], list(enumerate("ab")))
