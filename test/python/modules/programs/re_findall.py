import re
print(re.findall(r'\w+', 'a bc, d'), re.findall(r'(a)(b)?', 'ab a'), [x.group() for x in re.finditer('a|b', 'cab')], re.findall('', 'ab'), re.findall(r'((\d)(\w))', '1a2b'), re.findall('a{2,3}', 'aaaaa'), re.findall('a{2,3}?', 'aaaaa'), re.findall('a{,2}b', 'aaab'), re.findall('(?:ab)+', 'ababab'), re.findall('(ab)+', 'ababx'))
text = 'key1=val1;key2 = val2'
print(dict(re.findall(r'(\w+)\s*=\s*(\w+)', text)))
