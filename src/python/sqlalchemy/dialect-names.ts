import type { Dialect } from '../../orm/dialect/dialect';
import { mysqlDialect } from '../../orm/dialect/mysql';
import { oracleDialect } from '../../orm/dialect/oracle';
import { postgresDialect } from '../../orm/dialect/postgres';
import { sqliteDialect } from '../../orm/dialect/sqlite';

/** The dialects, as `postgresql.dialect()` gives them: for texts only. */
export const dialectsByName = {
  sqlite: () => sqliteDialect({ driver: 'pysqlite' }),
  postgresql: () => postgresDialect({ driver: 'psycopg' }),
  asyncpg: () => postgresDialect(),
  mysql: mysqlDialect,
  oracle: oracleDialect,
} as const satisfies Record<string, () => Dialect>;
