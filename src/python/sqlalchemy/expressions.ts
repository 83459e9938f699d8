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
import { types } from '../../orm/sql/types/resolve';
import { operators, type Operator } from '../../orm/sql/operators';
import { FunctionElement } from '../../orm/sql/functions';
import { literalColumn, column } from '../../orm/sql/column';
import { select } from '../../orm/sql/select';
import { childrenOf, withParams } from '../../orm/sql/traverse';
import { sameStructure } from '../../orm/sql/cache-key';
import { Dml } from '../../orm/sql/dml';
import { TupleOf } from './bridge';
import { Jsonb, PgJson } from '../../orm/sql/types/json';
import { deletePath, partAsText } from '../../orm/sql/postgres-expressions';
import { call } from '../protocol/call';
import { builtinException, raised } from '../objects/exceptions';
import { Exists, ScalarSelect, SelectBase } from '../../orm/sql/selectable';
import { Array_ } from '../../orm/sql/types/array';
import { Numeric } from '../../orm/sql/types/standard';
import type { TypeEngine } from '../../orm/sql/types/type-engine';
import { remark } from '../../orm/remarks';
import { Cte, FromClause, Join, Subquery } from '../../orm/sql/from-clause';
import { Column } from '../../orm/sql/schema/column';
import { Table } from '../../orm/sql/schema/table';
import type { HostClass } from '../bridge/host-class';
import { PySlice } from '../objects/sequences';
import type { PyType, Value } from '../objects/object';
import { asFlag, asNumber, asNumberOrNull, asRecord, asText, asTextOrNull, camelKeys, memberOf } from './arguments';
import type { Binder, Binding } from './bind';
import type { ProgramCompiler } from './compiler-extension';
import { ownFunction, takeArguments } from './function-classes';
import { letOverride, OwnColumn, OwnStatement } from './own-constructs';
import { functions, methods, type MethodRows } from './rows';
import { toCompiled } from './compiled';

const ELEMENTS = 'sqlalchemy.sql.elements';

/** What IN looks into: of a table all rows, and a remark that this was not said. */
function listSource(given: unknown): unknown {
  const element = asClause(given);
  if (!(element instanceof FromClause)) return given;
  const kind = element instanceof Table ? 'Table' : element instanceof Cte ? 'CTE' : element instanceof Subquery ? 'Subquery' : element instanceof Join ? 'Join' : 'Alias';
  remark(`Coercing ${kind} object into a select() for use in IN(); please pass a select() construct explicitly`);
  return select(element);
}

/** What `like()` and its kin are told. */
function likeOptions(escape: unknown, autoescape: unknown = false): { escape?: string; autoescape?: boolean } {
  return { ...(escape === null ? {} : { escape: asText(escape) }), ...(asFlag(autoescape) ? { autoescape: true } : {}) };
}

/** `.op('->')`: waits for the other side. */
export class CustomOperation {
  constructor(readonly apply: (given: readonly unknown[], keywords: Readonly<Record<string, unknown>>) => unknown) {}
}

/** `.op('->')` as Python calls it. */
function operation(apply: (other: unknown) => ClauseElement): CustomOperation {
  return new CustomOperation(([other]) => apply(other));
}

export const columnMethods = methods<ColumnElement>()({
  'in_(other)': (self, other) => self.in_(listSource(other)),
  'not_in(other)': (self, other) => self.notIn(listSource(other)),
  'notin_(other)': (self, other) => self.notIn(listSource(other)),
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
  'match(other, **kwargs)': (self, other, kwargs) => self.match(other as string, camelKeys(kwargs)),
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
  'op(opstring, precedence=0, is_comparison=False, return_type=None, python_impl=None, operator_class=None, visit_name=None)': (self, text, precedence, comparison, returnType) =>
    operation(self.op(asText(text), { precedence: asNumber(precedence), isComparison: asFlag(comparison), ...(returnType === null ? {} : { returnType: returnType as TypeEngine }) })),
  'bool_op(opstring, precedence=0, python_impl=None)': (self, text, precedence) => operation(self.boolOp(asText(text), asNumber(precedence))),
});

/** Methods of all that stands in SQL. */
export const clauseMethods = methods<ClauseElement>()({
  'compile(bind=None, dialect=None, compile_kwargs=None, **kw)': (self, bind, dialect, options) => toCompiled(self, bind ?? dialect, asRecord(options)),
  'compare(other)': (self, other) => {
    const element = asClause(other);
    return element !== null && sameStructure(self, element);
  },
  'get_children()': (self) => (self instanceof Column ? [] : childrenOf(self)),
  'is_derived_from(fromclause)': (self, from) => self instanceof FromClause && from instanceof FromClause && self.isDerivedFrom(from),
  'unique_params(*given, **values)': (self, given, values) => withValues(self, [...given.map(asRecord), values].reduce((all, one) => ({ ...all, ...one }), {})),
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

/** Attributes that all of SQL's elements have. */
const clauseAttributes: Binding<ClauseElement>['attributes'] = {
  __visit_name__: (self) => self.kind,
  is_clause_element: () => true,
  is_selectable: (self) => self instanceof SelectBase || self instanceof FromClause,
  is_select: (self) => self instanceof SelectBase,
  is_insert: (self) => self.kind === 'insert',
  is_update: (self) => self.kind === 'update',
  is_delete: (self) => self.kind === 'delete',
  is_dml: (self) => self instanceof Dml,
  is_text: (self) => self.kind === 'text',
  supports_execution: (self) => self instanceof SelectBase || self instanceof Dml || self.kind === 'text' || self.kind === 'ddl' || self.kind === 'function',
};

/** What some expressions tell of themselves. */
const attributesOf: Readonly<Record<string, Binding<ColumnElement>['attributes']>> = {
  BinaryExpression: { operator: (self) => operatorOf(self, 'operator'), modifiers: (self) => memberOf(self, 'modifiers'), negate: (self) => operatorOf(self, 'negate') },
  UnaryExpression: { operator: (self) => operatorOf(self, 'operator'), modifier: (self) => operatorOf(self, 'modifier') },
  BooleanClauseList: { operator: (self) => operatorOf(self, 'operator') },
  BindParameter: Object.fromEntries(
    Object.entries({ effective_value: 'effectiveValue', unique: 'unique', required: 'required', expanding: 'expanding', literal_execute: 'literalExecute', callable: 'callable' }).map(([name, field]) => [name, (self: ColumnElement) => memberOf(self, field)]),
  ),
  Cast: { clause: (self) => memberOf(self, 'clause') },
  TypeCoerce: { clause: (self) => memberOf(self, 'clause') },
  Case: { whens: (self) => (self instanceof Case ? self.whens.map((pair) => new TupleOf(pair)) : null), else_: (self) => memberOf(self, 'otherwise') },
  Extract: { field: (self) => memberOf(self, 'field'), expr: (self) => memberOf(self, 'expr') },
};

/** An operator of an expression; null where it has none. */
function operatorOf(self: ColumnElement, field: string): OperatorName | null {
  const op = memberOf(self, field) as Operator | null;
  return op && new OperatorName(op);
}

/** An operator as Python's `operator` module has it. */
export class OperatorName {
  constructor(readonly operator: Operator) {}
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
  readonly executable: PyType;
  readonly column: HostClass<ColumnElement>;
  readonly byName: Readonly<Record<string, Value>>;
}

/** `expression[key]`: an element of an array, a part of a document; of an array also `[1:3]`. */
export function itemOf(self: ColumnElement, key: unknown): ClauseElement {
  if (key instanceof PySlice) return sliceOf(self, key);
  return self.at(key);
}

/** Binds expressions: operators, methods, classes. */
export function bindExpressions(binder: Binder, { compiler }: { readonly compiler: ProgramCompiler }): ExpressionClasses {
  const own = { subclassable: true, subclassed: (cls: PyType): void => { compiler.activate(); letOverride(cls); } } as const;
  const clause = binder.class<ClauseElement>({ name: 'ClauseElement', module: ELEMENTS, of: Clause, ...own, construct: () => new OwnStatement(), methods: clauseMethods, attributes: clauseAttributes, str: (self) => self.toString(), repr: (self) => self.repr() });
  const executable = binder.class<OwnStatement>({ name: 'Executable', module: 'sqlalchemy.sql.base', of: OwnStatement, ...own, construct: () => new OwnStatement() });
  const operatorClass = binder.class<OperatorName>({
    name: 'custom_op',
    module: 'sqlalchemy.sql.operators',
    of: OperatorName,
    attributes: { __name__: (self) => self.operator.name, opstring: (self) => self.operator.text?.trim() ?? null, is_comparison: (self) => self.operator.isComparison, precedence: (self) => self.operator.precedence },
    call: (self, [left, right]) => (left as ColumnElement).operate(self.operator, right),
  });
  binder.bridge.showsAs(OperatorName, (host) => {
    const { name } = (host as OperatorName).operator;
    return binder.bridge.runtime.modules.get('operator')?.attributes.get(name) ?? binder.bridge.runtime.modules.get('sqlalchemy.sql.operators')?.attributes.get(name) ?? operatorClass.wrap(host as OperatorName);
  });
  binder.class<CustomOperation>({ name: 'custom_op', module: 'sqlalchemy.sql.operators', of: CustomOperation, call: (self, given, keywords) => self.apply(given, keywords) });
  binder.class<ClauseList>({ name: 'ClauseList', module: ELEMENTS, of: ClauseList, bases: [clause.type], attributes: { clauses: (self) => self.clauses }, iterate: (self) => self.clauses, length: (self) => self.clauses.length });
  const column = binder.class<ColumnElement>({
    name: 'ColumnElement',
    module: ELEMENTS,
    of: ColumnElement,
    bases: [clause.type],
    ...own,
    construct: () => new OwnColumn(binder.bridge),
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
      comparator: (self) => self,
      anon_label: (self) => self.label(null),
      foreign_keys: () => new Set(),
      primary_key: () => false,
    },
    methods: {
      ...columnMethods,
      ...methods<ColumnElement>()({
        'operate(op, *other, **kwargs)': function* (self, op, other) {
          return yield* call(op as Value, [self, ...other].map((one) => binder.bridge.toPython(one)));
        },
        'reverse_operate(op, other, **kwargs)': function* (self, op, other) {
          return yield* call(op as Value, [binder.bridge.toPython(other), binder.bridge.toPython(self)]);
        },
      }),
    },
    attribute: (self, name) => {
      const method = comparatorMethod(self, name);
      if (method === undefined && !name.startsWith('__')) throw raised(builtinException('AttributeError'), `Neither '${binder.className(self)}' object nor 'Comparator' object has an attribute '${name}'`);
      return method;
    },
    ...columnOperators<ColumnElement>((self) => self),
    truth: (self) => self.truth(),
    item: itemOf,
    str: (self) => self.toString(),
  });
  const byName: Record<string, Value> = { ClauseElement: clause.type, Executable: executable.type, ColumnElement: column.type };
  for (const [of, name, module] of kinds) byName[name] = binder.class({ name, module, of, bases: [column.type], attributes: attributesOf[name] ?? {} }).type;
  const labelClass = binder.class<Label>({ name: 'Label', module: ELEMENTS, of: Label, bases: [column.type] });
  const functionClass = binder.class<FunctionElement>({
    name: 'FunctionElement',
    module: 'sqlalchemy.sql.functions',
    of: FunctionElement,
    bases: [column.type],
    ...own,
    construct: (cls) => ownFunction(binder, cls),
    attributes: {
      clauses: (self) => new ClauseList(self.arguments),
      clause_expr: (self) => new ClauseList(self.arguments).selfGroup(),
      packagenames: (self) => new TupleOf(self.packages),
      columns: (self) => self.alias().c,
      c: (self) => self.alias().c,
    },
    methods: methods<FunctionElement>()({
      '__init__(*clauses, **kwargs)': (self, given) => { takeArguments(self, given); },
      'select()': (self) => select(self),
      'scalar_subquery()': (self) => self,
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
  const clauseColumn = binder.class<ColumnClause>({ name: 'ColumnClause', module: ELEMENTS, of: ColumnClause, bases: [column.type], ...own, construct: (_, [text, type], { type_: named }) => new ColumnClause(asText(text), (type ?? named ?? types.null) as TypeEngine), attributes: { is_literal: (self) => self.isLiteral } });
  byName['ColumnClause'] = clauseColumn.type;
  byName['Label'] = labelClass.type;
  byName['FunctionElement'] = functionClass.type;
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
  return { clause, executable: executable.type, column, byName };
}

function shownName(name: unknown): string | null {
  return typeof name === 'string' ? name : name === null || name === undefined ? null : '%(anon)s';
}

/** A method that expressions of a type have: `as_string()` of JSON, `contains()` of an array. */
export function comparatorMethod(self: ColumnElement, name: string): unknown {
  const own = self.type.comparator[camelName(name)];
  const { type } = self;
  if ((name === 'any' || name === 'all') && type instanceof Array_) {
    remark('The ARRAY.Comparator.any() and ARRAY.Comparator.all() methods for arrays are deprecated for removal, along with the PG-specific Any() and All() functions. See any_() and all_() functions for modern use. (deprecated since: 2.1)', 'SADeprecationWarning');
    return new CustomOperation(([other]) => (name === 'any' ? any_(self) : all_(self)).eq(asClause(other) ?? self.bindParameter(operators.eq, other, type.itemType)));
  }
  if (name === 'astext' && self instanceof BinaryExpression) return type instanceof PgJson ? partAsText(self, type.astextType) : self.asString();
  if (name === 'delete_path' && type instanceof Jsonb) return new CustomOperation(([path]) => deletePath(self, path));
  if (own) return new CustomOperation((given) => own(self, ...given));
  if (!(self instanceof BinaryExpression) || !/^as_(?:string|integer|float|boolean|json|numeric)$/.test(name)) return undefined;
  const convert: unknown = memberOf(self, camelName(name));
  if (typeof convert !== 'function') return undefined;
  return new CustomOperation((given, { asdecimal }) => {
    const [precision, scale, decimal = asdecimal] = given;
    return Reflect.apply(convert, self, name === 'as_numeric' ? [new Numeric(asNumberOrNull(precision), asNumberOrNull(scale), decimal === undefined || asFlag(decimal))] : []) as ColumnElement;
  });
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
  const { type } = self;
  const shift = type instanceof Array_ && type.zeroIndexes ? 1 : 0;
  const bound = (given: Value): ClauseElement => asClause(given) ?? new BindParameter(self.key, typeof given === 'number' ? given + shift : given, { type: types.integer, unique: true });
  return new BinaryExpression(self, new Slice(bound(slice.start), bound(slice.stop)), operators.getitem, type);
}

/** Conditions for `and_()` or `or_()`; without any there is a remark. */
function conjoined(clauses: readonly unknown[], name: 'and_' | 'or_', neutral: 'true' | 'false'): readonly unknown[] {
  const constant = neutral === 'true' ? 'True' : 'False';
  if (clauses.length === 0) remark(`Invoking ${name}() without arguments is deprecated, and will be disallowed in a future release.   For an empty ${name}() construct, use '${name}(${neutral}(), *args)' or '${name}(${constant}, *args)'.`, 'SADeprecationWarning');
  return clauses;
}

/** The functions that make expressions. */
export const expressionFunctions = functions({
  'and_(*clauses)': (clauses) => and_(...conjoined(clauses, 'and_', 'true')),
  'or_(*clauses)': (clauses) => or_(...conjoined(clauses, 'or_', 'false')),
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
  'literal(value, type_=None, literal_execute=False)': (value, type, execute) => literal(value, type as TypeEngine | null, { literalExecute: asFlag(execute) }),
  'column(text, type_=None, is_literal=False)': (name, type, isLiteral) => (asFlag(isLiteral) ? literalColumn(asText(name), type as TypeEngine | null) : column(asText(name), type as TypeEngine | null)),
  'literal_column(text, type_=None)': (text, type) => literalColumn(asText(text), type as TypeEngine | null),
  'bindparam(key=None, value?, type_=None, unique=False, required?, quote=None, callable_=None, expanding=False, isoutparam=False, literal_execute=False)': (key, value, type, unique, required, _quote, callable, expanding, _out, execute) => {
    if (callable !== null) throw new ArgumentError('bindparam(callable_=...) takes its value when the statement is executed: give the value itself');
    return bindparam(asTextOrNull(key), value, { type: type as TypeEngine | null, unique: asFlag(unique), expanding: asFlag(expanding), literalExecute: asFlag(execute), ...(required === undefined ? {} : { required: asFlag(required) }) });
  },
  'over(element, partition_by=None, order_by=None, rows=None, range_=None, groups=None)': (element, partitionBy, orderBy, rows, range, groups) =>
    new Over(element as ColumnElement, windowOptions(partitionBy, orderBy, rows, range, groups)),
  'within_group(element, *order_by)': (element, orderBy) => (element as FunctionElement).withinGroup(...orderBy),
  'funcfilter(func, *criteria)': (element, criteria) => (element as FunctionElement).filter(...criteria),
  'alias(selectable, name=None)': (selectable, name) => (asClause(selectable) as unknown as { alias(name: string | null): ClauseElement }).alias(asTextOrNull(name)),
});
