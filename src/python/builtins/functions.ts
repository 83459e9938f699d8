import type { Flow } from '../flow';
import { addConstructor, define } from '../native/define';
import { ELLIPSIS, NOT_IMPLEMENTED, boolType, bytearrayType, bytesType, classmethodType, complexType, dictType, floatType, frozensetType, intType, listType, objectType, propertyType, rangeType, setType, sliceType, staticmethodType, strType, superType, tupleType, typeOf, typeType } from '../objects/builtin-types';
import { exceptionTypes, notImplementedError, overflowError, typeError, valueError } from '../objects/exceptions';
import { identity } from '../objects/identity';
import { PyDict } from '../objects/mappings';
import { PyObject, PyType, type Value } from '../objects/object';
import { PyList, PyTuple } from '../objects/sequences';
import { attributeOrUndefined, getAttribute, setAttribute } from '../protocol/attributes';
import { call, callSpecial } from '../protocol/call';
import { hash } from '../protocol/hash';
import { collect } from '../protocol/iterate';
import { isInstance, isSubclass } from '../protocol/instances';
import { powerModulo } from '../protocol/int-arithmetic';
import { intOf, stringOf, toIndex, type Int } from '../protocol/numbers';
import { binary } from '../protocol/operators';
import { asciiText, format, repr, str } from '../protocol/text';
import { enclosingMethod } from '../protocol/frames';
import { length } from '../protocol/truth';
import type { Runtime } from '../runtime';
import { makeSuper } from './callable-objects';
import { iteratingFunctions } from './iterating-functions';
import { namesOf } from './object-type';

/** An attribute's name. @throws Raised TypeError */
function attributeName(value: Value, func: string): string {
  const name = stringOf(value);
  if (name === undefined) throw typeError(func === 'getattr' || func === 'hasattr' ? `${func}(): attribute name must be string` : `attribute name must be string, not '${typeOf(value).name}'`);
  return name;
}

function inRadix(value: Int, radix: number, prefix: string): string {
  const digits = (value < 0 ? -value : value).toString(radix);
  return `${value < 0 ? '-' : ''}${prefix}${digits}`;
}

function* divmod(a: Value, b: Value): Flow<Value> {
  const own = yield* callSpecial(a, '__divmod__', [b]);
  if (own !== undefined && own !== NOT_IMPLEMENTED) return own;
  const reflected = yield* callSpecial(b, '__rdivmod__', [a]);
  if (reflected !== undefined && reflected !== NOT_IMPLEMENTED) return reflected;
  throw typeError(`unsupported operand type(s) for divmod(): '${typeOf(a).name}' and '${typeOf(b).name}'`);
}

function* round(number: Value, digits: Value): Flow<Value> {
  const result = yield* callSpecial(number, '__round__', digits === null ? [] : [digits]);
  if (result === undefined) throw typeError(`type ${typeOf(number).name} doesn't define __round__ method`);
  return result;
}

function* power(base: Value, exponent: Value, modulus: Value): Flow<Value> {
  if (modulus === null) return yield* binary('**', base, exponent);
  const [a, b, m] = [intOf(base), intOf(exponent), intOf(modulus)];
  if (a === undefined || b === undefined || m === undefined) throw typeError('pow() 3rd argument not allowed unless all arguments are integers');
  return powerModulo(a, b, m);
}

function* absolute(value: Value): Flow<Value> {
  const result = yield* callSpecial(value, '__abs__');
  if (result === undefined) throw typeError(`bad operand type for abs(): '${typeOf(value).name}'`);
  return result;
}

function* directory(value: Value): Flow<Value> {
  const names = yield* callSpecial(value, '__dir__');
  const sorted = (yield* collect(names ?? new PyList(namesOf(value)))).map((name) => stringOf(name) ?? '').sort();
  return new PyList(sorted);
}

function ordinal(value: Value): number {
  const text = stringOf(value);
  if (text === undefined) throw typeError(`ord() expected string of length 1, but ${typeOf(value).name} found`);
  const points = [...text];
  if (points.length !== 1) throw typeError(`ord() expected a character, but string of length ${points.length} found`);
  return points[0]?.codePointAt(0) ?? 0;
}

function* character(value: Value): Flow<string> {
  const code = yield* toIndex(value);
  if (code < 0 || code > 0x10ffff) throw valueError('chr() arg not in range(0x110000)');
  if (typeof code === 'bigint') throw overflowError('Python int too large to convert to C int');
  return String.fromCodePoint(code);
}

function refuse(name: string, why: string): Value {
  return define(`${name}(*args, **kwargs)`, () => {
    throw notImplementedError(why);
  });
}

function* variables(value: Value): Flow<Value> {
  if ((yield* attributeOrUndefined(value, '__dict__')) === undefined) throw typeError('vars() argument must have __dict__ attribute');
  return yield* getAttribute(value, '__dict__');
}

const pureFunctions: Readonly<Record<string, Value>> = {
  len: define('len(obj, /)', function* (value): Flow<Value> {
    return yield* length(value);
  }),
  abs: define('abs(x, /)', function* (value): Flow<Value> {
    return yield* absolute(value);
  }),
  round: define('round(number, ndigits=None)', function* (number, digits): Flow<Value> {
    return yield* round(number, digits);
  }),
  divmod: define('divmod(x, y, /)', function* (a, b): Flow<Value> {
    return yield* divmod(a, b);
  }),
  pow: define('pow(base, exp, mod=None)', function* (base, exponent, modulus): Flow<Value> {
    return yield* power(base, exponent, modulus);
  }),
  repr: define('repr(obj, /)', function* (value): Flow<Value> {
    return yield* repr(value);
  }),
  ascii: define('ascii(obj, /)', function* (value): Flow<Value> {
    return asciiText(yield* repr(value));
  }),
  format: define("format(value, format_spec='', /)", function* (value, spec): Flow<Value> {
    return yield* format(value, stringOf(spec) ?? '');
  }),
  hash: define('hash(obj, /)', function* (value): Flow<Value> {
    return yield* hash(value);
  }),
  id: define('id(obj, /)', (value) => {
    if (value instanceof PyObject) return identity(value);
    return typeof value === 'number' ? 140_000_000_000_000 + value * 32 : typeof value === 'string' ? 139_000_000_000_000 + value.length * 16 : 138_000_000_000_000;
  }),
  callable: define('callable(obj, /)', (value) => typeOf(value).lookup('__call__') !== undefined || value instanceof PyType),
  isinstance: define('isinstance(obj, class_or_tuple, /)', function* (value, cls): Flow<Value> {
    return yield* isInstance(value, cls);
  }),
  issubclass: define('issubclass(cls, class_or_tuple, /)', function* (sub, cls): Flow<Value> {
    return yield* isSubclass(sub, cls);
  }),
  getattr: define('getattr(object, name, default?, /)', function* (object, name, fallback?: Value): Flow<Value> {
    const attribute = attributeName(name, 'getattr');
    if (fallback === undefined) return yield* getAttribute(object, attribute);
    const value = yield* attributeOrUndefined(object, attribute);
    return value === undefined ? fallback : value;
  }),
  setattr: define('setattr(object, name, value, /)', function* (object, name, value): Flow<Value> {
    yield* setAttribute(object, attributeName(name, 'setattr'), value);
    return null;
  }),
  delattr: define('delattr(object, name, /)', function* (object, name): Flow<Value> {
    yield* setAttribute(object, attributeName(name, 'delattr'), undefined);
    return null;
  }),
  hasattr: define('hasattr(object, name, /)', function* (object, name): Flow<Value> {
    return (yield* attributeOrUndefined(object, attributeName(name, 'hasattr'))) !== undefined;
  }),
  chr: define('chr(i, /)', function* (value): Flow<Value> {
    return yield* character(value);
  }),
  ord: define('ord(c, /)', (value) => ordinal(value)),
  hex: define('hex(number, /)', function* (value): Flow<Value> {
    return inRadix(yield* toIndex(value), 16, '0x');
  }),
  oct: define('oct(number, /)', function* (value): Flow<Value> {
    return inRadix(yield* toIndex(value), 8, '0o');
  }),
  bin: define('bin(number, /)', function* (value): Flow<Value> {
    return inRadix(yield* toIndex(value), 2, '0b');
  }),
  input: refuse('input', 'input() has nobody to ask here: give the value in the cell'),
  open: refuse('open', 'open() is not available: a cell cannot reach the files of this machine'),
  eval: refuse('eval', 'eval() is not available in a cell'),
  exec: refuse('exec', 'exec() is not available in a cell'),
  compile: refuse('compile', 'compile() is not available in a cell'),
  breakpoint: refuse('breakpoint', 'breakpoint() is not available in a cell'),
};

const types: readonly PyType[] = [boolType, bytearrayType, bytesType, classmethodType, complexType, dictType, floatType, frozensetType, intType, listType, objectType, propertyType, rangeType, setType, sliceType, staticmethodType, strType, superType, tupleType, typeType];

/** What depends on the interpreter, and on who calls. */
function boundFunctions(runtime: Runtime): Readonly<Record<string, Value>> {
  return {
    print: define("print(*args, sep=' ', end='\\n', file=None, flush=False)", function* (args, separator, end, file): Flow<Value> {
      const text = yield* printed((args as PyTuple).items, separator, end);
      const target = file ?? runtime.modules.get('sys')?.attributes.get('stdout') ?? null;
      if (target === null) runtime.write(text);
      else yield* call(yield* getAttribute(target, 'write'), [text]);
      return null;
    }),
    globals: define('globals()', () => PyDict.over(runtime.caller?.globals ?? new Map<string, Value>())),
    locals: define('locals()', () => {
      const { caller } = runtime;
      return caller === null ? new PyDict() : PyDict.over(caller.locals());
    }),
    vars: define('vars(object?, /)', function* (value?: Value): Flow<Value> {
      if (value !== undefined) return yield* variables(value);
      return PyDict.over(runtime.caller?.locals() ?? new Map<string, Value>());
    }),
    dir: define('dir(object?, /)', function* (value?: Value): Flow<Value> {
      if (value !== undefined) return yield* directory(value);
      return new PyList([...(runtime.caller?.locals().keys() ?? [])].sort());
    }),
    __import__: define('__import__(name, globals=None, locals=None, fromlist=None, level=0)', () => {
      throw notImplementedError('__import__() is not available in a cell: use an import statement');
    }),
  };
}

function* printed(values: readonly Value[], separator: Value, end: Value): Flow<string> {
  const text = (value: Value, name: string, fallback: string): string => {
    if (value === null) return fallback;
    const given = stringOf(value);
    if (given === undefined) throw typeError(`${name} must be None or a string, not ${typeOf(value).name}`);
    return given;
  };
  const between = text(separator, 'sep', ' ');
  const last = text(end, 'end', '\n');
  const parts: string[] = [];
  for (const value of values) parts.push(typeof value === 'string' ? value : yield* str(value));
  return parts.join(between) + last;
}

/** The names that every module sees. */
export function createBuiltins(runtime: Runtime): Map<string, Value> {
  const names = new Map<string, Value>([
    ['None', null],
    ['True', true],
    ['False', false],
    ['Ellipsis', ELLIPSIS],
    ['NotImplemented', NOT_IMPLEMENTED],
    ['__debug__', true],
    ['__name__', 'builtins'],
  ]);
  for (const type of types) names.set(type.name, type);
  for (const [name, type] of exceptionTypes) names.set(name, type);
  names.set('EnvironmentError', exceptionTypes.get('OSError') as PyType);
  names.set('IOError', exceptionTypes.get('OSError') as PyType);
  for (const [name, value] of Object.entries({ ...pureFunctions, ...iteratingFunctions, ...boundFunctions(runtime) })) names.set(name, value);
  return names;
}

/** `super`: without arguments it looks at the method that calls it. */
addConstructor(superType, '(type?, object?, /)', function* (_cls, type?: Value, object?: Value): Flow<Value> {
  if (type !== undefined) return makeSuper(type, object ?? null);
  const { cls, self } = yield* enclosingMethod();
  return makeSuper(cls, self);
});
