print(1 + 2j, (1 + 2j) * (3 - 1j), abs(3 + 4j), (1j) ** 2, complex(2, -3), (1 + 2j).conjugate(), 2j == 2j)
print((1 + 2j).real, (1 + 2j).imag, complex("1+2j"), -1j, 1j - 1)
