import type { Notice, Value } from '../result';
import { BackendMessages } from './protocol/backend';
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
  /** The server waited for the data of a COPY. */
  copyIn: boolean;
  readonly notices: Notice[];
  error: Report | null;
  /** The session's transaction: idle, in a transaction, or in a failed one. */
  transaction: 'I' | 'T' | 'E';
}

const text = 25;
const bytea = 17;

/**
 * Reads the server's answer to a batch.
 * @param maxRows rows beyond this number are passed over
 */
export function readAnswer(bytes: Uint8Array, maxRows = Infinity): Answer {
  const answer: Answer = {
    fields: null,
    rows: [],
    tags: [],
    truncated: false,
    copyIn: false,
    notices: [],
    error: null,
    transaction: 'I',
  };
  const messages = new BackendMessages(bytes);
  let decoders: ReturnType<typeof decoderOf>[] = [];

  for (let type = messages.next(); type !== null; type = messages.next()) {
    switch (type) {
      case 'D': {
        if (answer.rows.length >= maxRows) {
          answer.truncated = true;
          break;
        }
        const row: Value[] = new Array<Value>(messages.int16());
        for (let i = 0; i < row.length; i++) {
          const length = messages.int32();
          const decode = decoders[i];
          row[i] = length < 0 || !decode ? null : decode(messages.bytes(length));
        }
        answer.rows.push(row);
        break;
      }
      case 'T':
        answer.fields = readFields(messages);
        decoders = answer.fields.map((field) => decoderOf(field.typeOid));
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
      case 'd':
        if (answer.rows.length >= maxRows) answer.truncated = true;
        else answer.rows.push([readCopied(messages, answer.fields?.[0]?.typeOid === bytea)]);
        break;
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
  return answer;
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
