import textwrap
t = 'The quick brown fox jumped over the lazy dog, and then it ran away from the well-known hunter.'
print(textwrap.fill(t, 30), textwrap.wrap(t, 20), textwrap.shorten(t, 40), textwrap.fill(t, 40, initial_indent='* ', subsequent_indent='  '), sep='\n')
print(textwrap.wrap('averyveryverylongword here', 10), textwrap.wrap('a  b', 10), textwrap.shorten('short', 10), textwrap.wrap('one two three four', 7, max_lines=2))
textwrap.wrap('x', 0)
