import string
print(string.ascii_letters, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace), string.capwords('hello  world'), string.capwords('a-b', '-'))
