from typing_extensions import Annotated, Literal, Self, TypedDict, override, NotRequired, Protocol, runtime_checkable
class Base:
    def run(self) -> Self: return self
class Child(Base):
    @override
    def run(self) -> Self: return self
print(Literal['a'], Annotated[int, 1], Child().run.__override__, isinstance(Child(), Base))
