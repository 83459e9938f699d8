import re
print(re.findall(r'[^\W\d_]+', 'héllo wörld 1'), re.findall(r'\d', '٣5'), re.findall(r'(?a)\d', '٣5'), re.search('😀+', 'x😀😀y').span(), re.sub('😀', '!', 'a😀b'), re.findall('[а-я]+', 'привет мир'))
