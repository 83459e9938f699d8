import { sourceModule } from '../modules/source-module';

/** `Field`, `FieldInfo`, private attributes and aliases. */
export const fieldsModule = sourceModule(
  '_pydantic_fields',
  String.raw`
from typing import Annotated, get_args, get_origin
from _pydantic_constraints import CONSTRAINTS, Discriminator, GeneralMetadata, constraint_objects
from _pydantic_errors import PydanticUndefined, PydanticUserError


class AliasPath:
    def __init__(self, first_arg, *args):
        self.path = [first_arg, *args]

    def convert_to_aliases(self):
        return self.path

    def search_dict_for_path(self, d):
        value = d
        for key in self.path:
            if isinstance(value, str):
                return PydanticUndefined
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return PydanticUndefined
        return value

    def __repr__(self):
        return f'AliasPath(path={self.path!r})'

    def __eq__(self, other):
        return isinstance(other, AliasPath) and self.path == other.path


class AliasChoices:
    def __init__(self, first_choice, *choices):
        self.choices = [first_choice, *choices]

    def convert_to_aliases(self):
        return [choice.path if isinstance(choice, AliasPath) else [choice] for choice in self.choices]

    def __repr__(self):
        return f'AliasChoices(choices={self.choices!r})'


class AliasGenerator:
    def __init__(self, alias=None, validation_alias=None, serialization_alias=None):
        self.alias = alias
        self.validation_alias = validation_alias
        self.serialization_alias = serialization_alias

    def generate_aliases(self, name):
        return tuple(None if make is None else make(name) for make in (self.alias, self.validation_alias, self.serialization_alias))


SETTINGS = ('default', 'default_factory', 'alias', 'alias_priority', 'validation_alias', 'serialization_alias', 'title', 'field_title_generator', 'description', 'examples', 'exclude', 'exclude_if',
            'discriminator', 'deprecated', 'json_schema_extra', 'frozen', 'validate_default', 'repr', 'init', 'init_var', 'kw_only')


class FieldInfo:
    """What is known of a field. \x60given\x60 holds the settings that were made, so that later ones override."""

    def __init__(self, annotation=None, metadata=(), **given):
        self.annotation = annotation
        self.metadata = list(metadata)
        self.given = given
        self.default = given.get('default', PydanticUndefined)
        if self.default is ...:
            self.default = PydanticUndefined
        self.default_factory = given.get('default_factory')
        for name in SETTINGS[2:]:
            setattr(self, name, given.get(name))
        if given.get('repr') is None:
            self.repr = True
        if self.alias is not None:
            self.alias_priority = self.alias_priority or 2
            if self.validation_alias is None:
                self.validation_alias = self.alias
            if self.serialization_alias is None:
                self.serialization_alias = self.alias
        elif self.validation_alias is not None or self.serialization_alias is not None:
            self.alias_priority = self.alias_priority or 2

    @staticmethod
    def from_annotation(annotation):
        return merged(annotation, PydanticUndefined)

    @staticmethod
    def from_annotated_attribute(annotation, default):
        return merged(annotation, default)

    def is_required(self):
        return self.default is PydanticUndefined and self.default_factory is None

    @property
    def default_factory_takes_validated_data(self):
        if self.default_factory is None:
            return None
        from _pydantic_decorators import positional_count
        return positional_count(self.default_factory) == 1

    def get_default(self, *, call_default_factory=False, validated_data=None):
        from _pydantic_node import default_of
        if self.default_factory is not None and not call_default_factory:
            return None
        return default_of(self.default, self.default_factory, self.default_factory_takes_validated_data, validated_data or {})

    def rebuild_annotation(self):
        return Annotated[(self.annotation, *self.metadata)] if self.metadata else self.annotation

    def with_changes(self, annotation=None, **changes):
        made = FieldInfo(self.annotation if annotation is None else annotation, self.metadata, **{**self.given, **changes})
        return made

    def __repr_args__(self):
        from _pydantic_annotations import type_text
        yield 'annotation', Shown(type_text(self.annotation) if self.annotation is not None else 'NoneType')
        yield 'required', self.is_required()
        for name in SETTINGS[:11] + SETTINGS[12:] + ('discriminator',):
            value = getattr(self, name)
            if name == 'default' and value is not PydanticUndefined:
                yield name, value
            elif name == 'default_factory' and value is not None:
                yield name, Shown(getattr(value, '__name__', repr(value)))
            elif name == 'repr':
                if not value:
                    yield name, value
            elif name not in ('default', 'default_factory') and value is not None:
                if name in ('validation_alias', 'serialization_alias') and value == self.alias:
                    continue
                yield name, value
        if self.metadata:
            yield 'metadata', self.metadata

    def __repr__(self):
        return f'FieldInfo({", ".join(f"{name}={value!r}" for name, value in self.__repr_args__())})'

    def __str__(self):
        return ' '.join(f'{name}={value!r}' for name, value in self.__repr_args__())

    def __eq__(self, other):
        return isinstance(other, FieldInfo) and repr(self) == repr(other)

    __hash__ = object.__hash__


class Shown(str):
    """Text that stands for itself."""

    def __repr__(self):
        return str(self)


def merged(annotation, default):
    """A field of its annotation and its default: the settings of Annotated[...] first, then those of the default."""
    metadata = []
    given = {}
    while get_origin(annotation) is Annotated:
        inner = []
        for one in get_args(annotation)[1:]:
            if isinstance(one, FieldInfo):
                given = {**one.given, **given} if metadata else {**given, **one.given}
                inner.extend(one.metadata)
            else:
                inner.append(one)
        metadata = inner + metadata
        annotation = get_args(annotation)[0]
    if isinstance(default, FieldInfo):
        given = {**given, **default.given}
        metadata += default.metadata
    elif default is not PydanticUndefined:
        given = {name: value for name, value in given.items() if name != 'default_factory'}
        given['default'] = default
    if 'default_factory' in given:
        given.pop('default', None)
    from _pydantic_annotations import stripped
    annotation, frozen = stripped(annotation)
    if frozen:
        given['frozen'] = True
    return FieldInfo(annotation, metadata, **given)


def Field(default=PydanticUndefined, *, default_factory=None, alias=None, alias_priority=None, validation_alias=None, serialization_alias=None, title=None,
          field_title_generator=None, description=None, examples=None, exclude=None, exclude_if=None, discriminator=None, deprecated=None, json_schema_extra=None, frozen=None,
          validate_default=None, repr=None, init=None, init_var=None, kw_only=None, **constraints):
    given = {name: value for name, value in dict(
        default_factory=default_factory, alias=alias, alias_priority=alias_priority, validation_alias=validation_alias, serialization_alias=serialization_alias, title=title,
        field_title_generator=field_title_generator, description=description, examples=examples, exclude=exclude, exclude_if=exclude_if, discriminator=discriminator, deprecated=deprecated,
        json_schema_extra=json_schema_extra, frozen=frozen, validate_default=validate_default, repr=repr, init=init, init_var=init_var, kw_only=kw_only).items() if value is not None}
    if default is not PydanticUndefined:
        if default_factory is not None:
            raise TypeError('cannot specify both default and default_factory')
        given['default'] = default
    known = {name: value for name, value in constraints.items() if name in CONSTRAINTS and value is not None}
    extra = {name: value for name, value in constraints.items() if name not in CONSTRAINTS and value is not None}
    if 'const' in extra:
        raise PydanticUserError('\x60const\x60 is removed, use \x60Literal\x60 instead', code='removed-kwargs')
    if 'regex' in extra:
        raise PydanticUserError('\x60regex\x60 is removed. use \x60pattern\x60 instead', code='removed-kwargs')
    if 'min_items' in extra:
        known['min_length'] = extra.pop('min_items')
    if 'max_items' in extra:
        known['max_length'] = extra.pop('max_items')
    if extra:
        given['json_schema_extra'] = {**(json_schema_extra or {}), **extra}
    return FieldInfo(None, constraint_objects(known), **given)


class ModelPrivateAttr:
    def __init__(self, default=PydanticUndefined, *, default_factory=None):
        self.default = PydanticUndefined if default is ... else default
        self.default_factory = default_factory

    def get_default(self):
        from _pydantic_node import default_of
        return default_of(self.default, self.default_factory, False, {})

    def __repr__(self):
        factory = '' if self.default_factory is None else f', default_factory={self.default_factory!r}'
        return f'ModelPrivateAttr(default={self.default!r}{factory})'


def PrivateAttr(default=PydanticUndefined, *, default_factory=None, init=False):
    if default is not PydanticUndefined and default_factory is not None:
        raise TypeError('cannot specify both default and default_factory')
    return ModelPrivateAttr(default, default_factory=default_factory)
`,
);
