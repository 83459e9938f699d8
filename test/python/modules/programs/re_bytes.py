import re
print(re.search(b'\\w+', b'ab c'), re.sub(b'a', b'b', b'aa'), re.split(b',', b'a,b'), re.findall(rb'(\d)', b'a1'))
re.search('a', b'a')
