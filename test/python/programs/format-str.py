print(f"{'abc':10}|{'abc':>10}|{'abc':^10}|{'abc':.2}|{'abc':-<6}|{'é😀':*^6}|{'':3}|")
try:
    f"{'a':d}"
except ValueError as e:
    print(e)
try:
    f"{1:s}"
except ValueError as e:
    print(e)
try:
    f"{[]:>5}"
except TypeError as e:
    print(e)
