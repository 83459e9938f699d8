print('a\tb', "it's", 'say "hi"', r"raw\n", """triple
line""", 'con' 'cat', "\x41\u00e9\U0001f600", '\101', "a\
b")
print(repr('a\nb'), repr("it's"), repr('"'), repr("'\""), repr('\\'), repr("é\x00\x7f"), repr("\u200b"))
