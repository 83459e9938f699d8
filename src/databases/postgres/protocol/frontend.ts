import type { Value } from '../../result';

/** The most parameters that one Bind message can carry. */
export const maxParameters = 0xffff;

const encoder = new TextEncoder();

/** Shorter texts are written by hand: a call of the encoder costs more than they do. */
const short = 24;

/**
 * Writes messages of the frontend, one after the other, into one buffer.
 * @see PostgreSQL manual, "Message Formats"
 */
export class FrontendMessages {
  #buffer = new Uint8Array(1024);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;
  /** Where the open message's length field is. */
  #start = 0;

  /** What was written. The view is valid until the next message is written. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Prepares the unnamed statement, leaving all types to the server. */
  parse(sql: string): this {
    this.#begin('P');
    this.#byte(0);
    this.#string(sql);
    this.#int16(0);
    return this.#end();
  }

  /** Binds the unnamed portal to the unnamed statement; values and results travel as text. */
  bind(values: readonly Value[]): this {
    this.#begin('B');
    this.#int16(0);
    this.#int16(0);
    this.#int16(values.length);
    for (const value of values) this.#value(value);
    this.#int16(0);
    return this.#end();
  }

  /** Asks for the columns of the unnamed statement. */
  describeStatement(): this {
    this.#begin('D');
    this.#text('S');
    this.#byte(0);
    return this.#end();
  }

  /** Runs the unnamed portal until it has returned `limit` rows; 0 means to its end. */
  execute(limit: number): this {
    this.#begin('E');
    this.#byte(0);
    this.#int32(limit);
    return this.#end();
  }

  /** Ends the batch, and with it the transaction of a statement outside a block. */
  sync(): this {
    this.#begin('S');
    return this.#end();
  }

  /** Gives up a COPY that waits for data. */
  copyFail(reason: string): this {
    this.#begin('f');
    this.#string(reason);
    return this.#end();
  }

  #begin(type: string): void {
    this.#text(type);
    this.#start = this.#length;
    this.#int32(0);
  }

  #end(): this {
    this.#view.setInt32(this.#start, this.#length - this.#start);
    return this;
  }

  #value(value: Value): void {
    if (value === null) {
      this.#int32(-1);
      return;
    }
    const lengthAt = this.#length;
    this.#int32(0);
    this.#text(textOf(value));
    this.#view.setInt32(lengthAt, this.#length - lengthAt - 4);
  }

  #string(text: string): void {
    this.#text(text);
    this.#byte(0);
  }

  #text(text: string): void {
    // UTF-8 takes at most three bytes for a UTF-16 unit.
    this.#reserve(text.length * 3);
    if (text.length <= short && this.#plainText(text)) return;
    this.#length += encoder.encodeInto(text, this.#buffer.subarray(this.#length)).written;
  }

  /** Writes a text of ASCII characters; false for others. */
  #plainText(text: string): boolean {
    const [buffer, start] = [this.#buffer, this.#length];
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) return false;
      buffer[start + index] = unit;
    }
    this.#length = start + text.length;
    return true;
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  #int16(value: number): void {
    this.#reserve(2);
    this.#view.setUint16(this.#length, value);
    this.#length += 2;
  }

  #int32(value: number): void {
    this.#reserve(4);
    this.#view.setInt32(this.#length, value);
    this.#length += 4;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
    larger.set(this.bytes());
    this.#buffer = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** A value as PostgreSQL's input functions read it. */
function textOf(value: Exclude<Value, null>): string {
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Uint8Array) return `\\x${hexOf(value)}`;
  return String(value);
}

function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
