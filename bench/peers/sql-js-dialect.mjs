// Kysely's dialect of SQLite on sql.js, by a driver of its own: it has none for it. MikroORM takes it too.
import { DummyDriver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

const RETURNS_ROWS = /^\s*(?:select|with|pragma)|\breturning\b/i;

class SqlJsDriver extends DummyDriver {
  constructor(database) {
    super();
    this.database = database;
    this.statements = new Map();
  }

  async acquireConnection() {
    return { executeQuery: async (query) => this.execute(query), streamQuery: () => { throw new Error('not streamed here'); } };
  }

  async beginTransaction() { this.database.run('begin'); }
  async commitTransaction() { this.database.run('commit'); }
  async rollbackTransaction() { this.database.run('rollback'); }

  execute({ sql, parameters }) {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.database.prepare(sql)));
    statement.bind(parameters);
    const rows = [];
    while (statement.step()) rows.push(statement.getAsObject());
    statement.reset();
    return RETURNS_ROWS.test(sql) ? { rows } : { rows, numAffectedRows: BigInt(this.database.getRowsModified()) };
  }
}

/** @param database a sql.js database */
export function sqlJsDialect(database) {
  return {
    createAdapter: () => new SqliteAdapter(), createDriver: () => new SqlJsDriver(database), createIntrospector: (one) => new SqliteIntrospector(one),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
