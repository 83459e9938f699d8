import { CursorResult } from '../../orm/engine/cursor-result';
import { MappingResult, reprKeys, Result, ScalarResult } from '../../orm/engine/result';
import { RowMapping, type RowKey } from '../../orm/engine/row';
import { remark } from '../../orm/remarks';
import { keyError } from '../objects/exceptions';
import { PyObject, type Value } from '../objects/object';
import { asNumber, asNumberOrNull } from './arguments';
import type { Binder } from './bind';
import { Compiled } from './compiled';
import { CursorView } from './driver-handles';
import { ImmutableRecord } from './urls';
import { TupleOf } from './bridge';
import { rowType } from './row';
import { methods } from './rows';

/** What all results share. */
interface AnyResult extends Iterable<unknown> {
  readonly closed: boolean;
  close(): void;
  all(): unknown[];
  first(): unknown;
  one(): unknown;
  oneOrNone(): unknown;
  fetchone(): unknown;
  fetchmany(count?: number): unknown[];
  partitions(size?: number): Iterable<unknown[]>;
  yieldPer(count: number): unknown;
}

/** The names of a result's columns: `result.keys()`. */
class KeyView {
  constructor(readonly names: readonly string[]) {}
}

const shared = (binder: Binder) => methods<AnyResult>()({
  'all()': (self) => self.all(),
  'fetchall()': (self) => self.all(),
  'fetchone()': (self) => self.fetchone(),
  'fetchmany(size=None)': (self, size) => self.fetchmany(asNumberOrNull(size) ?? undefined),
  'first()': (self) => self.first(),
  'one()': (self) => self.one(),
  'one_or_none()': (self) => self.oneOrNone(),
  'yield_per(num)': (self, count) => self.yieldPer(asNumber(count)),
  'partitions(size=None)': (self, size) => binder.iterator(self.partitions(asNumberOrNull(size) ?? undefined)),
  'close()': (self) => { self.close(); },
  '__next__()': (self) => self.fetchone(),
}); // prettier-ignore

/** A function of Python that tells what makes two rows the same. */
function uniqueKey(binder: Binder, strategy: unknown): ((row: unknown) => unknown) | null {
  if (!(strategy instanceof PyObject)) return null;
  return (row) => binder.bridge.callNow(strategy, [row]);
}

/** Binds rows and results. */
export function bindResults(binder: Binder): Record<string, Value> {
  const rows = shared(binder);
  bindContexts(binder);
  binder.class<KeyView>({
    name: 'RMKeyView',
    module: 'sqlalchemy.engine.result',
    of: KeyView,
    length: (self) => self.names.length,
    iterate: (self) => self.names,
    contains: (self, name) => self.names.includes(name as string),
    repr: (self) => reprKeys(self.names),
  });
  const result = binder.class<Result>({
    name: 'Result',
    module: 'sqlalchemy.engine.result',
    of: Result,
    methods: {
      ...rows,
      ...methods<Result>()({
        'keys()': (self) => new KeyView(self.keys()),
        'scalar()': (self) => self.scalar(),
        'scalar_one()': (self) => self.scalarOne(),
        'scalar_one_or_none()': (self) => self.scalarOneOrNone(),
        'scalars(index=0)': (self, index) => self.scalars(index as RowKey),
        'mappings()': (self) => self.mappings(),
        'columns(*col_expressions)': (self, keys) => self.columns(...(keys as readonly RowKey[])),
        'unique(strategy=None)': (self, strategy) => self.unique(uniqueKey(binder, strategy)),
        'tuples()': (self) => {
          remark('The Result.tuples() method is deprecated, Row now behaves like a tuple and can unpack types directly. (deprecated since: 2.1.0)', 'SADeprecationWarning');
          return self;
        },
        'freeze()': (self) => new FrozenResult(self.freeze()),
      }),
    },
    attributes: {
      returns_rows: (self) => self.returnsRows,
      closed: (self) => self.closed,
      t: (self) => {
        remark('The Result.t method is deprecated, Row now behaves like a tuple and can unpack types directly. (deprecated since: 2.1.0)', 'SADeprecationWarning');
        return self;
      },
    },
    iterate: (self) => self,
    enter: (self) => self,
    exit: (self) => { self.close(); },
  }); // prettier-ignore
  binder.class<FrozenResult>({ name: 'FrozenResult', module: 'sqlalchemy.engine.result', of: FrozenResult, call: (self) => self.again() });
  const cursor = binder.class<CursorResult>({
    name: 'CursorResult',
    module: 'sqlalchemy.engine.cursor',
    of: CursorResult,
    bases: [result.type],
    attributes: {
      rowcount: (self) => self.rowcount,
      lastrowid: (self) => self.lastrowid,
      inserted_primary_key: (self) => self.insertedPrimaryKey,
      inserted_primary_key_rows: (self) => [...self.insertedPrimaryKeyRows],
      returned_defaults: (self) => self.returnedDefaults,
      returned_defaults_rows: (self) => self.returnedDefaultsRows,
      is_insert: (self) => self.isInsert,
      context: (self) => new ResultContext(self),
      cursor: (self) => (self.closed || self.exhausted || !self.returnsRows ? null : new CursorView({ columns: self.keys().map((name) => ({ name, type: '' })), rowCount: self.rowcount })),
    },
    methods: methods<CursorResult>()({ 'last_inserted_params()': (self) => self.outcome.compiledParameters[0] ?? {}, 'supports_sane_rowcount()': () => true }),
  });
  const scalars = binder.class<ScalarResult>({
    name: 'ScalarResult',
    module: 'sqlalchemy.engine.result',
    of: ScalarResult,
    methods: { ...rows, ...methods<ScalarResult>()({ 'unique(strategy=None)': (self, strategy) => self.unique(uniqueKey(binder, strategy)) }) },
    attributes: { closed: (self) => self.closed },
    iterate: (self) => self,
  });
  const mappings = binder.class<MappingResult>({
    name: 'MappingResult',
    module: 'sqlalchemy.engine.result',
    of: MappingResult,
    methods: {
      ...rows,
      ...methods<MappingResult>()({
        'keys()': (self) => new KeyView(self.keys()),
        'unique(strategy=None)': (self, strategy) => self.unique(uniqueKey(binder, strategy)),
        'columns(*col_expressions)': (self, keys) => self.columns(...(keys as readonly RowKey[])),
      }),
    },
    attributes: { closed: (self) => self.closed },
    iterate: (self) => self,
  });
  const mapping = binder.class<RowMapping>({
    name: 'RowMapping',
    module: 'sqlalchemy.engine.row',
    of: RowMapping,
    methods: methods<RowMapping>()({
      'keys()': (self) => new KeyView(self.keys()),
      'values()': (self) => [...self.values()],
      'items()': (self) => self.entries().map((pair) => new TupleOf(pair)),
      'get(key, default=None)': (self, key, fallback) => (self.has(key as RowKey) ? self.get(key as RowKey) : fallback),
    }),
    length: (self) => self.size,
    iterate: (self) => self.keys(),
    contains: (self, key) => self.has(key as RowKey),
    item: (self, key) => {
      if (self.ofObjects && !self.has(key as RowKey)) throw keyError(binder.bridge.toPython(key));
      return self.get(key as RowKey);
    },
    comparisons: { '==': (self, other) => sameEntries(binder, self, other) },
    repr: (self) => binder.bridge.repr(new Map(self.entries())),
  });
  return { Row: rowType, Result: result.type, CursorResult: cursor.type, ScalarResult: scalars.type, MappingResult: mappings.type, RowMapping: mapping.type };
}

/** What is known of the execution that gave a result. */
class ResultContext {
  constructor(readonly result: CursorResult) {}
}

/** Binds the contexts of results. */
function bindContexts(binder: Binder): void {
  binder.class<ResultContext>({
    name: 'DefaultExecutionContext',
    module: 'sqlalchemy.engine.default',
    of: ResultContext,
    attributes: {
      execution_options: (self) => new ImmutableRecord(self.result.settings),
      compiled: (self) => (self.result.compiled ? new Compiled(self.result.compiled, self.result.compiled.statement, self.result.compiled.dialect) : null),
      statement: (self) => self.result.compiled?.sql ?? null,
      isinsert: (self) => self.result.isInsert,
      compiled_parameters: (self) => self.result.outcome.compiledParameters,
    },
  });
}

/** A result whose rows can be had again and again. */
export class FrozenResult {
  constructor(readonly again: () => Result) {}
}

/** Whether a mapping has the same entries as a dict: as texts, which tell plain values apart. */
function sameEntries(binder: Binder, self: RowMapping, other: unknown): boolean {
  const entries = other instanceof RowMapping ? other.entries() : typeof other === 'object' && other !== null ? Object.entries(other) : null;
  return entries !== null && binder.bridge.repr(new Map(self.entries())) === binder.bridge.repr(new Map(entries));
}
