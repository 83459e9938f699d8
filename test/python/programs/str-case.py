print("hello world".title(), "hello".capitalize(), "ABC".lower(), "abc".upper(), "aBc".swapcase(), "straße".upper(), "ß".casefold(), "they're bill's".title())
print("abc".islower(), "ABC".isupper(), "Abc".istitle(), "abc1".isalnum(), "abc".isalpha(), "123".isdigit(), " \t".isspace(), "ab_1".isidentifier(), "1a".isidentifier())
