import { runSync } from '../flow';
import type { MetaData } from '../sql/schema/metadata';
import type { CallOptions, Connection, ExecutionOptions, StatementParameters } from './connection';
import type { CursorResult } from './cursor-result';
import type { Engine } from './engine';
import type { ScalarResult } from './result';
import { createAll, dropAll, type DefinitionOptions } from './table-definitions';
import type { Transaction } from './transaction';

/** A transaction whose end needs no waiting. */
export class SyncTransaction {
  constructor(readonly transaction: Transaction) {}

  commit(): void {
    runSync(this.transaction.commit());
  }

  rollback(): void {
    runSync(this.transaction.rollback());
  }
}

/**
 * A connection on an embedded database: everything happens at once.
 * @throws MissingGreenlet from any method, where the database would have to wait
 */
export class SyncConnection {
  constructor(readonly connection: Connection) {}

  execute(statement: unknown, parameters: StatementParameters = null, options: CallOptions = {}): CursorResult {
    return runSync(this.connection.execute(statement, parameters, options));
  }

  scalar(statement: unknown, parameters: StatementParameters = null): unknown {
    return runSync(this.connection.scalar(statement, parameters));
  }

  scalars(statement: unknown, parameters: StatementParameters = null): ScalarResult {
    return runSync(this.connection.scalars(statement, parameters));
  }

  execDriverSql(sql: string, parameters: readonly unknown[] = []): CursorResult {
    return runSync(this.connection.execDriverSql(sql, parameters));
  }

  executionOptions(options: ExecutionOptions): this {
    runSync(this.connection.executionOptions(options));
    return this;
  }

  getIsolationLevel(): string {
    return runSync(this.connection.getIsolationLevel());
  }

  get inTransaction(): boolean {
    return this.connection.inTransaction;
  }

  begin(): SyncTransaction {
    return new SyncTransaction(this.connection.begin());
  }

  beginNested(): SyncTransaction {
    return new SyncTransaction(runSync(this.connection.beginNested()));
  }

  commit(): void {
    runSync(this.connection.commit());
  }

  rollback(): void {
    runSync(this.connection.rollback());
  }

  close(): void {
    runSync(this.connection.close());
  }
}

/** An engine on an embedded database, whose calls give their results at once. */
export class SyncEngine {
  constructor(readonly engine: Engine) {}

  connect(): SyncConnection {
    return new SyncConnection(runSync(this.engine.connect()));
  }

  /** Does `work` in one transaction: committed at its end, rolled back when it throws. */
  begin<T>(work: (connection: SyncConnection) => T): T {
    const connection = this.connect();
    try {
      const transaction = connection.begin();
      const value = work(connection);
      transaction.commit();
      return value;
    } finally {
      connection.close();
    }
  }

  createAll(metadata: MetaData, options: DefinitionOptions = {}): void {
    this.begin(({ connection }) => {
      runSync(createAll(connection, metadata, options));
    });
  }

  dropAll(metadata: MetaData, options: DefinitionOptions = {}): void {
    this.begin(({ connection }) => {
      runSync(dropAll(connection, metadata, options));
    });
  }

  dispose(): void {
    this.engine.dispose();
  }

  toString(): string {
    return this.engine.toString();
  }
}
