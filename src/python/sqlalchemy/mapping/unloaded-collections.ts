import { DynamicCollection, registerUnloadedCollections, WriteOnlyCollection } from '../../../orm/query/unloaded-collections';
import { LoadContext } from './mapper-events';
import { StatementExecution, type LoadOptions } from '../../../orm/query/statement-execution';
import { Select } from '../../../orm/sql/select';
import { asList, asRecord } from '../arguments';
import type { Binder } from '../bind';
import { methods, type MethodRows } from '../rows';
import { itemOf, queryRows } from './legacy-query';

/** What a dynamic collection does as the query that it is. */
const asQuery: MethodRows<DynamicCollection> = Object.fromEntries(
  Object.entries(queryRows).map(([heading, row]) => [heading, (self: DynamicCollection, ...given: unknown[]) => row(self.query(), ...given)]),
);

/** Binds collections that are never loaded, and what handlers of `do_orm_execute` get. */
export function bindUnloadedCollections(binder: Binder): void {
  registerUnloadedCollections();
  binder.class<WriteOnlyCollection>({
    name: 'WriteOnlyCollection',
    module: 'sqlalchemy.orm.writeonly',
    of: WriteOnlyCollection,
    methods: methods<WriteOnlyCollection>()({
      'add(item)': (self, item) => { self.add(item as object); },
      'add_all(iterator)': (self, items) => { self.addAll(asList(items) as object[]); },
      'remove(item)': (self, item) => { self.remove(item as object); },
      'select()': (self) => self.select(),
      'insert()': (self) => self.insert(),
      'update()': (self) => self.update(),
      'delete()': (self) => self.delete(),
    }),
    iterate: (self) => self,
  }); // prettier-ignore
  binder.class<DynamicCollection>({
    name: 'AppenderQuery',
    module: 'sqlalchemy.orm.dynamic',
    of: DynamicCollection,
    methods: { ...asQuery, ...methods<DynamicCollection>()({
      'append(item)': (self, item) => { self.append(item as object); },
      'add(item)': (self, item) => { self.add(item as object); },
      'add_all(iterator)': (self, items) => { self.addAll(asList(items) as object[]); },
      'extend(iterator)': (self, items) => { self.addAll(asList(items) as object[]); },
      'remove(item)': (self, item) => { self.remove(item as object); },
      'all()': (self) => self.all(),
      'count()': (self) => self.count(),
      'select()': (self) => self.select(),
    }) },
    iterate: (self) => self.all(),
    item: (self, key) => itemOf(self.query(), key),
  }); // prettier-ignore
  binder.class<ShownLoadOptions>({ name: 'default_load_options', module: 'sqlalchemy.orm.context', of: ShownLoadOptions, attributes: { _populate_existing: ({ options }) => options.populateExisting, _yield_per: ({ options }) => options.yieldPer } });
  binder.class<LoadContext>({ name: 'QueryContext', module: 'sqlalchemy.orm.context', of: LoadContext, attributes: { session: (self) => self.session } });
  binder.class<StatementExecution>({
    name: 'ORMExecuteState',
    module: 'sqlalchemy.orm.session',
    of: StatementExecution,
    attributes: {
      session: (self) => self.session,
      parameters: (self) => self.parameters,
      execution_options: (self) => self.executionOptions,
      local_execution_options: (self) => self.localExecutionOptions,
      bind_mapper: (self) => self.bindMapper,
      is_select: (self) => self.isSelect,
      is_insert: (self) => self.isInsert,
      is_update: (self) => self.isUpdate,
      is_delete: (self) => self.isDelete,
      is_from_statement: (self) => self.isFromStatement,
      is_orm_statement: (self) => self.isOrmStatement,
      is_executemany: (self) => self.isExecutemany,
      is_column_load: (self) => self.isColumnLoad,
      is_relationship_load: (self) => self.isRelationshipLoad,
      lazy_loaded_from: (self) => self.lazyLoadedFrom,
      loader_strategy_path: (self) => self.loaderStrategyPath,
      all_mappers: (self) => [...self.allMappers],
      load_options: (self) => new ShownLoadOptions(self.loadOptions),
      user_defined_options: (self) => [...self.userDefinedOptions],
    },
    settable: { statement: [(self) => self.statement, (self, statement) => { self.statement = statement; }] },
    methods: methods<StatementExecution>()({
      'invoke_statement(statement=None, params=None, execution_options=None)': (self, statement, params, options) => self.invokeStatement(statement instanceof Select ? statement : statement, params as null, asRecord(options)),
      'update_execution_options(**opts)': (self, options) => { self.updateExecutionOptions(options); },
    }),
  }); // prettier-ignore
}

/** `state.load_options`. */
class ShownLoadOptions {
  constructor(readonly options: LoadOptions) {}
}
