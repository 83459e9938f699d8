import type { Flow } from '../../flow';
import { defineClass, type Methods } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { keyError, typeError, valueError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import type { PyType, Value } from '../../objects/object';
import { getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { collect } from '../../protocol/iterate';
import { intOf } from '../../protocol/numbers';
import { truth } from '../../protocol/truth';
import { isAbsent } from '../arguments';
import { DecimalSettings, signals, type Signal } from './context';
import { roundingArgument } from './decimal-type';
import { numberFrom } from './convert';
import { signalDict } from './signal-dict';
import { signalTypes } from './signal-types';
import { PyDecimal, PyDecimalContext, trapping } from './values';

function signalOf(value: Value): Signal {
  const signal = signals.find((one) => signalTypes[one] === value);
  if (signal === undefined) throw keyError('invalid error flag');
  return signal;
}

/** `traps=[Inexact]` or `traps={Inexact: True}`. */
function* signalsArgument(value: Value): Flow<Set<Signal>> {
  const chosen = new Set<Signal>();
  if (value instanceof PyDict) {
    for (const entry of [...value.table.entries()]) if (yield* truth(entry.value)) chosen.add(signalOf(entry.key));
  } else for (const item of yield* collect(value)) chosen.add(signalOf(item));
  return chosen;
}

function intSetting(value: Value, low: number | bigint, high: number | bigint, name: string): number {
  const int = intOf(value);
  if (int === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  if (int < low || int > high) throw valueError(`valid range for ${name} is [${low}, ${high === MOST ? 'MAX_PREC' : high}]`);
  return Number(int);
}

/** The order in which the repr of a context names signals. */
const shown: readonly Signal[] = ['Clamped', 'InvalidOperation', 'DivisionByZero', 'Inexact', 'FloatOperation', 'Overflow', 'Rounded', 'Subnormal', 'Underflow'];

const MOST = 999_999_999_999_999_999n;

const settingAttributes = {
  prec: { get: (self: PyDecimalContext): Value => self.settings.precision, set: (self: PyDecimalContext, value: Value) => (self.settings.precision = intSetting(value, 1, MOST, 'prec')) },
  Emin: { get: (self: PyDecimalContext): Value => self.settings.emin, set: (self: PyDecimalContext, value: Value) => (self.settings.emin = intSetting(value, -MOST, 0, 'Emin')) },
  Emax: { get: (self: PyDecimalContext): Value => self.settings.emax, set: (self: PyDecimalContext, value: Value) => (self.settings.emax = intSetting(value, 0, MOST, 'Emax')) },
  capitals: { get: (self: PyDecimalContext): Value => self.settings.capitals, set: (self: PyDecimalContext, value: Value) => (self.settings.capitals = intSetting(value, 0, 1, 'capitals')) },
  clamp: { get: (self: PyDecimalContext): Value => self.settings.clamp, set: (self: PyDecimalContext, value: Value) => (self.settings.clamp = intSetting(value, 0, 1, 'clamp')) },
  rounding: { get: (self: PyDecimalContext): Value => self.settings.rounding, set: (self: PyDecimalContext, value: Value) => (self.settings.rounding = roundingArgument(value)) },
} as const;

type SettingName = keyof typeof settingAttributes;

/** Operations that a context does on its arguments: `context.add(a, b)` is the method of Decimal under this context. */
const delegated = ['sqrt', 'exp', 'ln', 'log10', 'normalize', 'compare', 'max', 'min', 'remainder_near', 'scaleb', 'quantize', 'to_integral_value', 'to_integral_exact', 'fma', 'number_class'];
const delegatedOperators: Readonly<Record<string, string>> = { add: '__add__', subtract: '__sub__', multiply: '__mul__', divide: '__truediv__', divide_int: '__floordiv__', remainder: '__mod__', power: '__pow__', plus: '__pos__', minus: '__neg__', abs: '__abs__' };

/** `decimal.Context` of an interpreter. */
export function createContextType(decimalType: () => PyType, withContext: (context: PyDecimalContext, body: () => Flow<Value>) => Flow<Value>): PyType {
  const delegations: Methods<PyDecimalContext> = Object.fromEntries(
    [...delegated.map((name) => [name, name] as const), ...Object.entries(delegatedOperators)].map(([name, method]) => [
      `${name}(*args)`,
      function* (self: PyDecimalContext, args: Value): Flow<Value> {
        const operands = (yield* collect(args)).map((arg) => (arg instanceof PyDecimal ? arg : new PyDecimal(decimalType(), trapping(() => numberFrom(arg, self.settings)))));
        const [first, ...rest] = operands;
        if (first === undefined) throw typeError(`${name}() missing required argument 'a' (pos 1)`);
        return yield* withContext(self, function* () {
          return yield* call(yield* getAttribute(first, method), rest);
        });
      },
    ]),
  );
  return defineClass<PyDecimalContext>({
    name: 'Context',
    module: 'decimal',
    namedWithModule: true,
    allocate: (cls) => new PyDecimalContext(cls, new DecimalSettings()),
    accepts: (value) => value instanceof PyDecimalContext,
    attributes: {
      ...Object.fromEntries(
        Object.entries(settingAttributes).map(([name, { get, set }]) => [
          name,
          {
            get,
            set: (self: PyDecimalContext, value: Value | undefined): void => {
              if (value === undefined) throw typeError('context attributes cannot be deleted');
              set(self, value);
            },
          },
        ]),
      ),
      flags: (self) => signalDict(() => self.settings.flags),
      traps: (self) => signalDict(() => self.settings.traps),
    },
    methods: {
      ...delegations,
      '__init__(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)': function* (self, prec, rounding, emin, emax, capitals, clamp, flags, traps): Flow<Value> {
        const given: Readonly<Record<SettingName, Value | undefined>> = { prec, rounding, Emin: emin, Emax: emax, capitals, clamp };
        for (const [name, value] of Object.entries(given)) if (!isAbsent(value)) settingAttributes[name as SettingName].set(self, value);
        if (!isAbsent(flags)) self.settings.flags = yield* signalsArgument(flags);
        if (!isAbsent(traps)) self.settings.traps = yield* signalsArgument(traps);
        return null;
      },
      'copy()': (self) => new PyDecimalContext(self.cls, self.settings.copy()),
      '__copy__()': (self) => new PyDecimalContext(self.cls, self.settings.copy()),
      'clear_flags()': (self) => {
        self.settings.flags.clear();
        return null;
      },
      'clear_traps()': (self) => {
        self.settings.traps.clear();
        return null;
      },
      'create_decimal(num=0, /)': (self, value) => new PyDecimal(decimalType(), trapping(() => self.settings.finish(numberFrom(value, self.settings)))),
      'Etiny()': (self) => self.settings.etiny,
      'Etop()': (self) => self.settings.etop,
      '__repr__()': (self) => {
        const { precision, rounding, emin, emax, capitals, clamp, flags, traps } = self.settings;
        const list = (active: ReadonlySet<Signal>): string => `[${shown.filter((signal) => active.has(signal)).join(', ')}]`;
        return `Context(prec=${precision}, rounding=${rounding}, Emin=${emin}, Emax=${emax}, capitals=${capitals}, clamp=${clamp}, flags=${list(flags)}, traps=${list(traps)})`;
      },
    },
  });
}

