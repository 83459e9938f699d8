import { sourceModule } from '../modules/source-module';

/** A node with a constraint: built into the node where it knows it, checked behind it elsewhere. */
export const constrainModule = sourceModule(
  '_pydantic_constrain',
  String.raw`
import copy
import re
import _pydantic_constraints as constraints
from _pydantic_containers import Collected, DictNode, TupleNode
from _pydantic_errors import Invalid, Line
from _pydantic_node import Nullable, SerializedBy, Wrapper
from _pydantic_scalars import Bounded, BytesNode, DecimalNode, FloatNode, StrNode
from _pydantic_temporal import DatetimeNode
from _pydantic_unions import UnionNode

BOUND_KINDS = {'gt': ('greater_than', lambda a, b: a > b), 'ge': ('greater_than_equal', lambda a, b: a >= b), 'lt': ('less_than', lambda a, b: a < b), 'le': ('less_than_equal', lambda a, b: a <= b)}
LENGTHS = ('min_length', 'max_length')
TEXT = ('pattern', 'strip_whitespace', 'to_lower', 'to_upper')


class Unmet(Exception):
    """A constraint that a value does not meet."""

    def __init__(self, type, context=None, template=None):
        Exception.__init__(self, type)
        self.type = type
        self.context = context
        self.template = template


class Checked(Wrapper):
    """A constraint that the node itself does not know: \x60check\x60 fails, or gives the value."""

    def __init__(self, inner, check):
        self.inner = inner
        self.check = check

    @property
    def name(self):
        return f'function-after[{self.check.__name__}(), {self.inner.name}]'

    def validate(self, value, state):
        try:
            return self.check(self.inner.validate(value, state))
        except Unmet as unmet:
            raise Invalid([Line(unmet.type, value, unmet.context, unmet.template)]) from None


def constrained(node, one):
    """A node with what one object of Annotated says. Objects that say nothing to pydantic change nothing."""
    if isinstance(one, constraints.Predicate):
        return Checked(node, predicate(one.func))
    if isinstance(one, constraints.Not):
        return Checked(node, predicate(one.func, wanted=False))
    if isinstance(one, constraints.Timezone):
        zone = 'aware' if one.tz is ... else 'naive' if one.tz is None else 'aware'
        return changed(node, zone=zone)
    if isinstance(one, constraints.AnyMarker):
        return ByOwnType(node)
    if isinstance(one, constraints.WithJsonSchema):
        return Described(node, one.json_schema)
    entries = getattr(one, 'entries', None)
    if entries is None or not isinstance(one, (constraints.Metadata, constraints.GeneralMetadata)) or isinstance(one, constraints.Tag):
        return node
    for name, value in one.entries().items():
        if value is not None and not (value is False and name in TEXT) and not (name == 'min_length' and value == 0 and isinstance(one, constraints.Len)):
            node = with_constraint(node, name, value)
    return node


def changed(node, **attributes):
    made = copy.copy(node)
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


def with_constraint(node, name, value):
    if isinstance(node, Nullable):
        return Nullable(with_constraint(node.inner, name, value))
    if isinstance(node, SerializedBy) or (name == 'strict' and isinstance(node, Wrapper)):
        return changed(node, inner=with_constraint(node.inner, name, value))
    if name == 'strict':
        return changed(node, strict=value, choices=[with_constraint(one, name, value) for one in node.choices]) if isinstance(node, UnionNode) else changed(node, strict=value)
    if isinstance(node, Bounded) and (name in BOUND_KINDS or name == 'multiple_of'):
        return changed(node, bounds={**node.bounds, name: value})
    if isinstance(node, (StrNode, BytesNode, Collected, TupleNode, DictNode)) and name in LENGTHS:
        return changed(node, **{name: value})
    if isinstance(node, StrNode) and name in TEXT:
        return changed(node, **{name: value})
    if isinstance(node, StrNode) and name == 'coerce_numbers_to_str':
        return changed(node, coerce_numbers=value)
    if isinstance(node, DecimalNode) and name in ('max_digits', 'decimal_places', 'allow_inf_nan'):
        return changed(node, **{name: value})
    if isinstance(node, FloatNode) and name == 'allow_inf_nan':
        return changed(node, allow_inf_nan=value)
    if isinstance(node, UnionNode) and name == 'union_mode':
        return changed(node, mode=value)
    return Checked(node, general_check(node, name, value))


def general_check(node, name, limit):
    if name in BOUND_KINDS:
        kind, holds = BOUND_KINDS[name]

        def check(value):
            try:
                held = holds(value, limit)
            except TypeError:
                raise TypeError(f"Unable to apply constraint '{name}' to supplied value {value}") from None
            if not held:
                raise Unmet(kind, {name: limit})
            return value
    elif name in LENGTHS:
        def check(value):
            if (len(value) < limit) if name == 'min_length' else (len(value) > limit):
                raise Unmet('too_short' if name == 'min_length' else 'too_long', {'field_type': 'Value', name: limit, 'actual_length': len(value)})
            return value
    elif name == 'multiple_of':
        def check(value):
            if value % limit:
                raise Unmet('multiple_of', {'multiple_of': limit})
            return value
    elif name == 'pattern':
        def check(value):
            if re.search(limit, str(value)) is None:
                raise Unmet('string_pattern_mismatch', {'pattern': limit if isinstance(limit, str) else limit.pattern})
            return value
    elif name in ('strip_whitespace', 'to_lower', 'to_upper'):
        def check(value):
            return value.strip() if name == 'strip_whitespace' else value.lower() if name == 'to_lower' else value.upper()
    else:
        raise TypeError(f"Unable to apply constraint '{name}' to schema of type '{node.name}'")
    return check


def predicate(function, wanted=True):
    def check(value):
        if bool(function(value)) is not wanted:
            shown = getattr(function, '__qualname__', repr(function))
            kind, word = ('predicate_failed', 'Predicate') if wanted else ('not_operation_failed', 'Not of')
            raise Unmet(kind, None, f'{word} {shown} failed' if kind == 'not_operation_failed' else f'{word} {shown!r} failed')
        return value
    return check


class ByOwnType(Wrapper):
    def dump(self, value, out):
        from _pydantic_dump import infer
        return infer(value, out)


class Described(Wrapper):
    def __init__(self, inner, schema):
        self.inner = inner
        self.schema = schema

    def json_schema(self, made):
        return dict(self.schema)
`,
);
