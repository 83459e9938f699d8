import json, decimal
print(json.loads('{"a": [1, 2.5, null, true, false, "x\\n\\u00e9\\ud83d\\ude00"], "b": {"c": {}}}'), json.loads('[]'), json.loads(' 5 '), json.loads('1e3'), json.loads('NaN'), json.loads(b'"x"'))
print(repr(json.loads('1.0', parse_float=decimal.Decimal)), json.loads('12', parse_int=str), json.loads('{"a":1}', object_hook=lambda d: list(d.items())), json.loads('{"a":1,"a":2}', object_pairs_hook=lambda p: p), json.JSONDecoder().raw_decode('1 2'))
