import { DatabaseError } from '../../databases/errors';
import type { Flow } from '../../databases/flow';
import type { Result } from '../../databases/result';
import { transactionName } from '../history/transaction-name';
import { accessesOf, readsWhatItSets } from '../rows/access';
import { query } from '../rows/storage';
import { done, type Done, type EngineSession, type Started } from '../run/engine';
import { sqliteError } from '../sqlite/sqlite-outcome';
import type { Outcome } from '../trace';
import { traceRows } from '../trace-value';
import { commandOf, withCondition, type Command } from './command';
import { Cursor } from './cursor';
import { failures } from './errors';
import { lockingLevel, readRules, type LockingLevel, type ReadRule } from './levels';
import type { LockMode } from './lock-table';
import { MustWait } from './must-wait';
import { lookAt, noteReads, type Looked } from './reading';
import type { Store, Writer } from './store';
import type { WaitsFor } from './waits-for';

interface Transaction extends Writer {
  level: LockingLevel;
  /** False for the transaction of a single statement. */
  readonly explicit: boolean;
  /** True once it was rolled back as a deadlock's victim; it then waits for its COMMIT or ROLLBACK. */
  failed: boolean;
  readonly savepoints: { readonly name: string; readonly changes: number; readonly versions: number }[];
}

/** A session of the locking engine. */
export class LockingSession implements EngineSession {
  #transaction: Transaction | null = null;
  #transactions = 0;
  #level: LockingLevel;
  readonly #cursors = new Map<string, Cursor>();
  #waiting: { readonly command: Command; readonly step: number; readonly waitsOn: string; releases: number } | null = null;

  constructor(
    readonly name: string,
    level: LockingLevel,
    private readonly store: Store,
    private readonly waitsFor: WaitsFor,
  ) {
    this.#level = level;
  }

  get inTransaction(): boolean {
    return this.#transaction?.explicit ?? false;
  }

  /** The lock that it waits for, by what is locked and how; null when it does not wait. */
  get waitsOn(): string | null {
    return this.#waiting?.waitsOn ?? null;
  }

  /** Whether it would read a version that a transaction made: its own, a committed one, or any where readers do not wait. */
  reads(transaction: string | null): boolean {
    const open = this.#transaction;
    if (open?.failed) return false;
    return this.store.log.isCommitted(transaction) || transaction === open?.transaction || !this.#rule.waitsForWriters;
  }

  // eslint-disable-next-line require-yield -- The engine's waits are not waits of the event loop.
  *start(sql: string, step: number): Flow<Started> {
    return this.#attempt(commandOf(sql), step);
  }

  /** Tries a waiting statement again if locks were released since; its end, or null when it has to wait on. */
  retry(): Done | null {
    const waiting = this.#waiting;
    if (!waiting || waiting.releases === this.store.locks.releases) return null;
    const started = this.#attempt(waiting.command, waiting.step);
    return started.kind === 'done' ? started : null;
  }

  // eslint-disable-next-line require-yield -- As above.
  *end(step: number): Flow<void> {
    this.#waiting = null;
    this.waitsFor.clear(this.name);
    this.#endTransaction('abort', step);
  }

  #attempt(command: Command, step: number): Started {
    try {
      const outcome = this.#run(command, step);
      this.#stopWaiting();
      if (this.#transaction && !this.#transaction.explicit) this.#endTransaction(outcome.kind === 'error' ? 'abort' : 'commit', step);
      return done(outcome);
    } catch (error) {
      if (error instanceof MustWait) return this.#wait(error, command, step);
      this.#stopWaiting();
      if (!(error instanceof DatabaseError)) throw error;
      if (this.#transaction && !this.#transaction.explicit) this.#endTransaction('abort', step);
      return done(sqliteError(error));
    }
  }

  #wait({ holders, waitsOn }: MustWait, command: Command, step: number): Started {
    this.waitsFor.set(this.name, holders);
    const wait = { blockedBy: holders, waitsOn };
    if (!this.waitsFor.inCycle(this.name)) {
      this.#waiting = { command, step, waitsOn, releases: this.store.locks.releases };
      return { kind: 'blocked', wait };
    }
    // Whoever closes the cycle is the victim: all others have waited for longer.
    this.#stopWaiting();
    const transaction = this.#transaction;
    this.#endTransaction('abort', step);
    if (transaction?.explicit) this.#transaction = { ...transaction, failed: true };
    return done(failures.deadlock, wait);
  }

  #stopWaiting(): void {
    this.#waiting = null;
    this.waitsFor.clear(this.name);
  }

  #run(command: Command, step: number): Outcome {
    const failed = this.#transaction?.failed ?? false;
    if (failed && command.kind !== 'commit' && command.kind !== 'rollback') return failures.aborted;
    switch (command.kind) {
      case 'begin':
      case 'set level':
        return this.#setLevel(command);
      case 'commit':
      case 'rollback':
        this.#endTransaction(command.kind === 'commit' ? 'commit' : 'abort', step);
        return { kind: 'ok', tag: command.kind === 'commit' && !failed ? 'COMMIT' : 'ROLLBACK' };
      case 'savepoint':
      case 'release':
      case 'rollback to':
        return this.#savepoint(command.kind, command.name);
      case 'declare': {
        if (!this.inTransaction) return failures.outsideTransaction('DECLARE CURSOR');
        const cursor = Cursor.over(command.cursor, this.name, command.query, this.store);
        if (!cursor) return failures.noSimpleCursor;
        this.#cursors.set(command.cursor, cursor);
        return { kind: 'ok', tag: 'DECLARE CURSOR' };
      }
      case 'fetch': {
        const cursor = this.#cursors.get(command.cursor);
        if (!cursor) return failures.noCursor(command.cursor);
        const { transaction } = this.#open();
        return outcomeOf(cursor.fetch(this.store, transaction, this.#rule, step));
      }
      case 'close': {
        const cursor = this.#cursors.get(command.cursor);
        if (!cursor) return failures.noCursor(command.cursor);
        cursor.close(this.store);
        this.#cursors.delete(command.cursor);
        return { kind: 'ok', tag: 'CLOSE CURSOR' };
      }
      case 'select':
        return this.#select(command.sql, command.forUpdate, step);
      case 'update':
      case 'delete':
        return this.#change(command.sql, command.cursor, step);
      case 'insert':
        return this.#insert(command.sql, step);
      case 'other':
        return this.#other(command.sql);
    }
  }

  #setLevel(command: Extract<Command, { kind: 'begin' | 'set level' }>): Outcome {
    const level = command.level === null ? this.#level : lockingLevel(command.level);
    if (level === null) return failures.unknownLevel(command.level ?? '');
    if (command.kind === 'begin') {
      if (!this.inTransaction) this.#transaction = this.#newTransaction(level, true);
      return { kind: 'ok', tag: 'BEGIN' };
    }
    if (command.forSession) this.#level = level;
    else if (this.#transaction) this.#transaction.level = level;
    return { kind: 'ok', tag: 'SET' };
  }

  #savepoint(kind: 'savepoint' | 'release' | 'rollback to', name: string): Outcome {
    const transaction = this.#transaction;
    if (!transaction) return failures.outsideTransaction(kind.toUpperCase());
    const { savepoints } = transaction;
    if (kind === 'savepoint') {
      savepoints.push({ name, changes: transaction.changes.length, versions: this.store.log.count(transaction.transaction) });
      return { kind: 'ok', tag: 'SAVEPOINT' };
    }
    const at = savepoints.findLastIndex((one) => one.name === name);
    const savepoint = savepoints[at];
    if (!savepoint) return failures.noSavepoint(name);
    if (kind === 'release') {
      savepoints.splice(at);
      return { kind: 'ok', tag: 'RELEASE' };
    }
    savepoints.splice(at + 1);
    this.store.undo(transaction, savepoint.changes);
    this.store.log.takeBack(transaction.transaction, savepoint.versions);
    return { kind: 'ok', tag: 'ROLLBACK' };
  }

  #select(sql: string, forUpdate: LockMode | null, step: number): Outcome {
    const { transaction } = this.#open();
    const looked = accessesOf(sql, this.store.tables).map((access) => lookAt(this.store, this.name, access, this.#rule, forUpdate));
    const result = query(this.store.connection, sql);
    for (const one of looked) noteReads(this.store, transaction, one, step);
    return outcomeOf(result);
  }

  #change(sql: string, cursorName: string | null, step: number): Outcome {
    const transaction = this.#open();
    let text = sql;
    if (cursorName !== null) {
      const row = this.#cursors.get(cursorName)?.currentRow;
      if (row === undefined) return failures.noCursor(cursorName);
      if (row === null) return failures.noCurrentRow(cursorName);
      text = withCondition(sql, row);
    }
    const [target, ...others] = accessesOf(text, this.store.tables);
    const looked: Looked[] = others.map((access) => lookAt(this.store, this.name, access, this.#rule, null));
    let targets: readonly string[] = [];
    if (target) {
      const seen = lookAt(this.store, this.name, target, this.#rule, 'exclusive');
      targets = seen.qualifying;
      // Finding a row by its key in order to overwrite it is no read: a blind write. Not finding it is one.
      const isBlind = seen.points !== null && !readsWhatItSets(text, target.table);
      looked.push(isBlind ? { ...seen, points: seen.points.filter((item) => !targets.includes(item)) } : seen);
    }
    return this.#write(transaction, text, targets, looked, step, cursorName !== null);
  }

  #insert(sql: string, step: number): Outcome {
    const transaction = this.#open();
    const source = /\bselect\b[^]*/i.exec(sql)?.[0];
    const accesses = source === undefined ? [] : accessesOf(/^with\b/i.test(sql) ? sql : source, this.store.tables);
    const looked = accesses.map((access) => lookAt(this.store, this.name, access, this.#rule, null));
    return this.#write(transaction, sql, [], looked, step, false);
  }

  #write(transaction: Transaction, sql: string, targets: readonly string[], looked: readonly Looked[], step: number, throughCursor: boolean): Outcome {
    const { log } = this.store;
    // What is read is read before it is changed; it counts only if the statement goes through.
    const mark = log.mark();
    for (const one of looked) noteReads(this.store, transaction.transaction, one, step);
    try {
      return outcomeOf(this.store.write(transaction, sql, targets, step, throughCursor));
    } catch (error) {
      log.forget(mark);
      throw error;
    }
  }

  #other(sql: string): Outcome {
    if (this.inTransaction) return failures.schemaChange;
    const result = query(this.store.connection, sql);
    this.store.refresh();
    return outcomeOf(result);
  }

  get #rule(): ReadRule {
    return readRules[this.#transaction?.level ?? this.#level];
  }

  /** The transaction that a statement runs in: the open one, or one of its own. */
  #open(): Transaction {
    return (this.#transaction ??= this.#newTransaction(this.#level, false));
  }

  #newTransaction(level: LockingLevel, explicit: boolean): Transaction {
    const transaction = transactionName(this.name, (this.#transactions += 1));
    return { owner: this.name, transaction, changes: [], level, explicit, failed: false, savepoints: [] };
  }

  #endTransaction(kind: 'commit' | 'abort', step: number): void {
    const transaction = this.#transaction;
    this.#transaction = null;
    this.#cursors.clear();
    if (transaction && !transaction.failed) this.store.end(transaction, kind, step);
  }
}

function outcomeOf(result: Result): Outcome {
  if (result.columns.length === 0) return { kind: 'ok', tag: result.tag };
  return { kind: 'rows', ...traceRows(result), tag: result.tag };
}
