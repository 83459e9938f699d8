import inspect
async def co(): pass
async def ag(): yield
def gen(): yield
class K:
    def m(self): pass
    @staticmethod
    def s(): pass
print(inspect.iscoroutinefunction(co), inspect.isgeneratorfunction(gen), inspect.isasyncgenfunction(ag), inspect.isbuiltin(len), inspect.ismethod(K().m), inspect.isfunction(K.m), inspect.isclass(K), inspect.isgenerator(gen()), inspect.ismodule(inspect), inspect.isroutine(len))
print([n for n, _ in inspect.getmembers(K, inspect.isfunction)], inspect.getmro(K), inspect.cleandoc('  a\n    b\n    c'))
inspect.signature(5)
