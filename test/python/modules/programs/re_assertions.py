import re
print(re.search('(?<=a)b', 'ab'), re.search('(?<!a)b', 'ab cb').start(), re.search('a(?=b)', 'ab'), re.search('a(?!b)', 'abac').start(), re.findall(r'\bfoo\b', 'foo foobar foo'), re.findall(r'\Boo', 'foo oo'), re.search(r'\Aab\Z', 'ab'), re.match(r'(?=.*\d)(?=.*[a-z]).{4,}$', 'ab12').group())
re.compile('(?<=a*)b')
