import type { ClauseElement } from '../../orm/sql/clause';
import { asClause } from '../../orm/sql/clause';
import type { LabelStyle } from '../../orm/sql/column-names';
import { ColumnCollection } from '../../orm/sql/column-collection';
import { and_, ColumnElement } from '../../orm/sql/elements';
import { Alias, Cte, FromClause, Join, Lateral, Subquery, table, TableClause, TableSample, type CteOptions } from '../../orm/sql/from-clause';
import { TableValuedAlias, TableValuedColumn } from '../../orm/sql/functions';
import { CompoundSelect, GenerativeSelect, except_, exceptAll, exists, intersect, intersectAll, lateral, Select, select, union, unionAll, type RowOrder } from '../../orm/sql/select';
import { SelectBase } from '../../orm/sql/selectable';
import { NullType } from '../../orm/sql/types/standard';
import { text, Text, TextualSelect } from '../../orm/sql/text-clause';
import { Values, values } from '../../orm/sql/values-clause';
import type { ColumnClause } from '../../orm/sql/column';
import { builtinException, keyError, raised } from '../objects/exceptions';
import type { PyObject, PyType, Value } from '../objects/object';
import { PySlice } from '../objects/sequences';
import { describedColumns } from './descriptions';
import { asFlag, asNumber, asText, asTextOrNull } from './arguments';
import { dmlStarts } from './changes';
import type { Binder } from './bind';
import { TupleOf } from './bridge';
import { fromsOf } from '../../orm/compile/select-froms';
import { ArgumentError } from '../../orm/errors';
import { remark } from '../../orm/remarks';
import type { FunctionClasses } from './function-classes';
import { functions, methods } from './rows';
import { ImmutableRecord } from './urls';

const SELECTABLE = 'sqlalchemy.sql.selectable';

/** The names that a SELECT may give to its subquery, CTE and so on. */
const rowSource = methods<SelectBase>()({
  'subquery(name=None)': (self, name) => self.subquery(asTextOrNull(name)),
  'alias(name=None, flat=False)': (self, name) => self.alias(asTextOrNull(name)),
  'lateral(name=None)': (self, name) => self.lateral(asTextOrNull(name)),
  'cte(name=None, recursive=False, nesting=False)': (self, name, recursive, nesting) => self.cte(asTextOrNull(name), cteOptions(recursive, nesting)),
  'scalar_subquery()': (self) => self.scalarSubquery(),
  'as_scalar()': (self) => self.scalarSubquery(),
  'label(name)': (self, name) => self.label(asTextOrNull(name)),
  'exists()': (self) => self.exists(),
});

function cteOptions(recursive: unknown, nesting: unknown): CteOptions {
  return { recursive: asFlag(recursive), nesting: asFlag(nesting) };
}

const generative = methods<GenerativeSelect<RowOrder>>()({
  'order_by(*clauses)': (self, clauses) => self.orderBy(...clauses),
  'group_by(*clauses)': (self, clauses) => self.groupBy(...clauses),
  'limit(limit)': (self, count) => self.limit(count),
  'offset(offset)': (self, count) => self.offset(count),
  'slice(start, stop)': (self, start, stop) => self.slice(asNumber(start), asNumber(stop)),
  'fetch(count, with_ties=False, percent=False)': (self, count, withTies, percent) => self.fetch(count, { withTies: asFlag(withTies), percent: asFlag(percent) }),
  'with_for_update(*, nowait=False, read=False, of=None, skip_locked=False, key_share=False)': (self, nowait, read, of, skipLocked, keyShare) =>
    self.withForUpdate({ nowait: asFlag(nowait), read: asFlag(read), of, skipLocked: asFlag(skipLocked), keyShare: asFlag(keyShare) }),
  'execution_options(**options)': (self, options) => self.executionOptions(options),
  'get_execution_options()': (self) => new ImmutableRecord(self.executionSettings),
  'options(*options)': (self, options) => self.options(...(options as readonly object[])),
  'add_cte(*ctes, nest_here=False)': (self, ctes, nest) => self.addCte(...(ctes as readonly Cte[]).map((cte) => (asFlag(nest) ? cte.rebuilt({ nesting: true, origin: cte.identity }) : cte))),
  'union(*other)': (self, others) => self.union(...others),
  'union_all(*other)': (self, others) => self.unionAll(...others),
  'except_(*other)': (self, others) => self.except(...others),
  'except_all(*other)': (self, others) => self.exceptAll(...others),
  'intersect(*other)': (self, others) => self.intersect(...others),
  'intersect_all(*other)': (self, others) => self.intersectAll(...others),
});

/** The ways of naming columns, by SQLAlchemy's names for them. */
const labelStyles: Readonly<Record<string, LabelStyle>> = { LABEL_STYLE_NONE: 'none', LABEL_STYLE_TABLENAME_PLUS_COL: 'tablename', LABEL_STYLE_DISAMBIGUATE_ONLY: 'disambiguate' };

const selectMethods = methods<Select>()({
  'where(*whereclause)': (self, criteria) => self.where(...criteria),
  'filter(*criteria)': (self, criteria) => self.filter(...criteria),
  'filter_by(**kwargs)': (self, values) => self.filterBy(values),
  'join(target, onclause=None, *, isouter=False, full=False)': (self, target, onclause, isouter, full) => self.join(target, onclause, { isouter: asFlag(isouter), full: asFlag(full) }),
  'join_from(from_, target, onclause=None, *, isouter=False, full=False)': (self, left, target, onclause, isouter, full) => self.joinFrom(left, target, onclause, { isouter: asFlag(isouter), full: asFlag(full) }),
  'outerjoin(target, onclause=None, *, full=False)': (self, target, onclause, full) => self.outerjoin(target, onclause, { full: asFlag(full) }),
  'outerjoin_from(from_, target, onclause=None, *, full=False)': (self, left, target, onclause, full) => self.outerjoinFrom(left, target, onclause, { full: asFlag(full) }),
  'select_from(*froms)': (self, froms) => self.selectFrom(...froms),
  'having(*having)': (self, criteria) => self.having(...criteria),
  'distinct(*expr)': (self, columns) => {
    if (columns.length > 0) remark('Passing expression to ``distinct`` to generate a DISTINCT ON clause is deprecated. Use instead the ``postgresql.distinct_on`` function as an extension.', 'SADeprecationWarning');
    return self.distinct(...columns);
  },
  'ext(extension)': (self, extension) => {
    if (extension instanceof DistinctOn) return self.distinct(...extension.columns);
    throw new ArgumentError(`SyntaxExtension construct expected`);
  },
  'add_columns(*entities)': (self, columns) => self.addColumns(...columns.flatMap(columnsOrOne)),
  'add_column(column)': (self, column) => self.addColumns(column),
  'with_only_columns(*entities, maintain_column_froms=False)': (self, columns, keep) => (asFlag(keep) ? self.selectFrom(...self.columnFroms) : self).withOnlyColumns(...columns.flatMap(columnsOrOne)),
  'correlate(*fromclauses)': (self, froms) => self.correlate(...froms),
  'correlate_except(*fromclauses)': (self, froms) => self.correlateExcept(...froms),
  'prefix_with(*prefixes, dialect=None)': (self, prefixes, dialect) => prefixes.reduce<Select>((one, prefix) => one.prefixWith(prefix, asTextOrNull(dialect)), self),
  'suffix_with(*suffixes, dialect=None)': (self, suffixes, dialect) => suffixes.reduce<Select>((one, suffix) => one.suffixWith(suffix, asTextOrNull(dialect)), self),
  'from_statement(statement)': (self, statement) => self.fromStatement(asClause(statement) as ClauseElement),
  'get_final_froms()': (self) => finalFroms(self),
  'set_label_style(style)': (self, style) => self.setLabelStyle(labelStyles[asText((style as PyObject).attributes?.get('name') ?? null)] ?? 'disambiguate'),
  'with_statement_hint(text, dialect_name=None)': (self, text, dialect) => self.withStatementHint(asText(text), asTextOrNull(dialect) ?? '*'),
  'with_hint(selectable, text, dialect_name=None)': (self, from, text, dialect) => self.withHint(from, asText(text), asTextOrNull(dialect) ?? '*'),
});

/** `func.lower(x)`, `func.pg_catalog.age(x)`: a path of names that can be called. */
export class FunctionPath {
  constructor(readonly path: readonly string[]) {}
}

/** Binds FROM elements and statements that give rows. @param clause the class of all elements */
export function bindSelectables(binder: Binder, clause: PyType, executable: PyType, classes: FunctionClasses): Record<string, Value> {
  binder.class<DistinctOn>({ name: 'DistinctOnClause', module: 'sqlalchemy.dialects.postgresql.ext', of: DistinctOn });
  binder.class<FunctionPath>({
    name: '_FunctionGenerator',
    module: 'sqlalchemy.sql.functions',
    of: FunctionPath,
    attribute: (self, name) => (name.startsWith('__') ? undefined : new FunctionPath([...self.path, name.endsWith('_') ? name.slice(0, -1) : name])),
    call: (self, given, { type_: type }) => classes.call(self.path, given, (type ?? null) as null),
  });
  bindColumns(binder);
  const from = binder.class<FromClause>({
    name: 'FromClause',
    module: SELECTABLE,
    of: FromClause,
    bases: [clause],
    attributes: {
      c: (self) => self.c,
      columns: (self) => self.c,
      name: (self) => (typeof self.name === 'string' ? self.name : null),
      schema: (self) => self.schema,
      description: (self) => self.description,
      primary_key: (self) => [...self.primaryKey],
      foreign_keys: (self) => new Set(self.foreignKeys),
    },
    methods: methods<FromClause>()({
      'join(right, onclause=None, isouter=False, full=False)': (self, right, onclause, isouter, full) => self.join(right, onclause, { isouter: asFlag(isouter), full: asFlag(full) }),
      'outerjoin(right, onclause=None, full=False)': (self, right, onclause, full) => self.outerjoin(right, onclause, { full: asFlag(full) }),
      'alias(name=None, flat=False)': (self, name) => self.alias(asTextOrNull(name)),
      'tablesample(sampling, name=None, seed=None)': (self, sampling, name, seed) => self.tablesample(sampling as ClauseElement, asTextOrNull(name), seed as ClauseElement | null),
      'select()': (self) => select(self),
      'table_valued()': (self) => new TableValuedColumn(self, new NullType()),
      'lateral(name=None)': (self, name) => new Lateral(self, asTextOrNull(name)),
      'corresponding_column(column)': (self, column) => self.c.corresponding(column as ColumnElement),
      'is_derived_from(fromclause)': (self, from) => self.isDerivedFrom(from as FromClause),
    }),
    str: (self) => self.toString(),
  });
  const kinds: readonly (readonly [of: abstract new (...given: never[]) => FromClause, name: string])[] = [
    [Join, 'Join'],
    [Alias, 'Alias'],
    [Subquery, 'Subquery'],
    [Lateral, 'Lateral'],
    [TableSample, 'TableSample'],
  ];
  const byName: Record<string, Value> = { FromClause: from.type };
  for (const [of, name] of kinds) byName[name] = binder.class({ name, module: SELECTABLE, of, bases: [from.type] }).type;
  byName['TableClause'] = binder.class<TableClause>({ name: 'TableClause', module: SELECTABLE, of: TableClause, bases: [from.type], methods: dmlStarts() }).type;
  byName['TableValuedAlias'] = binder.class<TableValuedAlias>({
    name: 'TableValuedAlias',
    module: SELECTABLE,
    of: TableValuedAlias,
    bases: [from.type],
    methods: methods<TableValuedAlias>()({ 'render_derived(name=None, with_types=False)': (self, name, types) => self.renderDerived({ ...(name === null ? {} : { name: asText(name) }), withTypes: asFlag(types) }), 'lateral(name=None)': (self, name) => self.lateral(asTextOrNull(name)) }),
    attributes: { column: (self) => self.column },
  }).type;
  byName['CTE'] = binder.class<Cte>({ name: 'CTE', module: SELECTABLE, of: Cte, bases: [from.type], methods: methods<Cte>()({ 'union(*other)': (self, others) => self.union(...others), 'union_all(*other)': (self, others) => self.unionAll(...others) }) }).type;
  byName['Values'] = binder.class<Values>({
    name: 'Values',
    module: SELECTABLE,
    of: Values,
    bases: [from.type],
    methods: methods<Values>()({ 'data(values)': (self, rows) => self.data(rows as readonly (readonly unknown[])[]), 'lateral(name=None)': (self, name) => self.lateral(asTextOrNull(name)), 'alias(name=None)': (self, name) => self.alias(asTextOrNull(name)), 'cte(name=None, recursive=False, nesting=False)': (self, name, recursive, nesting) => new Cte(self, asTextOrNull(name), cteOptions(recursive, nesting)) }),
  }).type;
  const base = binder.class<SelectBase>({
    name: 'SelectBase',
    module: SELECTABLE,
    of: SelectBase,
    bases: [executable, clause],
    repr: (self) => self.repr(),
    methods: rowSource,
    attributes: { selected_columns: (self) => new ColumnCollection(columnsIn(self.selectedColumns)), exported_columns: (self) => self.exportedColumns, c: (self) => self.exportedColumns },
    str: (self) => self.toString(),
  });
  const ordered = binder.class<GenerativeSelect<RowOrder>>({ name: 'GenerativeSelect', module: SELECTABLE, of: GenerativeSelect, bases: [base.type], methods: generative });
  byName['Select'] = binder.class<Select>({
    name: 'Select',
    module: SELECTABLE,
    of: Select,
    bases: [ordered.type],
    methods: selectMethods,
    attributes: { froms: (self) => finalFroms(self), columns_clause_froms: (self) => self.columnFroms, whereclause: (self) => (self.state.where.length === 0 ? null : and_(...self.state.where)), inner_columns: (self) => self.selectedColumns, column_descriptions: (self) => describedColumns(self) },
  }).type;
  byName['CompoundSelect'] = binder.class<CompoundSelect>({ name: 'CompoundSelect', module: SELECTABLE, of: CompoundSelect, bases: [ordered.type] }).type;
  const bindable = methods<Text | TextualSelect>()({
    'bindparams(*binds, **names_to_values)': (self, binds, values) => self.bindparams(...(binds as never[]), ...(Object.keys(values).length > 0 ? [values] : [])),
    'execution_options(**options)': (self, options) => self.executionOptions(options),
  });
  byName['TextClause'] = binder.class<Text>({
    name: 'TextClause',
    module: 'sqlalchemy.sql.elements',
    of: Text,
    bases: [executable, clause],
    repr: (self) => self.repr(),
    methods: { ...bindable, ...methods<Text>()({ 'columns(*cols, **types)': (self, columns, types) => self.columns(...columns, ...(Object.keys(types).length > 0 ? [types] : [])) }) },
    attributes: { text: (self) => self.text },
    str: (self) => self.toString(),
  }).type;
  byName['TextualSelect'] = binder.class<TextualSelect>({ name: 'TextualSelect', module: SELECTABLE, of: TextualSelect, bases: [base.type], methods: bindable }).type;
  return byName;
}

/** `table.c`: columns by name, by position, several at once. */
function bindColumns(binder: Binder): void {
  binder.class<ColumnCollection>({
    name: 'ReadOnlyColumnCollection',
    module: 'sqlalchemy.sql.base',
    of: ColumnCollection,
    attribute: (self, name) => {
      const column = self.get(name);
      if (!column && !name.startsWith('__')) throw raised(builtinException('AttributeError'), name);
      return column;
    },
    methods: methods<ColumnCollection>()({
      'keys()': (self) => self.keys(),
      'values()': (self) => self.values(),
      'items()': (self) => self.items().map((pair) => new TupleOf(pair)),
      'get(key, default=None)': (self, key, fallback) => self.get(asText(key)) ?? fallback,
      'contains_column(col)': (self, column) => self.includes(column as ColumnElement),
      'corresponding_column(column)': (self, column) => self.corresponding(column as ColumnElement),
    }),
    length: (self) => self.size,
    iterate: (self) => self,
    contains: (self, key) => (typeof key === 'string' ? self.has(key) : self.includes(key as ColumnElement)),
    item: (self, key) => columnAt(self, key),
    repr: (self) => `<sqlalchemy.sql.base.ReadOnlyColumnCollection object with columns ${self.keys().join(', ')}>`,
    str: (self) => `ReadOnlyColumnCollection(${self.values().map((column) => column.toString()).join(', ')})`,
  });
}

function columnAt(columns: ColumnCollection, key: unknown): unknown {
  if (Array.isArray(key)) return new ColumnCollection(key.map((one) => columnAt(columns, one) as ColumnElement).map((column) => [String(column.key), column]));
  if (key instanceof PySlice) {
    const all = columns.values();
    const bound = (given: Value, fallback: number): number => (given === null ? fallback : asNumber(given));
    return new ColumnCollection(all.slice(bound(key.start, 0), bound(key.stop, all.length)).map((column) => [String(column.key), column]));
  }
  if (typeof key === 'number') {
    const all = columns.values();
    const column = all[key < 0 ? all.length + key : key];
    if (!column) throw new RangeError('tuple index out of range');
    return column;
  }
  const column = columns.get(asText(key));
  if (!column) throw keyError(asText(key));
  return column;
}

/** The columns among some elements, by key. */
function columnsIn(elements: readonly ClauseElement[]): [string, ColumnElement][] {
  return elements.flatMap((element): [string, ColumnElement][] => (element instanceof ColumnElement ? [[String(element.key), element]] : []));
}

/** The elements of FROM as they will be written. */
function finalFroms(self: Select): readonly FromClause[] {
  return fromsOf(self.plugin?.toCore(self, { toplevel: true, asSubquery: false }) ?? self);
}

/** `table.c['a', 'b']` among the columns of a SELECT stands for all of them. */
function columnsOrOne(given: unknown): readonly unknown[] {
  return given instanceof ColumnCollection ? given.values() : [given];
}

/** `distinct_on(…)`, for `Select.ext()`. */
export class DistinctOn {
  constructor(readonly columns: readonly unknown[]) {}
}

/** The functions that make selectables. */
export const selectableFunctions = functions({
  'select(*entities)': (entities) => select(...entities.flatMap(columnsOrOne)),
  'exists(*columns)': (columns) => exists(...columns),
  'union(*selects)': (selects) => union(...selects),
  'union_all(*selects)': (selects) => unionAll(...selects),
  'except_(*selects)': (selects) => except_(...selects),
  'except_all(*selects)': (selects) => exceptAll(...selects),
  'intersect(*selects)': (selects) => intersect(...selects),
  'intersect_all(*selects)': (selects) => intersectAll(...selects),
  'lateral(selectable, name=None)': (given, name) => lateral(given as SelectBase, asTextOrNull(name)),
  'text(text)': (sql) => text(asText(sql)),
  'table(name, *columns)': (name, columns) => table(asText(name), ...(columns as readonly ColumnClause[])),
  'values(*columns, name=None, literal_binds=False)': (columns, name, literalBinds) => values(...(columns as readonly ColumnClause[]), { ...(name === null ? {} : { name: asText(name) }), literalBinds: asFlag(literalBinds) }),
  'join(left, right, onclause=None, isouter=False, full=False)': (left, right, onclause, isouter, full) => (asClause(left) as FromClause).join(right, onclause, { isouter: asFlag(isouter), full: asFlag(full) }),
  'outerjoin(left, right, onclause=None, full=False)': (left, right, onclause, full) => (asClause(left) as FromClause).outerjoin(right, onclause, { full: asFlag(full) }),
  'tablesample(selectable, sampling, name=None, seed=None)': (given, sampling, name, seed) => (asClause(given) as FromClause).tablesample(sampling as ClauseElement, asTextOrNull(name), seed as ClauseElement | null),
  'cte(selectable, name=None, recursive=False)': (given, name, recursive) => (asClause(given) as SelectBase).cte(asTextOrNull(name), cteOptions(recursive, false)),
  'subquery(selectable, name=None)': (given, name) => (asClause(given) as SelectBase).subquery(asTextOrNull(name)),
});
