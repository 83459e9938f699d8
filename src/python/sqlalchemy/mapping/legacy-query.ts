import { Query } from '../../../orm/query/legacy-query';
import { asClause, type ClauseElement } from '../../../orm/sql/clause';
import { PySlice } from '../../objects/sequences';
import type { Value } from '../../objects/object';
import { asFlag, asNumber, asRecord, asTextOrNull, camelKeys } from '../arguments';
import type { Binder } from '../bind';
import { methods } from '../rows';

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

/** A name or a keyword that Query takes and needs no translation. */
const rows = methods<Query>()({
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
  'get(ident)': (self, key) => self.get(key),
  "delete(synchronize_session='auto')": (self, synchronize) => self.delete(synchronize),
  "update(values, synchronize_session='auto', update_args=None)": (self, values, synchronize) => self.update(values as Readonly<Record<string, unknown>>, synchronize),
});

/** Binds `session.query()`. */
export function bindLegacyQuery(binder: Binder): Value {
  return binder.class<Query>({
    name: 'Query',
    module: 'sqlalchemy.orm.query',
    of: Query,
    methods: rows,
    attributes: { statement: (self) => self.statement, session: (self) => self.session },
    item: (self, key) => itemOf(self, key),
    iterate: (self) => self.all(),
    str: (self) => self.toString(),
  }).type;
}
