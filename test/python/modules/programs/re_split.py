import re
print(re.split(r'[,;]\s*', 'a, b;c'), re.split('(,)', 'a,b'), re.split('x*', 'axbc'), re.split(r'(?=[A-Z])', 'helloWorldFoo'), re.split(r'\s', 'a b c', maxsplit=1), re.split('-', 'none'))
