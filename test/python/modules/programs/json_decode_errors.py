import json
for bad in ['', '{', '[1,', '{"a"}', '{"a":}', '[1 2]', '{a:1}', '"abc', 'nul', '[1,]', '{"a":1,}', '"\\x"', '1 2', "{'a':1}", '"\n"', '{"a":1 "b"}', '\n\n  x', '"\\u12"', '"é', 'é😀 x']:
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(repr(bad), e, e.lineno, e.colno, e.pos, e.msg)
json.loads('{"a" 1}')
