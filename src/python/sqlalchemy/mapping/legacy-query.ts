import { legacy, Query, type QuerySession } from '../../../orm/query/legacy-query';
import { remark } from '../../../orm/remarks';
import type { LabelStyle } from '../../../orm/sql/column-names';
import { asClause, type ClauseElement } from '../../../orm/sql/clause';
import { PySlice } from '../../objects/sequences';
import type { Value } from '../../objects/object';
import { asFlag, asNumber, asRecord, asTextOrNull, camelKeys } from '../arguments';
import type { Binder } from '../bind';
import { methods } from '../rows';
import { describedColumns } from '../descriptions';

/** One row by its place, or a slice of them. */
export function* itemOf(query: Query, key: unknown): Generator<never, unknown, void> {
  if (key instanceof PySlice) {
    const bound = (given: Value): number | null => (given === null ? null : asNumber(given));
    return yield* query.slice(bound(key.start), bound(key.stop)).all() as Generator<never, unknown, void>;
  }
  const place = asNumber(key);
  const found = yield* query.slice(place, place + 1).all() as Generator<never, unknown[], void>;
  if (found.length === 0) throw new RangeError('list index out of range');
  return found[0];
}

/** What a query does, by Python's names. */
export const queryRows = methods<Query>()({
  'filter(*criterion)': (self, criteria) => self.filter(...criteria),
  'where(*criterion)': (self, criteria) => self.where(...criteria),
  'filter_by(**kwargs)': (self, values) => self.filterBy(values),
  'order_by(*clauses)': (self, clauses) => self.orderBy(...clauses),
  'group_by(*clauses)': (self, clauses) => self.groupBy(...clauses),
  'having(*having)': (self, criteria) => self.having(...criteria),
  'limit(limit)': (self, count) => self.limit(count),
  'offset(offset)': (self, count) => self.offset(count),
  'slice(start, stop)': (self, start, stop) => self.slice(asNumber(start), asNumber(stop)),
  'distinct(*expr)': (self, columns) => self.distinct(...columns),
  'select_from(*from_obj)': (self, froms) => self.selectFrom(...froms),
  'options(*args)': (self, options) => self.options(...(options as readonly object[])),
  'execution_options(**kwargs)': (self, options) => self.executionOptions(options),
  'populate_existing()': (self) => self.populateExisting(),
  'yield_per(count)': (self, count) => self.yieldPer(asNumber(count)),
  'autoflush(setting)': (self, setting) => self.autoflush(asFlag(setting)),
  'params(*args, **kwargs)': (self, given, values) => self.params([...given.map(asRecord), values].reduce((all, one) => ({ ...all, ...one }), {})),
  'with_for_update(**options)': (self, options) => self.withForUpdate(camelKeys(options)),
  'correlate(*fromclauses)': (self, froms) => self.correlate(...froms),
  'join(target, onclause=None, *, isouter=False, full=False)': (self, target, onclause, isouter, full) => self.join(target, onclause, { isouter: asFlag(isouter), full: asFlag(full) }),
  'outerjoin(target, onclause=None, *, full=False)': (self, target, onclause, full) => self.outerjoin(target, onclause, { full: asFlag(full) }),
  'with_entities(*entities)': (self, entities) => self.withEntities(...entities),
  'add_columns(*column)': (self, columns) => self.addColumns(...columns),
  'add_entity(entity)': (self, entity) => self.addEntity(entity),
  'from_statement(statement)': (self, statement) => self.fromStatement(asClause(statement) as ClauseElement),
  'union(*q)': (self, others) => self.union(...(others as readonly Query[])),
  'union_all(*q)': (self, others) => self.unionAll(...(others as readonly Query[])),
  'except_(*q)': (self, others) => self.except(...(others as readonly Query[])),
  'except_all(*q)': (self, others) => self.exceptAll(...(others as readonly Query[])),
  'intersect(*q)': (self, others) => self.intersect(...(others as readonly Query[])),
  'intersect_all(*q)': (self, others) => self.intersectAll(...(others as readonly Query[])),
  'enable_eagerloads(value)': (self, value) => self.enableEagerloads(asFlag(value)),
  'with_parent(instance, property=None, from_entity=None)': (self, parent, attribute) => self.withParent(parent as object, attribute),
  'prefix_with(*prefixes, dialect=None)': (self, prefixes) => self.prefixWith(...prefixes),
  'suffix_with(*suffixes, dialect=None)': (self, suffixes) => self.suffixWith(...suffixes),
  'set_label_style(style)': (self, style) => self.setLabelStyle(style as LabelStyle),
  'with_session(session)': (self, session) => self.withSession(session as QuerySession),
  'reset_joinpoint()': (self) => self,
  'tuples()': (self) => {
    remark('The Query.tuples() method is deprecated, Row now behaves like a tuple and can unpack types directly. (deprecated since: 2.1.0)', 'SADeprecationWarning');
    return self;
  },
  'get_execution_options()': (self) => self.settings,
  'subquery(name=None)': (self, name) => self.subquery(asTextOrNull(name)),
  'cte(name=None, recursive=False)': (self, name, recursive) => self.cte(asTextOrNull(name), { recursive: asFlag(recursive) }),
  'scalar_subquery()': (self) => self.scalarSubquery(),
  'label(name)': (self, name) => self.label(asTextOrNull(name)),
  'exists()': (self) => self.exists(),
  'all()': (self) => self.all(),
  'first()': (self) => self.first(),
  'one()': (self) => self.one(),
  'one_or_none()': (self) => self.oneOrNone(),
  'scalar()': (self) => self.scalar(),
  'count()': (self) => self.count(),
  'get(ident)': (self, key) => {
    remark(legacy('Query.get()', 'The method is now available as Session.get()'), 'LegacyAPIWarning');
    return self.get(key);
  },
  "delete(synchronize_session='auto')": (self, synchronize) => self.delete(synchronize),
  "update(values, synchronize_session='auto', update_args=None)": (self, values, synchronize) => self.update(values as Readonly<Record<string, unknown>>, synchronize),
});

/** Binds `session.query()`. */
export function bindLegacyQuery(binder: Binder): Value {
  return binder.class<Query>({
    name: 'Query',
    module: 'sqlalchemy.orm.query',
    of: Query,
    methods: queryRows,
    construct: (_, [entities, session], keywords) => Query.of((session ?? keywords['session'] ?? null) as QuerySession, Array.isArray(entities) ? entities : [entities]),
    attributes: {
      statement: (self) => self.statement,
      session: (self) => self.session,
      whereclause: (self) => self.whereClause,
      is_single_entity: (self) => self.isSingleEntity,
      column_descriptions: (self) => describedColumns(self.selected),
      lazy_loaded_from: () => null,
    },
    item: (self, key) => itemOf(self, key),
    iterate: (self) => self.all(),
    str: (self) => self.toString(),
  }).type;
}
