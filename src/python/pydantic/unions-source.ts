import { sourceModule } from '../modules/source-module';

/** Unions: smart (the best fit), from left to right, and by a discriminator. */
export const unionsModule = sourceModule(
  '_pydantic_unions',
  String.raw`
from enum import Enum
from _pydantic_dump import infer
from _pydantic_errors import Invalid, fail
from _pydantic_node import EXACT, Node


class UnionNode(Node):
    def __init__(self, choices, mode='smart'):
        self.choices = choices
        self.mode = mode

    @property
    def name(self):
        return f'union[{",".join(choice.name for choice in self.choices)}]'

    def validate(self, value, state):
        outer_fit, outer_count = state.fit, state.fields_set_count
        best = None
        lines = []
        try:
            for choice in self.choices:
                state.fit, state.fields_set_count = EXACT, None
                try:
                    made = choice.validate(value, state)
                except Invalid as invalid:
                    lines.extend(line.below(choice.name) for line in invalid.lines)
                    continue
                found = (made, state.fit, state.fields_set_count)
                if self.mode == 'left_to_right' or (found[1] == EXACT and found[2] is None):
                    best = found
                    break
                if best is None or better(found, best):
                    best = found
        finally:
            state.fit, state.fields_set_count = outer_fit, outer_count
        if best is None:
            raise Invalid(lines)
        state.lower(best[1])
        if best[2] is not None:
            state.fields_set_count = best[2]
        return best[0]

    def dump(self, value, out):
        for choice in self.choices:
            if choice.fits(value):
                return choice.dump(value, out)
        if not any(isinstance(value, choice.expected) for choice in self.choices if choice.expected is not None):
            out.surprise(self.name, value)
        return infer(value, out)

    def fits(self, value):
        return any(choice.fits(value) for choice in self.choices)

    def json_schema(self, made):
        schemas = []
        for choice in self.choices:
            schema = choice.json_schema(made)
            for one in schema['anyOf'] if list(schema) == ['anyOf'] else [schema]:
                if one not in schemas:
                    schemas.append(one)
        return schemas[0] if len(schemas) == 1 else {'anyOf': schemas}


def better(found, best):
    """More fields that were given count first, then the closer fit."""
    if found[2] is not None and best[2] is not None and found[2] != best[2]:
        return found[2] > best[2]
    return found[1] > best[1]


def plain(tag):
    return tag.value if isinstance(tag, Enum) else tag


class TaggedUnionNode(Node):
    """discriminator: the name of a field, or a function of the value; members by their tags."""

    def __init__(self, discriminator, members, aliases=(), custom=None):
        self.discriminator = discriminator
        self.members = members
        self.aliases = aliases
        # (type, message, context) of an error that the user words.
        self.custom = custom

    @property
    def name(self):
        return f'tagged-union[{",".join(dict.fromkeys(node.name for node in self.members.values()))}]'

    def shown(self):
        if isinstance(self.discriminator, str):
            return ' | '.join(repr(name) for name in (self.aliases or (self.discriminator,)))
        return f'{self.discriminator.__name__}()'

    def validate(self, value, state):
        if isinstance(self.discriminator, str):
            if not isinstance(value, dict) and (isinstance(value, (str, int, float, list, tuple, bytes)) or value is None):
                fail('model_attributes_type', value, state=state)
            tag = self.tag_of(value)
        else:
            tag = self.discriminator(value)
        if tag is None:
            fail('union_tag_not_found', value, {'discriminator': self.shown()})
        try:
            node = self.members.get(plain(tag))
        except TypeError:
            node = None
        if node is None:
            expected = ', '.join(repr(tag) for tag in self.members)
            fail('union_tag_invalid', value, {'discriminator': self.shown(), 'tag': str(plain(tag)), 'expected_tags': expected})
        try:
            return node.validate(value, state)
        except Invalid as invalid:
            raise Invalid([line.below(plain(tag)) for line in invalid.lines]) from None

    def tag_of(self, value):
        for name in self.aliases or (self.discriminator,):
            found = value.get(name) if isinstance(value, dict) else getattr(value, self.discriminator, None)
            if found is not None:
                return found
        return None

    def dump(self, value, out):
        tag = self.tag_of(value) if isinstance(self.discriminator, str) else self.discriminator(value)
        node = self.members.get(plain(tag))
        return infer(value, out) if node is None else node.dump(value, out)

    def fits(self, value):
        return any(node.fits(value) for node in self.members.values())

    def json_schema(self, made):
        mapping = {}
        schemas = []
        for tag, node in self.members.items():
            schema = node.json_schema(made)
            if '$ref' in schema:
                mapping[tag] = schema['$ref']
            if schema not in schemas:
                schemas.append(schema)
        if isinstance(self.discriminator, str) and mapping:
            return {'discriminator': {'mapping': mapping, 'propertyName': (self.aliases or (self.discriminator,))[0]}, 'oneOf': schemas}
        return {'oneOf': schemas}
`,
);
