import hashlib
for name in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'):
    h = getattr(hashlib, name)(b'hello world' * 20)
    print(name, h.hexdigest(), h.digest_size, h.name, h.block_size)
print(hashlib.sha256().hexdigest(), hashlib.md5('é'.encode()).hexdigest())
