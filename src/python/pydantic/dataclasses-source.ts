import { sourceModule } from '../modules/source-module';

/** `pydantic.dataclasses`, and dataclasses of the library as types of fields. */
export const pydanticDataclassesModule = sourceModule(
  '_pydantic_dataclasses',
  String.raw`
import dataclasses
from _pydantic_annotations import NodeMaker, is_class_variable, resolved
from _pydantic_decorators import Mark, takes_info
from _pydantic_dump import below, infer
from _pydantic_errors import Invalid, Line, PydanticUndefined, ValidationError, fail, lines_of
from _pydantic_fields import FieldInfo, merged
from _pydantic_model_class import check_fields, marks_of, part_of
from _pydantic_model_node import FieldsNode
from _pydantic_names import surroundings
from _pydantic_node import LAX, STRICT, Node, State, ValidationInfo


class DataclassNode(Node):
    def __init__(self, cls, fields, before=(), after=()):
        self.cls = cls
        self.expected = cls
        self.name = cls.__name__
        self.fields = fields
        self.before = before
        self.after = after

    def validate(self, value, state):
        if isinstance(value, self.cls):
            return value
        values = self.values(value, state)
        made = object.__new__(self.cls)
        return self.filled(made, values, state)

    def values(self, value, state):
        if not isinstance(value, dict):
            fail('dataclass_type', value, {'class_name': self.name}, state)
        for function, wants_info in self.before:
            value = guarded(function, value, value, state, wants_info)
        state.lower(LAX)
        values, extra, given = self.fields.read(value, state, self.name)
        state.fields_set_count = len(given)
        return {**values, **(extra or {})}

    def filled(self, made, values, state):
        for name, value in values.items():
            object.__setattr__(made, name, value)
        ready = getattr(made, '__post_init__', None)
        if ready is not None:
            guarded(lambda _: ready(), made, values, state, False)
        for function, wants_info in self.after:
            made = guarded(function, made, values, state, wants_info)
        return made

    def dump(self, value, out):
        if not isinstance(value, self.cls):
            out.surprise(self.name, value)
            return infer(value, out)
        made = {}
        include, exclude = out.include, out.exclude
        for name, part in self.fields.parts.items():
            if part.info.exclude:
                continue
            one = getattr(value, name)
            written, out.include, out.exclude = below(out, name)
            if written and not (out.exclude_none and one is None):
                made[part.alias if out.by_alias else name] = part.node.dump(one, out)
            out.include, out.exclude = include, exclude
        return made

    def fits(self, value):
        return isinstance(value, self.cls)

    def json_schema(self, made):
        return made.reference(self.cls, self.name, self.describe)

    def describe(self, made):
        required = [name for name, part in self.fields.parts.items() if part.required]
        schema = {'properties': {name: made.field(part) for name, part in self.fields.parts.items()}, 'title': self.name, 'type': 'object'}
        return {**schema, 'required': required} if required else schema


def guarded(function, value, input, state, wants_info):
    try:
        return function(value, ValidationInfo(state)) if wants_info else function(value)
    except Invalid:
        raise
    except (ValueError, AssertionError) as error:
        raise Invalid(lines_of(error, input)) from error


def info_of(field, annotation):
    if isinstance(field.default, FieldInfo):
        return merged(annotation, field.default)
    if field.default_factory is not dataclasses.MISSING:
        return merged(annotation, FieldInfo(default_factory=field.default_factory))
    return merged(annotation, PydanticUndefined if field.default is dataclasses.MISSING else field.default)


def dataclass_node(cls, maker):
    """The node of a dataclass that is none of pydantic's; made once for a class."""
    own = cls.__dict__.get('__pydantic_node__')
    if own is not None:
        return own
    return node_for(cls, NodeMaker(getattr(cls, '__pydantic_config__', maker.config), maker.names), {})


def node_for(cls, maker, marks):
    parts = {}
    node = DataclassNode(cls, FieldsNode(parts, maker.config, cls.__name__))
    if marks is not None:
        cls.__pydantic_node__ = node
    for field in dataclasses.fields(cls):
        info = info_of(field, resolved(field.type, {**maker.names, cls.__name__: cls}))
        if field.init:
            parts[field.name] = part_of(cls, field.name, info, maker, marks, maker.config)
    return node


def dataclass(_cls=None, *, init=False, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, config=None, validate_on_init=None, kw_only=False, slots=False):
    def make(cls):
        for name in cls.__dict__.get('__annotations__', {}):
            default = cls.__dict__.get(name)
            if isinstance(default, FieldInfo):
                setattr(cls, name, dataclasses.field(default_factory=default.default_factory) if default.default_factory is not None
                        else dataclasses.field() if default.default is PydanticUndefined else dataclasses.field(default=default.default))
                default_infos = cls.__dict__.get('__pydantic_given__') or {}
                cls.__pydantic_given__ = {**default_infos, name: default}
        marks = marks_of(cls, dict(cls.__dict__))
        made = dataclasses.dataclass(cls, init=True, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, kw_only=kw_only, slots=slots)
        settings = dict(config or getattr(cls, '__pydantic_config__', {}) or {})
        maker = NodeMaker(settings, {**surroundings(cls.__module__), made.__name__: made})
        parts = {}
        node = DataclassNode(made, FieldsNode(parts, settings, made.__name__))
        made.__pydantic_node__ = node
        given = getattr(made, '__pydantic_given__', {})
        check_fields(made, marks, {field.name for field in dataclasses.fields(made)})
        for field in dataclasses.fields(made):
            if not field.init:
                continue
            annotation = resolved(field.type, maker.names)
            info = merged(annotation, given[field.name]) if field.name in given else info_of(field, annotation)
            parts[field.name] = part_of(made, field.name, info, maker, marks, settings)
        after = []
        before = []
        for name, mark in marks.items():
            if mark.kind == 'model_validator':
                function = getattr(made, name)
                (after if mark.settings['mode'] == 'after' else before).append((function, takes_info(function, 1)))
        node.before, node.after = before, after
        names = [field.name for field in dataclasses.fields(made) if field.init and not field.kw_only]

        def __init__(self, *args, **kwargs):
            if len(args) > len(names):
                raise TypeError(f'{made.__name__}.__init__() takes {len(names) + 1} positional arguments but {len(args) + 1} were given')
            values = {**dict(zip(names, args)), **kwargs}
            state = State()
            try:
                node.filled(self, node.values(values, state), state)
            except Invalid as invalid:
                raise ValidationError(made.__name__, [by_position(line, names, len(args)) for line in invalid.lines]) from None
        __init__.__qualname__ = f'{made.__qualname__}.__init__'
        made.__init__ = __init__
        made.__pydantic_dump__ = lambda self, out: node.dump(self, out)
        if settings.get('validate_assignment'):
            made.__setattr__ = assigning(node)
        return made
    return make if _cls is None else make(_cls)


def by_position(line, names, count):
    """The line of an argument that was given by position has its index for a place."""
    if line.loc and line.loc[0] in names[:count]:
        return Line(line.type, line.input, line.context, line.template, (names.index(line.loc[0]), *line.loc[1:]), line.from_json)
    return line


def assigning(node):
    def __setattr__(self, name, value):
        part = node.fields.parts.get(name)
        if part is not None:
            try:
                value = part.node.validate(value, State())
            except Invalid as invalid:
                raise ValidationError(node.name, [line.below(name) for line in invalid.lines]) from None
        object.__setattr__(self, name, value)
    return __setattr__
`,
);
