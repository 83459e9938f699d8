x = None
print(f"value: {x.foo}")
