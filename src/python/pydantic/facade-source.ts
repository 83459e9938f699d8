import { sourceModule } from '../modules/source-module';

/** `pydantic`: version 2.13's names. */
export const pydanticModule = sourceModule(
  'pydantic',
  String.raw`
from _pydantic_adapter import TypeAdapter, validate_call
from _pydantic_constraints import AfterValidator, BeforeValidator, Discriminator, PlainSerializer, PlainValidator, StringConstraints, Tag, WithJsonSchema, WrapSerializer, WrapValidator
from _pydantic_constraints import AnyMarker as SerializeAsAny, InstanceMarker as InstanceOf, SkipMarker as SkipValidation
from _pydantic_decorators import computed_field, field_serializer, field_validator, model_serializer, model_validator, root_validator, validator
from _pydantic_errors import PydanticErrorMixin, PydanticInvalidForJsonSchema, PydanticSchemaGenerationError, PydanticUndefinedAnnotation, PydanticUserError, ValidationError
from _pydantic_fields import AliasChoices, AliasGenerator, AliasPath, Field, PrivateAttr
from _pydantic_model import BaseModel, RootModel, create_model
from _pydantic_node import SerializationInfo, ValidationInfo
from _pydantic_types import AwareDatetime, EmailStr, FiniteFloat, FutureDate, FutureDatetime, Json, NaiveDatetime, NegativeFloat, NegativeInt, NonNegativeFloat, NonNegativeInt, NonPositiveFloat, NonPositiveInt
from _pydantic_types import PastDate, PastDatetime, PositiveFloat, PositiveInt, Secret, SecretBytes, SecretStr, Strict, StrictBool, StrictBytes, StrictFloat, StrictInt, StrictStr
from _pydantic_types import UUID1, UUID3, UUID4, UUID5, UUID7, conbytes, condate, condecimal, confloat, confrozenset, conint, conlist, conset, constr
from _pydantic_urls import AnyHttpUrl, AnyUrl, FtpUrl, HttpUrl, PostgresDsn, RedisDsn, WebsocketUrl
from _pydantic_warnings import PydanticDeprecatedSince20, PydanticDeprecatedSince211, PydanticDeprecationWarning

__version__ = VERSION = '2.13.4'
ValidatorFunctionWrapHandler = SerializerFunctionWrapHandler = ModelWrapValidatorHandler = object


def ConfigDict(**settings):
    return settings


def with_config(config=None, /, **settings):
    def decorate(cls):
        cls.__pydantic_config__ = config if config is not None else settings
        return cls
    return decorate
`,
);

/** The modules of pydantic that notes import from by name. */
export const pydanticSubmodules = [
  sourceModule('pydantic.main', 'from _pydantic_model import BaseModel, create_model\n'),
  sourceModule('pydantic.root_model', 'from _pydantic_model import RootModel\n'),
  sourceModule('pydantic.type_adapter', 'from _pydantic_adapter import TypeAdapter\n'),
  sourceModule('pydantic.config', 'from pydantic import ConfigDict, with_config\n'),
  sourceModule('pydantic.fields', 'from _pydantic_fields import Field, FieldInfo, PrivateAttr, ModelPrivateAttr\nfrom _pydantic_decorators import computed_field\n'),
  sourceModule('pydantic.types', 'from _pydantic_types import *\n'),
  sourceModule('pydantic.networks', 'from _pydantic_types import EmailStr\nfrom _pydantic_urls import *\n'),
  sourceModule('pydantic.errors', 'from _pydantic_errors import PydanticErrorMixin, PydanticInvalidForJsonSchema, PydanticSchemaGenerationError, PydanticUndefinedAnnotation, PydanticUserError\n'),
  sourceModule('pydantic.warnings', 'from _pydantic_warnings import *\n'),
  sourceModule('pydantic.aliases', 'from _pydantic_fields import AliasChoices, AliasGenerator, AliasPath\n'),
  sourceModule(
    'pydantic.alias_generators',
    String.raw`
import re


def to_pascal(snake):
    camel = snake.title()
    return re.sub('([0-9A-Za-z])_(?=[0-9A-Z])', lambda m: m.group(1), camel)


def to_camel(snake):
    if re.match('^[a-z]+[A-Za-z0-9]*$', snake) and not re.search(r'\d(?=[a-z])', snake):
        return snake
    camel = to_pascal(snake)
    return re.sub('(^_*[A-Z])', lambda m: m.group(1).lower(), camel)


def to_snake(camel):
    snake = re.sub(r'([A-Z]+)([A-Z][a-z])', lambda m: f'{m.group(1)}_{m.group(2)}', camel)
    snake = re.sub(r'([a-z])([A-Z])', lambda m: f'{m.group(1)}_{m.group(2)}', snake)
    snake = re.sub(r'([0-9])([A-Z])', lambda m: f'{m.group(1)}_{m.group(2)}', snake)
    snake = re.sub(r'([a-z])([0-9])', lambda m: f'{m.group(1)}_{m.group(2)}', snake)
    return snake.replace('-', '_').lower()
`,
  ),
  sourceModule(
    'pydantic.functional_validators',
    'from _pydantic_constraints import AfterValidator, BeforeValidator, PlainValidator, WrapValidator\nfrom _pydantic_constraints import InstanceMarker as InstanceOf, SkipMarker as SkipValidation\nfrom _pydantic_decorators import field_validator, model_validator\n',
  ),
  sourceModule(
    'pydantic.functional_serializers',
    'from _pydantic_constraints import PlainSerializer, WrapSerializer\nfrom _pydantic_constraints import AnyMarker as SerializeAsAny\nfrom _pydantic_decorators import field_serializer, model_serializer\n',
  ),
  sourceModule('pydantic.dataclasses', 'from _pydantic_dataclasses import dataclass\n'),
  sourceModule('pydantic.json_schema', 'from _pydantic_constraints import WithJsonSchema\nJsonSchemaValue = dict\n'),
  sourceModule(
    'pydantic_core',
    'from _pydantic_errors import PydanticCustomError, PydanticKnownError, PydanticOmit, PydanticSerializationError, PydanticUndefined, PydanticUndefinedType, PydanticUseDefault, ValidationError\nfrom _pydantic_moments import TzInfo\nfrom _pydantic_urls import Url\n',
  ),
  sourceModule('annotated_types', 'from _pydantic_constraints import Ge, Gt, Interval, Le, Len, Lt, MaxLen, MinLen, MultipleOf, Not, Predicate, Timezone\n'),
];
