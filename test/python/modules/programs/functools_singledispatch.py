from functools import singledispatch, singledispatchmethod
@singledispatch
def show(value): return 'object'
@show.register
def _(value: int): return f'int {value}'
@show.register(list)
def _(value): return 'list of ' + ', '.join(show(v) for v in value)
@show.register
def _(value: float | str): return 'float or str'
print(show(1), show([1, 'a']), show(1.5), show(None), show(True), list(show.registry))
class Printer:
    @singledispatchmethod
    def put(self, value): return 'any'
    @put.register
    def _(self, value: int): return 'int'
print(Printer().put(1), Printer().put('x'))
show()
