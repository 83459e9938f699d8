import base64, binascii
print(base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='), base64.urlsafe_b64encode(b'\xff\xfe'), base64.b32encode(b'hi'), base64.b16encode(b'hi'), base64.b32decode('NBUQ===='), base64.b16decode('6869'), binascii.hexlify(b'ab'), base64.encodebytes(b'x' * 60), base64.b64encode(b''), base64.b64encode(bytes(range(5))), base64.urlsafe_b64decode('__4='))
try:
    base64.b64encode('text')
except TypeError as e:
    print(e)
base64.b64decode('abc')
