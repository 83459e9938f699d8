import type { Dialect } from '../../orm/dialect/dialect';
import { postgresDialect } from '../../orm/dialect/postgres';
import { sqliteDialect } from '../../orm/dialect/sqlite';
import { NoSuchModuleError } from '../../orm/errors';
import { Url } from '../../orm/engine/url';
import { asClause } from '../../orm/sql/clause';
import type { Value } from '../objects/object';
import { asText } from './arguments';
import type { Binder } from './bind';
import { functions, methods } from './rows';

/** What `create_mock_engine()` gives: it executes nothing, and tells a function of the program which statements it was given. */
export class MockConnection {
  constructor(
    readonly dialect: Dialect,
    private readonly binder: Binder,
    private readonly executor: Value,
  ) {}

  *execute(statement: unknown): Generator<never, unknown> {
    yield* [];
    return this.binder.bridge.callNow(this.executor, [statement, null]);
  }
}

/** Binds it, and gives the function. */
export function bindMockEngine(binder: Binder): Record<string, Value> {
  const made = binder.class<MockConnection>({
    name: 'MockConnection',
    module: 'sqlalchemy.engine.mock',
    of: MockConnection,
    attributes: { dialect: (self) => self.dialect, name: (self) => self.dialect.name, engine: (self) => self },
    methods: methods<MockConnection>()({
      'connect(**kwargs)': (self) => self,
      'execution_options(**kw)': (self) => self,
      'execute(obj, parameters=None, execution_options=None)': (self, statement) => self.execute(asClause(statement) ?? statement),
    }),
  });
  const open = binder.functions(
    functions({
      'create_mock_engine(url, executor, **kw)': (address, executor) => {
        const url = address instanceof Url ? address : Url.parse(asText(address));
        const dialects: Readonly<Record<string, () => Dialect>> = { sqlite: () => sqliteDialect({ driver: 'pysqlite' }), postgresql: () => postgresDialect({ driver: 'psycopg' }) };
        const make = dialects[url.backendName];
        if (!make) throw new NoSuchModuleError(`Can't load plugin: sqlalchemy.dialects:${url.drivername.replace('+', '.')}`);
        return new MockConnection(make(), binder, executor as Value);
      },
    }),
    'sqlalchemy.engine.mock',
  );
  return { ...open, MockConnection: made.type };
}
