import { DatabaseError } from '../../../databases/errors';
import type { Flow } from '../../../databases/flow';
import type { Notice, Result } from '../../../databases/result';
import { transactionName } from '../../history/transaction-name';
import type { Outcome } from '../../trace';
import { keepsSnapshot } from '../levels';
import { ask, type Answer, type PostgresSession } from '../sessioned-postgres';
import { cursorIn, releasedIn, savepointIn } from './command-names';
import { keyText } from './items';
import type { Observation } from './observation';
import { readReports } from './row-reports';
import { NO_PLAN, planOf, UNKNOWN_PLAN, type Plan, type Scan } from './scans';
import type { Standing, Taken } from './standing';

/** What was known of a statement before it ran. */
export interface BegunStatement {
  readonly sql: string;
  readonly command: string;
  readonly step: number;
  /** Null where it could not be had without waiting. */
  readonly plan: Plan | null;
  readonly inTransaction: boolean;
  /** When its snapshot was taken. */
  readonly seesUpTo: number;
  /** What it had to wait for first; null when it did not. */
  waitedOn: string | null;
}

/** Utility commands that take no snapshot, so that a later statement's is the transaction's first (PlannedStmtRequiresSnapshot in pquery.c). */
const NO_SNAPSHOT = new Set([
  'BEGIN', 'START TRANSACTION', 'COMMIT', 'END', 'ROLLBACK', 'ABORT', 'SAVEPOINT', 'RELEASE', 'PREPARE', 'LOCK', 'SET', 'RESET', 'SHOW', 'FETCH', 'MOVE', 'CLOSE', 'LISTEN', 'NOTIFY', 'UNLISTEN', 'CHECKPOINT', '',
]); // prettier-ignore

interface OpenTransaction {
  readonly name: string;
  /** When its one snapshot was taken; null while there is none, or when each statement has its own. */
  snapshot: number | null;
  keepsSnapshot: boolean | null;
}

interface Cursor {
  readonly scans: readonly Scan[];
  readonly seesUpTo: number;
}

/** Watches what one session does, without taking part. */
export class SessionObserver {
  #transactions = 0;
  #open: OpenTransaction | null = null;
  /** The snapshots that it holds: its transaction's, and that of the statement that has not ended. */
  #taken: Taken | null = null;
  #statementTaken: Taken | null = null;
  #failed = false;
  /** Of the open transaction, the outermost first. */
  #savepoints: string[] = [];
  readonly #cursors = new Map<string, Cursor>();

  constructor(
    readonly name: string,
    readonly session: PostgresSession,
    readonly aside: PostgresSession,
    readonly observation: Observation,
  ) {}

  *begin(sql: string, command: string, step: number): Flow<BegunStatement> {
    const { journal, tables } = this.observation;
    const plan = yield* planOf(this.aside, sql, command, tables);
    let seesUpTo = journal.now;
    if (!NO_SNAPSHOT.has(command)) {
      seesUpTo = yield* this.#snapshot();
      yield* this.#take(step);
    }
    this.observation.moves(command);
    return { sql, command, step, plan, inTransaction: this.session.inTransaction, seesUpTo, waitedOn: null };
  }

  /** @returns the messages that are the user's */
  *end(begun: BegunStatement, answer: Answer, outcome: Outcome): Flow<readonly Notice[]> {
    const { journal, tables, touched, gaps } = this.observation;
    const { sql, command, step, inTransaction } = begun;
    const plan = begun.plan ?? (yield* planOf(this.aside, sql, command, tables)) ?? UNKNOWN_PLAN;
    const { reports, notices } = readReports(answer.notices, tables);
    this.observation.reports.push(...reports);
    this.observation.moves(command);
    this.#statementTaken = null;
    const stays = this.session.inTransaction;
    this.#failed = stays && (answer instanceof DatabaseError || (this.#failed && savepointIn(sql) === null));
    const chains = inTransaction && stays && outcome.kind === 'ok' && (outcome.tag === 'COMMIT' || outcome.tag === 'ROLLBACK') && savepointIn(sql) === null;
    for (const { table } of [...plan.scans, ...reports]) touched.add(table.name);
    if (!inTransaction && stays) this.#open = this.#next();

    if (!(answer instanceof DatabaseError)) {
      if (plan === UNKNOWN_PLAN) gaps.addStep(step);
      const declared = command === 'DECLARE' ? cursorIn(sql) : null;
      const cursor = command === 'FETCH' ? this.#cursors.get(cursorIn(sql) ?? '') : undefined;
      if (declared !== null) this.#cursors.set(declared, { scans: plan.scans, seesUpTo: begun.seesUpTo });
      else if (plan.scans.length > 0 || reports.length > 0 || cursor) {
        const transaction = (this.#open ?? this.#next()).name;
        journal.add({
          kind: 'statement',
          transaction,
          step,
          plan: cursor ? NO_PLAN : plan,
          seesUpTo: cursor?.seesUpTo ?? this.#seesUpTo(begun),
          reports,
          returned: returnedBy(answer),
          fetches: cursor?.scans ?? null,
          throughCursor: cursor !== undefined || /\bcurrent\s+of\b/i.test(sql),
        });
        if (!this.#open) journal.add({ kind: 'commit', transaction, step });
      }
      const savepoint = savepointIn(sql);
      if (savepoint && this.#open) journal.add({ ...savepoint, transaction: this.#open.name });
      this.#noteSavepoints(sql);
    } else if (stays) this.#undo(step);
    if (this.#open && (!stays || chains)) {
      const committed = outcome.kind === 'ok' && outcome.tag === 'COMMIT';
      journal.add({ kind: committed ? 'commit' : 'abort', transaction: this.#open.name, step });
      this.#open = chains ? this.#next() : null;
      this.#forget();
    }
    return notices;
  }

  /** The schedule is over: what is open was rolled back. */
  giveUp(step: number): void {
    if (this.#open) this.observation.journal.add({ kind: 'abort', transaction: this.#open.name, step });
    this.#open = null;
    this.#forget();
    this.#statementTaken = null;
    this.#failed = false;
  }

  /** How it stands now. */
  get standing(): Standing {
    const taken = this.#failed ? null : (this.#taken ?? this.#statementTaken);
    return { session: this.name, inTransaction: this.session.inTransaction, failed: this.#failed, taken };
  }

  /** An error undoes at once what came after the last savepoint, or all; the block stays open, but its locks are gone. */
  #undo(step: number): void {
    if (!this.#open) return;
    const { journal } = this.observation;
    const transaction = this.#open.name;
    const last = this.#savepoints.at(-1);
    if (last !== undefined) {
      journal.add({ kind: 'rollback to', name: last, transaction });
      return;
    }
    journal.add({ kind: 'abort', transaction, step });
    this.#open = null;
    this.#forget();
  }

  #noteSavepoints(sql: string): void {
    const savepoint = savepointIn(sql);
    if (savepoint?.kind === 'savepoint') this.#savepoints.push(savepoint.name);
    else if (savepoint) this.#savepoints.length = this.#savepoints.lastIndexOf(savepoint.name) + 1;
    const released = releasedIn(sql);
    if (released !== null) this.#savepoints.length = Math.max(0, this.#savepoints.lastIndexOf(released));
  }

  /** A transaction has ended: its snapshot, cursors and savepoints are gone. */
  #forget(): void {
    this.#taken = null;
    this.#cursors.clear();
    this.#savepoints = [];
  }

  /** Notes the snapshot that the statement takes which begins now, unless its transaction has one. */
  *#take(step: number): Flow<void> {
    if (this.#taken) return;
    const keeps = this.#open?.keepsSnapshot ? 'transaction' : 'statement';
    const taken: Taken = { step, keeps, text: yield* this.observation.snapshot() };
    if (keeps === 'transaction') this.#taken = taken;
    else this.#statementTaken = taken;
  }

  #next(): OpenTransaction {
    return { name: transactionName(this.name, ++this.#transactions), snapshot: null, keepsSnapshot: null };
  }

  /** When the statement that begins now takes its snapshot, or its transaction took it. */
  *#snapshot(): Flow<number> {
    const { now } = this.observation.journal;
    const open = this.#open;
    if (!open) return now;
    // The level may be set until the first snapshot is taken. To ask for it takes none.
    open.keepsSnapshot ??= yield* this.#levelKeepsSnapshot();
    if (!open.keepsSnapshot) return now;
    return (open.snapshot ??= now);
  }

  *#levelKeepsSnapshot(): Flow<boolean | null> {
    try {
      return keepsSnapshot(String((yield* ask(this.session, 'show transaction_isolation')).rows[0]?.[0]));
    } catch (error) {
      // The transaction has failed; nothing will be seen in it.
      if (error instanceof DatabaseError) return null;
      throw error;
    }
  }

  /** A statement that waits for a whole table does so before it takes a snapshot of its own. */
  #seesUpTo({ waitedOn, seesUpTo }: BegunStatement): number {
    const waitedForTable = waitedOn?.startsWith('relation:') ?? false;
    return waitedForTable && !this.#open?.keepsSnapshot ? this.observation.journal.now : seesUpTo;
  }
}

function returnedBy({ columns, rows }: Result): ReadonlyMap<string, string>[] {
  return rows.map((row) => new Map(columns.map(({ name }, index) => [name, keyText(row[index])])));
}
