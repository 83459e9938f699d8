import type { Flow } from '../flow';
import type { Table } from '../sql/schema/table';
import { text } from '../sql/text-clause';
import type { Connection } from './connection';

/** A name inside a PRAGMA: always in quotes, as SQLAlchemy writes it. */
export function pragmaName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The rows of a PRAGMA about a table; SQLite is asked for its temporary tables too when it finds nothing. */
export function* tablePragma(connection: Connection, pragma: string, table: string, schema: string | null): Flow<(readonly unknown[])[]> {
  const places = schema === null ? ['main', 'temp'] : [schema];
  for (const place of places) {
    const quoted = schema === null ? place : pragmaName(place);
    const result = yield* connection.execDriverSql(`PRAGMA ${quoted}.${pragma}(${pragmaName(table)})`);
    const rows = result.returnsRows ? result.all().map((row) => [...row]) : [];
    if (rows.length > 0) return rows;
  }
  return [];
}

export function* hasTable(connection: Connection, name: string, schema: string | null): Flow<boolean> {
  if (connection.dialect.name === 'sqlite') return (yield* tablePragma(connection, 'table_info', name, schema)).length > 0;
  const visible = schema === null ? "pg_catalog.pg_table_is_visible(pg_catalog.pg_class.oid) AND pg_catalog.pg_namespace.nspname != 'pg_catalog'" : 'pg_catalog.pg_namespace.nspname = :schema';
  const result = yield* connection.execute(
    text(
      'SELECT pg_catalog.pg_class.relname \nFROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_catalog.pg_namespace.oid = pg_catalog.pg_class.relnamespace \n' +
        `WHERE pg_catalog.pg_class.relname = :name AND pg_catalog.pg_class.relkind = ANY (ARRAY['r', 'p', 'f', 'v', 'm']) AND ${visible}`,
    ),
    schema === null ? { name } : { name, schema },
  );
  return result.first() !== null;
}

export function* hasIndex(connection: Connection, table: Table, name: string): Flow<boolean> {
  if (connection.dialect.name === 'sqlite') {
    const rows = yield* tablePragma(connection, 'index_list', table.name, table.schema);
    return rows.some((row) => row[1] === name);
  }
  return yield* hasRelation(connection, name, table.schema, "'i', 'I'");
}

export function* hasSequence(connection: Connection, name: string, schema: string | null): Flow<boolean> {
  if (connection.dialect.name === 'sqlite') return false;
  return yield* hasRelation(connection, name, schema, "'S'");
}

/** @param kinds letters of pg_class.relkind, quoted */
function* hasRelation(connection: Connection, name: string, schema: string | null, kinds: string): Flow<boolean> {
  const result = yield* connection.execute(
    text(
      'SELECT pg_catalog.pg_class.relname \nFROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_catalog.pg_namespace.oid = pg_catalog.pg_class.relnamespace \n' +
        `WHERE pg_catalog.pg_class.relname = :name AND pg_catalog.pg_class.relkind IN (${kinds}) AND ${schema === null ? 'pg_catalog.pg_table_is_visible(pg_catalog.pg_class.oid)' : 'pg_catalog.pg_namespace.nspname = :schema'}`,
    ),
    schema === null ? { name } : { name, schema },
  );
  return result.first() !== null;
}

export function* hasEnum(connection: Connection, name: string, schema: string | null): Flow<boolean> {
  const result = yield* connection.execute(
    text(
      'SELECT pg_catalog.pg_type.typname \nFROM pg_catalog.pg_type JOIN pg_catalog.pg_namespace ON pg_catalog.pg_namespace.oid = pg_catalog.pg_type.typnamespace \n' +
        `WHERE pg_catalog.pg_type.typname = :name AND ${schema === null ? 'pg_catalog.pg_type_is_visible(pg_catalog.pg_type.oid)' : 'pg_catalog.pg_namespace.nspname = :schema'}`,
    ),
    schema === null ? { name } : { name, schema },
  );
  return result.first() !== null;
}
