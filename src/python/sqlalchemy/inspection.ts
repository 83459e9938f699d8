import { Connection } from '../../orm/engine/connection';
import { Engine } from '../../orm/engine/engine';
import { Inspector, type ReflectedColumn } from '../../orm/engine/inspector';
import type { Flow } from '../../orm/flow';
import type { Table } from '../../orm/sql/schema/table';
import { reflectTable } from '../../orm/engine/reflect';
import { asText, asTextOrNull } from './arguments';
import type { Binder } from './bind';
import { methods } from './rows';
import { readingFrom } from './schema';

/** `inspect(engine)`: reads definitions; on an engine each call takes a connection of its own. */
export class DatabaseInspector {
  constructor(readonly bind: Engine | Connection) {}

  ask<T>(question: (inspector: Inspector) => Flow<T>): Flow<T> {
    return readingFrom(this.bind, (connection) => question(new Inspector(connection)));
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
    ...(column.comment === undefined ? {} : { comment: column.comment }),
  };
}

/** Binds `inspect(engine)`. */
export function bindInspector(binder: Binder): void {
  binder.class<DatabaseInspector>({
    name: 'Inspector',
    module: 'sqlalchemy.engine.reflection',
    of: DatabaseInspector,
    methods: methods<DatabaseInspector>()({
      'get_table_names(schema=None)': (self, schema) => self.ask((inspector) => inspector.getTableNames(asTextOrNull(schema))),
      'get_view_names(schema=None)': (self, schema) => self.ask((inspector) => inspector.getViewNames(asTextOrNull(schema))),
      'get_view_definition(view_name, schema=None)': (self, view, schema) => self.ask((inspector) => inspector.getViewDefinition(asText(view), asTextOrNull(schema))),
      'get_schema_names()': (self) => self.ask((inspector) => inspector.getSchemaNames()),
      'has_table(table_name, schema=None)': (self, table, schema) => self.ask((inspector) => inspector.hasTable(asText(table), asTextOrNull(schema))),
      'get_columns(table_name, schema=None)': (self, table, schema) =>
        self.ask(function* (inspector) {
          return (yield* inspector.getColumns(asText(table), asTextOrNull(schema))).map(shownColumn);
        }),
      'get_pk_constraint(table_name, schema=None)': (self, table, schema) =>
        self.ask(function* (inspector) {
          const { constrainedColumns, name } = yield* inspector.getPkConstraint(asText(table), asTextOrNull(schema));
          return { constrained_columns: [...constrainedColumns], name };
        }),
      'get_foreign_keys(table_name, schema=None)': (self, table, schema) =>
        self.ask(function* (inspector) {
          return (yield* inspector.getForeignKeys(asText(table), asTextOrNull(schema))).map((one) => ({
            name: one.name,
            constrained_columns: [...one.constrainedColumns],
            referred_schema: one.referredSchema,
            referred_table: one.referredTable,
            referred_columns: [...one.referredColumns],
            options: one.options,
          }));
        }),
      'get_indexes(table_name, schema=None)': (self, table, schema) =>
        self.ask(function* (inspector) {
          return (yield* inspector.getIndexes(asText(table), asTextOrNull(schema))).map((one) => ({ name: one.name, column_names: [...one.columnNames], unique: inspector.connection.dialect.name === 'sqlite' ? Number(one.unique) : one.unique, dialect_options: {} }));
        }),
      'get_unique_constraints(table_name, schema=None)': (self, table, schema) =>
        self.ask(function* (inspector) {
          return (yield* inspector.getUniqueConstraints(asText(table), asTextOrNull(schema))).map((one) => ({ name: one.name, column_names: [...one.columnNames] }));
        }),
      'get_check_constraints(table_name, schema=None)': (self, table, schema) =>
        self.ask(function* (inspector) {
          return (yield* inspector.getCheckConstraints(asText(table), asTextOrNull(schema))).map((one) => ({ name: one.name, sqltext: one.sqltext }));
        }),
      'get_table_comment(table_name, schema=None)': (self, table, schema) =>
        self.ask(function* (inspector) {
          return { text: yield* inspector.getTableComment(asText(table), asTextOrNull(schema)) };
        }),
      'get_sequence_names(schema=None)': (self, schema) => self.ask((inspector) => inspector.getSequenceNames(asTextOrNull(schema))),
      'reflect_table(table, include_columns)': (self, table) => readingFrom(self.bind, (connection) => reflectTable(connection, (table as Table).name, (table as Table).metadata)),
    }),
    attributes: { engine: (self) => (self.bind instanceof Engine ? self.bind : self.bind.engine), dialect: (self) => self.bind.dialect, default_schema_name: (self) => self.bind.dialect.defaultSchema },
  });
}
