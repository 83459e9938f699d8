import { Connection } from '../../orm/engine/connection';
import { postgresDialect } from '../../orm/dialect/postgres';
import { sqliteDialect } from '../../orm/dialect/sqlite';
import type { Dialect } from '../../orm/dialect/dialect';
import { ArgumentError } from '../../orm/errors';
import { compile } from '../../orm/compile';
import type { Flow as OrmFlow } from '../../orm/flow';
import { copyTable, perform } from '../../orm/migrate/apply';
import { MissingConstraintError } from '../../orm/migrate/batch';
import { compareMetadata } from '../../orm/migrate/compare';
import { defineReferredTables } from '../../orm/migrate/foreign-key-target';
import { reversed, type Operation } from '../../orm/migrate/operations';
import { pythonCode } from '../../orm/migrate/python-code';
import { RevisionHistory, type Revision } from '../../orm/migrate/revisions';
import { isDirect, textsOf, UnsupportedAlterError } from '../../orm/migrate/statements';
import { VersionTable } from '../../orm/migrate/version-table';
import { ClauseElement } from '../../orm/sql/clause';
import { MetaData } from '../../orm/sql/schema/metadata';
import type { Table } from '../../orm/sql/schema/table';
import { raised, builtinException } from '../objects/exceptions';
import type { Value } from '../objects/object';
import { asFlag, asList, asText, asTextOrNull } from '../sqlalchemy/arguments';
import type { Binder } from '../sqlalchemy/bind';
import { functions, methods } from '../sqlalchemy/rows';

function connectionOf(given: unknown): Connection {
  if (given instanceof Connection) return given;
  throw new ArgumentError('expected a Connection');
}

const dialects: Readonly<Record<string, () => Dialect>> = { sqlite: () => sqliteDialect(), postgresql: () => postgresDialect() };

function dialectNamed(name: unknown): Dialect {
  const make = dialects[asText(name)];
  if (!make) throw new ArgumentError(`there is no dialect ${asText(name)}`);
  return make();
}

/** Errors that Alembic raises as Python's own. */
function* asPython<T>(work: OrmFlow<T>): OrmFlow<T> {
  try {
    return yield* work;
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): unknown {
  if (error instanceof UnsupportedAlterError) return raised(builtinException('NotImplementedError'), error.text);
  if (error instanceof MissingConstraintError) return raised(builtinException('ValueError'), error.text);
  return error;
}

const operations = (given: unknown): readonly Operation[] => asList(given) as readonly Operation[];

const rows = functions({
  'compare(connection, metadata, compare_type, compare_server_default, version_table, /)': (connection, metadata, compareType, compareServerDefault, versionTable) => {
    if (!(metadata instanceof MetaData)) throw new ArgumentError('expected a MetaData');
    return compareMetadata(connectionOf(connection), metadata, { compareType: asFlag(compareType), compareServerDefault: asFlag(compareServerDefault), versionTable: asText(versionTable) });
  },
  'reverse(operation, /)': (operation) => reversed(operation as Operation),
  'code(given, as_batch, alchemy_prefix, operations_prefix, /)': (given, asBatch, alchemyPrefix, operationsPrefix) =>
    pythonCode(operations(given), { asBatch: asFlag(asBatch), alchemyPrefix: asText(alchemyPrefix), operationsPrefix: asText(operationsPrefix) }),
  'perform(connection, operation, /)': (connection, operation) => asPython(perform(connectionOf(connection), operation as Operation)),
  'copy_table(connection, given, /)': (connection, given) => asPython(copyTable(connectionOf(connection), operations(given))),
  'is_direct(connection, operation, /)': (connection, operation) => isDirect(operation as Operation, connectionOf(connection).dialect),
  'texts(operation, dialect_name, /)': (operation, name) => {
    try {
      return textsOf(operation as Operation, dialectNamed(name));
    } catch (error) {
      throw translated(error);
    }
  },
  'text_of(element, dialect_name, /)': (element, name) => (element instanceof ClauseElement ? compile(element, { dialect: dialectNamed(name), literalBinds: true, renderPostcompile: true }).sql : asText(element)),
  'dialect_name(connection, /)': (connection) => connectionOf(connection).dialect.name,
  'heads(connection, table, /)': (connection, table) => new VersionTable(connectionOf(connection), asText(table)).heads(),
  'ensure_version(connection, table, /)': (connection, table) => new VersionTable(connectionOf(connection), asText(table)).ensure(),
  'move_version(connection, table, before, after, /)': (connection, table, before, after) =>
    new VersionTable(connectionOf(connection), asText(table)).move(asTextOrNull(before) ?? undefined, asTextOrNull(after) ?? undefined),
  'define_referred_tables(table, /)': (given) => {
    const table = given as Table;
    defineReferredTables(table.foreignKeys, table.metadata, table.tableName);
  },
});

/** What Alembic's Python half needs of the migrations, on a binder that knows the schema. */
export function bindMigrations(binder: Binder): Readonly<Record<string, Value>> {
  const history = binder.class<RevisionHistory>({
    name: 'RevisionHistory',
    module: '_alembic',
    of: RevisionHistory,
    construct: () => new RevisionHistory(),
    methods: methods<RevisionHistory>()({
      'add(id, down, message, script, /)': (self, id, down, message, script) => { self.add({ id: asText(id), down: asTextOrNull(down) ?? undefined, message: asText(message), script }); },
      'clear()': (self) => { self.clear(); },
      'heads()': (self) => self.heads,
      'newest_first()': (self) => self.newestFirst(),
      'find(name, current, /)': (self, name, current) => self.find(asText(name), asTextOrNull(current) ?? undefined),
      'upgrades(current, target, /)': (self, current, target) => self.upgrades(asTextOrNull(current) ?? undefined, (target as Revision | null) ?? undefined),
      'downgrades(current, target, /)': (self, current, target) => self.downgrades(asTextOrNull(current) ?? undefined, (target as Revision | null) ?? undefined),
    }),
  });
  return { ...binder.functions(rows, '_alembic'), RevisionHistory: history.type };
}
