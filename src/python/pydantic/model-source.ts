import { sourceModule } from '../modules/source-module';

/** `BaseModel`, `RootModel`, `create_model`. */
export const modelModule = sourceModule(
  '_pydantic_model',
  String.raw`
import copy as copying
from typing import Any, TypeVar, get_args, get_origin
from _pydantic_annotations import type_text
from _pydantic_decorators import Mark
from _pydantic_dump import Dump, json_text
from _pydantic_errors import Invalid, Line, PydanticErrorMixin, PydanticUndefined, PydanticUndefinedAnnotation, PydanticUserError, ValidationError
from _pydantic_json import read_json
from _pydantic_model_class import ModelMetaclass, complete
from _pydantic_model_node import ModelNode, ModelReference, RootNode, fill
from _pydantic_names import surroundings
from _pydantic_node import State


class FieldsOfModel:
    """model_fields and its kin: of the class."""

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        return getattr(owner, self.name)


class BaseModel(metaclass=ModelMetaclass):
    __slots__ = ('__dict__', '__pydantic_fields_set__', '__pydantic_extra__', '__pydantic_private__')
    model_config = {}
    model_fields = FieldsOfModel('__pydantic_fields__')
    model_computed_fields = FieldsOfModel('__pydantic_computed_fields__')
    __pydantic_fields__ = {}
    __pydantic_computed_fields__ = {}
    __pydantic_decorators__ = {}
    __private_attributes__ = {}
    __pydantic_pending__ = {}
    __pydantic_names__ = {}
    __pydantic_complete__ = False
    __pydantic_bindings__ = None
    __pydantic_node__ = None
    __pydantic_node_class__ = ModelNode
    __pydantic_root_model__ = False
    __pydantic_generic_metadata__ = {'origin': None, 'args': (), 'parameters': ()}

    def __init__(self, /, **data):
        validate_into(type(self), data, self)

    __init__.__pydantic_base_init__ = True

    @classmethod
    def __pydantic_make_node__(cls, annotation, maker):
        if get_origin(annotation) is not None:
            return ModelReference(annotation)
        return ModelReference(cls)

    @classmethod
    def __pydantic_node_now__(cls):
        """The node, made now if a name was missing when the class was."""
        if cls is BaseModel:
            raise PydanticUserError('\x60BaseModel\x60 is abstract', code=None)
        if not cls.__pydantic_complete__:
            try:
                complete(cls, {**surroundings(cls.__module__), **{key: value for key, value in cls.__pydantic_names__.items() if key not in surroundings(cls.__module__)}})
            except NameError as error:
                missing = getattr(error, 'name', None)
                raise PydanticUserError(f'\x60{cls.__name__}\x60 is not fully defined; you should define \x60{missing}\x60, then call \x60{cls.__name__}.model_rebuild()\x60.', code='class-not-fully-defined') from None
        return cls.__pydantic_node__

    def __pydantic_ready__(self, context):
        """Private attributes, then the hook of the user."""
        private = type(self).__private_attributes__
        if private:
            made = {name: one.get_default() for name, one in private.items()}
            object.__setattr__(self, '__pydantic_private__', {name: one for name, one in made.items() if one is not PydanticUndefined})
        self.model_post_init(context)

    def __pydantic_dump__(self, out):
        return type(self).__pydantic_node_now__().dump_by(self, out)

    def model_post_init(self, context, /):
        pass

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs):
        pass

    @property
    def model_fields_set(self):
        return self.__pydantic_fields_set__

    @property
    def model_extra(self):
        return self.__pydantic_extra__

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        cls.__pydantic_node_now__()
        made = cls.__new__(cls)
        fields = {}
        given = set()
        rest = dict(values)
        for name, field in cls.__pydantic_fields__.items():
            names = [name for name in (field.alias, field.validation_alias) if isinstance(name, str)]
            key = next((one for one in [*names, name] if one in rest), None)
            if key is not None:
                fields[name] = rest.pop(key)
                given.add(name)
            elif not field.is_required():
                fields[name] = field.get_default(call_default_factory=True, validated_data=fields)
        extra = rest if cls.model_config.get('extra') == 'allow' else None
        fill(made, fields, extra, given | set(extra or ()) if _fields_set is None else _fields_set)
        made.__pydantic_ready__(None)
        return made

    @classmethod
    def model_validate(cls, obj, *, strict=None, extra=None, from_attributes=None, context=None, by_alias=None, by_name=None):
        return validated(cls, obj, State('python', strict, context, from_attributes, extra, by_alias, by_name))

    @classmethod
    def model_validate_json(cls, json_data, *, strict=None, extra=None, context=None, by_alias=None, by_name=None):
        title = title_of(cls)
        return validated(cls, read_json(json_data, title), State('json', strict, context, None, extra, by_alias, by_name))

    @classmethod
    def model_validate_strings(cls, obj, *, strict=None, extra=None, context=None, by_alias=None, by_name=None):
        return validated(cls, obj, State('json', strict, context, None, extra, by_alias, by_name))

    def model_dump(self, *, mode='python', include=None, exclude=None, context=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False,
                   exclude_computed_fields=False, round_trip=False, warnings=True, fallback=None, serialize_as_any=False):
        out = Dump(mode, include, exclude, context, by_alias, exclude_unset, exclude_defaults, exclude_none, round_trip, warnings, fallback, serialize_as_any, exclude_computed_fields)
        made = type(self).__pydantic_node_now__().dump_by(self, out)
        out.finish()
        return made

    def model_dump_json(self, *, indent=None, ensure_ascii=False, include=None, exclude=None, context=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False,
                        exclude_computed_fields=False, round_trip=False, warnings=True, fallback=None, serialize_as_any=False):
        out = Dump('json', include, exclude, context, by_alias, exclude_unset, exclude_defaults, exclude_none, round_trip, warnings, fallback, serialize_as_any, exclude_computed_fields)
        made = type(self).__pydantic_node_now__().dump_by(self, out)
        out.finish()
        return json_text(made, indent)

    def model_copy(self, *, update=None, deep=False):
        made = self.__deepcopy__() if deep else self.__copy__()
        if update:
            if type(self).model_config.get('extra') == 'allow':
                for name, value in update.items():
                    if name in type(self).__pydantic_fields__:
                        made.__dict__[name] = value
                    else:
                        made.__pydantic_extra__[name] = value
            else:
                made.__dict__.update(update)
            made.__pydantic_fields_set__.update(update)
        return made

    def __copy__(self):
        made = type(self).__new__(type(self))
        fill(made, dict(self.__dict__), None if self.__pydantic_extra__ is None else dict(self.__pydantic_extra__), set(self.__pydantic_fields_set__))
        private = self.__pydantic_private__
        object.__setattr__(made, '__pydantic_private__', None if private is None else dict(private))
        return made

    def __deepcopy__(self, memo=None):
        made = type(self).__new__(type(self))
        fill(made, copying.deepcopy(self.__dict__, memo), copying.deepcopy(self.__pydantic_extra__, memo), set(self.__pydantic_fields_set__))
        object.__setattr__(made, '__pydantic_private__', copying.deepcopy(self.__pydantic_private__, memo))
        return made

    @classmethod
    def model_json_schema(cls, by_alias=True, ref_template='#/$defs/{model}', schema_generator=None, mode='validation', *, union_format='any_of'):
        from _pydantic_json_schema import schema_of
        return schema_of(cls.__pydantic_node_now__(), mode, by_alias, ref_template)

    @classmethod
    def model_rebuild(cls, *, force=False, raise_errors=True, _parent_namespace_depth=2, _types_namespace=None):
        if cls.__pydantic_complete__ and not force:
            return None
        try:
            complete(cls, {**cls.__pydantic_names__, **surroundings(cls.__module__), **(_types_namespace or {})})
        except NameError as error:
            if raise_errors:
                raise PydanticUndefinedAnnotation(getattr(error, 'name', None), str(error)) from error
            return False
        return True

    @classmethod
    def model_parametrized_name(cls, params):
        return f'{cls.__name__}[{", ".join(one if isinstance(one, str) else type_text(one) for one in params)}]'

    @classmethod
    def __class_getitem__(cls, items):
        params = items if isinstance(items, tuple) else (items,)
        if cls is BaseModel:
            raise TypeError('Type parameters should be placed on typing.Generic, not BaseModel')
        variables = cls.__pydantic_generic_metadata__['parameters']
        if not variables:
            raise TypeError(f'{cls} cannot be parametrized because it does not inherit from typing.Generic')
        if len(params) > len(variables):
            raise TypeError(f'Too many arguments for {cls}; actual {len(params)}, expected {len(variables)}')
        if len(params) < len(variables):
            raise TypeError(f'Too few arguments for {cls}; actual {len(params)}, expected {len(variables)}')
        bindings = dict(zip(variables, params))
        if all(key is value for key, value in bindings.items()):
            return cls
        key = repr(params)
        known = cls.__pydantic_cache__.get(key)
        if known is not None:
            return known
        left = tuple(dict.fromkeys(variable for one in params for variable in ([one] if isinstance(one, TypeVar) else getattr(one, '__parameters__', ()) or getattr(one, '__pydantic_generic_metadata__', {}).get('parameters', ()))))
        made = type(cls)(cls.model_parametrized_name(params), (cls,), {'__module__': cls.__module__, '__doc__': cls.__doc__, '__qualname__': cls.model_parametrized_name(params)}, __pydantic_bindings__=bindings)
        made.__pydantic_generic_metadata__ = {'origin': cls, 'args': params, 'parameters': left}
        cls.__pydantic_cache__[key] = made
        return made

    def __getattr__(self, item):
        private = type(self).__private_attributes__
        if item in private:
            held = object.__getattribute__(self, '__pydantic_private__')
            if held is not None and item in held:
                return held[item]
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {item!r}')
        if item in BaseModel.__slots__:
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {item!r}')
        extra = object.__getattribute__(self, '__pydantic_extra__') if not item.startswith('__') else None
        if extra and item in extra:
            return extra[item]
        if hasattr(type(self), item):
            return object.__getattribute__(self, item)
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {item!r}')

    def __setattr__(self, name, value):
        cls = type(self)
        if name in cls.__private_attributes__:
            held = self.__pydantic_private__
            if held is None:
                held = {}
                object.__setattr__(self, '__pydantic_private__', held)
            held[name] = value
            return
        if name in BaseModel.__slots__:
            object.__setattr__(self, name, value)
            return
        if name.startswith('_'):
            if name.startswith('__'):
                object.__setattr__(self, name, value)
                return
            raise AttributeError(f'{cls.__name__!r} object has no attribute {name!r}') if not hasattr(cls, name) else AttributeError(f'{name!r} is a class variable')
        field = cls.__pydantic_fields__.get(name)
        if cls.model_config.get('frozen') or (field is not None and field.frozen):
            kind = 'frozen_instance' if cls.model_config.get('frozen') else 'frozen_field'
            raise ValidationError(cls.__name__, [Line(kind, value, loc=(name,))])
        attribute = getattr(cls, name, None) if field is None else None
        if isinstance(attribute, property):
            attribute.__set__(self, value)
        elif field is None:
            if cls.model_config.get('extra') != 'allow':
                raise ValueError(f'"{cls.__name__}" object has no field "{name}"')
            if cls.model_config.get('validate_assignment'):
                self.__pydantic_fields_set__.add(name)
            self.__pydantic_extra__[name] = value
        elif cls.model_config.get('validate_assignment'):
            assign(self, name, value)
        else:
            self.__dict__[name] = value
            self.__pydantic_fields_set__.add(name)

    def __delattr__(self, name):
        cls = type(self)
        if name in cls.__private_attributes__:
            try:
                del self.__pydantic_private__[name]
            except (KeyError, TypeError):
                raise AttributeError(f'{cls.__name__!r} object has no attribute {name!r}') from None
            return
        field = cls.__pydantic_fields__.get(name)
        if cls.model_config.get('frozen') or (field is not None and field.frozen):
            raise ValidationError(cls.__name__, [Line('frozen_instance' if cls.model_config.get('frozen') else 'frozen_field', None, loc=(name,))])
        if self.__pydantic_extra__ and name in self.__pydantic_extra__:
            del self.__pydantic_extra__[name]
        else:
            object.__delattr__(self, name)

    def __eq__(self, other):
        if not isinstance(other, BaseModel):
            return NotImplemented
        own = type(self).__pydantic_generic_metadata__['origin'] or type(self)
        if own != (type(other).__pydantic_generic_metadata__['origin'] or type(other)):
            return False
        names = type(self).__pydantic_fields__
        return ({name: value for name, value in self.__dict__.items() if name in names} == {name: value for name, value in other.__dict__.items() if name in names}
                and (self.__pydantic_private__ or {}) == (other.__pydantic_private__ or {}) and (self.__pydantic_extra__ or {}) == (other.__pydantic_extra__ or {}))

    def __hash__(self):
        if not type(self).model_config.get('frozen'):
            raise TypeError(f"unhashable type: '{type(self).__name__}'")
        return hash((type(self), tuple(self.__dict__[name] for name in type(self).__pydantic_fields__)))

    def __iter__(self):
        yield from [(name, value) for name, value in self.__dict__.items() if not name.startswith('_')]
        if self.__pydantic_extra__:
            yield from self.__pydantic_extra__.items()

    def __repr_args__(self):
        cls = type(self)
        for name, value in self.__dict__.items():
            field = cls.__pydantic_fields__.get(name)
            if field is not None and field.repr:
                yield name, value if value is not self else '...'
        if self.__pydantic_extra__:
            yield from self.__pydantic_extra__.items()
        for name, mark in cls.__pydantic_computed_fields__.items():
            if mark.settings['repr']:
                yield name, getattr(self, name)

    def __repr_name__(self):
        return type(self).__name__

    def __repr_str__(self, join_str):
        return join_str.join(repr(value) if name is None else f'{name}={value!r}' for name, value in self.__repr_args__())

    def __repr__(self):
        return f'{self.__repr_name__()}({self.__repr_str__(", ")})'

    def __str__(self):
        return self.__repr_str__(' ')

    def __getstate__(self):
        return {'__dict__': self.__dict__, '__pydantic_extra__': self.__pydantic_extra__, '__pydantic_fields_set__': self.__pydantic_fields_set__, '__pydantic_private__': self.__pydantic_private__}

    def dict(self, **options):
        deprecated('dict', 'model_dump')
        return self.model_dump(**options)

    def json(self, **options):
        deprecated('json', 'model_dump_json')
        return self.model_dump_json(**options)

    def copy(self, *, include=None, exclude=None, update=None, deep=False):
        deprecated('copy', 'model_copy', '; use \x60model_copy\x60 instead. See the docstring of \x60BaseModel.copy\x60 for details about how to handle \x60include\x60 and \x60exclude\x60')
        return self.model_copy(update=update, deep=deep)

    @classmethod
    def parse_obj(cls, obj):
        deprecated('parse_obj', 'model_validate')
        return cls.model_validate(obj)

    @classmethod
    def parse_raw(cls, b, **options):
        deprecated('parse_raw', None, '; if your data is JSON use \x60model_validate_json\x60, otherwise load the data then use \x60model_validate\x60 instead')
        return cls.model_validate_json(b)

    @classmethod
    def from_orm(cls, obj):
        deprecated('from_orm', None, "; set \x60model_config['from_attributes']=True\x60 and use \x60model_validate\x60 instead")
        if not cls.model_config.get('from_attributes'):
            raise PydanticUserError('You must set the config attribute \x60from_attributes=True\x60 to use from_orm', code=None)
        return cls.model_validate(obj)

    @classmethod
    def construct(cls, _fields_set=None, **values):
        deprecated('construct', 'model_construct')
        return cls.model_construct(_fields_set=_fields_set, **values)

    @classmethod
    def schema(cls, by_alias=True):
        deprecated('schema', 'model_json_schema')
        return cls.model_json_schema(by_alias=by_alias)

    @classmethod
    def update_forward_refs(cls, **names):
        deprecated('update_forward_refs', 'model_rebuild')
        cls.model_rebuild(force=True)


BaseModel.__module__ = 'pydantic.main'


def deprecated(old, new, more=None):
    import warnings
    from _pydantic_warnings import PydanticDeprecatedSince20
    advice = f'; use \x60{new}\x60 instead' if more is None else more
    warnings.warn(f'The \x60{old}\x60 method is deprecated{advice}', PydanticDeprecatedSince20, stacklevel=3)


def title_of(cls):
    return cls.model_config.get('title') or cls.__name__


def failure(cls, invalid):
    error = ValidationError(title_of(cls), invalid.lines, cls.model_config.get('hide_input_in_errors', False))
    return error


def validate_into(cls, data, instance):
    """What __init__ does."""
    node = cls.__pydantic_node_now__()
    try:
        made = node.construct(data, State(), instance)
    except Invalid as invalid:
        raise failure(cls, invalid) from None
    if made is not instance:
        import warnings
        warnings.warn(f'A custom validator is returning a value other than \x60self\x60.\n'
                      "Returning anything other than \x60self\x60 from a top level model validator isn't supported when validating via \x60__init__\x60.\n"
                      'See the \x60model_validator\x60 docs (https://docs.pydantic.dev/latest/concepts/validators/#model-validators) for more details.', UserWarning, stacklevel=3)


def validated(cls, value, state):
    try:
        return cls.__pydantic_node_now__().validate(value, state)
    except Invalid as invalid:
        raise failure(cls, invalid) from None


def assign(instance, name, value):
    """One field, checked, with the validators of the whole model after it."""
    cls = type(instance)
    node = cls.__pydantic_node_now__()
    part = node.fields.parts[name]
    state = State()
    state.data = {key: one for key, one in instance.__dict__.items() if key != name}
    state.config = cls.model_config
    state.field_name = name
    try:
        try:
            made = part.node.validate(value, state)
        except Invalid as invalid:
            raise Invalid([line.below(name) for line in invalid.lines]) from None
        instance.__dict__[name] = made
        instance.__pydantic_fields_set__.add(name)
        # The value stays even where the model as a whole is wrong then: so does pydantic's.
        node.finish(instance, instance, State())
    except Invalid as invalid:
        raise failure(cls, invalid) from None


class RootModel(BaseModel):
    __pydantic_node_class__ = RootNode
    __pydantic_root_model__ = True
    __pydantic_generic_metadata__ = {'origin': None, 'args': (), 'parameters': ()}

    def __init__(self, root=PydanticUndefined, /, **data):
        if data:
            if root is not PydanticUndefined:
                raise ValueError('"RootModel.__init__" accepts either a single positional argument or arbitrary keyword arguments')
            root = data
        validate_into(type(self), root, self)

    __init__.__pydantic_base_init__ = True

    @classmethod
    def __class_getitem__(cls, items):
        if cls is not RootModel and cls.__pydantic_generic_metadata__['parameters']:
            return BaseModel.__class_getitem__.__func__(cls, items)
        shown = type_text(items)
        left = (items,) if isinstance(items, TypeVar) else tuple(getattr(items, '__parameters__', ()))
        made = type(cls)(f'{cls.__name__}[{shown}]', (cls,), {'__module__': cls.__module__, '__qualname__': f'{cls.__name__}[{shown}]', '__annotations__': {'root': items}})
        made.__pydantic_generic_metadata__ = {'origin': cls, 'args': (items,), 'parameters': left}
        return made

    @classmethod
    def model_construct(cls, root, _fields_set=None):
        made = cls.__new__(cls)
        fill(made, {'root': root}, None, {'root'})
        return made

    def __eq__(self, other):
        if not isinstance(other, RootModel):
            return NotImplemented
        if type(self).__pydantic_fields__['root'].annotation != type(other).__pydantic_fields__['root'].annotation:
            return NotImplemented
        return BaseModel.__eq__(self, other)

    def __repr_args__(self):
        yield 'root', self.root


RootModel.__module__ = 'pydantic.root_model'


def create_model(model_name, /, *, __config__=None, __doc__=None, __base__=None, __module__=None, __validators__=None, __cls_kwargs__=None, **field_definitions):
    if __base__ is None:
        bases = (BaseModel,)
    elif __config__ is not None:
        raise PydanticUserError('The \x60config\x60 and \x60base\x60 arguments cannot be used together.', code='create-model-config-base')
    else:
        bases = __base__ if isinstance(__base__, tuple) else (__base__,)
    annotations = {}
    namespace = {'__module__': __module__ or '__main__', '__qualname__': model_name}
    for name, definition in field_definitions.items():
        if isinstance(definition, tuple):
            if len(definition) != 2:
                raise PydanticUserError(f'Field definition for {name!r} should a single element representing the type or a two-tuple, the first element being the type and the second element the assigned value (either a default or the \x60Field()\x60 function).', code='create-model-field-definitions')
            annotations[name], default = definition
            if default is not ...:
                namespace[name] = default
        else:
            annotations[name] = definition
    if __doc__:
        namespace['__doc__'] = __doc__
    namespace['__annotations__'] = annotations
    namespace.update(__validators__ or {})
    if __config__ is not None:
        namespace['model_config'] = __config__
    return type(bases[0])(model_name, bases, namespace, **(__cls_kwargs__ or {}))
`,
);
