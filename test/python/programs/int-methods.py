print((255).bit_length(), (10).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), (5).bit_count())
print(int("42"), int(" -7 "), int("ff", 16), int("0b11", 0), int(3.9), int(-3.9), int(True), int("1_000"))
print((3).real, (3).imag, (3).numerator, (6).as_integer_ratio(), (-3).__abs__(), int())
print(hex(255), oct(8), bin(5), hex(-255), 10 .__add__(5))
