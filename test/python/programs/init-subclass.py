class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry[key or cls.__name__] = cls
class One(Plugin): pass
class Two(Plugin, key="zwei"): pass
print({k: v.__name__ for k, v in Plugin.registry.items()})
try:
    class Bad(Plugin, nope=1): pass
except TypeError as e: print(e)
class Q:
    def __class_getitem__(cls, item): return f"{cls.__name__}<{item}>"
print(Q[int], Q["x", 1])
