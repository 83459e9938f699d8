import re
print(re.sub(r'(\w)(\w)', r'\2\1', 'abcd'), re.sub('x*', '-', 'abxd'), re.subn('a', 'b', 'aaa', 2), re.sub('[aeiou]', lambda m: m.group().upper(), 'hello'), re.sub(r'\s+', ' ', 'a  b\t c'), re.sub('(?P<w>b)', r'[\g<w>]', 'abc'), repr(re.sub('b', r'\n', 'abc')), re.sub('', '-', 'ab'), re.sub('(a)|b', r'[\1]', 'ab'), re.sub('a', 'b', 'aaa', count=1))
re.sub('a', r'\2', 'a')
