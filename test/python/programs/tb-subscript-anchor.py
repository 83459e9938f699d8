data = {"k": {"z": 1}}
print(data["k"]["missing"] + 1)
