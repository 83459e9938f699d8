import type { Connection } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import type { Flow } from '../../databases/flow';
import { transactionName } from '../history/transaction-name';
import { commandOf, type Command } from '../locking/command';
import { query } from '../rows/storage';
import { done, type Done, type EngineSession, type LockWait, type Started } from '../run/engine';
import type { Outcome } from '../trace';
import type { Observer } from './observer';
import type { Holding, LockState } from './locks-held';
import { sqliteError, sqliteOutcome } from './sqlite-outcome';

/** What the sessions of one engine share. */
export interface SessionGround {
  readonly sessions: readonly SqliteSession[];
  /** True when every session waits for locks. */
  readonly patient: boolean;
  observer(): Observer;
  /** Grows whenever a statement ends: only then can a lock have become free. */
  progress: number;
}

const BUSY_TIMEOUT = /^pragma\s+(?:\w+\.)?busy_timeout\s*[=(]\s*(\d+)/i;

/** One connection of SQLite, that waits for locks instead of being refused if it is asked to. */
export class SqliteSession implements EngineSession {
  /** What locks it may hold by now: it has read, it has written. */
  holds: Holding = 'nothing';
  /** The sessions for which it waits. */
  waitsFor: readonly string[] = [];
  #patient: boolean;
  #transactions = 0;
  #transaction: string | null = null;
  readonly #savepoints: { readonly name: string; readonly versions: number }[] = [];
  #waiting: { readonly sql: string; readonly step: number; progress: number } | null = null;

  constructor(
    readonly name: string,
    private connection: Connection,
    private readonly ground: SessionGround,
  ) {
    this.#patient = ground.patient;
  }

  get inTransaction(): boolean {
    return this.connection.inTransaction;
  }

  /** Its open transaction; null when there is none. */
  get transaction(): string | null {
    return this.inTransaction ? this.#transaction : null;
  }

  /** The locks that it has by what it did. */
  get lockState(): LockState {
    const { name: session, holds, transaction } = this;
    const tables: LockState['tables'] = transaction === null ? new Map() : this.ground.observer().tablesOf(transaction);
    return { session, holds, waiting: this.#waiting && commandOf(this.#waiting.sql), tables };
  }

  // eslint-disable-next-line require-yield -- A wait for a lock is not one of the event loop.
  *start(sql: string, step: number): Flow<Started> {
    return this.#attempt(sql, step);
  }

  /** Tries a waiting statement again if any other has ended since; its end, or null when it has to wait on. */
  retry(): Done | null {
    const waiting = this.#waiting;
    if (!waiting || waiting.progress === this.ground.progress) return null;
    const started = this.#attempt(waiting.sql, waiting.step);
    return started.kind === 'done' ? started : null;
  }

  // eslint-disable-next-line require-yield -- As above.
  *end(step: number): Flow<void> {
    this.#waiting = null;
    if (this.inTransaction) query(this.connection, 'ROLLBACK');
    this.#noteEnd('abort', step);
  }

  /** Power failed: what was open is gone, and the session goes on as a new one. */
  renew(connection: Connection, step: number): void {
    this.#waiting = null;
    this.waitsFor = [];
    this.#patient = this.ground.patient;
    this.#noteEnd('abort', step);
    this.connection = connection;
  }

  #attempt(sql: string, step: number): Started {
    const timeout = BUSY_TIMEOUT.exec(sql)?.[1];
    if (timeout !== undefined) {
      // SQLite would sleep, and all sessions with it.
      this.#patient = Number(timeout) > 0;
      return done({ kind: 'rows', columns: ['timeout'], rows: [[Number(timeout)]] });
    }
    let outcome: Outcome;
    const wasInTransaction = this.inTransaction;
    const command = commandOf(sql);
    try {
      this.#transaction ??= transactionName(this.name, this.#transactions + 1);
      const transaction = this.#transaction;
      const result = this.ground.observer().observe(this.connection, transaction, command, step, () => query(this.connection, sql));
      outcome = sqliteOutcome(result);
      this.#noteSavepoint(command, transaction);
      this.#noteLock(command, sql);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const wait = this.#waitAfter(error, command);
      if (wait) {
        if (!this.#inCycle(wait.blockedBy)) {
          this.#waiting = { sql, step, progress: this.ground.progress };
          this.waitsFor = wait.blockedBy;
          return { kind: 'blocked', wait };
        }
        // Nobody could ever go on; SQLite gives this error to whoever runs out of time first.
        return this.#finished(sqliteError(error), wasInTransaction, command, step, wait);
      }
      outcome = sqliteError(error);
    }
    return this.#finished(outcome, wasInTransaction, command, step, null);
  }

  #finished(outcome: Outcome, wasInTransaction: boolean, command: Command, step: number, wait: LockWait | null): Done {
    this.#waiting = null;
    this.waitsFor = [];
    this.ground.progress += 1;
    if (!this.inTransaction) {
      const rolledBack = outcome.kind === 'error' || (wasInTransaction && command.kind === 'rollback');
      this.#noteEnd(rolledBack ? 'abort' : 'commit', step);
    }
    return done(outcome, wait);
  }

  /** A transaction is over; one that did nothing leaves no trace, nor takes a number. */
  #noteEnd(kind: 'commit' | 'abort', step: number): void {
    this.holds = 'nothing';
    this.#savepoints.length = 0;
    const transaction = this.#transaction;
    this.#transaction = null;
    if (transaction !== null && this.ground.observer().end(transaction, kind, step)) this.#transactions += 1;
  }

  #noteSavepoint(command: Command, transaction: string): void {
    const observer = this.ground.observer();
    if (command.kind === 'savepoint') this.#savepoints.push({ name: command.name, versions: observer.count(transaction) });
    if (command.kind !== 'rollback to' && command.kind !== 'release') return;
    const at = this.#savepoints.findLastIndex(({ name }) => name === command.name);
    const savepoint = this.#savepoints[at];
    if (!savepoint) return;
    this.#savepoints.splice(command.kind === 'release' ? at : at + 1);
    if (command.kind === 'rollback to') observer.takeBack(transaction, savepoint.versions);
  }

  #noteLock(command: Command, sql: string): void {
    if (!this.inTransaction) return;
    if (/^begin\s+exclusive\b/i.test(sql.trim())) this.holds = 'exclusive lock';
    else if (['update', 'delete', 'insert'].includes(command.kind) || /^begin\s+immediate\b/i.test(sql.trim())) this.holds = this.holds === 'exclusive lock' ? this.holds : 'write lock';
    else if (command.kind === 'select' && this.holds === 'nothing') this.holds = 'read lock';
  }

  /**
   * What a refused statement would wait for; null where SQLite itself would not call the busy handler: for a lock within
   * a shared cache (SQLITE_LOCKED), for a snapshot that is out of date, and for a transaction that has read and now wants
   * to write, since whoever writes may wait for it to end (https://sqlite.org/c3ref/busy_handler.html).
   */
  #waitAfter({ code }: DatabaseError, command: Command): LockWait | null {
    if (!this.#patient || code !== 'SQLITE_BUSY') return null;
    if (this.holds === 'read lock' && command.kind !== 'commit') return null;
    const others = this.ground.sessions.filter((session) => session !== this && session.inTransaction);
    const writers = others.filter(({ holds }) => holds === 'write lock' || holds === 'exclusive lock');
    const holders = writers.length > 0 ? writers : others.filter(({ holds }) => holds !== 'nothing');
    return { blockedBy: holders.map(({ name }) => name), waitsOn: code };
  }

  #inCycle(blockedBy: readonly string[]): boolean {
    const seen = new Set<string>();
    const left = [...blockedBy];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      if (name === this.name) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      left.push(...(this.ground.sessions.find((session) => session.name === name)?.waitsFor ?? []));
    }
    return false;
  }
}
