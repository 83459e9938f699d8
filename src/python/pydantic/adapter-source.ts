import { sourceModule } from '../modules/source-module';

/** `TypeAdapter` and `validate_call`. */
export const adapterModule = sourceModule(
  '_pydantic_adapter',
  String.raw`
import functools
import inspect
from _pydantic_annotations import NodeMaker
from _pydantic_dump import Dump, json_text
from _pydantic_errors import Invalid, Line, PydanticUserError, ValidationError
from _pydantic_fields import FieldInfo, merged
from _pydantic_json import read_json
from _pydantic_model_node import ModelReference
from _pydantic_names import surroundings
from _pydantic_node import State, Wrapper, default_of


class TypeAdapter:
    def __init__(self, type, *, config=None, _parent_depth=2, module=None):
        if config is not None and hasattr(type, 'model_config'):
            raise PydanticUserError('Cannot use \x60config\x60 when the type is a BaseModel, dataclass or TypedDict. These types can have their own config and setting the config via the \x60config\x60 parameter to TypeAdapter will not override it, thus the \x60config\x60 you passed to TypeAdapter becomes meaningless, which is probably not what you want.', code='type-adapter-config-unused')
        self._type = type
        self._config = config or {}
        self._node = NodeMaker(self._config, surroundings('__main__')).make(type)

    def __class_getitem__(cls, item):
        return cls

    @property
    def _title(self):
        return self._config.get('title') or self._node.name

    def _validate(self, value, state):
        try:
            return self._node.validate(value, state)
        except Invalid as invalid:
            raise ValidationError(self._title, invalid.lines, self._config.get('hide_input_in_errors', False)) from None

    def validate_python(self, object, /, *, strict=None, extra=None, from_attributes=None, context=None, experimental_allow_partial=False, by_alias=None, by_name=None):
        return self._validate(object, State('python', strict, context, from_attributes, extra, by_alias, by_name))

    def validate_json(self, data, /, *, strict=None, extra=None, context=None, experimental_allow_partial=False, by_alias=None, by_name=None):
        return self._validate(read_json(data, self._title), State('json', strict, context, None, extra, by_alias, by_name))

    def validate_strings(self, obj, /, *, strict=None, extra=None, context=None, experimental_allow_partial=False, by_alias=None, by_name=None):
        return self._validate(obj, State('json', strict, context, None, extra, by_alias, by_name))

    def dump_python(self, instance, /, *, mode='python', include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, exclude_computed_fields=False,
                    round_trip=False, warnings=True, fallback=None, serialize_as_any=False, context=None):
        out = Dump(mode, include, exclude, context, by_alias, exclude_unset, exclude_defaults, exclude_none, round_trip, warnings, fallback, serialize_as_any, exclude_computed_fields)
        made = self._node.dump(instance, out)
        out.finish()
        return made

    def dump_json(self, instance, /, *, indent=None, ensure_ascii=False, include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, exclude_computed_fields=False,
                  round_trip=False, warnings=True, fallback=None, serialize_as_any=False, context=None):
        out = Dump('json', include, exclude, context, by_alias, exclude_unset, exclude_defaults, exclude_none, round_trip, warnings, fallback, serialize_as_any, exclude_computed_fields)
        made = self._node.dump(instance, out)
        out.finish()
        return json_text(made, indent).encode()

    def json_schema(self, *, by_alias=True, ref_template='#/$defs/{model}', mode='validation'):
        from _pydantic_json_schema import schema_of
        return schema_of(self._node, mode, by_alias, ref_template)

    def get_default_value(self, *, strict=None, context=None):
        return None

    def rebuild(self, **options):
        return None

    def __repr__(self):
        return f'TypeAdapter({self._type.__name__ if isinstance(self._type, type) else self._type})'


TypeAdapter.__module__ = 'pydantic.type_adapter'


def validate_call(func=None, /, *, config=None, validate_return=False):
    def decorate(function):
        maker = NodeMaker(dict(config or {}), {**surroundings(function.__module__), **function.__globals__})
        parameters = inspect.signature(function).parameters
        hints = function.__annotations__
        fields = {}
        for name, parameter in parameters.items():
            default = parameter.default
            field = merged(hints.get(name, object), default) if isinstance(default, FieldInfo) else merged(hints.get(name, object), ...)
            fields[name] = (parameter, field, maker.with_metadata(field.annotation, field.metadata))
        result = maker.make(hints['return']) if validate_return and 'return' in hints else None

        @functools.wraps(function)
        def checked(*args, **kwargs):
            values, keywords = bound_arguments(function, fields, args, kwargs)
            made = function(*values, **keywords)
            if result is None:
                return made
            try:
                return result.validate(made, State())
            except Invalid as invalid:
                raise ValidationError(function.__qualname__, invalid.lines) from None
        checked.raw_function = function
        return checked
    return decorate if func is None else decorate(func)


class Arguments:
    """What a call was given; shown as pydantic shows it in errors."""

    def __init__(self, args, kwargs):
        self.args = args
        self.kwargs = kwargs

    def __repr__(self):
        return f'ArgsKwargs({self.args!r}, {self.kwargs!r})' if self.kwargs else f'ArgsKwargs({self.args!r})'


Arguments.__name__ = 'ArgsKwargs'


def bound_arguments(function, fields, args, kwargs):
    """The arguments of a call, checked: (by position, by name)."""
    given = Arguments(args, kwargs)
    rest = dict(kwargs)
    values = []
    keywords = {}
    lines = []
    state = State()
    at = 0

    def check(node, value, *place):
        try:
            return node.validate(value, state)
        except Invalid as invalid:
            lines.extend(line.below(*place) for line in invalid.lines)
    by_name_only = False
    for name, (parameter, field, node) in fields.items():
        kind = parameter.kind
        if kind == parameter.VAR_POSITIONAL:
            values.extend(check(node, value, at + index) for index, value in enumerate(args[at:]))
            at = len(args)
            by_name_only = True
        elif kind == parameter.VAR_KEYWORD:
            keywords.update({key: check(node, rest[key], key) for key in rest})
            rest = {}
        elif kind != parameter.KEYWORD_ONLY and at < len(args):
            if name in rest and kind != parameter.POSITIONAL_ONLY:
                lines.append(Line('multiple_argument_values', rest.pop(name), loc=(name,)))
            values.append(check(node, args[at], at))
            at += 1
        elif name in rest and kind != parameter.POSITIONAL_ONLY:
            keywords[name] = check(node, rest.pop(name), name)
        elif parameter.default is parameter.empty:
            lines.append(Line('missing_keyword_only_argument' if kind == parameter.KEYWORD_ONLY else 'missing_argument', given, loc=(name,)))
        elif isinstance(parameter.default, FieldInfo):
            if field.is_required():
                lines.append(Line('missing_argument', given, loc=(name,)))
            else:
                keywords[name] = field.get_default(call_default_factory=True)
    lines.extend(Line('unexpected_positional_argument', value, loc=(at + index,)) for index, value in enumerate(args[at:]))
    lines.extend(Line('unexpected_keyword_argument', value, loc=(name,)) for name, value in rest.items())
    if lines:
        raise ValidationError(function.__qualname__, lines)
    return values, keywords
`,
);
