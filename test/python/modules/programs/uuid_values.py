import uuid
u = uuid.UUID('12345678-1234-5678-1234-567812345678')
print(u, repr(u), u.hex, u.int, u.version, u.urn, u.fields, u == uuid.UUID(int=u.int), u < uuid.UUID(int=2**127), {u: 1}[uuid.UUID(hex=u.hex)], u.bytes, uuid.UUID('{12345678123456781234567812345678}') == u)
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid3(uuid.NAMESPACE_URL, 'http://x'), uuid.uuid4().version, uuid.uuid1().version, len(str(uuid.uuid4())), uuid.uuid4() != uuid.uuid4())
try:
    u.int = 3
except TypeError as e:
    print(e)
uuid.UUID('x')
