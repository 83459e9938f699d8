import re
for p in ['(', ')', '[a', '*a', 'a**', 'a{3,1}', '(?P<a>x)(?P<a>y)', r'\1', '(?P<1>x)', '(?Px)', '(?z)', '\\', 'a(?i)b', '(?P=zz)', '[b-a]', r'\q', '(?P<a', '(?', '(?(2)a)', '(?<x)', '\n(', r'\x1', '(?i', '(a', 'a|*', '[\\', '(?#a', '(?-x']:
    try:
        re.compile(p)
        print('ok', p)
    except re.error as e:
        print(repr(p), e, e.pos)
