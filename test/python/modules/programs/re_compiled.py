import re
p = re.compile(r'(\w+)@(\w+)')
print(p.match('me@here').group(2), p.search('x me@here y').span(), p.findall('a@b c@d'), p.sub(r'\2', 'a@b'), p.pattern, p.groups, p == re.compile(r'(\w+)@(\w+)'), p.fullmatch('a@b c'))
print(re.compile('a').search('bab', 1, 2), re.compile('^b').match('ab', 1), [m.start() for m in re.compile('b').finditer('abab', 2)])
email = re.compile(r'^[\w.+-]+@[\w-]+\.[\w.-]+$')
print([bool(email.match(s)) for s in ['a@b.co', 'bad', 'x.y+z@d-e.org']])
match re.match(r'(\w+) (\w+)', 'Jane Doe'):
    case re.Match() as found:
        print(found[1])
