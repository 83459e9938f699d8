import re
print(len(re.findall(r'\w+', 'hello world ' * 5000)), len(re.sub('o', '0', 'hello world ' * 5000)), re.match('(a|b)*c', 'ab' * 3000 + 'c').end(), re.match('(?:x+)+y', 'x' * 12))
