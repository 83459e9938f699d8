import { Client, DatabaseError as ServerError, type QueryArrayResult } from 'pg';
import { DatabaseError } from '../../../src/databases/errors';
import type { Flow } from '../../../src/databases/flow';
import { errorName } from '../../../src/databases/postgres/server-error';
import type { Notice, Value } from '../../../src/databases/result';
import type { Answer, PostgresSession, Progress } from '../../../src/isolation/postgres/sessioned-postgres';
import { settled } from './settled';

type Start = (session: ServerSession, sql: string, parameters: readonly Value[]) => Flow<Progress>;

/** What pg knows of its connection and does not declare. */
interface Wire {
  readonly processID: number;
  readonly connection: {
    on(event: 'commandComplete', listener: (message: { readonly text: string }) => void): void;
    on(event: 'readyForQuery', listener: (message: { readonly status: string }) => void): void;
  };
}

/** int2, int4, int8, oid, float4, float8. */
const numbers = new Set([20, 21, 23, 26, 700, 701]);
const types = {
  getTypeParser: (oid: number) => (text: string) => (numbers.has(oid) ? Number(text) : oid === 16 ? text === 't' : text),
};

/** A connection to a real server. */
export class ServerSession implements PostgresSession {
  readonly opened: Promise<void>;
  running = false;
  /** What the last statement gave, until it was fetched. */
  answer: Answer | null = null;
  endedAt = 0;
  readonly #client: Client;
  readonly #start: Start;
  #inTransaction = false;
  #tag = '';
  #notices: Notice[] = [];
  #ended: Promise<void> = Promise.resolve();

  constructor(
    readonly number: number,
    host: string,
    start: Start,
  ) {
    this.#client = new Client({ host, database: 'postgres', user: 'postgres', types });
    this.#start = start;
    this.#client.on('error', () => undefined);
    this.#client.on('notice', ({ severity = '', code = '', message = '', detail = null, hint = null }) => {
      this.#notices.push({ severity, code, message, detail, hint });
    });
    const { connection } = this.#client as unknown as Wire;
    connection.on('commandComplete', ({ text }) => (this.#tag = text));
    connection.on('readyForQuery', ({ status }) => (this.#inTransaction = status !== 'I'));
    this.opened = this.#client.connect();
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  get pid(): number {
    return (this.#client as unknown as Wire).processID;
  }

  start(sql: string, parameters: readonly Value[] = []): Flow<Progress> {
    return this.#start(this, sql, parameters);
  }

  send(sql: string, parameters: readonly Value[]): void {
    this.running = true;
    this.#notices = [];
    this.#ended = this.#client
      .query<unknown[]>({ text: sql, values: [...parameters], rowMode: 'array' })
      .then(
        (result) => this.#answerOf(result),
        (error: unknown) => this.#errorOf(error),
      )
      .then((answer) => {
        this.answer = answer;
        this.endedAt = performance.now();
        this.running = false;
      });
  }

  *cancel(): Flow<void> {
    const other = new Client({ host: this.#client.host, database: this.#client.database, user: 'postgres' });
    yield* settled(other.connect());
    yield* settled(other.query('select pg_cancel_backend($1)', [this.pid]));
    yield* settled(other.end());
    yield* settled(this.#ended);
    this.answer = null;
  }

  #answerOf({ fields, rows, rowCount }: QueryArrayResult<unknown[]>): Answer {
    return {
      command: this.#tag.replace(/[ \d]+$/, ''),
      tag: this.#tag,
      columns: fields.map(({ name, dataTypeID }) => ({ name, type: String(dataTypeID) })),
      rows: rows as Value[][],
      rowCount,
      truncated: false,
      notices: this.#notices,
    };
  }

  #errorOf(error: unknown): DatabaseError {
    if (!(error instanceof ServerError)) throw error;
    const { code = '', message, severity, detail, hint, constraint, table, column } = error;
    const own = new DatabaseError(errorName(code), { code, message, severity, detail, hint, constraint, table, column });
    own.notices = this.#notices;
    return own;
  }
}
