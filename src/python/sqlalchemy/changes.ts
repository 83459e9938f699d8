import type { Dialect } from '../../orm/dialect/dialect';
import type { ColumnCollection } from '../../orm/sql/column-collection';
import { Delete, delete_, Dml, Insert, insert, Update, update } from '../../orm/sql/dml';
import type { Cte, FromClause } from '../../orm/sql/from-clause';
import type { ConflictTarget } from '../../orm/sql/on-conflict';
import type { PyType, Value } from '../objects/object';
import { describedEntity, describedReturning } from './descriptions';
import { asFlag, asList, asRecord, asTextOrNull } from './arguments';
import type { Binder } from './bind';
import { functions, methods, type FunctionRows, type MethodRows } from './rows';
import { ImmutableRecord } from './urls';

const DML = 'sqlalchemy.sql.dml';

/** What `values()` gets: a dict, a list of dicts, a tuple of values, or keywords; all at once where it is allowed. */
function valuesOf(given: readonly unknown[], keywords: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.keys(keywords).length > 0 ? [...given, keywords] : given;
}

const anyDml = methods<Dml>()({
  'returning(*cols, sort_by_parameter_order=False)': (self, columns, sorted) => self.returning(...columns, ...(asFlag(sorted) ? [{ sortByParameterOrder: true }] : [])),
  'return_defaults(*cols)': (self) => self.returnDefaults(),
  'prefix_with(*prefixes, dialect=None)': (self, prefixes, dialect) => prefixes.reduce<Dml>((one, prefix) => one.prefixWith(prefix, asTextOrNull(dialect)), self),
  'execution_options(**options)': (self, options) => self.executionOptions(options),
  'get_execution_options()': (self) => new ImmutableRecord(self.executionSettings),
  'options(*options)': (self, options) => self.options(...(options as readonly object[])),
  'add_cte(*ctes)': (self, ctes) => self.addCte(...(ctes as readonly Cte[])),
  'cte(name=None, recursive=False, nesting=False)': (self, name, recursive, nesting) => self.cte(asTextOrNull(name), { recursive: asFlag(recursive), nesting: asFlag(nesting) }),
});

function conflictTarget(constraint: unknown, elements: unknown, where: unknown): ConflictTarget {
  return {
    ...(constraint === null ? {} : { constraint: constraint as string }),
    ...(elements === null ? {} : { indexElements: asList(elements) }),
    ...(where === null ? {} : { indexWhere: where }),
  };
}

const conflicts = methods<Insert>()({
  'on_conflict_do_nothing(constraint=None, index_elements=None, index_where=None)': (self, constraint, elements, where) => self.onConflictDoNothing(conflictTarget(constraint, elements, where)),
  'on_conflict_do_update(constraint=None, index_elements=None, index_where=None, set_=None, where=None)': (self, constraint, elements, indexWhere, set, where) =>
    self.onConflictDoUpdate({ ...conflictTarget(constraint, elements, indexWhere), set: setValues(set), ...(where === null ? {} : { where }) }),
});

/** `set_` is a dict by names or columns, or a collection of columns such as `excluded`. */
function setValues(given: unknown): Readonly<Record<string, unknown>> | ReadonlyMap<unknown, unknown> {
  if (given instanceof Map) return given as ReadonlyMap<unknown, unknown>;
  if (typeof given === 'object' && given !== null && 'items' in given && typeof given.items === 'function') return new Map((given as ColumnCollection).items());
  return asRecord(given);
}

const filtered = methods<Update | Delete>()({
  'where(*whereclause)': (self, criteria) => self.where(...criteria),
  'filter(*criteria)': (self, criteria) => self.filter(...criteria),
  'filter_by(**kwargs)': (self, values) => self.filterBy(values),
});

/** An INSERT of a dialect's own: it has `on_conflict_do_update()`, and is written in that dialect where none is named. */
export class DialectInsert extends Insert {
  constructor(
    state: Insert['state'],
    readonly dialect: Dialect,
  ) {
    super(state);
  }
}

/** Binds INSERT, UPDATE and DELETE. */
export function bindChanges(binder: Binder, clause: PyType, executable: PyType): Record<string, Value> {
  const base = binder.class<Dml>({
    name: 'UpdateBase',
    module: DML,
    of: Dml,
    bases: [executable, clause],
    repr: (self) => self.repr(),
    methods: anyDml,
    attributes: { table: (self) => self.table, exported_columns: (self) => self.exportedColumns, returning_column_descriptions: (self) => describedReturning(self), entity_description: (self) => describedEntity(self) },
    str: (self) => self.toString(),
  });
  const insertClass = binder.class<Insert>({
    name: 'Insert',
    module: DML,
    of: Insert,
    bases: [base.type],
    methods: methods<Insert>()({
      'values(*args, **kwargs)': (self, given, keywords) => self.values(...valuesOf(given, keywords)),
      'from_select(names, select, include_defaults=True)': (self, names, source, defaults) => self.fromSelect(asList(names), source, asFlag(defaults)),
      'inline()': (self) => self.inline(),
    }),
  });
  const dialectInsert = binder.class<DialectInsert>({ name: 'Insert', module: 'sqlalchemy.dialects.dml', of: DialectInsert, bases: [insertClass.type], methods: conflicts, attributes: { excluded: (self) => self.excluded }, str: (self) => self.compile({ dialect: self.dialect }).toString() });
  const updateClass = binder.class<Update>({
    name: 'Update',
    module: DML,
    of: Update,
    bases: [base.type],
    methods: {
      ...methods<Update>()({
        'values(*args, **kwargs)': (self, given, keywords) => self.values(...valuesOf(given, keywords)),
        'ordered_values(*args)': (self, pairs) => self.orderedValues(...(pairs as readonly (readonly [unknown, unknown])[])),
        'inline()': (self) => self.inline(),
      }),
      ...filtered,
    },
  });
  const deleteClass = binder.class<Delete>({ name: 'Delete', module: DML, of: Delete, bases: [base.type], methods: filtered });
  return { Insert: insertClass.type, Update: updateClass.type, Delete: deleteClass.type, DialectInsert: dialectInsert.type };
}

/** `table.insert()`, `.update()`, `.delete()`. */
export function dmlStarts(): MethodRows<FromClause> {
  return methods<FromClause>()({ 'insert()': (self) => insert(self), 'update()': (self) => update(self), 'delete()': (self) => delete_(self) });
}

/** The functions that make statements which change rows. */
export const changeFunctions = functions({ 'insert(table)': (table) => insert(table), 'update(table)': (table) => update(table), 'delete(table)': (table) => delete_(table) });

/** `insert()` of a dialect. */
export const dialectFunctions = (dialect: Dialect): FunctionRows => functions({ 'insert(table)': (table) => new DialectInsert(insert(table).state, dialect) });
