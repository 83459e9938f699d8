#: field validator
from pydantic import BaseModel, field_validator, ValidationError
class User(BaseModel):
    name: str
    age: int
    @field_validator('name')
    @classmethod
    def must_have_space(cls, value):
        if ' ' not in value:
            raise ValueError('must contain a space')
        return value.title()
    @field_validator('age', mode='before')
    @classmethod
    def from_text(cls, value):
        return value.replace('y', '') if isinstance(value, str) else value
print(User(name='ann lee', age='7y'))
try:
    User(name='ann', age='x')
except ValidationError as error:
    print(error)
    print(error.errors())
    print(error.json())
#: assertion and custom errors
from pydantic import BaseModel, field_validator, ValidationError
from pydantic_core import PydanticCustomError
class A(BaseModel):
    x: int
    y: int = 0
    @field_validator('x')
    @classmethod
    def positive(cls, value):
        assert value > 0, 'x must be positive'
        return value
    @field_validator('y')
    @classmethod
    def small(cls, value):
        if value > 10:
            raise PydanticCustomError('too_big', 'value is above {limit}', {'limit': 10})
        return value
try:
    A(x=-1, y=11)
except ValidationError as error:
    print(error)
    print(error.errors())
#: other exceptions pass through
from pydantic import BaseModel, field_validator
class A(BaseModel):
    x: int
    @field_validator('x')
    @classmethod
    def fail(cls, value):
        return value / 0
A(x=1)
#: several fields, and all
from pydantic import BaseModel, field_validator
class A(BaseModel):
    a: str
    b: str
    c: int = 1
    @field_validator('a', 'b')
    @classmethod
    def strip(cls, value):
        return value.strip()
    @field_validator('*', mode='before')
    @classmethod
    def show(cls, value):
        print('before', repr(value))
        return value
print(A(a=' x ', b='y '))
#: order of validators
from pydantic import BaseModel, field_validator
class A(BaseModel):
    x: int
    @field_validator('x', mode='before')
    @classmethod
    def before1(cls, v):
        print('before1', v); return v
    @field_validator('x', mode='before')
    @classmethod
    def before2(cls, v):
        print('before2', v); return v
    @field_validator('x', mode='after')
    @classmethod
    def after1(cls, v):
        print('after1', v); return v
    @field_validator('x', mode='wrap')
    @classmethod
    def wrap(cls, v, handler):
        print('wrap', v); r = handler(v); print('unwrap', r); return r
    @field_validator('x', mode='after')
    @classmethod
    def after2(cls, v):
        print('after2', v); return v
A(x='1')
#: info
from pydantic import BaseModel, field_validator, ValidationInfo
class A(BaseModel):
    a: int
    b: int
    @field_validator('b')
    @classmethod
    def check(cls, value: int, info: ValidationInfo):
        print(info.data, info.field_name, info.context, info.mode)
        if 'a' in info.data and value < info.data['a']:
            raise ValueError(f"b must be at least {info.data['a']}")
        return value
A.model_validate({'a': 1, 'b': 2}, context={'k': 1})
A(a=5, b=1)
#: data lacks what failed
from pydantic import BaseModel, field_validator
class A(BaseModel):
    a: int
    b: int
    @field_validator('b')
    @classmethod
    def check(cls, value, info):
        print(info.data)
        return value
A(a='x', b=1)
#: plain and wrap
from pydantic import BaseModel, field_validator, ValidationError
class A(BaseModel):
    x: int
    y: int
    @field_validator('x', mode='plain')
    @classmethod
    def anything(cls, value):
        return [value]
    @field_validator('y', mode='wrap')
    @classmethod
    def default(cls, value, handler):
        try:
            return handler(value)
        except ValidationError:
            return -1
print(A(x='q', y='z'), A(x=1, y='2'))
#: defaults are not validated
from pydantic import BaseModel, field_validator, ConfigDict
class A(BaseModel):
    x: int = 0
    @field_validator('x')
    @classmethod
    def positive(cls, value):
        if value <= 0:
            raise ValueError('positive please')
        return value
print(A())
class B(A):
    model_config = ConfigDict(validate_default=True)
B()
#: model validator before
from pydantic import BaseModel, model_validator
from typing import Any
class A(BaseModel):
    x: int
    y: int
    @model_validator(mode='before')
    @classmethod
    def split(cls, data: Any):
        if isinstance(data, str):
            x, y = data.split(',')
            return {'x': x, 'y': y}
        if isinstance(data, dict) and 'z' in data:
            raise ValueError('no z')
        return data
print(A.model_validate('1,2'), A(x=1, y=2))
A(x=1, y=2, z=3)
#: model validator after
from pydantic import BaseModel, model_validator
class Account(BaseModel):
    password: str
    repeat: str
    @model_validator(mode='after')
    def match(self):
        if self.password != self.repeat:
            raise ValueError('passwords do not match')
        return self
print(Account(password='a', repeat='a'))
Account(password='a', repeat='b')
#: model validator after, nested
from pydantic import BaseModel, model_validator
class R(BaseModel):
    lo: int
    hi: int
    @model_validator(mode='after')
    def ordered(self):
        assert self.lo <= self.hi, 'lo above hi'
        return self
class H(BaseModel):
    ranges: list[R]
H(ranges=[{'lo': 1, 'hi': 2}, {'lo': 3, 'hi': 2}, {'lo': 'x', 'hi': 1}])
#: model validator wrap
from pydantic import BaseModel, model_validator
class A(BaseModel):
    x: int
    @model_validator(mode='wrap')
    @classmethod
    def log(cls, data, handler):
        print('in', data)
        made = handler(data)
        print('out', made)
        return made
A(x='1')
A.model_validate({'x': 'q'})
#: validators are inherited and overridden
from pydantic import BaseModel, field_validator
class A(BaseModel):
    x: int
    @field_validator('x')
    @classmethod
    def change(cls, v):
        return v + 1
class B(A):
    @field_validator('x')
    @classmethod
    def change(cls, v):
        return v * 10
class C(A):
    @field_validator('x')
    @classmethod
    def more(cls, v):
        return v * 10
print(A(x=1), B(x=1), C(x=1))
#: a validator for a field that is not there
from pydantic import BaseModel, field_validator
class A(BaseModel):
    x: int
    @field_validator('y')
    @classmethod
    def f(cls, v):
        return v
#: a validator without arguments
from pydantic import BaseModel, field_validator
class A(BaseModel):
    x: int
    @field_validator
    def f(cls, v):
        return v
#: check_fields off
from pydantic import BaseModel, field_validator
class Mixin(BaseModel):
    @field_validator('name', check_fields=False)
    @classmethod
    def strip(cls, v):
        return v.strip()
class A(Mixin):
    name: str
print(A(name=' a '))
#: discriminated union
from pydantic import BaseModel, Field, ValidationError
from typing import Literal, Union, Annotated
class Cat(BaseModel):
    kind: Literal['cat']
    lives: int
class Dog(BaseModel):
    kind: Literal['dog', 'wolf']
    barks: float
class Owner(BaseModel):
    pet: Union[Cat, Dog] = Field(discriminator='kind')
print(Owner(pet={'kind': 'cat', 'lives': 9}), Owner(pet={'kind': 'wolf', 'barks': 1}), Owner(pet=Cat(kind='cat', lives=1)))
for pet in ({'kind': 'cow'}, {}, {'kind': 'cat', 'lives': 'x'}, 5):
    try:
        Owner(pet=pet)
    except ValidationError as error:
        print(error)
#: smart union of models
from pydantic import BaseModel, ValidationError
class A(BaseModel):
    x: int
class B(BaseModel):
    x: int
    y: int = 0
class H(BaseModel):
    v: A | B | list[A] | None
print(repr(H(v={'x': 1})), repr(H(v={'x': 1, 'y': 2})), repr(H(v=[{'x': 1}])), H(v=None), repr(H(v=B(x=1))))
H(v={'z': 1})
#: callable discriminator
from pydantic import BaseModel, Discriminator, Tag
from typing import Annotated, Union
def kind(value):
    return 'many' if isinstance(value, list) else 'one' if isinstance(value, str) else None
class A(BaseModel):
    v: Annotated[Union[Annotated[str, Tag('one')], Annotated[list[str], Tag('many')]], Discriminator(kind)]
print(A(v='a'), A(v=['b']))
A(v=5)
#: use default
from pydantic import BaseModel, field_validator
from pydantic_core import PydanticUseDefault
class A(BaseModel):
    x: int = 7
    @field_validator('x', mode='before')
    @classmethod
    def empty(cls, v):
        if v == '':
            raise PydanticUseDefault()
        return v
print(A(x=''), A(x='3'))
#: a validation error within a validator
from pydantic import BaseModel, field_validator
class In(BaseModel):
    n: int
class A(BaseModel):
    x: dict
    @field_validator('x')
    @classmethod
    def inner(cls, v):
        In(**v)
        return v
A(x={'n': 'q'})
#: functional validators in models
from pydantic import BaseModel, AfterValidator, BeforeValidator, Field
from typing import Annotated
Upper = Annotated[str, AfterValidator(str.upper)]
def listed(v):
    return v.split(',') if isinstance(v, str) else v
class A(BaseModel):
    u: Upper
    n: Annotated[list[int], BeforeValidator(listed), Field(min_length=2)]
print(A(u='a', n='1,2'))
A(u=1, n='1')
#: predicates and annotated types
from annotated_types import Gt, Len, Predicate, Interval
from pydantic import BaseModel
from typing import Annotated
class A(BaseModel):
    g: Annotated[int, Gt(1)] = 2
    l: Annotated[list[int], Len(1, 2)] = [1]
    p: Annotated[str, Predicate(str.islower)] = 'a'
    i: Annotated[float, Interval(ge=0, lt=1)] = 0.5
print(A())
A(g=1, l=[], p='A', i=1)
