import { nameText } from './arguments';
import { Decimal } from '../../orm/values/decimal';
import { Float, UuidValue } from '../../orm/values/exact';
import { asOrmValue, asShown, type HostValues } from '../../orm/values/host-values';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../../orm/values/temporal';
import type { Flow } from '../flow';
import { dateType } from '../modules/datetime/date';
import { datetimeType } from '../modules/datetime/datetime';
import { timeType } from '../modules/datetime/time';
import { timedeltaType } from '../modules/datetime/timedelta';
import { PyDate, PyDatetime, PyTime, PyTimedelta, PyTimezone, type ClockTime } from '../modules/datetime/values';
import { fixedZone } from '../modules/datetime/zone';
import { decimalText } from '../modules/decimal/number';
import { PyDecimal } from '../modules/decimal/values';
import { PyFloat } from '../objects/float';
import { PyDict, PySet } from '../objects/mappings';
import { PyBoxed, PyObject, PyType, type Value } from '../objects/object';
import { PyByteArray, PyBytes, PyList, PyTuple } from '../objects/sequences';
import { toInt } from '../protocol/numbers';
import { addressOf, qualifiedName, reprFast } from '../protocol/text';
import type { Runtime } from '../runtime';
import { ResourceClosedError } from '../../orm/errors';
import { Raised } from '../objects/exception';
import type { Bridge } from './bridge';
import { pythonError } from './exceptions';

/**
 * What a Python value is among the ORM's values: a {@link PyFloat} a {@link Float}, a `datetime.date` a {@link PlainDate}.
 * Objects that have no twin are themselves.
 */
export function ormTwin(value: PyObject): unknown {
  if (value instanceof PyFloat) return new Float(value.value);
  if (value instanceof PyBoxed) return value.primitive;
  if (value instanceof PyDecimal) return new Decimal(decimalText(value.number));
  if (value instanceof PyDatetime) return new PlainDateTime(new PlainDate(value.year, value.month, value.day), plainTime(value, value.tzinfo));
  if (value instanceof PyDate) return new PlainDate(value.year, value.month, value.day);
  if (value instanceof PyTime) return plainTime(value, value.tzinfo);
  if (value instanceof PyTimedelta) return new TimeSpan(value.days, value.seconds, value.microseconds);
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.data;
  if (value instanceof PyList || value instanceof PyTuple) return value.items.map(twinOf);
  if (value instanceof PySet) return [...value.elements()].map(twinOf);
  if (value instanceof PyDict) return Object.fromEntries([...value.table.entries()].map(({ key, value: item }) => [nameText(key), twinOf(item)]));
  return uuidTwin(value) ?? value;
}

function twinOf(value: Value): unknown {
  return value instanceof PyObject ? ormTwin(value) : value;
}

function plainTime({ hour, minute, second, microsecond }: ClockTime, zone: Value): PlainTime {
  const offset = zone instanceof PyTimezone ? Number(zone.offset.total / 1_000_000n) : null;
  return new PlainTime(hour, minute, second, microsecond, offset);
}

/** A `uuid.UUID` holds its number in the attribute `int`. */
function uuidTwin(value: PyObject): UuidValue | null {
  if (value.cls.name !== 'UUID' || value.cls.module !== 'uuid') return null;
  const int = value.attributes?.get('int');
  if (typeof int !== 'number' && typeof int !== 'bigint') return null;
  return new UuidValue(BigInt(int).toString(16).padStart(32, '0'));
}

/** From now on Python's values tell the ORM what they are. */
export function letValuesTell(): void {
  if (asOrmValue in PyObject.prototype) return;
  Object.defineProperty(PyObject.prototype, asOrmValue, {
    value(this: PyObject): unknown {
      return ormTwin(this);
    },
  });
  Object.defineProperty(PyObject.prototype, asShown, {
    value(this: PyObject): string {
      return this instanceof PyType ? `<class '${qualifiedName(this)}'>` : (reprFast(this) ?? `<${qualifiedName(this.cls)} object at ${addressOf(this)}>`);
    },
  });
}

/** How the values of rows look to Python. Load its modules with {@link loadValueModules} first. */
export class PythonValues implements HostValues {
  constructor(
    private readonly runtime: Runtime,
    private readonly bridge: Bridge,
  ) {}

  integer(value: number | bigint): Value {
    return typeof value === 'bigint' ? toInt(value) : value;
  }

  float(value: number): Value {
    return new PyFloat(value);
  }

  boolean(value: boolean): Value {
    return value;
  }

  bytes(value: Uint8Array): Value {
    return new PyBytes(value);
  }

  decimal(value: Decimal): Value {
    return this.#call('decimal', 'Decimal', value.toString());
  }

  date({ year, month, day }: PlainDate): Value {
    return new PyDate(dateType, year, month, day);
  }

  time(value: PlainTime): Value {
    return new PyTime(timeType, value, zoneOf(value));
  }

  dateTime({ date, time }: PlainDateTime): Value {
    return new PyDatetime(datetimeType, date, time, zoneOf(time));
  }

  span({ days, seconds, microseconds }: TimeSpan): Value {
    return new PyTimedelta(timedeltaType, days, seconds, microseconds);
  }

  uuid(value: UuidValue): Value {
    return this.#call('uuid', 'UUID', value.text);
  }

  json(value: unknown): Value {
    return this.bridge.toPython(value);
  }

  list(values: readonly unknown[]): Value {
    return new PyList(values.map((value) => this.bridge.toPython(value)));
  }

  describeError(error: unknown, sets: readonly object[]): { readonly type: string; readonly message: string; readonly parameters: string } | null {
    const told = pythonError(error);
    if (!(told instanceof Raised) || error instanceof ResourceClosedError) return null;
    const { cls, args } = told.exception;
    return { type: `${cls.module}.${cls.qualname}`, message: nameText(args.items[0] ?? ''), parameters: this.bridge.repr(sets) };
  }

  #call(module: string, name: string, text: string): Value {
    const type = this.runtime.modules.get(module)?.attributes.get(name);
    if (type === undefined) throw new Error(`the module ${module} is not loaded`);
    return this.runtime.callNow(type, [text]);
  }
}

function zoneOf({ offset }: PlainTime): Value {
  return offset === null ? null : fixedZone(BigInt(offset) * 1_000_000n);
}

/** Imports what rows may need. */
export function* loadValueModules(runtime: Runtime): Flow<void> {
  for (const name of ['decimal', 'uuid', 'datetime']) yield* runtime.importModule(name);
}
