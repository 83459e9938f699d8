/**
 * All that the confined kernel may ask of the process around it. Only primitives and arrays of the kernel's
 * own making cross it: an object of the outer realm inside would be a way out (its constructor's constructor
 * is the outer realm's Function).
 */
export interface Bridge {
  /** A message for the host, as JSON. */
  send(json: string): void;
  /** Fills an array with the bytes of the part that was announced last. */
  fillPart(target: Uint8Array): void;
  /** Runs a script in the kernel's context and gives its value, which is a function of that context; a text says why it cannot be compiled. */
  runScript(script: string): unknown;
  now(): number;
  timeOrigin(): number;
  setTimer(id: number, ms: number): void;
  clearTimer(id: number): void;
  fillRandom(target: Uint8Array): void;
  utf8Length(text: string): number;
  /** Writes as much of the text as fits whole; returns units read and bytes written, packed as read * 2^32 + written. */
  encodeUtf8(text: string, target: Uint8Array): number;
  /** Null where `fatal` and the bytes are no UTF-8. */
  decodeUtf8(bytes: Uint8Array, fatal: boolean, ignoreBom: boolean): string | null;
}

/** What the confined kernel hands back: how the process reaches it. */
export interface Confined {
  /** A message of the host, as JSON; a part's bytes are fetched with {@link Bridge.fillPart}. */
  deliver(json: string): void;
  /** A timer ran out. */
  fire(id: number): void;
  /** A promise of the context was rejected, and nothing took the error. */
  rejected(reason: unknown): void;
}

/** A part as announced in JSON, before its bytes are fetched. */
export interface AnnouncedPart {
  readonly type: 'part';
  readonly name: string;
  /** Bytes to fetch; null where there is no such part. */
  readonly length: number | null;
}
