import { sourceModule } from '../modules/source-module';

/** Nodes of lists, sets, tuples, mappings, typed dictionaries and named tuples. */
export const containersModule = sourceModule(
  '_pydantic_containers',
  String.raw`
import collections
import types
from collections.abc import ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from _pydantic_dump import below, dump_items, dump_mapping, infer, key_text
from _pydantic_errors import Invalid, Line, fail
from _pydantic_node import EXACT, LAX, STRICT, Node

VIEWS = (KeysView, ValuesView, ItemsView)


def validated_items(items, node, state):
    """Every item, with all that is wrong in any of them."""
    made = []
    lines = []
    for index, item in enumerate(items):
        try:
            made.append(node.validate(item, state))
        except Invalid as invalid:
            lines.extend(line.below(index) for line in invalid.lines)
    if lines:
        raise Invalid(lines)
    return made


class Collected(Node):
    """Items in some container; kind, title and what is wrong stand in the subclasses."""

    def __init__(self, item, min_length=None, max_length=None, strict=None):
        self.item = item
        self.min_length = min_length
        self.max_length = max_length
        self.strict = strict

    @property
    def name(self):
        return f'{self.stem}[{self.item.name}]'

    def validate(self, value, state):
        if isinstance(value, self.expected):
            if type(value) is not self.expected:
                state.lower(STRICT)
        elif state.mode == 'json' and isinstance(value, list):
            state.lower(STRICT)
        elif self.is_strict(state) or not self.takes(value):
            fail(self.wrong, value, state=state)
        else:
            state.lower(LAX)
        items = validated_items(value, self.item, state)
        if self.hashes:
            items = self.hashed(items, value)
        self.check_length(items, value)
        return items

    def takes(self, value):
        if isinstance(value, (str, bytes, bytearray, Mapping)):
            return False
        return isinstance(value, (list, tuple, set, frozenset, range, collections.deque, Iterator, types.GeneratorType)) or isinstance(value, VIEWS)

    hashes = False

    def check_length(self, made, input):
        if self.min_length is not None and len(made) < self.min_length:
            fail('too_short', input, {'field_type': self.title, 'min_length': self.min_length, 'actual_length': len(made)})
        if self.max_length is not None and len(made) > self.max_length:
            fail('too_long', input, {'field_type': self.title, 'max_length': self.max_length, 'actual_length': len(made)})

    def hashed(self, items, input):
        for index, item in enumerate(items):
            if type(item).__hash__ is None:
                raise Invalid([Line('set_item_not_hashable', item, loc=(index,))])
        return self.expected(items)

    def dump(self, value, out):
        if not isinstance(value, self.expected):
            out.surprise(self.name, value)
            return infer(value, out)
        out.enter(value)
        try:
            items = dump_items(value, self.item.dump, out)
        finally:
            out.leave()
        return items if out.mode == 'json' or self.expected is list else self.expected(items)

    def fits(self, value):
        return isinstance(value, self.expected) and all(self.item.fits(item) for item in value)

    def json_schema(self, made):
        schema = {'items': self.item.json_schema(made)}
        if self.max_length is not None:
            schema['maxItems'] = self.max_length
        if self.min_length is not None:
            schema['minItems'] = self.min_length
        schema['type'] = 'array'
        if self.hashes:
            schema['uniqueItems'] = True
        return schema


class ListNode(Collected):
    stem = 'list'
    title = 'List'
    wrong = 'list_type'
    expected = list


class SetNode(Collected):
    stem = 'set'
    title = 'Set'
    wrong = 'set_type'
    expected = set
    hashes = True


class FrozensetNode(Collected):
    stem = 'frozenset'
    title = 'Frozenset'
    wrong = 'frozen_set_type'
    expected = frozenset
    hashes = True


class DequeNode(Collected):
    stem = 'deque'
    title = 'Deque'
    wrong = 'list_type'
    expected = collections.deque

    def validate(self, value, state):
        limit = value.maxlen if isinstance(value, collections.deque) else None
        return collections.deque(Collected.validate(self, value, state), limit)


class SequenceNode(Collected):
    """Sequence[X]: the kind that was given."""
    stem = 'sequence'
    title = 'Sequence'
    expected = Sequence

    def validate(self, value, state):
        if isinstance(value, (str, bytes)):
            fail('sequence_str', value, {'type_name': type(value).__name__})
        if not isinstance(value, (Sequence, collections.deque)):
            fail('is_instance_of', value, {'class': 'Sequence'})
        items = validated_items(value, self.item, state)
        self.check_length(items, value)
        return items if isinstance(value, list) else type(value)(items)

    def dump(self, value, out):
        if not isinstance(value, (list, tuple, collections.deque)):
            return infer(value, out)
        items = dump_items(value, self.item.dump, out)
        return items if out.mode == 'json' else type(value)(items)


class IterableNode(Collected):
    """Iterable[X]: items are validated when they are taken."""
    stem = 'generator'
    title = 'Generator'

    def validate(self, value, state):
        if not hasattr(type(value), '__iter__'):
            fail('iterable_type', value, state=state)
        return self.taken(iter(value), state)

    def taken(self, items, state):
        from _pydantic_errors import ValidationError
        for index, item in enumerate(items):
            try:
                yield self.item.validate(item, state)
            except Invalid as invalid:
                raise ValidationError('ValidatorIterator', [line.below(index) for line in invalid.lines]) from None

    def dump(self, value, out):
        return dump_items(value, self.item.dump, out) if out.mode == 'json' else value


class TupleNode(Node):
    """Places of their own, or any number of one kind (variadic)."""
    expected = tuple
    title = 'Tuple'

    def __init__(self, items, variadic=None, min_length=None, max_length=None, strict=None):
        self.items = items
        self.variadic = variadic
        self.min_length = min_length
        self.max_length = max_length
        self.strict = strict

    @property
    def name(self):
        inner = ', '.join(item.name for item in self.items) if self.variadic is None else f'{self.variadic.name}, ...'
        return f'tuple[{inner}]'

    def validate(self, value, state):
        if isinstance(value, tuple):
            if type(value) is not tuple:
                state.lower(STRICT)
        elif state.mode == 'json' and isinstance(value, list):
            state.lower(STRICT)
        elif self.is_strict(state) or not Collected.takes(self, value):
            fail('tuple_type', value, state=state)
        else:
            state.lower(LAX)
        if self.variadic is not None:
            items = validated_items(value, self.variadic, state)
            Collected.check_length(self, items, value)
            return tuple(items)
        values = list(value)
        if len(values) > len(self.items):
            fail('too_long', value, {'field_type': 'Tuple', 'max_length': len(self.items), 'actual_length': len(values)})
        made = []
        lines = []
        for index, item in enumerate(self.items):
            try:
                if index < len(values):
                    made.append(item.validate(values[index], state))
                    continue
                default = item.absent(state) if hasattr(item, 'absent') else None
                if default is None:
                    lines.append(Line('missing', value, loc=(index,)))
                else:
                    made.append(default[0])
            except Invalid as invalid:
                lines.extend(line.below(index) for line in invalid.lines)
        if lines:
            raise Invalid(lines)
        return tuple(made)

    def dump(self, value, out):
        if not isinstance(value, tuple):
            out.surprise(self.name, value)
            return infer(value, out)
        if self.variadic is not None:
            items = dump_items(value, self.variadic.dump, out)
        elif len(value) != len(self.items):
            items = dump_items(value, infer, out)
        else:
            nodes = iter(self.items)
            items = dump_items(value, lambda one, out: next(nodes).dump(one, out), out)
        return items if out.mode == 'json' else tuple(items)

    def fits(self, value):
        if not isinstance(value, tuple):
            return False
        if self.variadic is not None:
            return all(self.variadic.fits(one) for one in value)
        return len(value) == len(self.items) and all(node.fits(one) for node, one in zip(self.items, value))

    def json_schema(self, made):
        if self.variadic is not None:
            return Collected.json_schema(self, made)
        count = len(self.items)
        schema = {'maxItems': count, 'minItems': count}
        if count:
            schema['prefixItems'] = [item.json_schema(made) for item in self.items]
        return {**schema, 'type': 'array'}

    hashes = False

    @property
    def item(self):
        return self.variadic


class DictNode(Node):
    expected = dict
    title = 'Dictionary'

    def __init__(self, key, item, min_length=None, max_length=None, strict=None, make=None):
        self.key = key
        self.item = item
        self.min_length = min_length
        self.max_length = max_length
        self.strict = strict
        # For kinds of mappings other than dict: makes one of a dict.
        self.make = make

    @property
    def name(self):
        return f'dict[{self.key.name},{self.item.name}]'

    def validate(self, value, state):
        if not isinstance(value, dict):
            if self.is_strict(state) or not isinstance(value, Mapping):
                fail('dict_type', value, state=state)
            state.lower(LAX)
        made = {}
        lines = []
        for key, item in value.items():
            before = len(lines)
            try:
                new_key = self.key.validate(key, state)
            except Invalid as invalid:
                lines.extend(line.below(place_of(key), '[key]') for line in invalid.lines)
            try:
                new_item = self.item.validate(item, state)
            except Invalid as invalid:
                lines.extend(line.below(place_of(key)) for line in invalid.lines)
            if len(lines) == before:
                made[new_key] = new_item
        if lines:
            raise Invalid(lines)
        Collected.check_length(self, made, value)
        return made if self.make is None else self.make(made, value)

    def dump(self, value, out):
        if not isinstance(value, Mapping):
            out.surprise(self.name, value)
            return infer(value, out)
        out.enter(value)
        try:
            return dump_mapping(value, self.dump_key, self.item.dump, out)
        finally:
            out.leave()

    def dump_key(self, key, out):
        return key_text(key, out) if out.mode == 'json' else self.key.dump(key, out)

    def fits(self, value):
        return isinstance(value, dict) and all(self.key.fits(key) and self.item.fits(one) for key, one in value.items())

    def json_schema(self, made):
        schema = {}
        inner = self.item.json_schema(made)
        keys = self.key.json_schema(made)
        if 'pattern' in keys and len(keys) == 2:
            schema['patternProperties'] = {keys['pattern']: inner}
        else:
            schema['additionalProperties'] = inner or True
            narrowed = {name: value for name, value in keys.items() if name != 'type'}
            if narrowed and '$ref' not in keys:
                schema['propertyNames'] = narrowed
        if self.max_length is not None:
            schema['maxProperties'] = self.max_length
        if self.min_length is not None:
            schema['minProperties'] = self.min_length
        schema['type'] = 'object'
        return schema


def place_of(key):
    """A key as it stands in the place of an error."""
    return key if isinstance(key, (str, int)) and not isinstance(key, bool) else str(key)


class TypedDictNode(Node):
    """fields: name -> (node, required)"""
    expected = dict

    def __init__(self, cls, fields, extra):
        self.cls = cls
        self.fields = fields
        self.extra = extra
        self.name = cls.__name__

    def validate(self, value, state):
        if not isinstance(value, Mapping):
            fail('dict_type', value, state=state)
        made = {}
        lines = []
        for name, (node, required) in self.fields.items():
            if name not in value:
                if required:
                    lines.append(Line('missing', value, loc=(name,)))
                continue
            try:
                made[name] = node.validate(value[name], state)
            except Invalid as invalid:
                lines.extend(line.below(name) for line in invalid.lines)
        for key, item in value.items():
            if key in self.fields:
                continue
            if self.extra == 'forbid':
                lines.append(Line('extra_forbidden', item, loc=(place_of(key),)))
            elif self.extra == 'allow':
                made[key] = item
        if lines:
            raise Invalid(lines)
        return made

    def dump(self, value, out):
        if not isinstance(value, dict):
            out.surprise(self.name, value)
            return infer(value, out)
        made = {}
        include, exclude = out.include, out.exclude
        for key, item in value.items():
            written, out.include, out.exclude = below(out, key)
            if written and not (out.exclude_none and item is None):
                field = self.fields.get(key)
                made[key] = infer(item, out) if field is None else field[0].dump(item, out)
            out.include, out.exclude = include, exclude
        return made

    def fits(self, value):
        return isinstance(value, dict) and all(name in value or not required for name, (_, required) in self.fields.items())

    def json_schema(self, made):
        return made.reference(self.cls, self.cls.__name__, self.describe)

    def describe(self, made):
        schema = {'properties': {name: {**node.json_schema(made), 'title': made.title_of(name)} for name, (node, _) in self.fields.items()}}
        required = [name for name, (_, needed) in self.fields.items() if needed]
        if required:
            schema['required'] = required
        schema['title'] = self.cls.__name__
        schema['type'] = 'object'
        return schema


class NamedTupleNode(Node):
    def __init__(self, cls, nodes):
        self.cls = cls
        self.expected = cls
        self.nodes = nodes
        self.name = f'call[{cls.__name__}]'

    def validate(self, value, state):
        if isinstance(value, Mapping):
            given = dict(value)
        elif isinstance(value, (list, tuple)):
            given = dict(zip(self.nodes, value))
        else:
            fail('tuple_type', value, state=state)
        made = {}
        lines = []
        for index, (name, node) in enumerate(self.nodes.items()):
            place = name if isinstance(value, Mapping) else index
            if name not in given:
                if name in self.cls._field_defaults:
                    made[name] = self.cls._field_defaults[name]
                else:
                    lines.append(Line('missing_argument', value, loc=(name,)))
                continue
            try:
                made[name] = node.validate(given[name], state)
            except Invalid as invalid:
                lines.extend(line.below(place) for line in invalid.lines)
        if lines:
            raise Invalid(lines)
        return self.cls(**made)
`,
);
