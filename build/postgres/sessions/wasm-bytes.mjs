/** Reading and writing the numbers and names of which WebAssembly's binary format consists. */

/** A place in bytes from which one reads on. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** An unsigned LEB128 number of up to 32 bits. */
  unsigned() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** A signed LEB128 number of up to 32 bits. */
  signed() {
    let value = 0;
    for (let shift = 0; ; ) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) return shift < 32 && byte & 0x40 ? value | (-1 << shift) : value;
    }
  }

  name() {
    const length = this.unsigned();
    return this.take(length).toString();
  }

  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  /** Passes over a number of either kind and any width. */
  skipNumber() {
    while (this.byte() >= 0x80);
  }
}

export function unsigned(value) {
  const bytes = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}

export function signed(value) {
  const bytes = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    if ((value === 0 && !(low & 0x40)) || (value === -1 && low & 0x40)) return Buffer.from([...bytes, low]);
    bytes.push(low | 0x80);
  }
}

/** Bytes with their length before them. */
export function sized(bytes) {
  return Buffer.concat([unsigned(bytes.length), bytes]);
}

export function name(text) {
  return sized(Buffer.from(text));
}
