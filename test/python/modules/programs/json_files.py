import json, io
f = io.StringIO()
json.dump({'a': [1, 2]}, f, indent=1)
print(f.getvalue())
f.seek(0)
print(json.load(f))
