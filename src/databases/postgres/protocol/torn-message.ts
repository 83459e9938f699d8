/** A message of which the beginning has come, and not yet the end. */
export class TornMessage {
  #bytes = new Uint8Array(0);
  #length = 0;
  /** How many bytes it will have; as many as its head, where that is not whole. */
  #size = 0;

  /** Keeps the beginning of a message, at least a byte of it. */
  keep(beginning: Uint8Array, size: number | null): void {
    this.#size = size ?? headSize;
    if (this.#bytes.length < this.#size) this.#bytes = new Uint8Array(this.#size);
    this.#bytes.set(beginning);
    this.#length = beginning.length;
  }

  /**
   * Adds what belongs to the message that was kept.
   * @param whole told the message when it is whole; the bytes are valid while it runs
   * @returns the bytes after it
   */
  mend(bytes: Uint8Array, whole: (message: Uint8Array) => void): Uint8Array {
    let rest = bytes;
    while (this.#length > 0 && rest.length > 0) {
      const wanted = Math.min(this.#size - this.#length, rest.length);
      this.#bytes.set(rest.subarray(0, wanted), this.#length);
      this.#length += wanted;
      rest = rest.subarray(wanted);
      if (this.#length < this.#size) break;
      const size = 1 + new DataView(this.#bytes.buffer).getInt32(1);
      if (size > this.#size) {
        this.#grow(size);
        continue;
      }
      whole(this.#bytes.subarray(0, size));
      this.#length = this.#size = 0;
      if (this.#bytes.length > keptCapacity) this.#bytes = new Uint8Array(0);
    }
    return rest;
  }

  #grow(size: number): void {
    this.#size = size;
    if (size <= this.#bytes.length) return;
    const larger = new Uint8Array(size);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** A message begins with its type and its length. */
const headSize = 5;

/** Larger buffers are given back, in bytes. */
const keptCapacity = 1 << 20;
