import { sourceModule } from '../modules/source-module';

/**
 * Nodes: a type's schema is a tree of them. Each checks and coerces a value (`validate`), writes it out (`dump`), and
 * describes itself as JSON schema (`json_schema`). A node's `name` stands in the places of errors below a union.
 */
export const nodeModule = sourceModule(
  '_pydantic_node',
  String.raw`
from _pydantic_errors import Invalid, Line, PydanticUndefined, PydanticUseDefault, lines_of
from _pydantic_dump import infer

# How well a value fits, for the choice among the members of a union.
EXACT = 2
STRICT = 1
LAX = 0


class State:
    """What one validation knows beside the value."""
    __slots__ = ('mode', 'strict', 'context', 'from_attributes', 'extra', 'by_alias', 'by_name', 'fit', 'fields_set_count', 'data', 'field_name', 'config', 'depth')

    def __init__(self, mode='python', strict=None, context=None, from_attributes=None, extra=None, by_alias=None, by_name=None):
        self.mode = mode
        self.strict = strict
        self.context = context
        self.from_attributes = from_attributes
        self.extra = extra
        self.by_alias = by_alias
        self.by_name = by_name
        self.fit = EXACT
        self.fields_set_count = None
        self.data = None
        self.field_name = None
        self.config = {}
        self.depth = 0

    def lower(self, fit):
        if fit < self.fit:
            self.fit = fit


class ValidationInfo:
    """What a validator function may ask."""
    __slots__ = ('context', 'config', 'mode', 'data', 'field_name')

    def __init__(self, state, field_name=None):
        self.context = state.context
        self.config = state.config
        self.mode = state.mode
        self.data = dict(state.data) if state.data is not None else {}
        self.field_name = field_name if field_name is not None else state.field_name

    def __repr__(self):
        return f'ValidationInfo(config={self.config!r}, context={self.context!r}, data={self.data!r}, field_name={self.field_name!r})'


class Node:
    name = 'any'
    # What the values are when they come out; for warnings of the dump.
    expected = None
    # Whether only the type itself is taken; what a call says goes before it.
    strict = None

    def is_strict(self, state):
        return self.strict if state.strict is None else state.strict

    def validate(self, value, state):
        return value

    def dump(self, value, out):
        return infer(value, out)

    def json_schema(self, made):
        return {}

    def fits(self, value):
        """Whether a value is one that this node makes: a union writes it out by this member."""
        return True


class AnyNode(Node):
    def validate(self, value, state):
        state.lower(LAX)
        return value


class Wrapper(Node):
    """A node around another: does as that one does, but for what it overrides."""

    def __init__(self, inner):
        self.inner = inner

    @property
    def name(self):
        return self.inner.name

    @property
    def expected(self):
        return self.inner.expected

    def validate(self, value, state):
        return self.inner.validate(value, state)

    def dump(self, value, out):
        return self.inner.dump(value, out)

    def json_schema(self, made):
        return self.inner.json_schema(made)

    def fits(self, value):
        return self.inner.fits(value)


class Nullable(Wrapper):
    @property
    def name(self):
        return f'nullable[{self.inner.name}]'

    def validate(self, value, state):
        return None if value is None else self.inner.validate(value, state)

    def dump(self, value, out):
        return None if value is None else self.inner.dump(value, out)

    def json_schema(self, made):
        inner = self.inner.json_schema(made)
        if inner.get('anyOf') and len(inner) == 1:
            return {'anyOf': inner['anyOf'] + [{'type': 'null'}]}
        return {'anyOf': [inner, {'type': 'null'}]}

    def fits(self, value):
        return value is None or self.inner.fits(value)


def call_validator(function, wants_info, value, state, field_name):
    try:
        if wants_info:
            return function(value, ValidationInfo(state, field_name))
        return function(value)
    except (PydanticUseDefault, Invalid):
        raise
    except (ValueError, AssertionError) as error:
        lines = lines_of(error, value)
        raise Invalid(lines) from error


class FunctionNode(Wrapper):
    """A function of the user's, before, after, around or instead of the node."""

    def __init__(self, mode, function, wants_info, inner, field_name=None):
        self.mode = mode
        self.function = function
        self.wants_info = wants_info
        self.inner = inner
        self.field_name = field_name

    @property
    def name(self):
        shown = getattr(self.function, '__qualname__', None) or type(self.function).__name__
        shown = f'{shown.rpartition(".")[2]}()'
        return f'function-{self.mode}[{shown}]' if self.mode == 'plain' else f'function-{self.mode}[{shown}, {self.inner.name}]'

    def validate(self, value, state):
        mode = self.mode
        if mode == 'after':
            inner = self.inner.validate(value, state)
            return call_validator(self.function, self.wants_info, inner, state, self.field_name)
        if mode == 'before':
            changed = call_validator(self.function, self.wants_info, value, state, self.field_name)
            return self.inner.validate(changed, state)
        if mode == 'plain':
            return call_validator(self.function, self.wants_info, value, state, self.field_name)
        return self._around(value, state)

    def _around(self, value, state):
        handler = Handler(self.inner, state)
        try:
            if self.wants_info:
                return self.function(value, handler, ValidationInfo(state, self.field_name))
            return self.function(value, handler)
        except (PydanticUseDefault, Invalid):
            raise
        except (ValueError, AssertionError) as error:
            raise Invalid(lines_of(error, value)) from error

    def dump(self, value, out):
        return infer(value, out) if self.mode == 'plain' else self.inner.dump(value, out)

    def json_schema(self, made):
        return {} if self.mode == 'plain' else self.inner.json_schema(made)


class Handler:
    """What a validator in mode 'wrap' calls to have the value validated; fails with a ValidationError that it may catch."""

    def __init__(self, inner, state):
        self.inner = inner
        self.state = state

    def __call__(self, value, outer_location=None, /):
        from _pydantic_errors import ValidationError
        try:
            return self.inner.validate(value, self.state)
        except Invalid as invalid:
            lines = invalid.lines if outer_location is None else [line.below(outer_location) for line in invalid.lines]
            raise ValidationError('ValidatorCallable', lines) from None

    def __repr__(self):
        return 'ValidatorCallable()'


def dumper_call(function, arguments, out, wants_info, field_name):
    if wants_info:
        return function(*arguments, SerializationInfo(out, field_name))
    return function(*arguments)


class SerializationInfo:
    def __init__(self, out, field_name=None):
        self.mode = out.mode
        self.include = out.include
        self.exclude = out.exclude
        self.context = out.context
        self.by_alias = out.by_alias
        self.exclude_unset = out.exclude_unset
        self.exclude_defaults = out.exclude_defaults
        self.exclude_none = out.exclude_none
        self.serialize_as_any = out.as_any
        self.round_trip = out.round_trip
        self.field_name = field_name

    def mode_is_json(self):
        return self.mode == 'json'


class SerializedBy(Wrapper):
    """A function of the user's writes the value out."""

    def __init__(self, inner, mode, function, wants_info, when_used, result, field_name=None, owner=False):
        self.inner = inner
        self.mode = mode
        self.function = function
        self.wants_info = wants_info
        self.when_used = when_used
        self.result = result
        self.field_name = field_name
        # A method of the model has the model before the value.
        self.owner = owner

    def dump(self, value, out):
        used = self.when_used
        if ('unless-none' in used and value is None) or (used.startswith('json') and out.mode != 'json'):
            return self.inner.dump(value, out)
        arguments = (out.model, value) if self.owner else (value,)
        if self.mode == 'wrap':
            arguments += (lambda inner, index=None: self.inner.dump(inner, out),)
        made = dumper_call(self.function, arguments, out, self.wants_info, self.field_name)
        return self.result.dump(made, out) if self.result is not None else infer(made, out)

    def json_schema(self, made):
        if made.mode == 'serialization' and self.result is not None:
            return self.result.json_schema(made)
        if made.mode == 'serialization' and self.mode == 'plain':
            return {}
        return self.inner.json_schema(made)


def default_of(default, factory, takes_data, data):
    """The value of a field that was not given, or PydanticUndefined."""
    if factory is not None:
        return factory(dict(data)) if takes_data else factory()
    if default is PydanticUndefined or default is None or isinstance(default, (str, int, float, bool, bytes, frozenset)):
        return default
    if isinstance(default, (list, dict, set)) or not isinstance(default, type):
        import copy
        return copy.deepcopy(default) if isinstance(default, (list, dict, set, tuple)) or type(default).__hash__ is None else default
    return default
`,
);
