import textwrap
print(textwrap.dedent('''
    def f():
        return 1

    end
'''), textwrap.dedent('\ta\n\tb'), repr(textwrap.dedent('  a\n   \n  b')), textwrap.indent('a\n\nb', '> '), textwrap.indent('a\nb', '- ', lambda line: 'b' in line), sep='|')
