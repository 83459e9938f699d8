import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { NOT_IMPLEMENTED, typeOf } from '../../objects/builtin-types';
import { overflowError, typeError, valueError, zeroDivisionError } from '../../objects/exceptions';
import { PyFloat } from '../../objects/float';
import type { PyType, Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { hash } from '../../protocol/hash';
import { divideInts } from '../../protocol/int-arithmetic';
import { intOf, toInt, type Int } from '../../protocol/numbers';
import { orderMethods } from '../ordering';
import { PyTimedelta, shownName, twoDigits } from './values';
import { exactRatio, floorDivide, roundedDivide } from '../rational';

const DAY = 86_400_000_000n;
const MOST_DAYS = 999_999_999;

/** Microseconds of each unit, in the order in which CPython adds them up. */
const units: readonly (readonly [name: string, microseconds: bigint])[] = [
  ['microseconds', 1n],
  ['milliseconds', 1_000n],
  ['seconds', 1_000_000n],
  ['minutes', 60_000_000n],
  ['hours', 3_600_000_000n],
  ['days', DAY],
  ['weeks', 7n * DAY],
];

/** A timedelta of so many microseconds. @throws Raised OverflowError */
export function timedeltaOf(total: bigint, cls: PyType = timedeltaType): PyTimedelta {
  const days = floorDivide(total, DAY);
  if (days > BigInt(MOST_DAYS) || days < -BigInt(MOST_DAYS)) throw overflowError(`days=${days}; must have magnitude <= ${MOST_DAYS}`);
  const rest = Number(total - days * DAY);
  return new PyTimedelta(cls, Number(days), Math.floor(rest / 1_000_000), rest % 1_000_000);
}

function roundHalfEven(value: number, odd: boolean): number {
  const rounded = Math.round(value);
  if (Math.abs(rounded - value) !== 0.5) return rounded;
  const parity = odd ? 1 : 0;
  return 2 * Math.round((value + parity) * 0.5) - parity;
}

/** Adds up amounts of units; the parts of floats below a microsecond are rounded once, at the end. */
function sumOf(amounts: ReadonlyMap<string, Value | undefined>): bigint {
  let total = 0n;
  let rest = 0;
  for (const [name, factor] of units) {
    const amount = amounts.get(name);
    if (amount === undefined) continue;
    const int = intOf(amount);
    if (int !== undefined) {
      total += BigInt(int) * factor;
      continue;
    }
    if (!(amount instanceof PyFloat)) throw typeError(`unsupported type for timedelta ${name} component: ${typeOf(amount).name}`);
    const { value } = amount;
    if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
    if (!Number.isFinite(value)) throw overflowError('cannot convert float infinity to integer');
    const whole = Math.trunc(value);
    const part = Number(factor) * (value - whole);
    total += BigInt(whole) * factor + BigInt(Math.trunc(part));
    rest += part - Math.trunc(part);
  }
  return rest === 0 ? total : total + BigInt(roundHalfEven(rest, (total & 1n) !== 0n));
}

/** `delta * number` and `delta / number` for a number that is a fraction of ints. */
function scaled(total: bigint, numerator: bigint, denominator: bigint): PyTimedelta {
  return timedeltaOf(roundedDivide(total * numerator, denominator));
}

function times(self: PyTimedelta, factor: Value): Value {
  const int = intOf(factor);
  if (int !== undefined) return timedeltaOf(self.total * BigInt(int));
  if (!(factor instanceof PyFloat)) return NOT_IMPLEMENTED;
  const [numerator, denominator] = exactRatio(factor.value);
  return scaled(self.total, numerator, denominator);
}

function divided(self: PyTimedelta, divisor: Value): Value {
  if (divisor instanceof PyTimedelta) return new PyFloat(divideInts(toInt(self.total), toInt(nonZero(divisor.total))));
  const int = intOf(divisor);
  if (int !== undefined) return scaled(self.total, 1n, nonZero(BigInt(int)));
  if (!(divisor instanceof PyFloat)) return NOT_IMPLEMENTED;
  if (divisor.value === 0) throw zeroDivisionError('division by zero');
  const [numerator, denominator] = exactRatio(divisor.value);
  return scaled(self.total, denominator, numerator);
}

function nonZero(value: bigint): bigint {
  if (value === 0n) throw zeroDivisionError('integer division or modulo by zero');
  return value;
}

function floorDivided(self: PyTimedelta, divisor: Value): Value {
  if (divisor instanceof PyTimedelta) return toInt(floorDivide(self.total, nonZero(divisor.total)));
  const int: Int | undefined = intOf(divisor);
  return int === undefined ? NOT_IMPLEMENTED : timedeltaOf(floorDivide(self.total, nonZero(BigInt(int))));
}

function remainder(self: PyTimedelta, divisor: PyTimedelta): PyTimedelta {
  const by = nonZero(divisor.total);
  return timedeltaOf(self.total - floorDivide(self.total, by) * by);
}

function timedeltaText(self: PyTimedelta): string {
  const minutes = Math.floor(self.seconds / 60);
  const clock = `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(self.seconds % 60)}`;
  const days = self.days === 0 ? '' : `${self.days} day${Math.abs(self.days) === 1 ? '' : 's'}, `;
  return days + clock + (self.microseconds === 0 ? '' : `.${String(self.microseconds).padStart(6, '0')}`);
}

export function timedeltaRepr(self: PyTimedelta): string {
  const parts = (['days', 'seconds', 'microseconds'] as const).filter((name) => self[name] !== 0).map((name) => `${name}=${self[name]}`);
  return `${shownName(self)}(${parts.length === 0 ? '0' : parts.join(', ')})`;
}

export const timedeltaType: PyType = defineClass<PyTimedelta>({
  name: 'timedelta',
  module: 'datetime',
  namedWithModule: true,
  accepts: (value) => value instanceof PyTimedelta,
  attributes: { days: (self) => self.days, seconds: (self) => self.seconds, microseconds: (self) => self.microseconds },
  statics: {
    '__new__(cls, days?, seconds?, microseconds?, milliseconds?, minutes?, hours?, weeks?)': (cls: Value, days?: Value, seconds?: Value, microseconds?: Value, milliseconds?: Value, minutes?: Value, hours?: Value, weeks?: Value) =>
      timedeltaOf(sumOf(new Map(Object.entries({ days, seconds, microseconds, milliseconds, minutes, hours, weeks }))), cls as PyType),
  },
  methods: {
    ...orderMethods<PyTimedelta>((self, other) => (other instanceof PyTimedelta ? Number(self.total - other.total) : undefined)),
    '__hash__()': function* (self): Flow<Value> {
      return yield* hash(toInt(self.total));
    },
    '__bool__()': (self) => self.total !== 0n,
    '__repr__()': timedeltaRepr,
    '__str__()': timedeltaText,
    'total_seconds()': (self) => new PyFloat(divideInts(toInt(self.total), 1_000_000)),
    '__add__(other, /)': (self, other) => (other instanceof PyTimedelta ? timedeltaOf(self.total + other.total) : NOT_IMPLEMENTED),
    '__radd__(other, /)': (self, other) => (other instanceof PyTimedelta ? timedeltaOf(self.total + other.total) : NOT_IMPLEMENTED),
    '__sub__(other, /)': (self, other) => (other instanceof PyTimedelta ? timedeltaOf(self.total - other.total) : NOT_IMPLEMENTED),
    '__rsub__(other, /)': (self, other) => (other instanceof PyTimedelta ? timedeltaOf(other.total - self.total) : NOT_IMPLEMENTED),
    '__mul__(other, /)': times,
    '__rmul__(other, /)': times,
    '__truediv__(other, /)': divided,
    '__floordiv__(other, /)': floorDivided,
    '__mod__(other, /)': (self, other) => (other instanceof PyTimedelta ? remainder(self, other) : NOT_IMPLEMENTED),
    '__divmod__(other, /)': (self, other) => (other instanceof PyTimedelta ? new PyTuple([floorDivided(self, other), remainder(self, other)]) : NOT_IMPLEMENTED),
    '__neg__()': (self) => timedeltaOf(-self.total),
    '__pos__()': (self) => timedeltaOf(self.total),
    '__abs__()': (self) => timedeltaOf(self.total < 0n ? -self.total : self.total),
  },
});
timedeltaType.assign('min', timedeltaOf(-BigInt(MOST_DAYS) * DAY));
timedeltaType.assign('max', new PyTimedelta(timedeltaType, MOST_DAYS, 86_399, 999_999));
timedeltaType.assign('resolution', timedeltaOf(1n));
