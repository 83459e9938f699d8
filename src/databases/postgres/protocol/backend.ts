const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A message begins with its type and its length. */
const headSize = 5;

/**
 * Reads messages of the backend, one after the other. After {@link next} the fields of the message are read in their
 * order with the other methods.
 * @see PostgreSQL manual, "Message Formats"
 */
export class BackendMessages {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Where the next field begins. */
  #at = 0;
  /** Where the message ends. */
  #end = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Goes to the next message and returns its type, a letter; null where the bytes hold no further one as a whole. */
  next(): string | null {
    this.#at = this.#end;
    const { size } = this;
    if (size === null || this.#at + size > this.#bytes.length) return null;
    this.#end = this.#at + size;
    const type = String.fromCharCode(this.byte());
    this.skip(4);
    return type;
  }

  /** Bytes of the message that begins here, its type included; null where its head is not whole. */
  get size(): number | null {
    return this.#bytes.length - this.#at < headSize ? null : 1 + this.#view.getInt32(this.#at + 1);
  }

  /** The bytes after the last message that was whole. */
  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#end);
  }

  /** Bytes of the message that were not read yet. */
  get remaining(): number {
    return this.#end - this.#at;
  }

  byte(): number {
    return this.#view.getUint8(this.#at++);
  }

  int16(): number {
    const value = this.#view.getInt16(this.#at);
    this.#at += 2;
    return value;
  }

  int32(): number {
    const value = this.#view.getInt32(this.#at);
    this.#at += 4;
    return value;
  }

  /** An object identifier: like {@link int32}, without a sign. */
  oid(): number {
    return this.int32() >>> 0;
  }

  /** A string that ends with a zero byte. */
  string(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = decodeText(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  /** The next bytes; a view, not a copy. */
  bytes(length: number): Uint8Array {
    return this.#bytes.subarray(this.#at, (this.#at += length));
  }

  skip(length: number): void {
    this.#at += length;
  }
}

/** Decodes UTF-8. Most values are short and plain; for those a call of the decoder costs more than a loop. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > 24) return decoder.decode(bytes);
  let text = '';
  for (const byte of bytes) {
    if (byte > 0x7f) return decoder.decode(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}
