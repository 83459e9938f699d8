import type { Connection, DatabaseSurroundings, ExecuteOptions, Pending } from '../database';
import { DatabaseError, InterruptedError } from '../errors';
import type { Flow } from '../flow';
import type { Result, Value } from '../result';
import { RowBudget } from '../row-budget';
import { mostBytes, type Answer } from './answer';
import { FrontendMessages, maxParameters } from './protocol/frontend';
import { serverError } from './server-error';
import type { Exchanged, Session } from './session';
import { overflowMessage } from './stack-overflow';
import { sumTags, writeTag, type Tag } from './tag';
import { TypeNames } from './type-names';

/** Statements that change rows first and return them then. */
const changesRows = /^(?:\s|--.*\n|\/\*[^]*?\*\/)*(?:insert|update|delete|merge)\b/i;

/** Commands after which a type may have another name. */
const renamesTypes = /^(?:ALTER|ROLLBACK)\b/;

const queryCanceled = '57014';
const statementTooComplex = '54001';

/** A connection: one session, spoken to in PostgreSQL's extended query protocol. */
export class PostgresConnection implements Connection {
  readonly number: number;
  readonly #session: Session;
  readonly #surroundings: DatabaseSurroundings;
  readonly #typeNames: TypeNames;
  readonly #onClose: () => void;
  #transaction: Answer['transaction'] = 'I';
  /** The text that the session's unnamed statement was made of; null where it is not known to be there. */
  #parsed: string | null = null;
  #closed = false;

  /** @param onClose called when the connection no longer needs its session */
  constructor(number: number, session: Session, surroundings: DatabaseSurroundings, onClose: () => void) {
    this.number = number;
    this.#session = session;
    this.#surroundings = surroundings;
    this.#typeNames = new TypeNames(session);
    this.#onClose = onClose;
  }

  get inTransaction(): boolean {
    return this.#transaction !== 'I';
  }

  start(sql: string, parameters: readonly Value[] = [], { maxRows, maxBytes, repeats = false }: ExecuteOptions = {}): Pending {
    check(sql, parameters);
    // One row more than wanted tells whether there are more. A statement that changes rows has changed them all before
    // it returns the first; run to its end, it tells how many.
    const limit = maxRows === undefined || changesRows.test(sql) ? 0 : maxRows + 1;
    const batch = new FrontendMessages();
    if (!repeats || this.#parsed !== sql) batch.parse(sql);
    batch.describeStatement().bind(parameters).execute(limit);
    return this.#begin(sql, parameters, batch, new RowBudget(maxRows, maxBytes));
  }

  *execute(sql: string, parameters: readonly Value[] = [], options: ExecuteOptions = {}): Flow<Result> {
    const pending = this.start(sql, parameters, options);
    yield* this.#session.finish();
    return pending.result();
  }

  *executeMany(sql: string, parameters: readonly (readonly Value[])[]): Flow<Result> {
    const batch = new FrontendMessages().parse(sql).describeStatement();
    for (const values of parameters) {
      check(sql, values);
      batch.bind(values).execute(0);
    }
    const pending = this.#begin(sql, parameters, batch);
    yield* this.#session.finish();
    return pending.result();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#session.cancel();
    this.#onClose();
  }

  #begin(
    sql: string,
    parameters: readonly Value[] | readonly (readonly Value[])[],
    messages: FrontendMessages,
    budget?: RowBudget,
  ): Pending {
    if (this.#closed) {
      throw new DatabaseError('OperationalError', { code: '08003', message: 'the connection is closed' });
    }
    const session = this.#session;
    const started = performance.now();
    const report = (rowCount: number | null): void => {
      const durationMs = performance.now() - started;
      this.#surroundings.onExecuted({ sql, parameters, connection: this.number, engine: 'postgres', durationMs, rowCount });
    };
    let outcome: (() => Result) | null = null;
    this.#parsed = null;
    try {
      session.begin({ messages: messages.sync(), users: true, budget }, (exchanged) => {
        const { answer } = exchanged;
        this.#transaction = exchanged.replaced ? 'I' : answer.transaction;
        if (answer.error || answer.tooLarge) {
          const error = errorOf(answer, exchanged, sql);
          if (error instanceof DatabaseError) error.notices = answer.notices;
          report(null);
          outcome = () => {
            throw error;
          };
        } else {
          const tag = tagOf(answer);
          report(tag.count);
          this.#parsed = exchanged.replaced ? null : sql;
          const result = this.#result(answer, tag);
          outcome = () => result;
        }
      });
    } catch (error) {
      // The server ended with it.
      report(null);
      throw error;
    }
    return {
      get state() {
        return outcome ? 'done' : session.state;
      },
      get blocked() {
        return outcome ? null : session.blocked;
      },
      result: () => {
        if (outcome) return outcome();
        if (session.state === 'blocked') throw new Error(`the statement still waits: ${sql}`);
        throw session.end ?? new Error('a statement ended without an answer');
      },
      cancel: () => {
        if (!outcome) session.cancel();
      },
    };
  }

  #result(answer: Answer, tag: Tag): Result {
    if (renamesTypes.test(tag.command)) this.#typeNames.forget();
    const fields = answer.fields ?? [];
    if (this.#transaction !== 'E' && this.#typeNames.learn(fields.map((field) => field.typeOid))) this.#parsed = null;
    return {
      command: tag.command,
      tag: answer.tags.length === 1 ? (answer.tags[0] ?? '') : writeTag(tag),
      columns: fields.map((field) => ({ name: field.name, type: this.#typeNames.name(field.typeOid) })),
      rows: answer.rows,
      rowCount: answer.fields ? answer.rows.length : tag.count,
      truncated: answer.truncated,
      notices: answer.notices,
    };
  }
}

/** What the tags say; a statement that was stopped at its limit of rows has sent none. */
function tagOf(answer: Answer): Tag {
  if (answer.tags.length > 0) return sumTags(answer.tags);
  return answer.truncated ? { command: 'SELECT', count: answer.rows.length } : { command: '', count: null };
}

function errorOf(answer: Answer, exchanged: Exchanged, sql: string): Error {
  if (answer.tooLarge) {
    return new DatabaseError('OperationalError', {
      code: '53200',
      message: `the result is larger than ${mostBytes >> 20} MB`,
      hint: 'Use LIMIT, or let the database aggregate.',
    });
  }
  const code = answer.error?.get('C');
  if (answer.copyIn && code === queryCanceled) {
    return new DatabaseError('NotSupportedError', {
      code: '0A000',
      message: 'COPY FROM STDIN is not supported: there is no input to read from',
      hint: 'Use INSERT with several rows of VALUES.',
    });
  }
  const report = answer.error ?? new Map<string, string>();
  if (code === queryCanceled && report.get('M') === overflowMessage) {
    return serverError(new Map([...report, ['C', statementTooComplex]]), sql);
  }
  if (exchanged.interrupted && code === queryCanceled) return new InterruptedError();
  return serverError(report, sql);
}

/** Refuses what the messages of the protocol cannot carry. */
function check(sql: string, parameters: readonly Value[]): void {
  const zero = sql.indexOf('\0');
  if (zero >= 0) {
    throw new DatabaseError('DataError', { code: '22021', message: 'the statement holds a zero character', offset: zero });
  }
  if (parameters.length > maxParameters) {
    throw new DatabaseError('OperationalError', {
      code: '54023',
      message: `${parameters.length} parameters; a statement can have ${maxParameters} at most`,
    });
  }
}
