/**
 * An exact decimal number, as NUMERIC columns hold them. Immutable. It keeps its digits as written: `4.50` is not `4.5`
 * in print, though the two are equal.
 */
export class Decimal {
  readonly #coefficient: bigint;
  readonly #scale: number;
  readonly #special: 'NaN' | 'Infinity' | '-Infinity' | null;

  /** @throws RangeError when the text is no decimal number */
  constructor(value: string | number | bigint) {
    const text = String(value).trim();
    this.#special = text === 'NaN' || text === 'Infinity' || text === '-Infinity' ? text : null;
    if (this.#special) {
      this.#coefficient = 0n;
      this.#scale = 0;
      return;
    }
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
    const digits = `${match?.[2] ?? ''}${match?.[3] ?? ''}`;
    if (!match || digits === '') throw new RangeError(`not a decimal number: ${text}`);
    const exponent = Number(match[4] ?? 0) - (match[3] ?? '').length;
    const coefficient = BigInt(digits) * (match[1] === '-' ? -1n : 1n);
    this.#coefficient = exponent > 0 ? coefficient * 10n ** BigInt(exponent) : coefficient;
    this.#scale = exponent > 0 ? 0 : -exponent;
  }

  /** Number of digits after the point. */
  get scale(): number {
    return this.#scale;
  }

  /** The same number with exactly `scale` digits after the point, rounded half to even. */
  round(scale: number): Decimal {
    if (this.#special) return this;
    return new Decimal(written(rescale(this.#coefficient, this.#scale, scale), scale));
  }

  /** Below, at or above zero where this number is less than, equal to or greater than the other. */
  compare(other: Decimal): number {
    if (this.#special ?? other.#special) return Math.sign(this.toNumber() - other.toNumber());
    const scale = Math.max(this.#scale, other.#scale);
    const left = rescale(this.#coefficient, this.#scale, scale);
    const right = rescale(other.#coefficient, other.#scale, scale);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  toNumber(): number {
    return Number(this.toString());
  }

  toString(): string {
    return this.#special ?? written(this.#coefficient, this.#scale);
  }

  toJSON(): string {
    return this.toString();
  }
}

function written(coefficient: bigint, scale: number): string {
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(scale + 1, '0');
  const sign = coefficient < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function rescale(coefficient: bigint, from: number, to: number): bigint {
  if (to >= from) return coefficient * 10n ** BigInt(to - from);
  const unit = 10n ** BigInt(from - to);
  const quotient = coefficient / unit;
  const rest = coefficient % unit;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const away = coefficient < 0n ? -1n : 1n;
  if (twice > unit || (twice === unit && quotient % 2n !== 0n)) return quotient + away;
  return quotient;
}
