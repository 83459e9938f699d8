#: include and exclude
from pydantic import BaseModel
class In(BaseModel):
    a: int = 1
    b: int = 2
class M(BaseModel):
    x: int = 1
    y: str = 'y'
    i: In = In()
    l: list[In] = [In(), In(a=5)]
    d: dict[str, In] = {'k': In()}
m = M()
print(m.model_dump(include={'x', 'i'}))
print(m.model_dump(exclude={'x', 'l', 'd'}))
print(m.model_dump(include={'i': {'a'}, 'l': {0: {'b'}}}))
print(m.model_dump(exclude={'i': {'a'}, 'l': {'__all__': {'b'}}, 'd': True}))
print(m.model_dump(exclude={'l': {-1}, 'd': {'k': {'a'}}}))
print(m.model_dump(include={'l': {'__all__': {'a'}}}, exclude={'l': {0}}))
print(m.model_dump(include=set()), m.model_dump_json(include={'x'}))
#: exclude unset, defaults, none
from pydantic import BaseModel
from typing import Optional
class In(BaseModel):
    a: int = 1
    n: Optional[int] = None
class M(BaseModel):
    x: int = 1
    y: Optional[str] = None
    i: In = In()
m = M(x=1, i={'n': None})
print(m.model_dump(exclude_unset=True))
print(m.model_dump(exclude_defaults=True))
print(m.model_dump(exclude_none=True))
print(m.model_dump_json(exclude_none=True, exclude_unset=True))
m.y = 'now'
print(m.model_dump(exclude_unset=True), M(x=2).model_dump(exclude_defaults=True))
#: aliases
from pydantic import BaseModel, Field, ConfigDict, ValidationError
class M(BaseModel):
    name: str = Field(alias='userName')
    age: int = Field(validation_alias='Age', default=0)
    city: str = Field(serialization_alias='City', default='c')
m = M(userName='a', Age='5')
print(m, m.model_dump(), m.model_dump(by_alias=True), m.model_dump_json(by_alias=True))
try:
    M(name='a')
except ValidationError as error:
    print(error)
class P(M):
    model_config = ConfigDict(populate_by_name=True)
print(P(name='a', age=2), P(userName='b'))
print(M.model_fields)
#: alias choices and paths
from pydantic import BaseModel, Field, AliasChoices, AliasPath
class M(BaseModel):
    first: str = Field(validation_alias=AliasChoices('first', 'fst', AliasPath('names', 0)))
    last: str = Field(validation_alias=AliasPath('names', 1))
print(M.model_validate({'names': ['a', 'b']}), M.model_validate({'fst': 'q', 'names': ['a', 'b']}))
M.model_validate({'names': ['a']})
#: alias generators
from pydantic import BaseModel, ConfigDict, Field, AliasGenerator
from pydantic.alias_generators import to_camel, to_pascal, to_snake
class M(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    first_name: str
    last_name: str = Field(alias='LAST')
m = M(firstName='a', LAST='b')
print(m, m.model_dump(by_alias=True), M(first_name='x', last_name='y'))
class G(BaseModel):
    model_config = ConfigDict(alias_generator=AliasGenerator(validation_alias=to_camel, serialization_alias=to_pascal))
    a_b: int
print(G(aB=1).model_dump(by_alias=True))
print(to_camel('a_long_name'), to_pascal('a_long_name'), to_snake('ALongName2'), to_camel('already'))
#: serialize by alias
from pydantic import BaseModel, ConfigDict, Field
class M(BaseModel):
    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)
    a: int = Field(alias='A')
print(M(a=1).model_dump(), M(A=2).model_dump(by_alias=False))
#: json mode
from pydantic import BaseModel
import datetime, uuid, enum
from decimal import Decimal
class C(enum.Enum):
    a = 1
class M(BaseModel):
    d: datetime.date = datetime.date(2024, 1, 2)
    t: datetime.datetime = datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    delta: datetime.timedelta = datetime.timedelta(hours=36)
    u: uuid.UUID = uuid.UUID(int=1)
    m: Decimal = Decimal('1.50')
    s: set[int] = {1}
    tup: tuple[int, str] = (1, 'a')
    c: C = C.a
    b: bytes = b'x'
print(M().model_dump())
print(M().model_dump(mode='json'))
print(M().model_dump_json())
print(M().model_dump_json(indent=2))
#: field serializer
from pydantic import BaseModel, field_serializer, SerializationInfo
import datetime
class M(BaseModel):
    when: datetime.datetime
    tags: set[str]
    n: int = 5
    @field_serializer('when')
    def stamp(self, value: datetime.datetime, _info):
        return value.strftime('%Y/%m/%d')
    @field_serializer('tags')
    def ordered(self, value):
        return sorted(value)
    @field_serializer('n', when_used='json')
    def text(self, value) -> str:
        return f'<{value}>'
m = M(when='2024-05-06T00:00', tags={'b', 'a'})
print(m.model_dump())
print(m.model_dump_json())
#: field serializer that wraps
from pydantic import BaseModel, field_serializer
class M(BaseModel):
    n: int
    @field_serializer('n', mode='wrap')
    def more(self, value, handler, info):
        return f'{handler(value)} in {info.mode}'
print(M(n=1).model_dump(), M(n=1).model_dump_json())
#: model serializer
from pydantic import BaseModel, model_serializer
class M(BaseModel):
    a: int
    b: int
    @model_serializer
    def short(self):
        return f'{self.a}:{self.b}'
class W(BaseModel):
    m: M
    x: int = 1
    @model_serializer(mode='wrap')
    def more(self, handler):
        made = handler(self)
        made['extra'] = True
        return made
print(M(a=1, b=2).model_dump(), W(m=M(a=1, b=2)).model_dump(), W(m=M(a=3, b=4)).model_dump_json())
#: computed fields
from pydantic import BaseModel, computed_field, Field
from functools import cached_property
class Box(BaseModel):
    w: float
    h: float
    @computed_field
    @property
    def area(self) -> float:
        return self.w * self.h
    @computed_field(alias='P', repr=False)
    @cached_property
    def perimeter(self) -> float:
        return 2 * (self.w + self.h)
b = Box(w=2, h=3)
print(b, b.model_dump(), b.model_dump(by_alias=True), b.model_dump_json(exclude={'area'}), b.perimeter)
print(list(Box.model_computed_fields))
print(b.model_dump(round_trip=True))
b.area = 5
#: computed field with a setter
from pydantic import BaseModel, computed_field
class Sq(BaseModel):
    w: float
    @computed_field
    @property
    def area(self) -> float:
        return self.w ** 2
    @area.setter
    def area(self, value):
        self.w = value ** 0.5
s = Sq(w=2)
s.area = 9
print(s)
#: computed field without a type
from pydantic import BaseModel, computed_field
class M(BaseModel):
    @computed_field
    @property
    def x(self):
        return 1
#: excluded fields
from pydantic import BaseModel, Field
class M(BaseModel):
    a: int = Field(default=1, exclude=True)
    b: int = 2
print(M(), M().model_dump(), M().model_dump_json())
#: secrets
from pydantic import BaseModel, SecretStr, SecretBytes
class M(BaseModel):
    p: SecretStr
    b: SecretBytes = SecretBytes(b'x')
m = M(p='hunter2')
print(m, repr(m.p), str(m.p), m.p.get_secret_value(), m.model_dump(), m.model_dump_json(), len(m.p), m.p == SecretStr('hunter2'), repr(SecretStr('')))
M(p=5)
#: a value that is not as expected
from pydantic import BaseModel
class M(BaseModel):
    x: int
    l: list[str] = []
m = M(x=1)
m.x = 'text'
m.l = [1]
print(m.model_dump())
print(m.model_dump(warnings=False))
m.model_dump(warnings='error')
#: json fields
from pydantic import BaseModel, Json
class M(BaseModel):
    a: Json
    b: Json[list[int]] = '[1]'
print(M(a='{"x": 1}', b='["2"]'))
M(a='{', b='["q"]')
#: round trips
from pydantic import BaseModel
import datetime
from typing import Optional
class In(BaseModel):
    d: datetime.date
    t: tuple[int, ...]
class M(BaseModel):
    i: list[In]
    o: Optional[dict[int, float]] = None
m = M(i=[{'d': '2024-01-01', 't': [1, 2]}], o={1: 2})
print(M.model_validate_json(m.model_dump_json()) == m, M.model_validate(m.model_dump()) == m, M(**m.model_dump()) == m)
#: dump of nested containers
from pydantic import BaseModel
from typing import Any, Union
class In(BaseModel):
    n: int
class M(BaseModel):
    a: Any
    u: Union[In, int, list[In]]
    t: tuple[In, ...] = ()
print(M(a=[In(n=1), {'k': In(n=2)}], u=[{'n': 3}], t=({'n': 4},)).model_dump())
print(M(a=(1, {2}), u={'n': 3}).model_dump(mode='json'))
#: keys of json
from pydantic import BaseModel
import datetime, enum
class C(enum.Enum):
    a = 'x'
class M(BaseModel):
    d: dict[datetime.date, int] = {datetime.date(2024, 1, 1): 1}
    e: dict[C, int] = {C.a: 1}
    i: dict[int, str] = {1: 'a'}
print(M().model_dump_json(), M().model_dump(mode='json'))
