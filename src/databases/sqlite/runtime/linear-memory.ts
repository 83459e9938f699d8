const PAGE = 65_536;
/** Shorter texts are read and written by hand: a call of TextDecoder or TextEncoder costs more than they do. */
const SHORT = 24;

/** The linear memory of a wasm instance, read and written in C's terms. */
export class LinearMemory {
  /** All of memory. Replaced when memory grows: never keep it across a call into wasm. */
  bytes: Uint8Array;
  view: DataView;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #encoder = new TextEncoder();

  constructor(readonly memory: WebAssembly.Memory) {
    this.bytes = new Uint8Array(memory.buffer);
    this.view = new DataView(memory.buffer);
  }

  /** Grows to at least `size` bytes; false when the engine has no more. */
  grow(size: number): boolean {
    try {
      this.memory.grow(Math.ceil((size - this.bytes.length) / PAGE));
    } catch {
      return false;
    }
    this.bytes = new Uint8Array(this.memory.buffer);
    this.view = new DataView(this.memory.buffer);
    return true;
  }

  /** UTF-8 text of known length. */
  text(address: number, length: number): string {
    if (length <= SHORT) {
      let text = '';
      for (let at = address; at < address + length; at++) {
        const byte = this.bytes[at] as number;
        if (byte >= 0x80) return this.#decode(address, length);
        text += String.fromCharCode(byte);
      }
      return text;
    }
    return this.#decode(address, length);
  }

  /** UTF-8 text up to the next zero byte; `''` for a null pointer. */
  cString(address: number): string {
    return address === 0 ? '' : this.text(address, this.bytes.indexOf(0, address) - address);
  }

  encode(text: string): Uint8Array {
    return this.#encoder.encode(text);
  }

  /** Writes UTF-8 text; the caller has made room for three bytes per UTF-16 unit. Returns its length in bytes. */
  writeText(text: string, address: number): number {
    if (text.length > SHORT) return this.#encodeInto(text, address);
    const { bytes } = this;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) return this.#encodeInto(text, address);
      bytes[address + index] = unit;
    }
    return text.length;
  }

  #encodeInto(text: string, address: number): number {
    return this.#encoder.encodeInto(text, this.bytes.subarray(address, address + text.length * 3)).written;
  }

  #decode(address: number, length: number): string {
    return this.#decoder.decode(this.bytes.subarray(address, address + length));
  }
}
