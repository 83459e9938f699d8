import { ArgumentError } from '../../orm/errors';
import type { ClauseElement } from '../../orm/sql/clause';
import { asClause, ClauseElement as Clause } from '../../orm/sql/clause';
import { ColumnClause } from '../../orm/sql/column';
import {
  all_, any_, asc, between, bindparam, case_, Case, cast, collate, desc, distinct, extract, Extract, FunctionFilter, label, literal, nullsFirst, nullsLast, Over, Slice, tryCast, Tuple, tuple_, typeCoerce,
  TypeCoerce, WithinGroup,
} from '../../orm/sql/constructs'; // prettier-ignore
import {
  and_, BinaryExpression, BindParameter, Cast, ClauseList, CollectionAggregate, ColumnElement, ExpressionClauseList, false_, False_, Grouping, Label, not_, Null, null_, or_, true_, True_, UnaryExpression,
} from '../../orm/sql/elements'; // prettier-ignore
import { expression } from '../../orm/sql/coerce';
import { operators } from '../../orm/sql/operators';
import { FunctionElement } from '../../orm/sql/functions';
import { literalColumn, column } from '../../orm/sql/column';
import { select } from '../../orm/sql/select';
import { withParams } from '../../orm/sql/traverse';
import { Exists, ScalarSelect } from '../../orm/sql/selectable';
import { Array_ } from '../../orm/sql/types/array';
import type { TypeEngine } from '../../orm/sql/types/type-engine';
import type { HostClass } from '../bridge/host-class';
import { PySlice } from '../objects/sequences';
import type { Value } from '../objects/object';
import { asFlag, asNumber, asRecord, asText, asTextOrNull, memberOf } from './arguments';
import type { Binder, Binding } from './bind';
import { functions, methods, type MethodRows } from './rows';
import { toCompiled } from './compiled';

const ELEMENTS = 'sqlalchemy.sql.elements';

/** What `like()` and its kin are told. */
function likeOptions(escape: unknown, autoescape: unknown = false): { escape?: string; autoescape?: boolean } {
  return { ...(escape === null ? {} : { escape: asText(escape) }), ...(asFlag(autoescape) ? { autoescape: true } : {}) };
}

/** `.op('->')`: waits for the other side. */
export class CustomOperation {
  constructor(readonly apply: (...given: readonly unknown[]) => ClauseElement) {}
}

const columnMethods = methods<ColumnElement>()({
  'in_(other)': (self, other) => self.in_(other),
  'not_in(other)': (self, other) => self.notIn(other),
  'notin_(other)': (self, other) => self.notIn(other),
  'is_(other)': (self, other) => self.is_(other),
  'is_not(other)': (self, other) => self.isNot(other),
  'isnot(other)': (self, other) => self.isNot(other),
  'is_distinct_from(other)': (self, other) => self.isDistinctFrom(other),
  'is_not_distinct_from(other)': (self, other) => self.isNotDistinctFrom(other),
  'isnot_distinct_from(other)': (self, other) => self.isNotDistinctFrom(other),
  'like(other, escape=None)': (self, other, escape) => self.like(other as string, likeOptions(escape)),
  'ilike(other, escape=None)': (self, other, escape) => self.ilike(other as string, likeOptions(escape)),
  'not_like(other, escape=None)': (self, other, escape) => self.notLike(other as string, likeOptions(escape)),
  'notlike(other, escape=None)': (self, other, escape) => self.notLike(other as string, likeOptions(escape)),
  'not_ilike(other, escape=None)': (self, other, escape) => self.notIlike(other as string, likeOptions(escape)),
  'notilike(other, escape=None)': (self, other, escape) => self.notIlike(other as string, likeOptions(escape)),
  'startswith(other, escape=None, autoescape=False)': (self, other, escape, auto) => self.startswith(other as string, likeOptions(escape, auto)),
  'endswith(other, escape=None, autoescape=False)': (self, other, escape, auto) => self.endswith(other as string, likeOptions(escape, auto)),
  'contains(other, escape=None, autoescape=False)': (self, other, escape, auto) => self.contains(other, likeOptions(escape, auto)),
  'icontains(other, escape=None, autoescape=False)': (self, other, escape, auto) => self.icontains(other as string, likeOptions(escape, auto)),
  'istartswith(other, escape=None, autoescape=False)': (self, other, escape, auto) => self.istartswith(other as string, likeOptions(escape, auto)),
  'iendswith(other, escape=None, autoescape=False)': (self, other, escape, auto) => self.iendswith(other as string, likeOptions(escape, auto)),
  'match(other, **kwargs)': (self, other, kwargs) => self.match(other as string, kwargs),
  'regexp_match(pattern, flags=None)': (self, pattern, flags) => self.regexpMatch(pattern as string, asTextOrNull(flags)),
  'regexp_replace(pattern, replacement, flags=None)': (self, pattern, replacement, flags) => self.regexpReplace(pattern as string, replacement as string, asTextOrNull(flags)),
  'between(cleft, cright, symmetric=False)': (self, low, high, symmetric) => self.between(low, high, { symmetric: asFlag(symmetric) }),
  'concat(other)': (self, other) => self.concat(other as string),
  'bitwise_and(other)': (self, other) => self.bitwiseAnd(other),
  'bitwise_or(other)': (self, other) => self.bitwiseOr(other),
  'bitwise_xor(other)': (self, other) => self.bitwiseXor(other),
  'bitwise_not()': (self) => self.bitwiseNot(),
  'bitwise_lshift(other)': (self, other) => self.bitwiseLshift(other),
  'bitwise_rshift(other)': (self, other) => self.bitwiseRshift(other),
  'distinct()': (self) => self.distinct(),
  'collate(collation)': (self, collation) => self.collate(asText(collation)),
  'desc()': (self) => self.desc(),
  'asc()': (self) => self.asc(),
  'nulls_first()': (self) => self.nullsFirst(),
  'nullsfirst()': (self) => self.nullsFirst(),
  'nulls_last()': (self) => self.nullsLast(),
  'nullslast()': (self) => self.nullsLast(),
  'any_()': (self) => self.any_(),
  'all_()': (self) => self.all_(),
  'label(name)': (self, name) => self.label(asTextOrNull(name)),
  'cast(type_)': (self, type) => self.cast(type as TypeEngine),
  'self_group(against=None)': (self) => self.selfGroup(),
  'op(opstring, precedence=0, is_comparison=False, return_type=None)': (self, text, precedence, comparison, returnType) =>
    new CustomOperation(self.op(asText(text), { precedence: asNumber(precedence), isComparison: asFlag(comparison), ...(returnType === null ? {} : { returnType: returnType as TypeEngine }) })),
  'bool_op(opstring, precedence=0)': (self, text, precedence) => new CustomOperation(self.boolOp(asText(text), asNumber(precedence))),
});

/** Methods of all that stands in SQL. */
export const clauseMethods = methods<ClauseElement>()({
  'compile(bind=None, dialect=None, compile_kwargs=None, **kw)': (self, bind, dialect, options) => toCompiled(self, bind ?? dialect, asRecord(options)),
  'params(*given, **values)': (self, given, values) => withValues(self, [...given.map(asRecord), values].reduce((all, one) => ({ ...all, ...one }), {})),
});

function withValues(self: ClauseElement, values: Readonly<Record<string, unknown>>): ClauseElement {
  return withParams(self, values);
}

/** What Python's operators mean for things that stand for an expression. */
export function columnOperators<T extends object>(of: (self: T) => ColumnElement): Required<Pick<Binding<T>, 'operators' | 'reflected' | 'unary' | 'comparisons'>> {
  return {
    operators: {
      '+': (self, other) => of(self).add(other),
      '-': (self, other) => of(self).sub(other),
      '*': (self, other) => of(self).mul(other),
      '/': (self, other) => of(self).div(other),
      '//': (self, other) => of(self).floordiv(other),
      '%': (self, other) => of(self).mod(other),
      '**': (self, other) => of(self).pow(other),
      '&': (self, other) => and_(of(self), other),
      '|': (self, other) => or_(of(self), other),
      '<<': (self, other) => of(self).op('<<')(other),
      '>>': (self, other) => of(self).op('>>')(other),
    },
    reflected: {
      '+': (self, other) => of(self).reverseOperate(operators.add, other),
      '-': (self, other) => of(self).reverseOperate(operators.sub, other),
      '*': (self, other) => of(self).reverseOperate(operators.mul, other),
      '/': (self, other) => of(self).reverseOperate(operators.truediv, other),
      '//': (self, other) => of(self).reverseOperate(operators.floordiv, other),
      '%': (self, other) => of(self).reverseOperate(operators.mod, other),
      '&': (self, other) => and_(other, of(self)),
      '|': (self, other) => or_(other, of(self)),
    },
    unary: { '-': (self) => of(self).neg(), '~': (self) => of(self).not() },
    comparisons: {
      '==': (self, other) => of(self).eq(other),
      '!=': (self, other) => of(self).ne(other),
      '<': (self, other) => of(self).lt(other),
      '<=': (self, other) => of(self).le(other),
      '>': (self, other) => of(self).gt(other),
      '>=': (self, other) => of(self).ge(other),
    },
  };
}

/** The methods of expressions for things that stand for one. */
export function columnMethodsOf<T>(of: (self: T) => ColumnElement): MethodRows<T> {
  return Object.fromEntries(Object.entries({ ...clauseMethods, ...columnMethods } as MethodRows<ColumnElement>).map(([heading, row]) => [heading, (self: T, ...given: unknown[]) => row(of(self), ...given)]));
}

/** Expressions by class: what Python calls them. A class that is not here is shown as the nearest one above it that is. */
const kinds: readonly (readonly [of: abstract new (...given: never[]) => ColumnElement, name: string, module: string])[] = [
  [BinaryExpression, 'BinaryExpression', ELEMENTS],
  [UnaryExpression, 'UnaryExpression', ELEMENTS],
  [CollectionAggregate, 'CollectionAggregate', ELEMENTS],
  [ExpressionClauseList, 'BooleanClauseList', ELEMENTS],
  [BindParameter, 'BindParameter', ELEMENTS],
  [Null, 'Null', ELEMENTS],
  [True_, 'True_', ELEMENTS],
  [False_, 'False_', ELEMENTS],
  [Grouping, 'Grouping', ELEMENTS],
  [Case, 'Case', ELEMENTS],
  [Cast, 'Cast', ELEMENTS],
  [TypeCoerce, 'TypeCoerce', ELEMENTS],
  [Extract, 'Extract', ELEMENTS],
  [Tuple, 'Tuple', ELEMENTS],
];

/** The classes of expressions. */
export interface ExpressionClasses {
  readonly clause: HostClass<ClauseElement>;
  readonly column: HostClass<ColumnElement>;
  readonly byName: Readonly<Record<string, Value>>;
}

/** `expression[key]`: an element of an array, a part of a document; of an array also `[1:3]`. */
export function itemOf(self: ColumnElement, key: unknown): ClauseElement {
  if (key instanceof PySlice) return sliceOf(self, key);
  return self.at(key);
}

/** Binds expressions: operators, methods, classes. */
export function bindExpressions(binder: Binder): ExpressionClasses {
  const clause = binder.class<ClauseElement>({ name: 'ClauseElement', module: ELEMENTS, of: Clause, methods: clauseMethods, str: (self) => self.toString() });
  binder.class<CustomOperation>({ name: 'custom_op', module: 'sqlalchemy.sql.operators', of: CustomOperation, call: (self, given) => self.apply(...given) });
  binder.class<ClauseList>({ name: 'ClauseList', module: ELEMENTS, of: ClauseList, bases: [clause.type] });
  const column = binder.class<ColumnElement>({
    name: 'ColumnElement',
    module: ELEMENTS,
    of: ColumnElement,
    bases: [clause.type],
    methods: columnMethods,
    attributes: {
      type: (self) => self.type,
      name: (self) => shownName(self.name),
      key: (self) => self.key,
      description: (self) => shownName(self.name),
      table: (self) => memberOf(self, 'table'),
      value: (self) => memberOf(self, 'value'),
      element: (self) => memberOf(self, 'element'),
      left: (self) => memberOf(self, 'left'),
      right: (self) => memberOf(self, 'right'),
      clauses: (self) => memberOf(self, 'clauses'),
      expression: (self) => self,
    },
    attribute: (self, name) => comparatorMethod(self, name),
    ...columnOperators<ColumnElement>((self) => self),
    truth: (self) => self.truth(),
    item: itemOf,
    str: (self) => self.toString(),
  });
  const byName: Record<string, Value> = { ClauseElement: clause.type, ColumnElement: column.type };
  for (const [of, name, module] of kinds) byName[name] = binder.class({ name, module, of, bases: [column.type] }).type;
  const labelClass = binder.class<Label>({ name: 'Label', module: ELEMENTS, of: Label, bases: [column.type] });
  const call = binder.class<FunctionElement>({
    name: 'Function',
    module: 'sqlalchemy.sql.functions',
    of: FunctionElement,
    bases: [column.type],
    methods: methods<FunctionElement>()({
      'over(*, partition_by=None, order_by=None, rows=None, range_=None, groups=None)': windowOver,
      'filter(*criteria)': (self, criteria) => self.filter(...criteria),
      'within_group(*order_by)': (self, orderBy) => self.withinGroup(...orderBy),
      'aggregate_order_by(*order_by)': (self, orderBy) => self.aggregateOrderBy(...orderBy),
      'table_valued(*columns, **options)': (self, columns, { name, with_ordinality: ordinality, joins_implicitly: joins }) =>
        self.tableValued(...columns, { ...(name === undefined ? {} : { name: asTextOrNull(name) }), ...(ordinality === undefined ? {} : { withOrdinality: asText(ordinality) }), ...(joins === undefined ? {} : { joinsImplicitly: asFlag(joins) }) }),
      'column_valued(name=None)': (self, name) => self.columnValued(asTextOrNull(name)),
      'scalar_table_valued(name, type_=None)': (self, name, type) => self.scalarTableValued(asText(name), type as TypeEngine | null),
      'alias(name=None)': (self, name) => self.alias(asTextOrNull(name)),
    }),
  });
  for (const [of, name] of [[WithinGroup, 'WithinGroup'], [FunctionFilter, 'FunctionFilter']] as const) {
    byName[name] = binder.class<WithinGroup | FunctionFilter>({ name, module: ELEMENTS, of, bases: [column.type], methods: methods<WithinGroup | FunctionFilter>()({ 'over(*, partition_by=None, order_by=None, rows=None, range_=None, groups=None)': windowOver, 'filter(*criteria)': (self, criteria) => self.filter(...(criteria)) }) }).type;
  }
  byName['Over'] = binder.class<Over>({ name: 'Over', module: ELEMENTS, of: Over, bases: [column.type] }).type;
  const clauseColumn = binder.class<ColumnClause>({ name: 'ColumnClause', module: ELEMENTS, of: ColumnClause, bases: [column.type], repr: (self) => `<sqlalchemy.sql.elements.ColumnClause at 0x0; ${String(self.name)}>` });
  byName['ColumnClause'] = clauseColumn.type;
  byName['Label'] = labelClass.type;
  byName['Function'] = call.type;
  byName['ScalarSelect'] = binder.class<ScalarSelect>({
    name: 'ScalarSelect',
    module: 'sqlalchemy.sql.selectable',
    of: ScalarSelect,
    bases: [column.type],
    methods: methods<ScalarSelect>()({ 'where(*criteria)': (self, criteria) => self.where(...criteria), 'correlate(*froms)': (self, froms) => self.correlate(...froms), 'correlate_except(*froms)': (self, froms) => self.correlateExcept(...froms) }),
  }).type;
  byName['Exists'] = binder.class<Exists>({
    name: 'Exists',
    module: 'sqlalchemy.sql.selectable',
    of: Exists,
    bases: [column.type],
    methods: methods<Exists>()({
      'where(*criteria)': (self, criteria) => self.where(...criteria),
      'select_from(*froms)': (self, froms) => self.selectFrom(...froms),
      'correlate(*froms)': (self, froms) => self.correlate(...froms),
      'correlate_except(*froms)': (self, froms) => self.correlateExcept(...froms),
      'select()': (self) => select(self),
    }),
  }).type;
  return { clause, column, byName };
}

function shownName(name: unknown): string | null {
  return typeof name === 'string' ? name : name === null || name === undefined ? null : '%(anon)s';
}

/** A method that expressions of a type have: `as_string()` of JSON, `contains()` of an array. */
export function comparatorMethod(self: ColumnElement, name: string): unknown {
  const own = self.type.comparator[camelName(name)];
  if ((name === 'any' || name === 'all') && self.type instanceof Array_) return new CustomOperation((other) => (name === 'any' ? any_(self) : all_(self)).eq(other));
  if (name === 'astext' && self instanceof BinaryExpression) return self.asString();
  if (own) return new CustomOperation((...given) => own(self, ...given));
  if (!(self instanceof BinaryExpression) || !/^as_(?:string|integer|float|boolean|json)$/.test(name)) return undefined;
  const convert: unknown = memberOf(self, camelName(name));
  return typeof convert === 'function' ? new CustomOperation(() => Reflect.apply(convert, self, []) as ColumnElement) : undefined;
}

const camelName = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function windowOver(self: { over(options: object): Over }, partitionBy: unknown, orderBy: unknown, rows: unknown, range: unknown, groups: unknown): Over {
  return self.over(windowOptions(partitionBy, orderBy, rows, range, groups));
}

function windowOptions(partitionBy: unknown, orderBy: unknown, rows: unknown, range: unknown, groups: unknown): object {
  return { partitionBy, orderBy, rows: rows as null, range: range as null, groups: groups as null };
}

/** `expression[start:stop]` of an array. */
function sliceOf(self: ColumnElement, slice: PySlice): ClauseElement {
  return new BinaryExpression(self, new Slice(expression(slice.start), expression(slice.stop)), operators.getitem, self.type);
}

/** The functions that make expressions. */
export const expressionFunctions = functions({
  'and_(*clauses)': (clauses) => and_(...clauses),
  'or_(*clauses)': (clauses) => or_(...clauses),
  'not_(clause)': (clause) => not_(clause),
  'null()': () => null_(),
  'true()': () => true_(),
  'false()': () => false_(),
  'desc(column)': (given) => desc(given),
  'asc(column)': (given) => asc(given),
  'nulls_first(column)': (given) => nullsFirst(given),
  'nullsfirst(column)': (given) => nullsFirst(given),
  'nulls_last(column)': (given) => nullsLast(given),
  'nullslast(column)': (given) => nullsLast(given),
  'distinct(expr)': (given) => distinct(given),
  'between(expr, lower_bound, upper_bound, symmetric=False)': (expr, low, high, symmetric) => between(expr, low, high, { symmetric: asFlag(symmetric) }),
  'collate(expression, collation)': (given, collation) => collate(given, asText(collation)),
  'any_(expr)': (given) => any_(given),
  'all_(expr)': (given) => all_(given),
  'label(name, element, type_=None)': (name, given) => label(asTextOrNull(name), given),
  'case(*whens, value=None, else_?)': (whens, value, otherwise) => {
    const [only] = whens;
    const pairs = whens.length === 1 && !Array.isArray(only) && asClause(only) === null ? (only as Readonly<Record<string, unknown>>) : (whens as readonly (readonly [unknown, unknown])[]);
    return case_(pairs, { value, ...(otherwise === undefined || otherwise === null ? {} : { otherwise }) });
  },
  'cast(expression, type_)': (given, type) => cast(given, type as TypeEngine),
  'try_cast(expression, type_)': (given, type) => tryCast(given, type as TypeEngine),
  'type_coerce(expression, type_)': (given, type) => typeCoerce(given, type as TypeEngine),
  'extract(field, expr)': (field, given) => extract(asText(field), given),
  'tuple_(*clauses, types=None)': (clauses) => tuple_(...clauses),
  'literal(value, type_=None, literal_execute=False)': (value, type) => literal(value, type as TypeEngine | null),
  'column(text, type_=None, is_literal=False)': (name, type, isLiteral) => (asFlag(isLiteral) ? literalColumn(asText(name), type as TypeEngine | null) : column(asText(name), type as TypeEngine | null)),
  'literal_column(text, type_=None)': (text, type) => literalColumn(asText(text), type as TypeEngine | null),
  'bindparam(key=None, value?, type_=None, unique=False, required?, quote=None, callable_=None, expanding=False)': (key, value, type, unique, required, _quote, callable, expanding) => {
    if (callable !== null) throw new ArgumentError('bindparam(callable_=...) takes its value when the statement is executed: give the value itself');
    return bindparam(asTextOrNull(key), value, { type: type as TypeEngine | null, unique: asFlag(unique), expanding: asFlag(expanding), ...(required === undefined ? {} : { required: asFlag(required) }) });
  },
  'over(element, partition_by=None, order_by=None, rows=None, range_=None, groups=None)': (element, partitionBy, orderBy, rows, range, groups) =>
    new Over(element as ColumnElement, windowOptions(partitionBy, orderBy, rows, range, groups)),
  'within_group(element, *order_by)': (element, orderBy) => (element as FunctionElement).withinGroup(...orderBy),
  'funcfilter(func, *criteria)': (element, criteria) => (element as FunctionElement).filter(...criteria),
  'alias(selectable, name=None)': (selectable, name) => (asClause(selectable) as unknown as { alias(name: string | null): ClauseElement }).alias(asTextOrNull(name)),
});
