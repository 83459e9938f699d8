import { sourceModule } from '../modules/source-module';

/** From a type to its node. */
export const annotationsModule = sourceModule(
  '_pydantic_annotations',
  String.raw`
import collections
import collections.abc
import datetime
import decimal
import enum
import pathlib
import re
import types
import typing
import uuid
from typing import Annotated, Any, ClassVar, Final, ForwardRef, Generic, Literal, TypeVar, Union, get_args, get_origin
from _pydantic_names import evaluate
import _pydantic_constraints as constraints
from _pydantic_containers import DequeNode, DictNode, FrozensetNode, IterableNode, ListNode, NamedTupleNode, SequenceNode, SetNode, TupleNode, TypedDictNode
from _pydantic_constrain import constrained
from _pydantic_decorators import return_type_of, takes_info
from _pydantic_errors import PydanticSchemaGenerationError, PydanticUndefined, PydanticUserError
from _pydantic_fields import FieldInfo
from _pydantic_node import AnyNode, FunctionNode, Node, Nullable, SerializedBy
from _pydantic_scalars import BoolNode, BytesNode, DecimalNode, EnumNode, FloatNode, IntNode, LiteralNode, NoneNode, StrNode
from _pydantic_temporal import CallableNode, ClassNode, DateNode, DatetimeNode, DurationNode, InstanceNode, PathNode, TimeNode, UuidNode
from _pydantic_unions import TaggedUnionNode, UnionNode

UNIONS = (Union, types.UnionType)
NONE = type(None)


def evaluated(text, names):
    return evaluate(text, names)


def resolved(annotation, names):
    """A type whose parts that are text are evaluated. Raises NameError where a name is not there yet."""
    if isinstance(annotation, str):
        return resolved(evaluate(annotation, names), names)
    if isinstance(annotation, ForwardRef):
        return resolved(evaluate(annotation.__forward_arg__, names), names)
    if annotation is None:
        return NONE
    origin = get_origin(annotation)
    if origin is None or origin is Literal:
        return annotation
    args = get_args(annotation)
    if origin is Annotated:
        inner = resolved(args[0], names)
        return annotation if inner is args[0] else Annotated[(inner, *args[1:])]
    if origin is collections.abc.Callable:
        return annotation
    new = tuple(resolved(one, names) if one is not ... and not isinstance(one, list) else one for one in args)
    return annotation if all(a is b for a, b in zip(new, args)) else with_args(annotation, origin, new)


def with_args(annotation, origin, args):
    if origin in UNIONS:
        return Union[args]
    if origin is Annotated:
        return Annotated[(args[0], *get_args(annotation)[1:])]
    if origin is ClassVar or origin is Final:
        return origin[args[0]]
    if isinstance(origin, type) and not hasattr(origin, '__class_getitem__') or type(annotation).__module__ == 'typing':
        name = getattr(annotation, '_name', None)
        form = getattr(typing, name, None) if name else None
        if form is not None and form is not annotation:
            return form[args if len(args) != 1 else args[0]]
    return origin[args if len(args) != 1 else args[0]]


def substituted(annotation, bindings):
    """A type with its variables replaced."""
    if isinstance(annotation, TypeVar):
        return bindings.get(annotation, annotation)
    generic = getattr(annotation, '__pydantic_generic_metadata__', None)
    if isinstance(annotation, type) and generic and generic['parameters']:
        new = tuple(bindings.get(one, one) for one in generic['parameters'])
        return annotation if new == generic['parameters'] else annotation[new if len(new) != 1 else new[0]]
    origin = get_origin(annotation)
    if origin is None or origin is Literal:
        return annotation
    args = get_args(annotation)
    new = tuple(one if one is ... or isinstance(one, list) else substituted(one, bindings) for one in (args[:1] if origin is Annotated else args))
    if all(a is b for a, b in zip(new, args)):
        return annotation
    return with_args(annotation, origin, new)


def stripped(annotation):
    """Without Final and Required: (type, whether it is final)."""
    origin = get_origin(annotation)
    if annotation is Final:
        return Any, True
    if origin is Final:
        return get_args(annotation)[0], True
    return annotation, False


def type_text(annotation):
    """A type as pydantic shows it."""
    if annotation is None or annotation is NONE:
        return 'NoneType'
    if annotation is ...:
        return '...'
    origin = get_origin(annotation)
    if origin in UNIONS:
        return f'Union[{", ".join(map(type_text, get_args(annotation)))}]'
    if origin is Literal:
        return f'Literal[{", ".join(map(repr, get_args(annotation)))}]'
    if isinstance(origin, type):
        args = get_args(annotation)
        name = getattr(annotation, '_name', None) or origin.__qualname__ if type(annotation).__module__ == 'typing' else origin.__qualname__
        return f'{name}[{", ".join(map(type_text, args))}]' if args else name
    if isinstance(annotation, type):
        return annotation.__qualname__
    return repr(annotation).replace('typing.', '')


def is_class_variable(annotation):
    if isinstance(annotation, str):
        return re.match(r'(\w+\.)?ClassVar(\[|$)', annotation.strip()) is not None
    return annotation is ClassVar or get_origin(annotation) is ClassVar


PLAIN = {
    bool: lambda maker: BoolNode(),
    int: lambda maker: IntNode(),
    float: lambda maker: FloatNode(allow_inf_nan=maker.config.get('allow_inf_nan', True)),
    bytes: lambda maker: BytesNode(min_length=None, max_length=None),
    decimal.Decimal: lambda maker: DecimalNode(),
    datetime.datetime: lambda maker: DatetimeNode(),
    datetime.date: lambda maker: DateNode(),
    datetime.time: lambda maker: TimeNode(),
    datetime.timedelta: lambda maker: DurationNode(),
    uuid.UUID: lambda maker: UuidNode(),
    NONE: lambda maker: NoneNode(),
    Any: lambda maker: AnyNode(),
    object: lambda maker: AnyNode(),
    list: lambda maker: ListNode(AnyNode()),
    set: lambda maker: SetNode(AnyNode()),
    frozenset: lambda maker: FrozensetNode(AnyNode()),
    tuple: lambda maker: TupleNode((), AnyNode()),
    dict: lambda maker: DictNode(AnyNode(), AnyNode()),
    collections.deque: lambda maker: DequeNode(AnyNode()),
    type: lambda maker: ClassNode(None),
    collections.abc.Callable: lambda maker: CallableNode(),
    collections.abc.Sequence: lambda maker: SequenceNode(AnyNode()),
    collections.abc.MutableSequence: lambda maker: ListNode(AnyNode()),
    collections.abc.Iterable: lambda maker: IterableNode(AnyNode()),
    collections.abc.Mapping: lambda maker: DictNode(AnyNode(), AnyNode()),
    typing.Hashable: lambda maker: InstanceNode(collections.abc.Hashable, 'Hashable'),
    collections.OrderedDict: lambda maker: DictNode(AnyNode(), AnyNode(), make=ordered),
    collections.Counter: lambda maker: DictNode(AnyNode(), IntNode(), make=lambda made, given: collections.Counter(made)),
}

COLLECTIONS = {
    list: ListNode, collections.abc.MutableSequence: ListNode, collections.abc.Collection: ListNode,
    set: SetNode, collections.abc.Set: SetNode, collections.abc.MutableSet: SetNode,
    frozenset: FrozensetNode, collections.deque: DequeNode, collections.abc.Sequence: SequenceNode,
    collections.abc.Iterable: IterableNode, collections.abc.Generator: IterableNode,
}


def ordered(made, given):
    return collections.OrderedDict(made)


def is_typed_dict(cls):
    return isinstance(cls, type) and issubclass(cls, dict) and hasattr(cls, '__total__') and hasattr(cls, '__annotations__')


class NodeMaker:
    """Makes the nodes of one class (or adapter): config is its own, names are what its texts are evaluated among."""

    def __init__(self, config, names):
        self.config = config
        self.names = names

    def make(self, annotation):
        node = self.made(annotation)
        if self.config.get('strict') and node.strict is None:
            node.strict = True
        return node

    def made(self, annotation):
        annotation = resolved(annotation, self.names)
        if annotation is str:
            return self.string()
        origin = get_origin(annotation)
        plain = PLAIN.get(annotation) if origin is None and not isinstance(annotation, (list, dict)) else None
        if plain is not None:
            return plain(self)
        if origin is Annotated:
            return self.annotated(annotation)
        if origin in UNIONS:
            return self.union(get_args(annotation))
        if origin is Literal:
            return LiteralNode(flat_literals(get_args(annotation)))
        if origin is not None:
            return self.generic(annotation, origin, get_args(annotation))
        if isinstance(annotation, TypeVar):
            return self.variable(annotation)
        return self.named(annotation)

    def string(self):
        config = self.config
        return StrNode(
            strip_whitespace=config.get('str_strip_whitespace', False), to_lower=config.get('str_to_lower', False), to_upper=config.get('str_to_upper', False),
            min_length=config.get('str_min_length') or None, max_length=config.get('str_max_length'), coerce_numbers=config.get('coerce_numbers_to_str', False))

    def variable(self, annotation):
        default = getattr(annotation, '__default__', None)
        if annotation.__constraints__:
            return self.union(annotation.__constraints__)
        if annotation.__bound__ is not None:
            return self.make(annotation.__bound__)
        return AnyNode()

    def union(self, args):
        rest = [one for one in args if one is not NONE and one is not None]
        choices = [self.make(one) for one in rest]
        node = choices[0] if len(choices) == 1 else UnionNode(choices)
        return Nullable(node) if len(rest) < len(args) else node

    def annotated(self, annotation):
        args = get_args(annotation)
        return self.with_metadata(args[0], args[1:])

    def with_metadata(self, annotation, metadata):
        """The node of a type among what stands beside it in Annotated."""
        annotation = resolved(annotation, self.names)
        flat = []
        while get_origin(annotation) is Annotated:
            flat = list(get_args(annotation)[1:]) + flat
            annotation = get_args(annotation)[0]
        settings = {}
        for one in [*flat, *metadata]:
            if isinstance(one, FieldInfo):
                settings.update(one.given)
        flat = [part for one in [*flat, *metadata] for part in (one.metadata if isinstance(one, FieldInfo) else [one])]
        if any(isinstance(one, constraints.SkipMarker) for one in flat):
            node = AnyNode()
        elif any(isinstance(one, constraints.InstanceMarker) for one in flat):
            node = InstanceNode(get_origin(annotation) or annotation)
        else:
            discriminator = settings.get('discriminator') or next((one for one in flat if isinstance(one, constraints.Discriminator)), None)
            node = self.make(annotation) if discriminator is None else self.tagged(annotation, discriminator)
        for one in flat:
            node = self.beside(node, one)
        return node

    def beside(self, node, one):
        if isinstance(one, constraints.FunctionalValidator):
            return FunctionNode(one.mode, one.func, takes_info(one.func, 2 if one.mode == 'wrap' else 1), node)
        if isinstance(one, constraints.FunctionalSerializer):
            result = return_type_of(one.func, one.return_type, self.names)
            return SerializedBy(node, one.mode, one.func, takes_info(one.func, 2 if one.mode == 'wrap' else 1), one.when_used, None if result is PydanticUndefined else self.make(result))
        make = getattr(one, '__pydantic_around__', None)
        if make is not None:
            return make(node, self)
        return constrained(node, one)

    def tagged(self, annotation, discriminator):
        if isinstance(discriminator, constraints.Discriminator):
            discriminator = discriminator.discriminator
        args = get_args(annotation) if get_origin(annotation) in UNIONS else (annotation,)
        members = {}
        aliases = []
        nullable = False
        for one in args:
            if one is NONE:
                nullable = True
                continue
            node = self.make(one)
            tags = next(([part.tag] for part in get_args(one)[1:] if isinstance(part, constraints.Tag)), None) if get_origin(one) is Annotated else None
            if tags is None:
                if not isinstance(discriminator, str):
                    raise PydanticUserError(f'\x60Tag\x60 not provided for choice {one} used with \x60Discriminator\x60', code='callable-discriminator-no-tag')
                tags = self.tags_of(one, discriminator, aliases)
            for tag in tags:
                members[tag.value if isinstance(tag, enum.Enum) else tag] = node
        node = TaggedUnionNode(discriminator, members, tuple(dict.fromkeys(aliases)))
        return Nullable(node) if nullable else node

    def tags_of(self, cls, discriminator, aliases):
        if get_origin(cls) is Annotated:
            return self.tags_of(get_args(cls)[0], discriminator, aliases)
        if get_origin(cls) in UNIONS:
            return [tag for one in get_args(cls) for tag in self.tags_of(one, discriminator, aliases)]
        field = getattr(cls, '__pydantic_fields__', {}).get(discriminator)
        if field is None:
            raise PydanticUserError(f'Model {cls.__name__!r} needs a discriminator field for key {discriminator!r}', code='discriminator-no-field')
        if isinstance(field.validation_alias, str):
            aliases.append(field.validation_alias)
        values = literal_values(field.annotation)
        if values is None:
            raise PydanticUserError(f'Model {cls.__name__!r} needs field {discriminator!r} to be of type \x60Literal\x60', code='discriminator-needs-literal')
        return values

    def generic(self, annotation, origin, args):
        kind = COLLECTIONS.get(origin)
        if kind is not None:
            return kind(self.make(args[0]))
        if origin is tuple:
            if len(args) == 2 and args[1] is ...:
                return TupleNode((), self.make(args[0]))
            return TupleNode(tuple(self.make(one) for one in args if one != ()))
        if origin in (dict, collections.abc.Mapping, collections.abc.MutableMapping):
            return DictNode(self.make(args[0]), self.make(args[1]))
        if origin is collections.defaultdict:
            factory = get_origin(args[1]) or args[1]
            return DictNode(self.make(args[0]), self.make(args[1]), make=lambda made, given: collections.defaultdict(getattr(given, 'default_factory', factory), made))
        if origin is collections.OrderedDict:
            return DictNode(self.make(args[0]), self.make(args[1]), make=ordered)
        if origin is collections.Counter:
            return DictNode(self.make(args[0]), IntNode(), make=lambda made, given: collections.Counter(made))
        if origin is type:
            inner = args[0]
            return ClassNode(None if inner is Any else inner.__bound__ if isinstance(inner, TypeVar) else inner)
        if origin is collections.abc.Callable:
            return CallableNode()
        if origin in (typing.Required, typing.NotRequired, Final, ClassVar):
            return self.make(args[0])
        return self.named(annotation, origin)

    def named(self, annotation, origin=None):
        """A class, a NewType, an alias."""
        cls = origin or annotation
        make = getattr(cls, '__pydantic_make_node__', None)
        if make is not None:
            return make(annotation, self)
        supertype = getattr(annotation, '__supertype__', None)
        if supertype is not None:
            return self.make(supertype)
        value = getattr(annotation, '__value__', None)
        if value is not None and type(annotation).__name__ == 'TypeAliasType':
            return self.make(value)
        if isinstance(cls, type):
            if issubclass(cls, enum.Enum):
                return EnumNode(cls, self.config.get('use_enum_values', False))
            if is_typed_dict(cls):
                return self.typed_dict(cls)
            if issubclass(cls, tuple) and hasattr(cls, '_fields'):
                hints = getattr(cls, '__annotations__', {})
                return NamedTupleNode(cls, {name: self.make(hints.get(name, Any)) for name in cls._fields})
            if issubclass(cls, pathlib.PurePath):
                return PathNode(cls)
            if hasattr(cls, '__dataclass_fields__'):
                from _pydantic_dataclasses import dataclass_node
                return dataclass_node(cls, self)
            if self.config.get('arbitrary_types_allowed'):
                return InstanceNode(cls)
        elif callable(annotation) and annotation is typing.Callable:
            return CallableNode()
        shown = repr(annotation)
        raise PydanticSchemaGenerationError(
            f'Unable to generate pydantic-core schema for {shown}. Set \x60arbitrary_types_allowed=True\x60 in the model_config to ignore this error or implement \x60__get_pydantic_core_schema__\x60 on your type to fully support it.\n\n'
            'If you got this error by calling handler(<some type>) within \x60__get_pydantic_core_schema__\x60 then you likely need to call \x60handler.generate_schema(<some type>)\x60 since we do not call \x60__get_pydantic_core_schema__\x60 on \x60<some type>\x60 otherwise to avoid infinite recursion.')

    def typed_dict(self, cls):
        fields = {}
        config = getattr(cls, '__pydantic_config__', {})
        for name, hint in cls.__annotations__.items():
            hint = resolved(hint, self.names)
            required = name in cls.__required_keys__
            fields[name] = (self.make(hint), required)
        return TypedDictNode(cls, fields, config.get('extra', 'ignore'))


def flat_literals(values):
    made = []
    for value in values:
        if get_origin(value) is Literal:
            made.extend(flat_literals(get_args(value)))
        else:
            made.append(value)
    return made


def literal_values(annotation):
    origin = get_origin(annotation)
    if origin is Literal:
        return flat_literals(get_args(annotation))
    if origin is Annotated:
        return literal_values(get_args(annotation)[0])
    if origin in UNIONS:
        found = [literal_values(one) for one in get_args(annotation)]
        return None if any(one is None for one in found) else [value for one in found for value in one]
    return None
`,
);
