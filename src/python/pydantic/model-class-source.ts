import { sourceModule } from '../modules/source-module';

/** The class of models: what it makes of annotations, defaults and marked methods. */
export const modelClassModule = sourceModule(
  '_pydantic_model_class',
  String.raw`
import types
import warnings
from abc import ABCMeta
from copy import copy
from functools import cached_property
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin
from _pydantic_annotations import NodeMaker, is_class_variable, resolved, substituted
from _pydantic_constrain import constrained
from _pydantic_decorators import Mark, return_type_of, takes_info
from _pydantic_errors import PydanticUndefined, PydanticUserError
from _pydantic_fields import AliasGenerator, FieldInfo, ModelPrivateAttr, merged
from _pydantic_model_node import FieldPart, FieldsNode, ModelNode
from _pydantic_names import surroundings
from _pydantic_node import FunctionNode, SerializedBy

IGNORED = (types.FunctionType, property, classmethod, staticmethod, cached_property, Mark, type)
PROTECTED = ('model_validate', 'model_dump')


def is_ignored(value, config):
    return isinstance(value, IGNORED) or type(value).__name__ in ('builtin_function_or_method', 'partialmethod', 'GenericAlias', 'TypeAliasType') or isinstance(value, tuple(config.get('ignored_types', ())))


class ModelMetaclass(ABCMeta):
    def __new__(mcs, name, bases, namespace, **kwargs):
        if not any(isinstance(base, ModelMetaclass) for base in bases):
            return ABCMeta.__new__(mcs, name, bases, namespace)
        config = config_of(name, bases, namespace, kwargs)
        kept = {key: kwargs.pop(key) for key in list(kwargs) if key in CONFIG_KEYS}
        bindings = kwargs.pop('__pydantic_bindings__', None)
        namespace['model_config'] = config
        private = private_of(name, namespace, config, bases)
        annotations = namespace.get('__annotations__', {})
        defaults = {key: namespace[key] for key in annotations if key in namespace and key not in private and not is_class_variable(annotations[key])}
        for key in defaults:
            if not isinstance(defaults[key], Mark):
                del namespace[key]
        cls = ABCMeta.__new__(mcs, name, bases, namespace, **kwargs)
        cls.__pydantic_decorators__ = marks_of(cls, namespace)
        cls.__private_attributes__ = {**{key: value for base in reversed(cls.__mro__[1:]) for key, value in base.__dict__.get('__private_attributes__', {}).items()}, **private}
        cls.__pydantic_own_defaults__ = defaults
        cls.__pydantic_names__ = surroundings(cls.__module__)
        cls.__pydantic_bindings__ = bindings
        cls.__pydantic_complete__ = False
        cls.__pydantic_custom_init__ = not getattr(cls.__init__, '__pydantic_base_init__', False)
        cls.__pydantic_generic_metadata__ = {'origin': None, 'args': (), 'parameters': parameters_of(cls, bases)}
        cls.__pydantic_cache__ = {}
        collect_fields(cls, name, bases, annotations, defaults)
        if not config.get('defer_build'):
            complete(cls, cls.__pydantic_names__, raising=False)
        for base in cls.__mro__[1:]:
            hook = base.__dict__.get('__pydantic_init_subclass__')
            if hook is not None:
                super(cls, cls).__pydantic_init_subclass__(**kwargs)
                break
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        type.__init__(cls, name, bases, namespace)

    def __getattr__(cls, item):
        private = cls.__dict__.get('__private_attributes__')
        if private and item in private:
            return private[item]
        raise AttributeError(item)

    def __dir__(cls):
        names = list(type.__dir__(cls))
        return [name for name in names if name != '__fields__']


CONFIG_KEYS = {'title', 'model_title_generator', 'field_title_generator', 'str_to_lower', 'str_to_upper', 'str_strip_whitespace', 'str_min_length', 'str_max_length', 'extra', 'frozen',
               'populate_by_name', 'use_enum_values', 'validate_assignment', 'arbitrary_types_allowed', 'from_attributes', 'loc_by_alias', 'alias_generator', 'ignored_types', 'allow_inf_nan',
               'json_schema_extra', 'json_encoders', 'strict', 'revalidate_instances', 'ser_json_timedelta', 'ser_json_bytes', 'val_json_bytes', 'ser_json_inf_nan', 'validate_default',
               'validate_return', 'protected_namespaces', 'hide_input_in_errors', 'defer_build', 'plugin_settings', 'schema_generator', 'json_schema_serialization_defaults_required',
               'json_schema_mode_override', 'coerce_numbers_to_str', 'regex_engine', 'validation_error_cause', 'use_attribute_docstrings', 'cache_strings', 'validate_by_alias', 'validate_by_name',
               'serialize_by_alias', 'env_prefix', 'env_file', 'case_sensitive', 'env_nested_delimiter'}


def config_of(name, bases, namespace, kwargs):
    config = {}
    for base in reversed(bases):
        config.update(getattr(base, 'model_config', {}))
    own = namespace.get('model_config')
    old = namespace.get('Config')
    if own is not None and old is not None:
        raise PydanticUserError('"Config" and "model_config" cannot be used together', code='config-both')
    if own is None and 'model_config' in namespace.get('__annotations__', {}):
        raise PydanticUserError('\x60model_config\x60 cannot be used as a model field name. Use \x60model_config\x60 for model configuration.', code='model-config-invalid-field-name')
    if old is not None:
        from _pydantic_warnings import PydanticDeprecatedSince20
        warnings.warn('Support for class-based \x60config\x60 is deprecated, use ConfigDict instead', PydanticDeprecatedSince20, stacklevel=3)
        own = {key: value for key, value in vars(old).items() if not key.startswith('__')}
        if 'orm_mode' in own:
            warnings.warn("Valid config keys have changed in V2:\n* 'orm_mode' has been renamed to 'from_attributes'", UserWarning, stacklevel=3)
    config.update(own or {})
    config.update({key: value for key, value in kwargs.items() if key in CONFIG_KEYS})
    return config


def private_of(name, namespace, config, bases):
    """Private attributes, which leave the namespace; what is neither field nor known is refused."""
    annotations = namespace.get('__annotations__', {})
    inherited = {key for base in bases for key in getattr(base, '__pydantic_fields__', {})}
    private = {}
    for key, value in list(namespace.items()):
        if key == 'model_config' or (key == 'Config' and isinstance(value, type)):
            continue
        if isinstance(value, ModelPrivateAttr):
            if key.startswith('__'):
                raise NameError(f"Private attributes must not use dunder names; use a single underscore prefix instead of {key!r}.")
            if not key.startswith('_'):
                raise NameError(f'Private attributes must not use valid field names; use sunder names, e.g. {"_" + key!r} instead of {key!r}.')
            private[key] = value
            del namespace[key]
        elif key.startswith('__') or is_ignored(value, config) and key not in annotations:
            continue
        elif key.startswith('_'):
            if key in annotations and is_class_variable(annotations[key]):
                continue
            private[key] = ModelPrivateAttr(value)
            del namespace[key]
        elif key not in annotations and not is_ignored(value, config):
            if key in inherited:
                raise PydanticUserError(f'Field {key!r} defined on a base class was overridden by a non-annotated attribute. All field definitions, including overrides, require a type annotation.', code='model-field-overridden')
            raise PydanticUserError(f'A non-annotated attribute was detected: \x60{key} = {value!r}\x60. All model fields require a type annotation; if \x60{key}\x60 is not meant to be a field, you may be able to resolve this error by annotating it as a \x60ClassVar\x60 or updating \x60model_config[\'ignored_types\']\x60.', code='model-field-missing-annotation')
    for key in annotations:
        if key.startswith('_') and not key.startswith('__') and key not in private and not is_class_variable(annotations[key]):
            private[key] = ModelPrivateAttr()
    return private


def marks_of(cls, namespace):
    """Marked methods by name, those of the bases first; a method of the same name takes the place."""
    made = {}
    for base in reversed(cls.__mro__[1:]):
        for key, value in base.__dict__.items():
            if isinstance(value, Mark):
                made[key] = value
            elif key in made and base is not object:
                del made[key]
    for key, value in namespace.items():
        if isinstance(value, Mark):
            made[key] = value
        elif key in made:
            del made[key]
    return made


def parameters_of(cls, bases):
    found = []
    for base in getattr(cls, '__orig_bases__', bases) if '__orig_bases__' in cls.__dict__ else bases:
        if get_origin(base) is Generic:
            return tuple(get_args(base))
        for one in getattr(base, '__pydantic_generic_metadata__', {}).get('parameters', ()):
            if one not in found:
                found.append(one)
    return tuple(getattr(cls, '__type_params__', ())) or tuple(found)


def collect_fields(cls, name, bases, annotations, defaults):
    """What can be said of fields before their types are known: names, order, defaults."""
    fields = {}
    for base in reversed(cls.__mro__[1:]):
        for key, field in base.__dict__.get('__pydantic_fields__', {}).items():
            fields[key] = field
    bindings = cls.__pydantic_bindings__
    pending = {}
    for key, annotation in annotations.items():
        if key == 'model_config' or key.startswith('_') or is_class_variable(annotation):
            continue
        if key in PROTECTED or key == 'model_fields':
            raise NameError(f'Field "{key}" conflicts with member {getattr(cls, key)} of protected namespace "model_"')
        for base in bases:
            if key in base.__dict__ and key not in getattr(base, '__pydantic_fields__', {}) and key not in fields:
                warnings.warn(f'Field name "{key}" in "{name}" shadows an attribute in parent "{base.__name__}"', UserWarning, stacklevel=3)
        pending[key] = (annotation, defaults.get(key, PydanticUndefined))
        fields[key] = fields.get(key) or merged(Any, PydanticUndefined)
    cls.__pydantic_pending__ = pending
    cls.__pydantic_fields__ = fields


def complete(cls, names, raising=True):
    """Resolves types and makes the node. False, or a NameError, where a name is not there yet."""
    names = dict(names)
    names.setdefault(cls.__name__, cls)
    for base in cls.__mro__[1:]:
        if base.__dict__.get('__pydantic_pending__') and not base.__pydantic_complete__ and base.__dict__.get('__pydantic_fields__') is not None:
            complete(base, {**base.__pydantic_names__, **names}, raising)
    bindings = cls.__pydantic_bindings__
    fields = {}
    for key, field in cls.__pydantic_fields__.items():
        if key in cls.__pydantic_pending__:
            annotation, default = cls.__pydantic_pending__[key]
            try:
                annotation = resolved(annotation, names)
            except NameError as error:
                if raising:
                    raise
                cls.__pydantic_missing__ = getattr(error, 'name', None)
                return False
            if bindings:
                annotation = substituted(annotation, bindings)
            fields[key] = merged(annotation, default)
        else:
            inherited = next((base.__dict__['__pydantic_fields__'][key] for base in cls.__mro__[1:] if key in base.__dict__.get('__pydantic_fields__', {})), field)
            if bindings:
                inherited = inherited.with_changes(substituted(inherited.annotation, bindings))
            fields[key] = inherited
    config = cls.model_config
    fields = {key: aliased(cls, key, field, config) for key, field in fields.items()}
    cls.__pydantic_fields__ = fields
    maker = NodeMaker(config, names)
    marks = cls.__pydantic_decorators__
    check_fields(cls, marks, fields)
    for key in fields:
        default = cls.__dict__.get(key)
        if isinstance(default, Mark):
            continue
    parts = {key: part_of(cls, key, field, maker, marks, config) for key, field in fields.items()}
    values = FieldsNode(parts, config, cls.__name__)
    extra = cls.__annotations__.get('__pydantic_extra__') if '__annotations__' in cls.__dict__ else None
    if extra is not None:
        args = get_args(resolved(extra, names))
        values.known = maker.make(args[1]) if len(args) == 2 else None
    cls.__pydantic_node__ = node_of(cls, values, marks, maker)
    cls.__pydantic_computed_fields__ = {key: mark for key, mark in marks.items() if mark.kind == 'computed_field'}
    cls.__pydantic_node__.computed = [(key, computed_node(cls, mark, key, marks, maker), mark.settings) for key, mark in cls.__pydantic_computed_fields__.items()]
    cls.__pydantic_complete__ = True
    return True


def aliased(cls, key, field, config):
    generator = config.get('alias_generator')
    if generator is None or (field.alias_priority is not None and field.alias_priority > 1):
        return field
    if isinstance(generator, AliasGenerator):
        alias, validation, serialization = generator.generate_aliases(key)
        changes = {'alias': alias, 'validation_alias': validation, 'serialization_alias': serialization}
        return field.with_changes(alias_priority=1, **{name: value for name, value in changes.items() if value is not None})
    return field.with_changes(alias=generator(key), alias_priority=1)


def check_fields(cls, marks, fields):
    for key, mark in marks.items():
        if mark.kind not in ('field_validator', 'field_serializer') or mark.settings.get('check_fields') is False:
            continue
        for name in mark.settings['fields']:
            if name != '*' and name not in fields and name not in [other for other, one in marks.items() if one.kind == 'computed_field']:
                raise PydanticUserError(f"Decorators defined with incorrect fields: {cls.__module__}.{cls.__qualname__}:{id(cls)}.{key} (use check_fields=False if you're inheriting from the model and intended this)", code='decorator-missing-field')


def named(mark, key):
    return key in mark.settings['fields'] or '*' in mark.settings['fields']


def part_of(cls, key, field, maker, marks, config):
    metadata = list(field.metadata)
    if field.discriminator is not None:
        metadata = [FieldInfo(None, (), discriminator=field.discriminator)] + metadata
    node = maker.with_metadata(field.annotation, metadata)
    always = False
    for name, mark in marks.items():
        if mark.kind == 'field_validator' and named(mark, key):
            function = getattr(cls, name)
            mode = mark.settings['mode']
            node = FunctionNode(mode, function, takes_info(function, 2 if mode == 'wrap' else 1), node, key)
            always = always or mark.settings.get('always', False)
    node = with_serializer(cls, node, key, marks, maker)
    validate_default = field.validate_default if field.validate_default is not None else config.get('validate_default', False) or always
    return FieldPart(key, field, node, validate_default)


def with_serializer(cls, node, key, marks, maker):
    for name, mark in marks.items():
        if mark.kind == 'field_serializer' and named(mark, key):
            settings = mark.settings
            function = mark.wrapped
            owner = not isinstance(function, (staticmethod, classmethod))
            plain = 2 if settings['mode'] == 'wrap' else 1
            callable_now = function if owner else getattr(cls, name)
            result = return_type_of(callable_now, settings['return_type'], maker.names)
            node = SerializedBy(node, settings['mode'], callable_now, takes_info(callable_now, plain + (1 if owner else 0)), settings['when_used'], None if result is PydanticUndefined else maker.make(result), key, owner)
    return node


def computed_node(cls, mark, key, marks, maker):
    result = return_type_of(mark.settings['getter'], mark.settings['return_type'], maker.names)
    if result is PydanticUndefined:
        raise PydanticUserError('Computed field is missing return type annotation or specifying \x60return_type\x60 to the \x60@computed_field\x60 decorator (e.g. \x60@computed_field(return_type=int | str)\x60)', code='model-field-missing-annotation')
    return with_serializer(cls, maker.make(result), key, marks, maker)


def node_of(cls, values, marks, maker):
    validators = []
    dumpers = []
    for name, mark in marks.items():
        if mark.kind == 'model_validator':
            mode = mark.settings['mode']
            function = getattr(cls, name)
            validators.append((mode, function, takes_info(function, {'wrap': 2, 'before': 1, 'after': 1}[mode])))
        elif mark.kind == 'root_validator':
            function = getattr(cls, name)
            validators.append(('before', function, False) if mark.settings['mode'] == 'before' else ('after', changed_by(function), False))
        elif mark.kind == 'model_serializer':
            settings = mark.settings
            function = mark.wrapped
            result = return_type_of(function, settings['return_type'], maker.names)
            dumpers.append((function, settings['mode'], takes_info(function, 2 if settings['mode'] == 'wrap' else 1), settings['when_used'], None if result is PydanticUndefined else maker.make(result)))
    return cls.__pydantic_node_class__(cls, values, validators, dumpers, cls.__pydantic_custom_init__)


def changed_by(function):
    """A root validator of version 1, which takes and gives the values."""
    def change(instance):
        values = function(dict(instance.__dict__))
        object.__setattr__(instance, '__dict__', values)
        return instance
    return change
`,
);
