#: schema of a model
from pydantic import BaseModel, Field
from typing import Optional, Literal
import datetime, uuid
from decimal import Decimal
class M(BaseModel):
    """A model of things."""
    id: int = Field(gt=0, description='the key')
    name: str = Field(min_length=1, max_length=10, examples=['a'])
    tags: list[str] = []
    when: datetime.datetime
    kind: Literal['a', 'b'] = 'a'
    note: Optional[str] = None
    price: Decimal = Decimal('1.5')
    u: uuid.UUID
    ratio: float = Field(1.0, ge=0, le=1)
print(M.model_json_schema())
print(M.model_json_schema(mode='serialization'))
#: schema with definitions
from pydantic import BaseModel
import enum
class Color(enum.Enum):
    red = 'r'
    blue = 'b'
class In(BaseModel):
    c: Color
class M(BaseModel):
    i: In
    l: list[In] = []
    o: In | None = None
    d: dict[str, In] = {}
print(M.model_json_schema())
#: schema of a tree
from pydantic import BaseModel
class Node(BaseModel):
    children: list['Node'] = []
print(Node.model_json_schema())
#: schema with aliases and extras
from pydantic import BaseModel, Field, ConfigDict
class M(BaseModel):
    model_config = ConfigDict(extra='forbid', title='Titled', json_schema_extra={'examples': [1]})
    a_b: int = Field(alias='aB', title='The A')
    c: int = Field(default=1, json_schema_extra={'x': 1}, deprecated=True)
print(M.model_json_schema())
print(M.model_json_schema(by_alias=False))
#: schema of a computed field
from pydantic import BaseModel, computed_field
class M(BaseModel):
    a: int
    @computed_field
    @property
    def b(self) -> int:
        return 1
print(M.model_json_schema(mode='serialization'))
print(M.model_json_schema())
#: schema of a root model and a discriminated union
from pydantic import BaseModel, RootModel, Field
from typing import Literal, Union
class A(BaseModel):
    k: Literal['a']
class B(BaseModel):
    k: Literal['b']
class U(BaseModel):
    v: Union[A, B] = Field(discriminator='k')
print(RootModel[list[int]].model_json_schema())
print(U.model_json_schema())
#: dataclasses
from pydantic.dataclasses import dataclass
from pydantic import BaseModel, Field, ValidationError, field_validator
from dataclasses import dataclass as plain, asdict
@dataclass
class P:
    x: int
    y: int = 0
    l: list[int] = Field(default_factory=list)
    @field_validator('y')
    @classmethod
    def small(cls, v):
        if v > 5:
            raise ValueError('too much')
        return v
print(P('1', y='2'), asdict(P(1)))
try:
    P('q', 9)
except ValidationError as error:
    print(error)
@plain
class D:
    a: int
    b: str = 'b'
class M(BaseModel):
    d: D
    p: P
m = M(d={'a': '1'}, p={'x': 2})
print(m, m.model_dump(), m.model_dump_json())
M(d=5, p={'x': 'z'})
#: lists of dataclasses
from dataclasses import dataclass
from pydantic import TypeAdapter
@dataclass
class D:
    a: int
    b: float = 1.5
print(TypeAdapter(list[D]).validate_python([{'a': '1'}, D(2)]))
TypeAdapter(D).validate_python({'b': 'x'})
#: models in unions with None and lists
from pydantic import BaseModel
from typing import Optional, List, Dict
class A(BaseModel):
    x: int
class M(BaseModel):
    a: Optional[A] = None
    l: List[A] = []
    d: Dict[str, Optional[A]] = {}
print(M(a={'x': 1}, l=[{'x': 2}], d={'k': None}))
M(a={'x': 'q'}, l=[None], d={'k': {'x': None}})
#: settings
import os
from pydantic_settings import BaseSettings, SettingsConfigDict
os.environ['APP_HOST'] = 'localhost'
os.environ['app_port'] = '5432'
os.environ['APP_TAGS'] = '["a", "b"]'
os.environ['APP_DB__NAME'] = 'x'
os.environ['APP_DB__OPTIONS__TIMEOUT'] = '5'
from pydantic import BaseModel, Field
class Options(BaseModel):
    timeout: int = 1
class Db(BaseModel):
    name: str
    options: Options = Options()
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix='APP_', env_nested_delimiter='__', env_file='.env', extra='ignore')
    host: str
    port: int = 1
    tags: list[str] = []
    db: Db
    debug: bool = False
s = Settings()
print(s)
print(Settings(port=1, db={'name': 'y'}))
#: settings that are missing
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    database_url_of_note: str
    debug_of_note: bool = False
Settings()
#: settings of a wrong type
import os
from pydantic_settings import BaseSettings
os.environ['NOTE_PORT'] = 'many'
class Settings(BaseSettings):
    note_port: int
Settings()
#: settings: case, alias, forbidden
import os
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic import Field, AliasChoices, ValidationError
os.environ['NOTE_KEY'] = 'upper'
os.environ['note_key'] = 'lower'
os.environ['NOTE_OTHER'] = 'aliased'
class S(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=True)
    note_key: str
    NOTE_KEY: str
    x: str = Field(validation_alias='NOTE_OTHER')
    y: str = Field(validation_alias=AliasChoices('NOTE_NOPE', 'NOTE_OTHER'))
print(S())
class F(BaseSettings):
    a: int = 1
F(b=2)
#: settings with json that is wrong
import os
from pydantic_settings import BaseSettings
os.environ['NOTE_LIST'] = '[1, 2'
class S(BaseSettings):
    note_list: list[int]
S()
#: settings with secrets and optional fields
import os
from typing import Optional
from pydantic import SecretStr
from pydantic_settings import BaseSettings
os.environ['NOTE_PASSWORD'] = 'p'
os.environ['NOTE_MAYBE'] = ''
class S(BaseSettings):
    note_password: SecretStr
    note_maybe: Optional[str] = None
    note_count: Optional[int] = None
s = S()
print(s, s.note_password.get_secret_value(), s.model_dump())
