import json
print(json.dumps({'a': [1, 2.5, None, True, 'x"\n\u00e9\U0001f600'], 'b': {}, 'c': []}), json.dumps('é', ensure_ascii=False), json.dumps((1, 2)), json.dumps(1e100), json.dumps(float('nan')), json.dumps(10**20))
print(json.dumps([1, {'k': 'v'}], indent=2), json.dumps({'b': 1, 'a': 2}, sort_keys=True, separators=(',', ':')), json.dumps({1: 'a', None: 2, True: 3, 1.5: 4}), json.dumps({}, indent=2), json.dumps([1], indent='\t'), json.dumps({(1,): 2, 'a': 1}, skipkeys=True))
