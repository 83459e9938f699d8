print(round(2.675, 2), round(0.5), round(1.5), round(1234.567, -2), round(1e16), round(2.0, 3), round(-0.5), round(0.125, 2))
print((1.1).hex(), float.fromhex("0x1.8p+1"), 1e22, 1.7976931348623157e308, 4.35 * 100)
