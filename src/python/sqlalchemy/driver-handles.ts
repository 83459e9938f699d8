import type { Connection } from '../../orm/engine/connection';
import { positional, type DriverParameters } from '../../orm/engine/driver-parameters';
import type { DriverResult } from '../../orm/engine/driver';
import type { Flow as OrmFlow } from '../../orm/flow';
import { PyTuple } from '../objects/sequences';
import { asNumber, asText } from './arguments';
import type { Binder } from './bind';
import { TupleOf } from './bridge';
import { methods } from './rows';

/** What the pool keeps beside a connection of the driver. */
export class ConnectionRecord {
  readonly info: Record<string, unknown> = {};
}

/** A cursor that has executed something, as handlers and results show it. */
export class CursorView {
  constructor(readonly result: Pick<DriverResult, 'columns' | 'rowCount'> | null) {}
}

/** A connection of the driver as `engine.raw_connection()` gives it: what it does is neither logged nor told to handlers. */
export class DriverHandle {
  constructor(readonly connection: Connection) {}
}

/** A cursor of such a connection. */
class DriverCursor {
  result: DriverResult | null = null;
  #next = 0;

  constructor(readonly connection: Connection) {}

  *execute(sql: string, given: DriverParameters): OrmFlow<this> {
    const { parameters } = positional(sql, given);
    this.result = yield* this.connection.driver.execute(sql, parameters);
    this.#next = 0;
    return this;
  }

  *executeMany(sql: string, given: DriverParameters): OrmFlow<this> {
    const { parameters } = positional(sql, given);
    this.result = yield* this.connection.driver.executeMany(sql, parameters as readonly (readonly unknown[])[]);
    this.#next = 0;
    return this;
  }

  fetch(count: number): readonly (readonly unknown[])[] {
    const rows = this.result?.rows.slice(this.#next, this.#next + count) ?? [];
    this.#next += rows.length;
    return rows;
  }
}

/** DB-API's description of the columns: their names, and nothing more. */
function description(result: Pick<DriverResult, 'columns'> | null): TupleOf | null {
  if (!result || result.columns.length === 0) return null;
  return new TupleOf(result.columns.map(({ name }) => new TupleOf([name, null, null, null, null, null, null])));
}

/** Binds connections and cursors of the driver. */
export function bindDriverHandles(binder: Binder): void {
  const rows = (all: readonly (readonly unknown[])[]): PyTuple[] => all.map((row) => new PyTuple(row.map((value) => binder.bridge.toPython(value))));
  binder.class<CursorView>({
    name: 'Cursor',
    module: 'sqlite3',
    of: CursorView,
    attributes: { rowcount: (self) => self.result?.rowCount ?? -1, description: (self) => description(self.result) },
  });
  binder.class<DriverCursor>({
    name: 'Cursor',
    module: 'sqlite3',
    of: DriverCursor,
    attributes: { rowcount: (self) => self.result?.rowCount ?? -1, description: (self) => description(self.result) },
    methods: methods<DriverCursor>()({
      'execute(sql, parameters=None)': (self, sql, parameters) => self.execute(asText(sql), (parameters ?? []) as DriverParameters),
      'executemany(sql, parameters)': (self, sql, parameters) => self.executeMany(asText(sql), parameters as DriverParameters),
      'fetchall()': (self) => rows(self.fetch(Number.MAX_SAFE_INTEGER)),
      'fetchmany(size=1)': (self, size) => rows(self.fetch(asNumber(size))),
      'fetchone()': (self) => rows(self.fetch(1))[0] ?? null,
      'close()': () => null,
    }),
    iterate: (self) => rows(self.fetch(Number.MAX_SAFE_INTEGER)),
  });
  binder.class<DriverHandle>({
    name: '_ConnectionFairy',
    module: 'sqlalchemy.pool.base',
    of: DriverHandle,
    attributes: { dbapi_connection: (self) => self, driver_connection: (self) => self, is_valid: (self) => !self.connection.closed },
    methods: methods<DriverHandle>()({
      'cursor()': (self) => new DriverCursor(self.connection),
      'commit()': (self) => self.connection.driver.commit(),
      'rollback()': (self) => self.connection.driver.rollback(),
      'close()': (self) => self.connection.close(),
    }),
  });
}

/** A connection of an engine for {@link DriverHandle}. */
export function* rawConnection(connect: () => OrmFlow<Connection>): OrmFlow<DriverHandle> {
  return new DriverHandle(yield* connect());
}
