import re
print(re.findall('^a', 'a\na', re.M), re.findall('a$', 'a\na\n'), re.findall('.', 'a\nb', re.S), re.findall('(?i)ABC', 'abcABC'), re.findall('(?i:a)b', 'Ab AB'), re.findall(r'(?s)a.b|c', 'a\nbc'), re.search(r'''(?x) a # comment
 b''', 'ab'), re.compile('a', re.I | re.M), re.compile('a').flags, re.IGNORECASE, repr(re.I | re.S), re.findall('É', 'é', re.I))
print(re.compile(r'''
    (\d+)   # number
    \s*
    (\w+)   # unit
''', re.VERBOSE).match('12 km').groups())
