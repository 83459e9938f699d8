from typing import Protocol, runtime_checkable
@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...
class File:
    def close(self): pass
print(isinstance(File(), Closes), isinstance(3, Closes), issubclass(File, Closes))
class Named(Protocol):
    name: str
try:
    isinstance(3, Named)
except TypeError as e:
    print(e)
class Real(Named):
    name = 'real'
print(Real().name)
Named()
