#: a model and its faces
from pydantic import BaseModel
class User(BaseModel):
    id: int
    name: str = 'Jane'
    tags: list[str] = []
u = User(id='7')
print(u, repr(u), u.model_dump(), u.model_dump_json(), sorted(u.model_fields_set), dict(u))
print(u == User(id=7), u == User(id=8), u == 5, u.tags is User(id=1).tags)
print(list(User.model_fields), User.model_fields['id'].is_required(), User.model_fields['name'].default)
#: what is missing
from pydantic import BaseModel
class User(BaseModel):
    id: int
    name: str
User()
#: several errors
from pydantic import BaseModel, ValidationError
class User(BaseModel):
    id: int
    name: str
    born: float
try:
    User(id='x', name=5, born='1e')
except ValidationError as error:
    print(error)
    print(error.error_count(), error.title)
    print(error.errors())
    print(error.errors(include_url=False, include_input=False, include_context=False))
    print(error.json(indent=2))
    print(repr(error) == str(error))
#: nested models
from pydantic import BaseModel, ValidationError
class Address(BaseModel):
    street: str
    zip: int
class User(BaseModel):
    name: str
    home: Address
    others: list[Address] = []
    named: dict[str, Address] = {}
u = User(name='a', home={'street': 's', 'zip': '1'}, others=[{'street': 't', 'zip': 2}], named={'x': Address(street='u', zip=3)})
print(u)
print(u.model_dump())
try:
    User(name='a', home={'street': 1}, others=[{'street': 't', 'zip': 'z'}, 5], named={'x': {}})
except ValidationError as error:
    print(error)
#: a model is kept as it is
from pydantic import BaseModel
class A(BaseModel):
    x: int
class B(BaseModel):
    a: A
a = A(x=1)
b = B(a=a)
print(b.a is a)
#: inheritance
from pydantic import BaseModel, Field
class Base(BaseModel):
    id: int
    name: str = 'base'
class Sub(Base):
    name: str = Field(default='sub', max_length=5)
    extra: float = 0
print(Sub(id=1), list(Sub.model_fields), Sub.model_fields['name'])
print(isinstance(Sub(id=1), Base))
Sub(id=1, name='too long')
#: inheritance of order and of several bases
from pydantic import BaseModel
class A(BaseModel):
    a: int = 1
class B(BaseModel):
    b: int = 2
class C(A, B):
    c: int = 3
    a: int = 4
print(C(), list(C.model_fields))
#: a field of the base is shown when the value is of a subclass
from pydantic import BaseModel, SerializeAsAny
class Base(BaseModel):
    x: int
class Sub(Base):
    y: int
class Holder(BaseModel):
    plain: Base
    open: SerializeAsAny[Base]
h = Holder(plain=Sub(x=1, y=2), open=Sub(x=3, y=4))
print(h)
print(h.model_dump())
print(h.model_dump(serialize_as_any=True))
#: extra ignored
from pydantic import BaseModel
class A(BaseModel):
    x: int
a = A(x=1, y=2)
print(a, a.model_extra, hasattr(a, 'y'))
#: extra allowed
from pydantic import BaseModel, ConfigDict
class A(BaseModel):
    model_config = ConfigDict(extra='allow')
    x: int
a = A(x=1, y=2, z='t')
print(a, a.model_extra, a.y, a.model_dump(), sorted(a.model_fields_set))
a.w = 5
print(a, a.model_dump_json())
#: extra forbidden
from pydantic import BaseModel, ConfigDict
class A(BaseModel):
    model_config = ConfigDict(extra='forbid')
    x: int
A(x=1, y=2, z=3)
#: typed extra
from pydantic import BaseModel
class A(BaseModel, extra='allow'):
    __pydantic_extra__: dict[str, int]
    x: int
print(A(x=1, y='2').y)
A(x=1, y='a')
#: frozen
from pydantic import BaseModel, ConfigDict, ValidationError
class A(BaseModel):
    model_config = ConfigDict(frozen=True)
    x: int
a = A(x=1)
print(hash(a) == hash(A(x=1)), {a: 1}[A(x=1)])
try:
    a.x = 2
except ValidationError as error:
    print(error)
del a.x
#: frozen field
from pydantic import BaseModel, Field
class A(BaseModel):
    x: int = Field(frozen=True)
    y: int = 0
a = A(x=1)
a.y = 5
a.x = 2
#: unhashable
from pydantic import BaseModel
class A(BaseModel):
    x: int
hash(A(x=1))
#: assignment is not checked
from pydantic import BaseModel
class A(BaseModel):
    x: int
a = A(x=1)
a.x = 'text'
print(a, sorted(a.model_fields_set))
a.nope = 1
#: validate assignment
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
class A(BaseModel):
    model_config = ConfigDict(validate_assignment=True)
    x: int
    y: int = 0
    @model_validator(mode='after')
    def ordered(self):
        if self.y > self.x:
            raise ValueError('y above x')
        return self
a = A(x=5)
a.y = '3'
print(a)
for value in ('t', 9):
    try:
        a.y = value
    except ValidationError as error:
        print(error)
print(a)
#: attributes
from pydantic import BaseModel
class A(BaseModel):
    x: int = 1
try:
    A().nope
except AttributeError as error:
    print(error)
try:
    A.x
except AttributeError as error:
    print(error)
A(1)
#: positional arguments
from pydantic import BaseModel
class A(BaseModel):
    x: int = 1
A(1)
#: config by class keywords
from pydantic import BaseModel
class A(BaseModel, str_strip_whitespace=True, str_to_upper=True, str_max_length=3):
    s: str
print(A(s=' ab '))
A(s='abcd')
#: coercion of numbers to text, strict models
from pydantic import BaseModel, ConfigDict, ValidationError
class A(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)
    s: str
print(A(s=5), A(s=1.5))
class S(BaseModel):
    model_config = ConfigDict(strict=True)
    n: int
    f: float
    a: A | None = None
print(S(n=1, f=2))
try:
    S(n='1', f='2', a={'s': 'x'})
except ValidationError as error:
    print(error)
#: strict at the call and of a field
from pydantic import BaseModel, Field, ValidationError
class A(BaseModel):
    n: int
    m: int = Field(strict=False, default=0)
    k: int = Field(strict=True, default=0)
try:
    A.model_validate({'n': '1', 'm': '1', 'k': 1}, strict=True)
except ValidationError as error:
    print(error)
print(A.model_validate({'n': '1'}))
A(n=1, k='1')
#: from attributes
from pydantic import BaseModel, ConfigDict
class Author:
    def __init__(self, name, books):
        self.name, self.books = name, books
class Book:
    def __init__(self, title):
        self.title = title
class BookOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    title: str
class AuthorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str
    books: list[BookOut]
print(AuthorOut.model_validate(Author('Ann', [Book('x'), Book('y')])))
AuthorOut.model_validate(Author('Ann', [Book(5), 3]))
#: from attributes is off
from pydantic import BaseModel
class P:
    x = 1
class A(BaseModel):
    x: int
print(A.model_validate(P(), from_attributes=True))
A.model_validate(P())
#: from attributes of a plain value
from pydantic import BaseModel
class A(BaseModel, from_attributes=True):
    x: int
A.model_validate(5)
#: a wrong kind of input
from pydantic import BaseModel, ValidationError
class A(BaseModel):
    x: int
for value in (5, 'text', None, [1]):
    try:
        A.model_validate(value)
    except ValidationError as error:
        print(error)
#: json
from pydantic import BaseModel, ValidationError
import datetime
class A(BaseModel):
    x: int
    day: datetime.date | None = None
print(A.model_validate_json('{"x": "5", "day": "2024-01-02"}'))
for text in ('{"x": "q"}', '[]', '{"x": 1,}', 'null'):
    try:
        A.model_validate_json(text)
    except ValidationError as error:
        print(error)
print(A.model_validate_json(b'{"x": 1}'))
#: strings
from pydantic import BaseModel
import datetime
class A(BaseModel):
    x: int
    day: datetime.date
print(A.model_validate_strings({'x': '1', 'day': '2024-01-02'}))
#: construct without checks
from pydantic import BaseModel
class A(BaseModel):
    x: int
    y: list[int] = [1]
a = A.model_construct(x='anything')
print(a, sorted(a.model_fields_set))
print(A.model_construct(_fields_set={'x'}, x=1, z=5))
#: copies
from pydantic import BaseModel
class In(BaseModel):
    v: list[int]
class A(BaseModel):
    i: In
    n: int = 0
a = A(i=In(v=[1]))
b = a.model_copy(update={'n': 5})
c = a.model_copy(deep=True)
a.i.v.append(2)
print(b, c, sorted(b.model_fields_set), b.i is a.i, c.i is a.i)
#: defaults
from pydantic import BaseModel, Field
import itertools
counter = itertools.count()
class A(BaseModel):
    n: int = Field(default_factory=lambda: next(counter))
    m: list[int] = Field(default_factory=list)
    k: int = '5'
    j: int = Field('6', validate_default=True)
    d: int = Field(default_factory=lambda data: data['n'] * 10)
a, b = A(), A()
a.m.append(1)
print(a, b)
#: both a default and a factory
from pydantic import Field
Field(1, default_factory=list)
#: ellipsis is required
from pydantic import BaseModel, Field
class A(BaseModel):
    x: int = ...
    y: int = Field(...)
    z: int | None
A()
#: private attributes
from pydantic import BaseModel, PrivateAttr
import datetime
class A(BaseModel):
    x: int
    _secret: int = PrivateAttr(default=5)
    _list: list = PrivateAttr(default_factory=list)
    _plain = 7
    _unset: str
    def __init__(self, **data):
        super().__init__(**data)
        self._secret = self.x * 2
a = A(x=1)
print(a, a._secret, a._list, a._plain, a.model_dump(), a.__private_attributes__)
a._plain = 8
print(a._plain, a.__pydantic_private__)
print(a._unset)
#: post init
from pydantic import BaseModel
class A(BaseModel):
    x: int
    double: int = 0
    def model_post_init(self, context):
        self.double = self.x * 2
print(A(x=2), A.model_validate({'x': 3}, context={'a': 1}))
#: class variables and methods
from pydantic import BaseModel
from typing import ClassVar
class A(BaseModel):
    count: ClassVar[int] = 3
    x: int = 1
    def twice(self):
        return self.x * 2
    @property
    def half(self):
        return self.x / 2
    @classmethod
    def make(cls):
        return cls(x=9)
print(A.count, A().twice(), A.make().half, list(A.model_fields))
#: attribute without annotation
from pydantic import BaseModel
class A(BaseModel):
    x = 3
#: unknown type
from pydantic import BaseModel
class K: pass
class A(BaseModel):
    k: K
#: arbitrary types
from pydantic import BaseModel, ConfigDict
class K:
    def __repr__(self): return 'K()'
class A(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    k: K
print(A(k=K()))
A(k=5)
#: forward references
from __future__ import annotations
from pydantic import BaseModel
class Node(BaseModel):
    value: int
    children: list[Node] = []
    parent: Node | None = None
n = Node(value=1, children=[{'value': '2', 'children': [{'value': 3}]}])
print(n)
print(n.model_dump(exclude_unset=True))
Node(value=1, children=[{'value': 'x'}])
#: forward reference by text
from pydantic import BaseModel
from typing import Optional
class A(BaseModel):
    b: Optional['B'] = None
class B(BaseModel):
    a: 'A'
A.model_rebuild()
print(A(b={'a': {}}))
#: forward reference that is not there
from pydantic import BaseModel
class A(BaseModel):
    b: 'Nowhere'
A(b=1)
#: generic models
from pydantic import BaseModel, ValidationError
from typing import Generic, TypeVar
T = TypeVar('T')
class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int = 0
class User(BaseModel):
    name: str
p = Page[User](items=[{'name': 'a'}])
print(repr(p), Page[int].__name__, Page[int] is Page[int], Page[int](items=['1']))
print(Page(items=[1, 'a']))
try:
    Page[int](items=['x'])
except ValidationError as error:
    print(error)
Page[int, str]
#: generic subclasses
from pydantic import BaseModel
from typing import Generic, TypeVar, Optional
K = TypeVar('K')
V = TypeVar('V')
class Pair(BaseModel, Generic[K, V]):
    key: K
    value: Optional[V] = None
class Named(Pair[str, V], Generic[V]):
    note: str = ''
print(Named[int](key='a', value='5'), list(Named.model_fields))
Named[int](key=1, value='x')
#: root models
from pydantic import BaseModel, RootModel
class Tags(RootModel[list[str]]):
    def __iter__(self):
        return iter(self.root)
    def __getitem__(self, i):
        return self.root[i]
t = Tags(['a', 'b'])
print(t, repr(t), t.model_dump(), t.model_dump_json(), list(t), t[0])
class Post(BaseModel):
    tags: Tags
p = Post(tags=['x'])
print(repr(p), p.model_dump(), Tags.model_validate_json('["q"]'))
print(RootModel[int]('5'))
Tags([1])
#: root model of a mapping
from pydantic import RootModel
class Prices(RootModel):
    root: dict[str, float]
print(Prices({'a': '1'}), Prices(a=2))
#: created models
from pydantic import create_model, Field
Made = create_model('Made', x=(int, ...), y=(str, 'd'), z=(float, Field(gt=0, default=1)))
print(Made(x='1'), Made.__name__)
Made(x='q', z=-1)
#: equality across classes
from pydantic import BaseModel
class A(BaseModel):
    x: int
class B(BaseModel):
    x: int
class C(A):
    pass
print(A(x=1) == B(x=1), A(x=1) == C(x=1), A(x=1) != A(x=2))
#: repr of fields that are hidden
from pydantic import BaseModel, Field
class A(BaseModel):
    x: int
    password: str = Field(repr=False)
print(A(x=1, password='p'), repr(A(x=1, password='p')))
#: fields as described
from pydantic import BaseModel, Field
from typing import Annotated, Optional
class A(BaseModel):
    a: int
    b: Optional[str] = None
    c: Annotated[int, Field(gt=0, description='positive')] = 1
    d: list[int] = Field(default_factory=list, alias='dd', title='D')
    e: str = Field(pattern='x', examples=['x'])
for name, field in A.model_fields.items():
    print(name, repr(field))
#: old names of methods
from pydantic import BaseModel
class A(BaseModel):
    x: int
print(A(x=1).dict(), A(x=1).json(), A.parse_obj({'x': 2}), A(x=1).copy(update={'x': 9}))
#: old config class
from pydantic import BaseModel
class A(BaseModel):
    x: int
    class Config:
        from_attributes = True
print(A.model_config)
#: iteration, membership and matching
from pydantic import BaseModel
class P(BaseModel):
    x: int
    y: int
for pair in P(x=1, y=2):
    print(pair)
match P(x=1, y=2):
    case P(x=1, y=b):
        print('matched', b)
#: a custom init
from pydantic import BaseModel
class A(BaseModel):
    x: int
    def __init__(self, x, **rest):
        super().__init__(x=x, **rest)
class B(BaseModel):
    a: A
print(A(5), B(a={'x': '6'}))
#: enumerations in models
from pydantic import BaseModel, ConfigDict
import enum
class Color(str, enum.Enum):
    red = 'r'
    blue = 'b'
class A(BaseModel):
    c: Color = Color.red
class U(BaseModel):
    model_config = ConfigDict(use_enum_values=True)
    c: Color
print(A(c='b'), A().model_dump(), A().model_dump(mode='json'), A().model_dump_json())
print(U(c='b'), U(c=Color.red).model_dump())
A(c='x')
#: models revalidated
from pydantic import BaseModel, ConfigDict
class A(BaseModel):
    model_config = ConfigDict(revalidate_instances='always')
    x: int
class B(BaseModel):
    a: A
a = A(x=1)
a.x = 'bad'
B(a=a)
#: model title and hidden input
from pydantic import BaseModel, ConfigDict
class A(BaseModel):
    model_config = ConfigDict(title='The A', hide_input_in_errors=True)
    x: int
A(x='secret')
#: shadowing
from pydantic import BaseModel
class A(BaseModel):
    copy: int = 1
print(A().copy)
