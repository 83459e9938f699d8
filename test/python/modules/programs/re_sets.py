import re
print(re.findall('[a-c-]', 'a-d'), re.findall(r'[\]\-]', 'a]-'), re.findall('[]]', ']'), re.findall('[^abc]', 'abcd'), re.findall(r'[\d.]+', '1.5 x'), re.findall(r'\$\d+\.\d\d', '$5.00 $12.34'), re.escape('a.b*c[d]'), re.findall(r'[\x41\u0042]', 'AB'))
