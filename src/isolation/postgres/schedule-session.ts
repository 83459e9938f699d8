import type { Flow } from '../../databases/flow';
import { firstKeyword } from '../../databases/sql-text/command';
import type { Done, EngineSession, LockWait, Started } from '../run/engine';
import { waitOfVictim } from './deadlock-victim';
import { SessionObserver, type BegunStatement } from './observe/session-observer';
import type { Observation } from './observe/observation';
import type { Standing } from './observe/standing';
import { noticeText, outcomeOf, type NameOfProcess } from './outcome';
import type { Performed } from '../run/performed';
import { ask, type Answer, type PostgresSession } from './sessioned-postgres';

/** What a session needs of the engine that it belongs to. */
export interface Surroundings {
  readonly aside: PostgresSession;
  readonly observation: Observation | null;
  readonly nameOfProcess: NameOfProcess;
  readonly nameOfSession: (number: number) => string | undefined;
  readonly performed: (performed: Performed) => void;
}

/** A statement that has been issued and has not ended. */
interface Issued {
  readonly sql: string;
  readonly command: string;
  readonly inTransactionBefore: boolean;
  readonly begun: BegunStatement | null;
}

/** A session of a schedule. */
export class ScheduleSession implements EngineSession {
  readonly #session: PostgresSession;
  readonly #surroundings: Surroundings;
  readonly #observer: SessionObserver | null;
  #issued: Issued | null = null;

  constructor(
    readonly name: string,
    session: PostgresSession,
    surroundings: Surroundings,
  ) {
    this.#session = session;
    this.#surroundings = surroundings;
    const { observation, aside } = surroundings;
    this.#observer = observation && new SessionObserver(name, session, aside, observation);
  }

  get inTransaction(): boolean {
    return this.#session.inTransaction;
  }

  /** How it stands now; null where nothing is observed. */
  get standing(): Standing | null {
    return this.#observer?.standing ?? null;
  }

  *start(sql: string, step: number): Flow<Started> {
    const command = firstKeyword(sql, 'postgres');
    const inTransactionBefore = this.inTransaction;
    const begun = this.#observer && (yield* this.#observer.begin(sql, command, step));
    this.#issued = { sql, command, inTransactionBefore, begun };
    const progress = yield* this.#session.start(sql);
    if (progress.state === 'blocked') {
      const { blockedBy, waitsOn } = progress.wait;
      const names = blockedBy.flatMap((number) => this.#surroundings.nameOfSession(number) ?? []);
      if (begun) begun.waitedOn = waitsOn;
      return { kind: 'blocked', wait: { blockedBy: names, waitsOn } };
    }
    const wait = this.#waitOfVictim(progress.answer);
    return { kind: 'done', wait, ...(yield* this.finish(progress.answer)) };
  }

  /** The statement ended that was issued last. */
  *finish(answer: Answer): Flow<Pick<Done, 'outcome' | 'notices'>> {
    const issued = this.#issued;
    this.#issued = null;
    const outcome = outcomeOf(answer, this.#surroundings.nameOfProcess);
    if (!issued) return { outcome, notices: answer.notices.map(noticeText) };
    const { sql, command, inTransactionBefore, begun } = issued;
    this.#surroundings.performed({ session: this.name, sql, command, outcome, inTransactionBefore, inTransactionAfter: this.inTransaction });
    const notices = this.#observer && begun ? yield* this.#observer.end(begun, answer, outcome) : answer.notices;
    return { outcome, notices: notices.map(noticeText) };
  }

  *end(step: number): Flow<void> {
    if (this.#issued) yield* this.#session.cancel();
    this.#issued = null;
    if (this.inTransaction) yield* ask(this.#session, 'rollback');
    this.#observer?.giveUp(step);
  }

  #waitOfVictim(answer: Answer): LockWait | null {
    const { nameOfProcess, observation } = this.#surroundings;
    return waitOfVictim(answer, nameOfProcess, (oid) => observation?.tables.find((table) => table.oid === oid)?.relation);
  }
}
