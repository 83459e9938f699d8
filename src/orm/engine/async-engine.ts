import { runAsync, type Flow } from '../flow';
import type { CallOptions, Connection, ExecutionOptions, StatementParameters } from './connection';
import type { CursorResult } from './cursor-result';
import type { Engine } from './engine';
import type { ScalarResult } from './result';
import type { Transaction } from './transaction';

/** A transaction whose end may have to be waited for. */
export class AsyncTransaction {
  constructor(readonly transaction: Transaction) {}

  commit(): Promise<void> {
    return runAsync(this.transaction.commit());
  }

  rollback(): Promise<void> {
    return runAsync(this.transaction.rollback());
  }
}

/** A connection on any database: what talks to it is awaited. */
export class AsyncConnection {
  constructor(readonly connection: Connection) {}

  execute(statement: unknown, parameters: StatementParameters = null, options: CallOptions = {}): Promise<CursorResult> {
    return runAsync(this.connection.execute(statement, parameters, options));
  }

  scalar(statement: unknown, parameters: StatementParameters = null): Promise<unknown> {
    return runAsync(this.connection.scalar(statement, parameters));
  }

  scalars(statement: unknown, parameters: StatementParameters = null): Promise<ScalarResult> {
    return runAsync(this.connection.scalars(statement, parameters));
  }

  execDriverSql(sql: string, parameters: readonly unknown[] = []): Promise<CursorResult> {
    return runAsync(this.connection.execDriverSql(sql, parameters));
  }

  async executionOptions(options: ExecutionOptions): Promise<this> {
    await runAsync(this.connection.executionOptions(options));
    return this;
  }

  /** Runs work that is written as a flow: `createAll()` and its kin. */
  run<T>(work: (connection: Connection) => Flow<T>): Promise<T> {
    return runAsync(work(this.connection));
  }

  get inTransaction(): boolean {
    return this.connection.inTransaction;
  }

  begin(): AsyncTransaction {
    return new AsyncTransaction(this.connection.begin());
  }

  async beginNested(): Promise<AsyncTransaction> {
    return new AsyncTransaction(await runAsync(this.connection.beginNested()));
  }

  commit(): Promise<void> {
    return runAsync(this.connection.commit());
  }

  rollback(): Promise<void> {
    return runAsync(this.connection.rollback());
  }

  close(): Promise<void> {
    return runAsync(this.connection.close());
  }
}

/** An engine whose calls are awaited: SQLAlchemy's `create_async_engine()`. */
export class AsyncEngine {
  constructor(readonly syncEngine: Engine) {}

  async connect(): Promise<AsyncConnection> {
    return new AsyncConnection(await runAsync(this.syncEngine.connect()));
  }

  /** Does `work` in one transaction: committed at its end, rolled back when it throws. */
  async begin<T>(work: (connection: AsyncConnection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      const transaction = connection.begin();
      const value = await work(connection);
      await transaction.commit();
      return value;
    } finally {
      await connection.close();
    }
  }

  dispose(): Promise<void> {
    this.syncEngine.dispose();
    return Promise.resolve();
  }

  toString(): string {
    return this.syncEngine.toString();
  }
}
