import { ArgumentError } from '../../orm/errors';
import type { Connection } from '../../orm/engine/connection';
import * as definitions from '../../orm/sql/ddl';
import { DdlElement, type DdlAction } from '../../orm/sql/ddl';
import { Column } from '../../orm/sql/schema/column';
import type { Constraint, Index } from '../../orm/sql/schema/constraints';
import type { Sequence } from '../../orm/sql/schema/defaults';
import { MetaData } from '../../orm/sql/schema/metadata';
import { sortTables } from '../../orm/sql/schema/sort-tables';
import type { Table } from '../../orm/sql/schema/table';
import { Table as TableClass } from '../../orm/sql/schema/table';
import { SelectBase } from '../../orm/sql/selectable';
import type { Enum } from '../../orm/sql/types/enum';
import type { HostClass } from '../bridge/host-class';
import type { PyType, Value } from '../objects/object';
import { asFlag, asList, asRecord, asText, asTextOrNull } from './arguments';
import type { Binder } from './bind';
import { TupleOf } from './bridge';
import type { ProgramCompiler } from './compiler-extension';
import { executed } from './definition-events';
import { letOverride, OwnDefinition } from './own-constructs';
import { functions, methods } from './rows';

const DDL = 'sqlalchemy.sql.ddl';

type Given = readonly unknown[];
type Keywords = Readonly<Record<string, unknown>>;

/** A class of definitions: what it does, the name of its only argument, and how it is made. */
interface DefinitionRow {
  readonly what: DdlAction['what'];
  readonly make: (element: unknown, keywords: Keywords, rest: Given) => DdlElement;
}

const rows: Readonly<Record<string, DefinitionRow>> = {
  CreateTable: { what: 'create table', make: (table, { if_not_exists: missing }) => definitions.createTable(table as Table, { ifNotExists: asFlag(missing) }) },
  DropTable: { what: 'drop table', make: (table, { if_exists: exists }) => definitions.dropTable(table as Table, { ifExists: asFlag(exists) }) },
  CreateIndex: { what: 'create index', make: (index, { if_not_exists: missing }) => definitions.createIndex(index as Index, { ifNotExists: asFlag(missing) }) },
  DropIndex: { what: 'drop index', make: (index, { if_exists: exists }) => definitions.dropIndex(index as Index, { ifExists: asFlag(exists) }) },
  CreateSchema: { what: 'create schema', make: (name, { if_not_exists: missing }) => definitions.createSchema(asText(name), { ifNotExists: asFlag(missing) }) },
  DropSchema: { what: 'drop schema', make: (name, { if_exists: exists, cascade }) => definitions.dropSchema(asText(name), { ifExists: asFlag(exists), cascade: asFlag(cascade) }) },
  CreateSequence: { what: 'create sequence', make: (sequence, { if_not_exists: missing }) => definitions.createSequence(sequence as Sequence, { ifNotExists: asFlag(missing) }) },
  DropSequence: { what: 'drop sequence', make: (sequence, { if_exists: exists }) => definitions.dropSequence(sequence as Sequence, { ifExists: asFlag(exists) }) },
  AddConstraint: { what: 'add constraint', make: (constraint) => definitions.addConstraint(constraint as Constraint) },
  DropConstraint: { what: 'drop constraint', make: (constraint, { if_exists: exists, cascade }) => definitions.dropConstraint(constraint as Constraint, { ifExists: asFlag(exists), cascade: asFlag(cascade) }) },
  CreateColumn: { what: 'column', make: (column) => new DdlElement({ what: 'column', column: column as Column }) },
  SetTableComment: { what: 'comment on table', make: (table) => new DdlElement({ what: 'comment on table', table: table as Table }) },
  SetColumnComment: { what: 'comment on column', make: (column) => commentOf(column as Column, (column as Column).comment) },
  DropColumnComment: { what: 'comment on column', make: (column) => commentOf(column as Column, null) },
  CreateEnumType: { what: 'create enum', make: (type) => new DdlElement({ what: 'create enum', type: type as Enum }) },
  DropEnumType: { what: 'drop enum', make: (type) => new DdlElement({ what: 'drop enum', type: type as Enum }) },
  DropView: { what: 'drop view', make: (table, { if_exists: exists, materialized }) => new DdlElement({ what: 'drop view', table: table as Table, ifExists: asFlag(exists), materialized: asFlag(materialized) }) },
  CreateTableAs: { what: 'create from select', make: (selectable, keywords, [name]) => fromSelect('TABLE', selectable, name ?? keywords['table_name'], keywords) },
  CreateView: { what: 'create from select', make: (selectable, keywords, [name]) => fromSelect(asFlag(keywords['materialized']) ? 'MATERIALIZED VIEW' : 'VIEW', selectable, name ?? keywords['view_name'], keywords) },
  DDL: { what: 'text', make: (sql, { context }, [second]) => new DdlElement({ what: 'text', sql: asText(sql), context: asRecord(second ?? context) }) },
};

function commentOf(column: Column, comment: string | null): DdlElement {
  if (!column.table) throw new ArgumentError(`the column ${column.name} belongs to no table`);
  return new DdlElement({ what: 'comment on column', table: column.table, column: column.name, comment });
}

/** A table or a view with the rows of a SELECT. It has a table for statements; in a metadata that is created and dropped with the others. */
function fromSelect(as: 'TABLE' | 'VIEW' | 'MATERIALIZED VIEW', selectable: unknown, name: unknown, { metadata, schema, temporary, or_replace: orReplace, if_not_exists: ifNotExists }: Keywords): DdlElement {
  if (!(selectable instanceof SelectBase)) throw new ArgumentError('a SELECT is expected');
  const columns = selectable.exportedColumns.values().map((column) => new Column(String(column.key), column.type));
  const table = new TableClass(asText(name), metadata instanceof MetaData ? metadata : new MetaData(), ...columns, { schema: asTextOrNull(schema) });
  const made = new DdlElement({ what: 'create from select', as, table, selectable, orReplace: asFlag(orReplace), temporary: asFlag(temporary), ifNotExists: asFlag(ifNotExists) });
  table.creator = made;
  if (as !== 'TABLE') table.dropper = new DdlElement({ what: 'drop view', table, ifExists: false, materialized: as === 'MATERIALIZED VIEW' });
  return made;
}

/** What a definition defines. */
function subjectOf({ action }: DdlElement): unknown {
  for (const field of ['table', 'index', 'constraint', 'sequence', 'column', 'name', 'type'] as const) if (field in action) return Reflect.get(action, field) as unknown;
  return null;
}

/** `execute_if(dialect='postgresql', callable_=…)`: for which connections the definition is. */
function executeIf(binder: Binder, self: DdlElement, dialect: unknown, callable: unknown, state: unknown): DdlElement {
  const { bridge } = binder;
  const condition = (target: object, connection: object): boolean => {
    const { dialect: used } = connection as Connection;
    if (dialect !== null && !asList(dialect).includes(used.name)) return false;
    if (callable === null) return true;
    const keywords = new Map<string, Value>([['dialect', bridge.toPython(used)], ['compiler', null], ['tables', null], ['state', bridge.toPython(state)], ['checkfirst', null]]);
    return asFlag(bridge.toOrm(bridge.runtime.callNow(callable as Value, [bridge.toPython(self), bridge.toPython(target), bridge.toPython(connection)], keywords)));
  };
  return self.rebuilt({ condition });
}

/** Binds the classes of definitions, which are statements. */
export function bindDefinitions(binder: Binder, clause: PyType, executable: PyType, compiler: ProgramCompiler): Record<string, Value> {
  const element = binder.class<DdlElement>({
    name: 'ExecutableDDLElement',
    module: DDL,
    of: DdlElement,
    bases: [executable, clause],
    subclassable: true,
    construct: (cls) => new OwnDefinition(cls),
    subclassed: (cls) => {
      compiler.activate();
      letOverride(cls);
    },
    attributes: {
      element: subjectOf,
      target: subjectOf,
      statement: ({ action }) => (action.what === 'text' ? action.sql : null),
      table: ({ action }) => ('table' in action ? action.table : null),
      selectable: ({ action }) => (action.what === 'create from select' ? action.selectable : null),
    },
    methods: methods<DdlElement>()({
      'execute_if(dialect=None, callable_=None, state=None)': (self, dialect, callable, state) => executeIf(binder, self, dialect, callable, state),
      'against(target)': (self) => self,
      '__call__(target, bind, **kw)': (self, target, bind) => (self.condition?.(target as object, bind as object) === false ? null : executed(self, target as Table | MetaData, bind as Connection)) as never,
    }),
    str: (self) => self.toString(),
  });
  const names: Record<string, Value> = { DDLElement: element.type, ExecutableDDLElement: element.type, BaseDDLElement: element.type };
  const shown = new Map<string, HostClass<DdlElement>>();
  for (const [name, { what, make }] of Object.entries(rows)) {
    const made = binder.class<DdlElement>({ name, module: DDL, of: DdlElement, bases: [element.type], construct: (_, [first, ...rest], keywords) => make(first ?? keywords['element'] ?? keywords['statement'] ?? keywords['selectable'] ?? keywords['name'], keywords, rest) });
    names[name] = made.type;
    if (!shown.has(what) || name === 'CreateView') shown.set(what, made);
    if (name === 'CreateTableAs') shown.set('create from select TABLE', made);
  }
  binder.bridge.showsAs(DdlElement, (host) => {
    const { action } = host as DdlElement;
    const key = action.what === 'create from select' && action.as === 'TABLE' ? 'create from select TABLE' : action.what;
    return (shown.get(key) ?? element).wrap(host as DdlElement);
  });
  binder.bridge.showsAs(OwnDefinition, (host) => element.wrap(host as OwnDefinition));
  return {
    ...names,
    ...binder.functions(
      functions({
        'DropTableComment(element)': (table) => new DdlElement({ what: 'comment on table', table: Object.assign(Object.create(table as object) as Table, { comment: null }) }),
        'sort_tables(tables, skip_fn=None, extra_dependencies=None)': (tables) => sortTables(asList(tables) as readonly Table[]).tables,
        'sort_tables_and_constraints(tables, filter_fn=None, extra_dependencies=None)': (tables) => {
          const { tables: sorted, deferred } = sortTables(asList(tables) as readonly Table[]);
          return [...sorted.map((table) => new TupleOf([table, new Set(table.foreignKeyConstraints.filter((one) => !deferred.includes(one)))])), new TupleOf([null, [...deferred]])];
        },
      }),
      DDL,
    ),
  };
}

