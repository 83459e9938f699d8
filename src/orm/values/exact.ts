/**
 * A binary floating point number where it matters that it is one: JavaScript's `6` does not tell Python's `6.0` from `6`.
 * Bind processing gives it to the log and the driver; a {@link HostValues} may ask for it in rows.
 */
export class Float {
  constructor(readonly value: number) {}

  valueOf(): number {
    return this.value;
  }
}

/** A UUID, in lower case with hyphens. */
export class UuidValue {
  readonly text: string;

  /** @throws RangeError when the text holds no 32 hexadecimal digits */
  constructor(text: string) {
    const digits = text.replace(/[{}-]|^urn:uuid:/gi, '').toLowerCase();
    if (!/^[0-9a-f]{32}$/.test(digits)) throw new RangeError('badly formed hexadecimal UUID string');
    this.text = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  /** The 32 digits without hyphens. */
  get hex(): string {
    return this.text.replaceAll('-', '');
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}
