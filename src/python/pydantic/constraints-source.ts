import { sourceModule } from '../modules/source-module';

/** What may stand in `Annotated[...]`: constraints, and functions that validate or write out. */
export const constraintsModule = sourceModule(
  '_pydantic_constraints',
  String.raw`
CONSTRAINTS = ('strict', 'gt', 'ge', 'lt', 'le', 'multiple_of', 'min_length', 'max_length', 'pattern', 'max_digits', 'decimal_places', 'allow_inf_nan', 'union_mode', 'coerce_numbers_to_str', 'fail_fast')
GENERAL = ('pattern', 'max_digits', 'decimal_places', 'allow_inf_nan', 'union_mode', 'coerce_numbers_to_str')


class Metadata:
    """Values by name; equal where these are."""
    __slots__ = ()

    def entries(self):
        return {name: getattr(self, name) for name in type(self).__slots__}

    def __eq__(self, other):
        return type(self) is type(other) and self.entries() == other.entries()

    def __hash__(self):
        return hash((type(self), tuple(self.entries().items())))

    def __repr__(self):
        return f'{type(self).__name__}({", ".join(f"{name}={value!r}" for name, value in self.entries().items())})'


def bound(class_name, key):
    class Bound(Metadata):
        __slots__ = (key,)

        def __init__(self, value):
            setattr(self, key, value)

        def __iter__(self):
            yield self
    Bound.__name__ = Bound.__qualname__ = class_name
    Bound.__module__ = 'annotated_types'
    return Bound


Gt = bound('Gt', 'gt')
Ge = bound('Ge', 'ge')
Lt = bound('Lt', 'lt')
Le = bound('Le', 'le')
MultipleOf = bound('MultipleOf', 'multiple_of')
MinLen = bound('MinLen', 'min_length')
MaxLen = bound('MaxLen', 'max_length')
Timezone = bound('Timezone', 'tz')
BOUNDS = {'gt': Gt, 'ge': Ge, 'lt': Lt, 'le': Le, 'multiple_of': MultipleOf, 'min_length': MinLen, 'max_length': MaxLen}


class Interval(Metadata):
    __slots__ = ('gt', 'ge', 'lt', 'le')

    def __init__(self, gt=None, ge=None, lt=None, le=None):
        self.gt = gt
        self.ge = ge
        self.lt = lt
        self.le = le


class Len(Metadata):
    __slots__ = ('min_length', 'max_length')

    def __init__(self, min_length=0, max_length=None):
        self.min_length = min_length
        self.max_length = max_length


class Predicate(Metadata):
    __slots__ = ('func',)

    def __init__(self, func):
        self.func = func


class Not(Metadata):
    __slots__ = ('func',)

    def __init__(self, func):
        self.func = func


class Strict(Metadata):
    __slots__ = ('strict',)

    def __init__(self, strict=True):
        self.strict = strict


class GeneralMetadata:
    """Constraints without a class of their own."""

    def __init__(self, **entries):
        self.given = entries

    def entries(self):
        return self.given

    def __repr__(self):
        return f'_PydanticGeneralMetadata({", ".join(f"{name}={value!r}" for name, value in self.given.items())})'

    def __eq__(self, other):
        return isinstance(other, GeneralMetadata) and self.given == other.given

    def __hash__(self):
        return hash(tuple(self.given.items()))


def constraint_objects(known):
    made = []
    general = {}
    for name, value in known.items():
        if name == 'strict':
            made.append(Strict(value))
        elif name in BOUNDS:
            made.append(BOUNDS[name](value))
        elif name != 'fail_fast':
            general[name] = value
    if general:
        made.append(GeneralMetadata(**general))
    return made


class StringConstraints(Metadata):
    __slots__ = ('strip_whitespace', 'to_upper', 'to_lower', 'strict', 'min_length', 'max_length', 'pattern')

    def __init__(self, *, strip_whitespace=None, to_upper=None, to_lower=None, strict=None, min_length=None, max_length=None, pattern=None, ascii_only=None):
        self.strip_whitespace = strip_whitespace
        self.to_upper = to_upper
        self.to_lower = to_lower
        self.strict = strict
        self.min_length = min_length
        self.max_length = max_length
        self.pattern = pattern


class FunctionalValidator(Metadata):
    __slots__ = ('func',)

    def __init__(self, func):
        self.func = func


class BeforeValidator(FunctionalValidator):
    mode = 'before'

    def __init__(self, func, json_schema_input_type=None):
        self.func = func


class AfterValidator(FunctionalValidator):
    mode = 'after'


class PlainValidator(FunctionalValidator):
    mode = 'plain'

    def __init__(self, func, json_schema_input_type=None):
        self.func = func


class WrapValidator(FunctionalValidator):
    mode = 'wrap'

    def __init__(self, func, json_schema_input_type=None):
        self.func = func


class FunctionalSerializer(Metadata):
    __slots__ = ('func', 'return_type', 'when_used')

    def __init__(self, func, return_type=None, when_used='always'):
        self.func = func
        self.return_type = return_type
        self.when_used = when_used


class PlainSerializer(FunctionalSerializer):
    mode = 'plain'


class WrapSerializer(FunctionalSerializer):
    mode = 'wrap'


class Discriminator:
    def __init__(self, discriminator, custom_error_type=None, custom_error_message=None, custom_error_context=None):
        self.discriminator = discriminator
        self.custom_error_type = custom_error_type
        self.custom_error_message = custom_error_message
        self.custom_error_context = custom_error_context


class Tag(Metadata):
    __slots__ = ('tag',)

    def __init__(self, tag):
        self.tag = tag


class WithJsonSchema:
    def __init__(self, json_schema, mode=None):
        self.json_schema = json_schema
        self.mode = mode


class AnyMarker:
    """SerializeAsAny: values are written out by their own type."""

    def __class_getitem__(cls, item):
        from typing import Annotated
        return Annotated[item, AnyMarker()]


class InstanceMarker:
    """InstanceOf: only instances are taken."""

    def __class_getitem__(cls, item):
        from typing import Annotated
        return Annotated[item, InstanceMarker()]


class SkipMarker:
    """SkipValidation: what is given is taken."""

    def __class_getitem__(cls, item):
        from typing import Annotated
        return Annotated[item, SkipMarker()]
`,
);
