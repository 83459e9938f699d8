import { openPostgres } from '../../../src/databases/postgres/postgres-database';
import { openSqlite } from '../../../src/databases/sqlite/sqlite-database';
import type { Activity } from '../../../src/orm/engine/activity';
import type { Connection } from '../../../src/orm/engine/connection';
import { createEngine } from '../../../src/orm/engine/create-engine';
import type { Engine, EngineOptions } from '../../../src/orm/engine/engine';
import { runSync, type Flow } from '../../../src/orm/flow';
import type { ClauseElement } from '../../../src/orm/sql/clause';
import { nodeParts } from '../../databases/node-parts';
import { createAll } from '../../../src/orm/engine/table-definitions';
import type { MetaData } from '../../../src/orm/sql/schema/metadata';
import { oracleSetup } from '../record';

const surroundings = { onExecuted: () => undefined, interrupted: () => false };

/** An engine on a fresh database, with what it did. */
export interface Bench {
  readonly engine: Engine;
  /** As the oracle lists statements: text and parameters, with null for transaction marks. */
  readonly statements: [string, unknown][];
  readonly echo: string[];
  readonly warnings: string[];
  readonly activities: Activity[];
}

export async function bench(address = 'sqlite://', options: EngineOptions = {}): Promise<Bench> {
  const parts = nodeParts();
  const database = address.startsWith('sqlite') ? await openSqlite(parts, surroundings) : await openPostgres(parts, surroundings);
  const made = { statements: [] as [string, unknown][], echo: [] as string[], warnings: [] as string[], activities: [] as Activity[] };
  const engine = createEngine(address, { echo: true, ...options }, {
    database: () => database,
    log: { info: (message) => void made.echo.push(message) },
    onWarning: (message) => void made.warnings.push(message),
    onActivity: (activity) => {
      made.activities.push(activity);
      made.statements.push(activity.kind === 'statement' ? [activity.sql, plain(activity.parameters)] : [activity.text, null]);
    },
  }); // prettier-ignore
  return { ...made, engine };
}

/** Values as the oracle's JSON has them. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'object' && one !== null && 'value' in one ? (one).value : one)));
}

/** Does `work` on a connection that is closed afterwards. */
export function using<T>(engine: Engine, work: (connection: Connection) => Flow<T>): T {
  return runSync(
    (function* () {
      const connection = yield* engine.connect();
      try {
        return yield* work(connection);
      } finally {
        yield* connection.close();
      }
    })(),
  );
}

export function beginning<T>(engine: Engine, work: (connection: Connection) => Flow<T>): T {
  return runSync(engine.begin(work));
}

/** The tables of a model with the oracle's rows in them; what that took is not in the lists. */
export function filled(made: Bench, model: string, metadata: MetaData): void {
  beginning(made.engine, (connection) => createAll(connection, metadata));
  const rows = oracleSetup(model).sqlite.filter(([sql]) => sql.startsWith('INSERT'));
  beginning(made.engine, function* (connection) {
    for (const [sql, sets] of rows) yield* connection.execDriverSql(sql, sets as unknown[][]);
  });
  made.statements.length = 0;
  made.echo.length = 0;
  made.activities.length = 0;
}

/** All rows of a statement as text, as Python prints them. */
export function printed(connection: Connection, statement: ClauseElement): Flow<string> {
  return (function* () {
    const result = yield* connection.execute(statement);
    return `[${result
      .all()
      .map((row) => row.toString())
      .join(', ')}]`;
  })();
}
