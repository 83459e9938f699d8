import { sourceModule } from '../modules/source-module';

/** `field_validator` and its kin: marks on methods, which the class reads when it is made. */
export const decoratorsModule = sourceModule(
  '_pydantic_decorators',
  String.raw`
import inspect
from functools import cached_property, partial
from _pydantic_errors import PydanticUndefined, PydanticUserError


def positional_count(function):
    """How many arguments a function needs at least by position, as far as that can be seen."""
    if isinstance(function, type) and function.__module__ == 'builtins':
        return None
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return None
    return sum(1 for one in parameters if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD) and one.default is one.empty)


def takes_info(function, plain):
    """Whether a function wants more than the \x60plain\x60 arguments: the info too. The functions are bound, or free."""
    count = positional_count(function)
    if count is None:
        return False
    if count == plain + 1:
        return True
    if count <= plain:
        return False
    raise PydanticUserError(f'Unrecognized field_validator function signature for {function} with \x60mode={"wrap" if plain == 2 else "after"}\x60: {inspect.signature(function)}', code='validator-signature')


class Mark:
    """A method with what a decorator said of it."""

    def __init__(self, kind, wrapped, **settings):
        self.kind = kind
        self.wrapped = wrapped
        self.settings = settings

    def __get__(self, instance, owner=None):
        getter = getattr(type(self.wrapped), '__get__', None)
        return self.wrapped if getter is None else getter(self.wrapped, instance, owner)

    def __set_name__(self, owner, name):
        if hasattr(type(self.wrapped), '__set_name__'):
            self.wrapped.__set_name__(owner, name)

    def __call__(self, *args, **kwargs):
        return self.wrapped(*args, **kwargs)

    def setter(self, function):
        return Mark(self.kind, self.wrapped.setter(function), **self.settings)

    def deleter(self, function):
        return Mark(self.kind, self.wrapped.deleter(function), **self.settings)

    def __getattr__(self, name):
        if name in ('wrapped', 'kind', 'settings'):
            raise AttributeError(name)
        return getattr(self.wrapped, name)


def as_classmethod(function):
    """Validators are class methods, whether they say so or not, if their first argument is not the value of a plain function."""
    if isinstance(function, (classmethod, staticmethod)):
        return function
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return function
    return classmethod(function) if names[:1] == ['cls'] else function


def field_validator(field, /, *fields, mode='after', check_fields=None, json_schema_input_type=None):
    if callable(field) and not isinstance(field, str):
        raise PydanticUserError("The \x60@field_validator\x60 decorator cannot be used without arguments, at least one field must be provided. For example: \x60@field_validator('<field_name>', ...)\x60.", code='decorator-missing-arguments')
    names = (field, *fields)
    if not all(isinstance(name, str) for name in names):
        raise PydanticUserError("The provided field names to the \x60@field_validator\x60 decorator should be strings. For example: \x60@field_validator('<field_name_1>', '<field_name_2>', ...).\x60", code='decorator-invalid-fields')

    def mark(function):
        if getattr(function, '__name__', None) and not isinstance(function, (classmethod, staticmethod)) and list(inspect.signature(function).parameters)[:1] == ['self']:
            raise PydanticUserError('\x60@field_validator\x60 cannot be applied to instance methods', code='validator-instance-method')
        return Mark('field_validator', as_classmethod(function), fields=names, mode=mode, check_fields=check_fields)
    return mark


def model_validator(*, mode):
    def mark(function):
        return Mark('model_validator', as_classmethod(function) if mode != 'after' else function, mode=mode)
    return mark


def validator(field, /, *fields, pre=False, each_item=False, always=False, check_fields=None, allow_reuse=False):
    import warnings
    from _pydantic_warnings import PydanticDeprecatedSince20
    warnings.warn('Pydantic V1 style \x60@validator\x60 validators are deprecated. You should migrate to Pydantic V2 style \x60@field_validator\x60 validators, see the migration guide for more details', PydanticDeprecatedSince20, stacklevel=2)

    def mark(function):
        return Mark('field_validator', as_classmethod(function), fields=(field, *fields), mode='before' if pre else 'after', check_fields=check_fields, always=always)
    return mark


def root_validator(*args, pre=False, skip_on_failure=False, allow_reuse=False):
    def mark(function):
        if not pre and not skip_on_failure:
            raise PydanticUserError('If you use \x60@root_validator\x60 with pre=False (the default) you MUST specify \x60skip_on_failure=True\x60. Note that \x60@root_validator\x60 is deprecated and should be replaced with \x60@model_validator\x60.', code='root-validator-pre-skip')
        return Mark('root_validator', as_classmethod(function), mode='before' if pre else 'after')
    return mark(args[0]) if args else mark


def field_serializer(*fields, mode='plain', return_type=PydanticUndefined, when_used='always', check_fields=None):
    def mark(function):
        return Mark('field_serializer', function, fields=fields, mode=mode, return_type=return_type, when_used=when_used, check_fields=check_fields)
    return mark


def model_serializer(f=None, /, *, mode='plain', when_used='always', return_type=PydanticUndefined):
    def mark(function):
        return Mark('model_serializer', function, mode=mode, when_used=when_used, return_type=return_type)
    return mark if f is None else mark(f)


def computed_field(func=None, /, *, alias=None, alias_priority=None, title=None, field_title_generator=None, description=None, deprecated=None, examples=None, json_schema_extra=None, repr=None, return_type=PydanticUndefined):
    def mark(function):
        wrapped = function if isinstance(function, (property, cached_property)) else property(function)
        getter = wrapped.func if isinstance(wrapped, cached_property) else wrapped.fget
        shown = repr if repr is not None else not (getter.__name__.startswith('_'))
        return Mark('computed_field', wrapped, getter=getter, alias=alias, title=title, description=description, repr=shown, return_type=return_type, examples=examples)
    return mark if func is None else mark(func)


def return_type_of(function, given, names):
    """The type that a serializer says it makes, or PydanticUndefined."""
    if given is not PydanticUndefined and given is not None:
        return given
    inner = getattr(function, '__func__', function)
    hint = getattr(inner, '__annotations__', {}).get('return', PydanticUndefined)
    if isinstance(hint, str):
        from _pydantic_annotations import evaluated
        try:
            return evaluated(hint, names)
        except NameError:
            return PydanticUndefined
    return hint
`,
);
