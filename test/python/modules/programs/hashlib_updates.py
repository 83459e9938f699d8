import hashlib
h = hashlib.new('sha256')
h.update(b'a')
c = h.copy()
h.update(b'b')
print(h.hexdigest() == hashlib.sha256(b'ab').hexdigest(), c.hexdigest() == hashlib.sha256(b'a').hexdigest())
try:
    hashlib.md5('text')
except TypeError as e:
    print(e)
try:
    hashlib.new('zz')
except ValueError as e:
    print(e)
