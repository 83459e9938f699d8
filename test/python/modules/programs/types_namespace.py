import types
n = types.SimpleNamespace(a=1, b='x')
print(n, n.a, n == types.SimpleNamespace(a=1, b='x'))
n.c = 3
print(vars(n), types.MappingProxyType({'a': 1})['a'], isinstance(print, types.BuiltinFunctionType), isinstance(lambda: 0, types.FunctionType), types.new_class('X').__name__, types.NoneType, types.GenericAlias(list, (int,)))
types.MappingProxyType({})['x'] = 1
