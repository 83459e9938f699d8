import { sourceModule } from '../modules/source-module';

/** Names of the Core that say themselves what they do in a few lines: markers, configuration, statements of lambdas. */
export const coreNamesModule = sourceModule(
  'sqlalchemy._core_names',
  String.raw`
class _Enumeration:
    """A member of an enumeration that is known by its name."""

    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __repr__(self):
        return '<%s.%s: %r>' % (type(self).__name__, self.name, self.value)

    def __str__(self):
        return '%s.%s' % (type(self).__name__, self.name)


def _enumeration(name, module, **values):
    cls = type(name, (_Enumeration,), {'__module__': module})
    for key, value in values.items():
        setattr(cls, key, cls(key, value))
    return cls


class _Flag(_Enumeration):
    def __or__(self, other):
        return type(self)._of(self.value | other.value)

    def __and__(self, other):
        return type(self)._of(self.value & other.value)

    def __contains__(self, other):
        return self.value & other.value == other.value

    def __bool__(self):
        return self.value != 0

    def __eq__(self, other):
        return type(other) is type(self) and self.value == other.value

    def __hash__(self):
        return hash(self.value)

    @classmethod
    def _of(cls, value):
        for one in vars(cls).values():
            if isinstance(one, cls) and one.value == value:
                return one
        return cls('|'.join(one.name for one in vars(cls).values() if isinstance(one, cls) and one.value & value == one.value), value)


def _flags(name, module, **values):
    cls = type(name, (_Flag,), {'__module__': module})
    for key, value in values.items():
        setattr(cls, key, cls(key, value))
    return cls


SelectLabelStyle = _enumeration(
    'SelectLabelStyle', 'sqlalchemy.sql.selectable', LABEL_STYLE_NONE=0, LABEL_STYLE_TABLENAME_PLUS_COL=1, LABEL_STYLE_DISAMBIGUATE_ONLY=2
)
LABEL_STYLE_NONE = SelectLabelStyle.LABEL_STYLE_NONE
LABEL_STYLE_TABLENAME_PLUS_COL = SelectLabelStyle.LABEL_STYLE_TABLENAME_PLUS_COL
LABEL_STYLE_DISAMBIGUATE_ONLY = LABEL_STYLE_DEFAULT = SelectLabelStyle.LABEL_STYLE_DISAMBIGUATE_ONLY
SchemaConst = _enumeration('SchemaConst', 'sqlalchemy.sql.schema', RETAIN_SCHEMA=1, BLANK_SCHEMA=2, NULL_UNSPECIFIED=3)
BLANK_SCHEMA = SchemaConst.BLANK_SCHEMA
ObjectKind = _flags('ObjectKind', 'sqlalchemy.engine.reflection', TABLE=1, VIEW=2, MATERIALIZED_VIEW=4, ANY_VIEW=6, ANY=7)
ObjectScope = _flags('ObjectScope', 'sqlalchemy.engine.reflection', DEFAULT=1, TEMPORARY=2, ANY=3)
BindTyping = _enumeration('BindTyping', 'sqlalchemy.engine.interfaces', NONE=1, SETINPUTSIZES=2, RENDER_CASTS=3)


class _Annotation:
    def __class_getitem__(cls, key):
        return cls


class SQLColumnExpression(_Annotation):
    __module__ = 'sqlalchemy.sql.elements'


class ColumnExpressionArgument(_Annotation):
    __module__ = 'sqlalchemy.sql._typing'


class _Symbol:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return 'symbol(%r)' % self.name


CANCEL = _Symbol('CANCEL')
NO_RETVAL = _Symbol('NO_RETVAL')


class quoted_name(str):
    """A name that tells whether it is to be quoted."""

    __module__ = 'sqlalchemy.sql.elements'

    def __new__(cls, value, quote):
        made = super().__new__(cls, value)
        made.quote = quote
        return made

    @classmethod
    def construct(cls, value, quote):
        return None if value is None else cls(value, quote)


class conv(str):
    """The name of a constraint to which no naming convention applies."""

    __module__ = 'sqlalchemy.sql.elements'


class custom_op:
    __module__ = 'sqlalchemy.sql.operators'

    def __init__(self, opstring, *, precedence=0, is_comparison=False, return_type=None, natural_self_precedent=False, eager_grouping=False, python_impl=None, operator_class=None, visit_name=None):
        self.opstring = opstring
        self.precedence = precedence
        self.is_comparison = is_comparison
        self.return_type = return_type
        self.python_impl = python_impl

    __name__ = 'custom_op'

    def __eq__(self, other):
        return isinstance(other, custom_op) and (self.opstring, self.precedence, self.is_comparison) == (other.opstring, other.precedence, other.is_comparison)

    def __hash__(self):
        return id(self)

    def __call__(self, left, right, *other, **kw):
        return left.op(self.opstring, precedence=self.precedence, is_comparison=self.is_comparison, return_type=self.return_type)(right)


def bitwise_not(expr):
    return expr.bitwise_not()


def aggregate_order_by(element, *order_by):
    return element.aggregate_order_by(*order_by)


def outparam(key, type_=None):
    from sqlalchemy import bindparam
    return bindparam(key, None, type_=type_)


class LambdaElement:
    __module__ = 'sqlalchemy.sql.lambdas'


class StatementLambdaElement(LambdaElement):
    """A statement that functions without arguments, and of a statement, put together."""

    __module__ = 'sqlalchemy.sql.lambdas'

    def __init__(self, statement):
        self._resolved = statement

    def __add__(self, other):
        return self.add_criteria(other)

    def add_criteria(self, other, enable_tracking=True, track_on=None, track_closure_variables=True, track_bound_values=True):
        return LinkedLambdaElement(other(self._resolved))

    def spoil(self):
        return self

    def __clause_element__(self):
        return self._resolved

    def __str__(self):
        return str(self._resolved)

    def __getattr__(self, name):
        return getattr(self._resolved, name)


class LinkedLambdaElement(StatementLambdaElement):
    __module__ = 'sqlalchemy.sql.lambdas'


def lambda_stmt(lmb, enable_tracking=True, track_closure_variables=True, track_on=None, global_track_bound_values=True, track_bound_values=True, lambda_cache=None):
    return StatementLambdaElement(lmb())


_flagged = {'echo', 'echo_pool', 'future', 'hide_parameters', 'pool_pre_ping', 'pool_use_lifo'}
_counted = {'pool_size', 'max_overflow', 'pool_recycle', 'pool_timeout', 'query_cache_size'}


def _asbool(value):
    if not isinstance(value, str):
        return bool(value)
    text = value.strip().lower()
    if text in ('true', 'yes', 'on', 'y', 't', '1'):
        return True
    if text in ('false', 'no', 'off', 'n', 'f', '0'):
        return False
    raise ValueError('String is not true/false: %r' % text)


def _configured(configuration, prefix, kwargs):
    options = {key[len(prefix):]: value for key, value in configuration.items() if key.startswith(prefix)}
    options.update(kwargs)
    for key, value in list(options.items()):
        if key in _flagged and value != 'debug':
            options[key] = _asbool(value)
        elif key in _counted:
            options[key] = int(value)
    return options.pop('url'), options


def engine_from_config(configuration, prefix='sqlalchemy.', **kwargs):
    from sqlalchemy import create_engine
    url, options = _configured(configuration, prefix, kwargs)
    return create_engine(url, **options)


def async_engine_from_config(configuration, prefix='sqlalchemy.', **kwargs):
    from sqlalchemy.ext.asyncio import create_async_engine
    url, options = _configured(configuration, prefix, kwargs)
    return create_async_engine(url, **options)


def traverse(obj, opts, visitors):
    """Calls a function for each element of an expression, by the element's kind."""
    for element in iterate(obj, opts):
        visit = visitors.get(getattr(element, '__visit_name__', None))
        if visit is not None:
            visit(element)
    return obj


def iterate(obj, opts=None):
    if obj is None:
        return
    waiting = [obj]
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting.extend(element.get_children())


class ClauseVisitor:
    """Calls its methods visit_<kind> for the elements of an expression."""

    __module__ = 'sqlalchemy.sql.visitors'
    __traverse_options__ = {}

    def iterate(self, obj):
        return iterate(obj)

    def traverse(self, obj):
        for element in iterate(obj):
            visit = getattr(self, 'visit_%s' % getattr(element, '__visit_name__', ''), None)
            if visit is not None:
                visit(element)
        return obj
`,
);

/** What of {@link coreNamesModule} which modules have. */
export const coreNames: Readonly<Record<string, readonly string[]>> = {
  sqlalchemy: 'SQLColumnExpression ColumnExpressionArgument quoted_name custom_op bitwise_not aggregate_order_by outparam lambda_stmt LambdaElement StatementLambdaElement LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_DEFAULT SelectLabelStyle BLANK_SCHEMA BindTyping engine_from_config'.split(' '),
  'sqlalchemy.sql': 'SQLColumnExpression ColumnExpressionArgument quoted_name aggregate_order_by outparam lambda_stmt LambdaElement StatementLambdaElement LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_DEFAULT SelectLabelStyle ClauseVisitor'.split(' '),
  'sqlalchemy.sql.expression': 'SQLColumnExpression ColumnExpressionArgument quoted_name custom_op bitwise_not aggregate_order_by outparam lambda_stmt LambdaElement StatementLambdaElement LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_DEFAULT SelectLabelStyle'.split(' '),
  'sqlalchemy.sql.elements': ['quoted_name', 'conv'],
  'sqlalchemy.sql.operators': ['custom_op'],
  'sqlalchemy.sql.visitors': ['ClauseVisitor', 'traverse', 'iterate'],
  'sqlalchemy.sql.selectable': 'LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_DEFAULT SelectLabelStyle'.split(' '),
  'sqlalchemy.event': ['CANCEL', 'NO_RETVAL'],
  'sqlalchemy.schema': ['conv', 'BLANK_SCHEMA', 'SchemaConst'],
  'sqlalchemy.sql.schema': ['conv', 'BLANK_SCHEMA', 'SchemaConst'],
  'sqlalchemy.engine': ['engine_from_config', 'ObjectKind', 'ObjectScope', 'BindTyping'],
  'sqlalchemy.engine.reflection': ['ObjectKind', 'ObjectScope'],
  'sqlalchemy.ext.asyncio': ['async_engine_from_config'],
}; // prettier-ignore
