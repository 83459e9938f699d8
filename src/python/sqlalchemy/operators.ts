import { sourceModule } from '../modules/source-module';

/**
 * `sqlalchemy.sql.operators`: operators as functions, and the classes whose methods call `operate()` with them. What a
 * program derives from `PropComparator` says so what an attribute's operators mean.
 */
export const operatorsModule = sourceModule(
  'sqlalchemy.sql.operators',
  String.raw`
from operator import add, and_, eq, floordiv, ge, getitem, gt, inv, le, lshift, lt, mod, mul, ne, neg, or_, rshift, sub, truediv


def _named(method):
    def apply(a, *other, **kw):
        return getattr(a, method)(*other, **kw)
    apply.__name__ = apply.__qualname__ = method
    return apply


class Operators:
    def operate(self, op, *other, **kwargs):
        raise NotImplementedError(str(op))

    def reverse_operate(self, op, other, **kwargs):
        raise NotImplementedError(str(op))


class ColumnOperators(Operators):
    timetuple = None


def _operator(name, op):
    def method(self, *other, **kwargs):
        return self.operate(op, *other, **kwargs)
    method.__name__ = name
    method.__qualname__ = 'ColumnOperators.' + name
    setattr(ColumnOperators, name, method)


def _reverse(name, op):
    def method(self, other):
        return self.reverse_operate(op, other)
    method.__name__ = name
    setattr(ColumnOperators, name, method)


for _op in (eq, ne, lt, le, gt, ge, add, sub, mul, truediv, floordiv, mod, lshift, rshift, getitem, neg):
    _operator('__' + _op.__name__.strip('_') + '__', _op)
for _op in (and_, or_):
    _operator('__' + _op.__name__.strip('_') + '__', _op)
_operator('__invert__', inv)
for _op in (add, sub, mul, truediv, floordiv, mod):
    _reverse('__r' + _op.__name__ + '__', _op)
ColumnOperators.__hash__ = object.__hash__

_methods = {
    'like': 'like_op', 'ilike': 'ilike_op', 'not_like': 'not_like_op', 'not_ilike': 'not_ilike_op', 'in_': 'in_op', 'not_in': 'not_in_op',
    'startswith': 'startswith_op', 'endswith': 'endswith_op', 'contains': 'contains_op', 'icontains': 'icontains_op', 'istartswith': 'istartswith_op', 'iendswith': 'iendswith_op',
    'between': 'between_op', 'is_': 'is_', 'is_not': 'is_not', 'is_distinct_from': 'is_distinct_from', 'is_not_distinct_from': 'is_not_distinct_from',
    'desc': 'desc_op', 'asc': 'asc_op', 'nulls_first': 'nulls_first_op', 'nulls_last': 'nulls_last_op', 'distinct': 'distinct_op', 'collate': 'collate', 'concat': 'concat_op',
    'any_': 'any_op', 'all_': 'all_op', 'match': 'match_op', 'regexp_match': 'regexp_match_op', 'regexp_replace': 'regexp_replace_op', 'op': 'custom_op', 'bool_op': 'bool_op', 'label': 'label_op', 'cast': 'cast_op',
}
for _name, _function in _methods.items():
    globals()[_function] = _named(_name)
    _operator(_name, globals()[_function])


class PropComparator(ColumnOperators):
    """What the operators of an attribute mean."""

    def __init__(self, prop, parentmapper, adapt_to_entity=None):
        self.prop = self.property = prop
        self._parententity = parentmapper
        self._adapt_to_entity = adapt_to_entity

    @classmethod
    def __class_getitem__(cls, key):
        return cls

    @property
    def parent(self):
        return self._parententity

    @property
    def expression(self):
        return self.__clause_element__()

    def __clause_element__(self):
        return self._attribute

    def adapt_to_entity(self, adapt_to_entity):
        return self

    def operate(self, op, *other, **kwargs):
        return op(self.__clause_element__(), *other, **kwargs)

    def reverse_operate(self, op, other, **kwargs):
        return op(other, self.__clause_element__(), **kwargs)

    def has(self, criterion=None, **kwargs):
        return self.__clause_element__().has(criterion, **kwargs)

    def any(self, criterion=None, **kwargs):
        return self.__clause_element__().any(criterion, **kwargs)

    def of_type(self, class_):
        return self.__clause_element__().of_type(class_)


class AttributeComparator(PropComparator):
    """The base of the comparators of columns, composites and relationships."""


class Comparator(PropComparator):
    """The base of the comparators of hybrids."""

    expression = None

    def __init__(self, expression):
        self.expression = expression

    def __clause_element__(self):
        expr = self.expression
        return expr.__clause_element__() if hasattr(expr, '__clause_element__') else expr

    @property
    def property(self):
        raise NotImplementedError()

    def operate(self, op, *other, **kwargs):
        raise NotImplementedError(str(op))
`,
);
