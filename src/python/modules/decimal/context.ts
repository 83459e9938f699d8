import { adjusted, digitCount, finite, infinite, isNaNumber, NAN, type DecimalNumber } from './number';
import { rescale, roundToPrecision, type Rounding } from './rounding';

/** What an operation may say beside its result. */
export const signals = ['InvalidOperation', 'FloatOperation', 'DivisionByZero', 'Overflow', 'Underflow', 'Subnormal', 'Inexact', 'Rounded', 'Clamped'] as const;
export type Signal = (typeof signals)[number];

/** Kinds of invalid operations. */
export type Condition = Signal | 'ConversionSyntax' | 'DivisionImpossible' | 'DivisionUndefined';

const invalid: ReadonlySet<Condition> = new Set(['ConversionSyntax', 'DivisionImpossible', 'DivisionUndefined']);

/** An operation said something that its context traps. */
export class TrappedError extends Error {
  override readonly name = 'TrappedError';
  constructor(
    readonly signal: Signal,
    readonly conditions: readonly Condition[],
  ) {
    super(signal);
  }
}

/** Precision, rounding and limits of exponents, and what is done about exceptional results. */
export class DecimalSettings {
  precision = 28;
  rounding: Rounding = 'ROUND_HALF_EVEN';
  emin = -999_999;
  emax = 999_999;
  capitals = 1;
  clamp = 0;
  flags = new Set<Signal>();
  traps = new Set<Signal>(['InvalidOperation', 'DivisionByZero', 'Overflow']);

  copy(): DecimalSettings {
    const copy = new DecimalSettings();
    Object.assign(copy, this);
    copy.flags = new Set(this.flags);
    copy.traps = new Set(this.traps);
    return copy;
  }

  /** The same with room for so many more digits, nothing trapped. */
  widened(digits: number): DecimalSettings {
    const wide = this.copy();
    wide.precision = this.precision + digits;
    wide.rounding = 'ROUND_HALF_EVEN';
    wide.traps = new Set();
    wide.emax = 999_999_999;
    wide.emin = -999_999_999;
    wide.clamp = 0;
    return wide;
  }

  /** The smallest exponent that a number may have. */
  get etiny(): number {
    return this.emin - this.precision + 1;
  }

  get etop(): number {
    return this.emax - this.precision + 1;
  }

  /** Says something about a result. @throws TrappedError */
  signal(...conditions: Condition[]): void {
    const raised = conditions.map((condition): Signal => (invalid.has(condition) ? 'InvalidOperation' : (condition as Signal)));
    for (const signal of raised) this.flags.add(signal);
    const trapped = signals.find((signal) => raised.includes(signal) && this.traps.has(signal));
    if (trapped === undefined) return;
    throw new TrappedError(
      trapped,
      conditions.filter((_condition, index) => this.traps.has(raised[index] as Signal)),
    );
  }

  /** The result of an invalid operation. @throws TrappedError */
  invalid(condition: Condition = 'InvalidOperation'): DecimalNumber {
    this.signal(condition);
    return NAN;
  }

  /** What operations give whose operands have a NaN among them; undefined where there is none. @throws TrappedError */
  nanResult(...operands: readonly DecimalNumber[]): DecimalNumber | undefined {
    const signaling = operands.find(({ kind }) => kind === 'signaling');
    if (signaling !== undefined) {
      this.signal('InvalidOperation');
      return { ...signaling, kind: 'quiet' };
    }
    return operands.find(isNaNumber);
  }

  /** A result rounded and held within the limits. @throws TrappedError */
  finish(number: DecimalNumber): DecimalNumber {
    if (number.kind !== 'finite') return number;
    if (number.coefficient === 0n) return this.#finishZero(number);
    const { number: rounded, inexact, cut } = roundToPrecision(number, this.precision, this.rounding);
    if (adjusted(rounded) > this.emax) return this.#overflow(number.negative);
    if (adjusted(number) < this.emin) return this.#finishSubnormal(number);
    if (inexact) this.signal('Inexact', 'Rounded');
    else if (cut) this.signal('Rounded');
    if (this.clamp === 1 && rounded.exponent > this.etop) {
      this.signal('Clamped');
      return rescale(rounded, this.etop, this.rounding).number;
    }
    return rounded;
  }

  #finishZero(number: DecimalNumber): DecimalNumber {
    const highest = this.clamp === 1 ? this.etop : this.emax;
    const exponent = Math.min(Math.max(number.exponent, this.etiny), highest);
    if (exponent === number.exponent) return number;
    this.signal('Clamped');
    return { ...number, exponent };
  }

  #finishSubnormal(number: DecimalNumber): DecimalNumber {
    if (number.exponent >= this.etiny) {
      this.signal('Subnormal');
      return number;
    }
    const { number: rounded, inexact } = rescale(number, this.etiny, this.rounding);
    const conditions: Condition[] = ['Subnormal', 'Rounded'];
    if (inexact) conditions.push('Underflow', 'Inexact');
    if (rounded.coefficient === 0n) conditions.push('Clamped');
    this.signal(...conditions);
    return rounded;
  }

  #overflow(negative: boolean): DecimalNumber {
    this.signal('Overflow', 'Inexact', 'Rounded');
    const toLargest = this.rounding === 'ROUND_DOWN' || this.rounding === 'ROUND_05UP' || this.rounding === (negative ? 'ROUND_CEILING' : 'ROUND_FLOOR');
    return toLargest ? finite(10n ** BigInt(this.precision) - 1n, this.etop, negative) : infinite(negative);
  }

  /** Whether a coefficient has more digits than there is room for. */
  tooLong(coefficient: bigint): boolean {
    return digitCount(coefficient) > this.precision;
  }
}
