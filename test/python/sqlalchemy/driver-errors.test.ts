import { openPostgres } from '../../../src/databases/postgres/postgres-database';
import { openSqlite } from '../../../src/databases/sqlite/sqlite-database';
import { sqlalchemyModules } from '../../../src/python/sqlalchemy/modules';
import { nodeParts } from '../../databases/node-parts';
import { runProgram } from '../run-program';

const program = (address: string): string => `
from sqlalchemy import create_engine, event
engine = create_engine("${address}")

@event.listens_for(engine, "connect")
def on_connect(connection, record):
    connection.cursor().execute("NONSENSE")

try:
    engine.connect()
except Exception as error:
    print(type(error).__module__, type(error).__name__, error)
engine.connect()
`;

test.each([
  ['sqlite://', 'sqlite3 OperationalError near "NONSENSE": syntax error\n', 'OperationalError'],
  ['postgresql+asyncpg://', `sqlalchemy.dialects.postgresql.asyncpg ProgrammingError <class 'asyncpg.exceptions.PostgresSyntaxError'>: syntax error at or near "NONSENSE"\n`, 'ProgrammingError'],
])('what a handler is told by the driver of %s is an exception of the driver', async (address, printed, type) => {
  const surroundings = { onExecuted: () => undefined, interrupted: () => false };
  const database = () => (address.startsWith('sqlite') ? openSqlite(nodeParts(), surroundings) : openPostgres(nodeParts(), surroundings));
  const { stdout, outcome } = await runProgram(program(address), { modules: sqlalchemyModules({ database, echo: () => undefined }) });
  expect([stdout, outcome.error?.type, outcome.error?.line]).toEqual([printed, type, 7]);
});
