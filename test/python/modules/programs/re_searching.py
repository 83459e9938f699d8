import re
m = re.search(r'(?P<y>\d{4})-(?P<m>\d\d)', 'on 2024-05')
print(m, m.group(), m.group(1, 2), m['y'], m.groups(), m.groupdict(), m.start(), m.end('m'), m.span(1), m.lastindex, m.lastgroup, m.string, m.re, m.pos, m.expand(r'\g<m>/\1'))
print(re.match('a', 'ba'), re.fullmatch('a+', 'aaa'), re.search('a|b', 'xb'), bool(re.match('', 'abc')), re.search('(a)|(b)', 'b').groups(), re.match('(x)?', 'y').groups('none'))
m.group(9)
