print("%s %d %r %x %o %e %.2f %5d|%-5d|%05d %% %c %i" % ("a", 42, "b", 255, 8, 12345.678, 3.14159, 42, 42, 42, "x", 7.9))
print("%(a)s %(b)03d" % {"a": 1, "b": 2}, "%s" % [1, 2], "%s" % ((1, 2),), "%*d" % (5, 42), "%.3s" % "abcdef", "%+d % d" % (5, 5), "%g" % 1e-10, "%a" % "é")
for bad in ["%d", "%s %s", "%q", "%(a)s"]:
    try:
        print(bad % "x")
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    print("%s" % (1, 2))
except TypeError as e:
    print(e)
