import type { Notice, Value } from '../result';
import { RowBudget } from '../row-budget';
import { BackendMessages } from './protocol/backend';
import { TornMessage } from './protocol/torn-message';
import { serverNotice, type Report } from './server-error';
import { decoderOf } from './types';

/** A column as the server describes it. */
export interface Field {
  readonly name: string;
  readonly typeOid: number;
}

/** What the server said to one batch of messages. */
export interface Answer {
  /** Null when no rows were described: the statement returns none. */
  fields: readonly Field[] | null;
  readonly rows: Value[][];
  /** Tags of the commands that were completed. */
  readonly tags: string[];
  /** There were more rows than were wanted. */
  truncated: boolean;
  /** There were more bytes than anybody can hold. */
  tooLarge: boolean;
  /** The server waited for the data of a COPY. */
  copyIn: boolean;
  readonly notices: Notice[];
  error: Report | null;
  /** The session's transaction: idle, in a transaction, or in a failed one. */
  transaction: 'I' | 'T' | 'E';
}

const text = 25;
const bytea = 17;

/** Types of the messages DataRow and CopyData. */
const dataRow = 0x44;
const copyData = 0x64;

/** Results of more bytes, as they travel, are refused: they would not fit into memory. */
export const mostBytes = 512 << 20;

/** Reads the server's answer to a batch, as it comes in. */
export class AnswerReader {
  readonly answer: Answer = {
    fields: null,
    rows: [],
    tags: [],
    truncated: false,
    tooLarge: false,
    copyIn: false,
    notices: [],
    error: null,
    transaction: 'I',
  };
  readonly #budget: RowBudget;
  #decoders: ReturnType<typeof decoderOf>[] = [];
  #rowBytes = 0;
  readonly #torn = new TornMessage();
  /** So many bytes still belong to a message that is passed over. */
  #passOver = 0;
  /** Type of the last message. */
  #last = '';

  /** @param budget rows beyond it are passed over */
  constructor(budget = new RowBudget()) {
    this.#budget = budget;
  }

  /** The server has asked for the data of a COPY, and waits for it. */
  get awaitsCopyData(): boolean {
    return this.#last === 'G';
  }

  /** Reads what the server wrote. Nothing is kept of the bytes. */
  read(bytes: Uint8Array): void {
    const passed = Math.min(this.#passOver, bytes.length);
    this.#passOver -= passed;
    const rest = this.#torn.mend(bytes.subarray(passed), (whole) => {
      this.#readWhole(whole);
    });
    const { size, rest: torn } = this.#readWhole(rest);
    if (size !== null && !this.#wants(torn[0], size)) this.#passOver = size - torn.length;
    else if (torn.length > 0) this.#torn.keep(torn, size);
  }

  #readWhole(bytes: Uint8Array): BackendMessages {
    const messages = new BackendMessages(bytes);
    for (let type = messages.next(); type !== null; type = messages.next()) this.#message(type, messages);
    return messages;
  }

  /** A row need not be kept until it is whole if it is one too many. */
  #wants(type: number | undefined, size: number): boolean {
    if (type !== dataRow && type !== copyData) return true;
    return this.#takes(size);
  }

  /** Whether there is room for another row. */
  #takes(size: number): boolean {
    const { answer } = this;
    if (!this.#budget.open) answer.truncated = true;
    else if (this.#rowBytes + size > mostBytes) answer.tooLarge = true;
    return !answer.truncated && !answer.tooLarge;
  }

  #row(row: Value[], size: number): void {
    this.#rowBytes += size;
    this.#budget.take(row);
    this.answer.rows.push(row);
  }

  #message(type: string, messages: BackendMessages): void {
    const { answer } = this;
    this.#last = type;
    switch (type) {
      case 'D': {
        const size = messages.remaining;
        if (!this.#takes(size)) break;
        const row: Value[] = new Array<Value>(messages.int16());
        for (let i = 0; i < row.length; i++) {
          const length = messages.int32();
          const decode = this.#decoders[i];
          row[i] = length < 0 || !decode ? null : decode(messages.bytes(length));
        }
        this.#row(row, size);
        break;
      }
      case 'T':
        answer.fields = readFields(messages);
        this.#decoders = answer.fields.map((field) => decoderOf(field.typeOid));
        break;
      case 'C':
        answer.tags.push(messages.string());
        break;
      case 'G':
        answer.copyIn = true;
        break;
      case 'H':
        // COPY … TO STDOUT: each piece of data becomes a row of one column.
        answer.fields = [{ name: 'copy', typeOid: messages.byte() === 0 ? text : bytea }];
        break;
      case 'd': {
        const size = messages.remaining;
        if (this.#takes(size)) this.#row([readCopied(messages, answer.fields?.[0]?.typeOid === bytea)], size);
        break;
      }
      case 'N':
        answer.notices.push(serverNotice(readReport(messages)));
        break;
      case 'A':
        answer.notices.push(readNotification(messages));
        break;
      case 'E':
        answer.error ??= readReport(messages);
        break;
      case 'Z':
        answer.transaction = String.fromCharCode(messages.byte()) as Answer['transaction'];
        break;
    }
  }
}

function readFields(messages: BackendMessages): Field[] {
  return Array.from({ length: messages.int16() }, () => {
    const name = messages.string();
    // The table's OID and the column's number in it.
    messages.skip(6);
    const typeOid = messages.oid();
    // The type's size, its modifier and the format.
    messages.skip(8);
    return { name, typeOid };
  });
}

function readReport(messages: BackendMessages): Report {
  const report = new Map<string, string>();
  for (let field = messages.byte(); field !== 0; field = messages.byte()) {
    report.set(String.fromCharCode(field), messages.string());
  }
  return report;
}

/** A message of NOTIFY, in psql's words. */
function readNotification(messages: BackendMessages): Notice {
  const pid = messages.int32();
  const channel = messages.string();
  const payload = messages.string();
  const what = payload === '' ? '' : ` with payload "${payload}"`;
  const message = `Asynchronous notification "${channel}"${what} received from server process with PID ${pid}.`;
  return { severity: 'NOTICE', code: '00000', message, detail: null, hint: null };
}

function readCopied(messages: BackendMessages, binary: boolean): Value {
  const bytes = messages.bytes(messages.remaining);
  if (binary) return bytes.slice();
  const newline = bytes[bytes.length - 1] === 0x0a ? 1 : 0;
  return decoderOf(text)(bytes.subarray(0, bytes.length - newline));
}
