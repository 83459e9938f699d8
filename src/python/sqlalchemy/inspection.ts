import { Connection } from '../../orm/engine/connection';
import { Engine } from '../../orm/engine/engine';
import { hasIndex, hasSequence } from '../../orm/engine/existence';
import { Inspector, type ReflectedColumn, type ReflectedIndex } from '../../orm/engine/inspector';
import { reflectTable } from '../../orm/engine/reflect';
import { NoSuchTableError } from '../../orm/errors';
import type { Flow } from '../../orm/flow';
import { MetaData } from '../../orm/sql/schema/metadata';
import { sortTables } from '../../orm/sql/schema/sort-tables';
import { Table } from '../../orm/sql/schema/table';
import { text } from '../../orm/sql/text-clause';
import { asList, asText, asTextOrNull } from './arguments';
import type { Binder } from './bind';
import { TupleOf } from './bridge';
import { methods, type MethodRows } from './rows';
import { readingFrom } from './schema';

/** `inspect(engine)`: reads definitions; on an engine each call takes a connection of its own. What was read is kept. */
export class DatabaseInspector {
  readonly #answers = new Map<string, unknown>();

  constructor(readonly bind: Engine | Connection) {}

  /** @param key what is asked; null for what is asked anew each time */
  *ask<T>(key: string | null, question: (inspector: Inspector) => Flow<T>): Flow<T> {
    if (key !== null && this.#answers.has(key)) return this.#answers.get(key) as T;
    const answer = yield* readingFrom(this.bind, (connection) => question(new Inspector(connection)));
    if (key !== null) this.#answers.set(key, answer);
    return answer;
  }

  forget(): void {
    this.#answers.clear();
  }
}

function shownColumn(column: ReflectedColumn): Record<string, unknown> {
  return {
    name: column.name,
    type: column.type,
    nullable: column.nullable,
    default: column.default,
    ...(column.autoincrement === undefined ? {} : { autoincrement: column.autoincrement }),
    primary_key: column.primaryKey,
    ...(column.computed === undefined ? {} : { computed: column.computed }),
    ...(column.comment === undefined ? {} : { comment: column.comment }),
  };
}

function shownIndex(index: ReflectedIndex, dialect: string): Record<string, unknown> {
  const options = index.where === undefined ? {} : { [`${dialect}_where`]: text(index.where) };
  return { name: index.name, column_names: [...index.columnNames], unique: dialect === 'sqlite' ? Number(index.unique) : index.unique, dialect_options: options };
}

type Reader = (inspector: Inspector, table: string, schema: string | null) => Flow<unknown>;

/** What can be asked of a table, by the end of the methods' names: `get_columns()`, `get_multi_columns()`. */
const readers: Readonly<Record<string, Reader>> = {
  *columns(inspector, table, schema) {
    return (yield* inspector.getColumns(table, schema)).map(shownColumn);
  },
  *pk_constraint(inspector, table, schema) {
    const { constrainedColumns, name } = yield* inspector.getPkConstraint(table, schema);
    return { constrained_columns: [...constrainedColumns], name };
  },
  *foreign_keys(inspector, table, schema) {
    return (yield* inspector.getForeignKeys(table, schema)).map((one) => ({
      name: one.name,
      constrained_columns: [...one.constrainedColumns],
      referred_schema: one.referredSchema,
      referred_table: one.referredTable,
      referred_columns: [...one.referredColumns],
      options: one.options,
    }));
  },
  *indexes(inspector, table, schema) {
    return (yield* inspector.getIndexes(table, schema)).map((one) => shownIndex(one, inspector.connection.dialect.name));
  },
  *unique_constraints(inspector, table, schema) {
    return (yield* inspector.getUniqueConstraints(table, schema)).map((one) => ({ name: one.name, column_names: [...one.columnNames] }));
  },
  *check_constraints(inspector, table, schema) {
    return (yield* inspector.getCheckConstraints(table, schema)).map((one) => ({ sqltext: one.sqltext, name: one.name }));
  },
  *table_comment(inspector, table, schema) {
    return { text: yield* inspector.getTableComment(table, schema) };
  },
  *table_options(inspector, table, schema) {
    // SQLite's engine has none to tell, and PostgreSQL's none that is read.
    if (inspector.connection.dialect.name !== 'sqlite' && !(yield* inspector.hasTable(table, schema))) throw new NoSuchTableError(table);
    return {};
  },
};

function tableMethods(): MethodRows<DatabaseInspector> {
  const rows: Record<string, MethodRows<DatabaseInspector>[string]> = {};
  for (const [what, read] of Object.entries(readers)) {
    rows[`get_${what}(table_name, schema=None, **kw)`] = (self, table, given) => {
      const [name, schema] = [asText(table), asTextOrNull(given)];
      return self.ask(`${what} ${schema ?? ''}.${name}`, (inspector) => read(inspector, name, schema));
    };
    rows[`get_multi_${what}(schema=None, filter_names=None, **kw)`] = (self, given, names) => {
      const schema = asTextOrNull(given);
      return self.ask(null, function* (inspector) {
        const wanted = names === null ? yield* inspector.getTableNames(schema) : asList(names).map(asText);
        const all = new Map<unknown, unknown>();
        for (const name of wanted) all.set(new TupleOf([schema, name]), yield* read(inspector, name, schema));
        return all;
      });
    };
  }
  return rows;
}

/** All tables that are there, with what foreign keys say of their order. */
function* sortedTables(inspector: Inspector, schema: string | null): Flow<Table[]> {
  const metadata = new MetaData();
  for (const name of yield* inspector.getTableNames(schema)) yield* reflectTable(inspector.connection, name, metadata, { schema });
  return [...sortTables([...metadata.tables.values()]).tables];
}

/** Binds `inspect(engine)`. */
export function bindInspector(binder: Binder): void {
  binder.class<DatabaseInspector>({
    name: 'Inspector',
    module: 'sqlalchemy.engine.reflection',
    of: DatabaseInspector,
    methods: {
      ...tableMethods(),
      ...methods<DatabaseInspector>()({
        'get_table_names(schema=None)': (self, schema) => self.ask(`tables ${asTextOrNull(schema) ?? ''}`, (inspector) => inspector.getTableNames(asTextOrNull(schema))),
        'get_view_names(schema=None)': (self, schema) => self.ask(`views ${asTextOrNull(schema) ?? ''}`, (inspector) => inspector.getViewNames(asTextOrNull(schema))),
        'get_temp_table_names()': (self) => self.ask('temporary tables', (inspector) => inspector.catalog.temporaryNames('table')),
        'get_temp_view_names()': (self) => self.ask('temporary views', (inspector) => inspector.catalog.temporaryNames('view')),
        'get_view_definition(view_name, schema=None)': (self, view, schema) => self.ask(null, (inspector) => inspector.getViewDefinition(asText(view), asTextOrNull(schema))),
        'get_schema_names()': (self) => self.ask('schemas', (inspector) => inspector.getSchemaNames()),
        'get_sequence_names(schema=None)': (self, schema) => self.ask(null, (inspector) => inspector.getSequenceNames(asTextOrNull(schema))),
        'get_sorted_table_and_fkc_names(schema=None)': (self, schema) =>
          self.ask(null, function* (inspector) {
            const tables = yield* sortedTables(inspector, asTextOrNull(schema));
            return [...tables.map((table) => new TupleOf([table.name, []])), new TupleOf([null, []])];
          }),
        'has_table(table_name, schema=None)': (self, table, schema) => self.ask(`has ${asTextOrNull(schema) ?? ''}.${asText(table)}`, (inspector) => inspector.hasTable(asText(table), asTextOrNull(schema))),
        'has_index(table_name, index_name, schema=None)': (self, table, index, schema) =>
          self.ask(null, (inspector) => hasIndex(inspector.connection, new Table(asText(table), new MetaData(), { schema: asTextOrNull(schema) }), asText(index))),
        'has_sequence(sequence_name, schema=None)': (self, sequence, schema) => self.ask(null, (inspector) => hasSequence(inspector.connection, asText(sequence), asTextOrNull(schema))),
        'has_schema(schema_name)': (self, name) =>
          self.ask(null, function* (inspector) {
            return (yield* inspector.getSchemaNames()).includes(asText(name));
          }),
        'clear_cache()': (self) => { self.forget(); },
        'reflect_table(table, include_columns)': (self, table) => readingFrom(self.bind, (connection) => reflectTable(connection, (table as Table).name, (table as Table).metadata)),
      }),
    },
    attributes: { bind: (self) => self.bind, engine: (self) => (self.bind instanceof Engine ? self.bind : self.bind.engine), dialect: (self) => self.bind.dialect, default_schema_name: (self) => self.bind.dialect.defaultSchema },
  }); // prettier-ignore
}
