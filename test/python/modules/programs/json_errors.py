import json
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: json.dumps({1, 2}))
attempt(lambda: json.dumps({(1,): 2}))
attempt(lambda: json.dumps(float('inf'), allow_nan=False))
attempt(lambda: json.loads(5))
attempt(lambda: json.dumps(object))
attempt(lambda: json.dumps({'a': 1, 2: 3}, sort_keys=True))
loop = []
loop.append(loop)
attempt(lambda: json.dumps(loop))
