import re
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: re.search('a', 5))
attempt(lambda: re.search(5, 'a'))
attempt(lambda: re.search(b'a', 'a'))
attempt(lambda: re.search('a', None))
attempt(lambda: re.sub('a', r'\q', 'a'))
attempt(lambda: re.sub('a', r'\g<x>', 'a'))
attempt(lambda: re.match('(a)', 'a')['zz'])
