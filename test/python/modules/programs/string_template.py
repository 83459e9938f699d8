import string
print(string.Template('$a ${b}c $$').substitute(a=1, b='x'), string.Template('$x $y').safe_substitute(x=1), string.Template('$who').substitute({'who': 'tim'}), string.Template('$a $b ${a}').get_identifiers())
try:
    string.Template('cost: $ 5').substitute()
except ValueError as e:
    print(e)
class Percent(string.Template):
    delimiter = '%'
print(Percent('%x costs $5').substitute(x='it'))
string.Template('$x').substitute()
