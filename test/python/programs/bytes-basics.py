b = b"hello"
print(b, b[0], b[1:3], len(b), b + b"!", b * 2, b.upper(), b.hex(), bytes([65, 66]), bytes(3), bytes.fromhex("4142"), list(b[:2]), b"l" in b, b.find(b"l"), b.decode(), b"a,b".split(b","), b == b"hello", b'it\'s')
ba = bytearray(b"abc"); ba[0] = 65; ba.append(100); print(ba, bytes(ba), len(ba))
