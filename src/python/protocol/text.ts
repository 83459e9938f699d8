import type { Flow } from '../flow';
import { ELLIPSIS, NOT_IMPLEMENTED, typeOf } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import { PyComplex, PyFloat } from '../objects/float';
import { identity } from '../objects/identity';
import { PyType, type PyObject, type Value } from '../objects/object';
import { callSpecial } from './call';
import { complexText, floatText, intText } from './number-text';
import { stringOf } from './numbers';

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u;
const simple = /^[ !#-&(-[\]-~]*$/;

/** `repr(str)`. */
export function stringRepr(text: string): string {
  if (simple.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const point of text) {
    if (point === quote || point === '\\') out += `\\${point}`;
    else if (point === '\n') out += '\\n';
    else if (point === '\r') out += '\\r';
    else if (point === '\t') out += '\\t';
    else if (point === ' ' || !unprintable.test(point)) out += point;
    else out += escapePoint(point.codePointAt(0) ?? 0);
  }
  return out + quote;
}

function escapePoint(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Whether `str.isprintable()` holds for a code point. */
export function isPrintable(point: string): boolean {
  return point === ' ' || !unprintable.test(point);
}

/** `ascii(value)` from its repr. */
export function asciiText(text: string): string {
  let out = '';
  for (const point of text) out += point < '\x7f' ? point : escapePoint(point.codePointAt(0) ?? 0);
  return out;
}

/** `repr(bytes)`. */
export function bytesRepr(data: Uint8Array): string {
  const quote = data.includes(0x27) && !data.includes(0x22) ? '"' : "'";
  let out = `b${quote}`;
  for (const byte of data) {
    const char = String.fromCharCode(byte);
    if (char === quote || char === '\\') out += `\\${char}`;
    else if (char === '\n') out += '\\n';
    else if (char === '\r') out += '\\r';
    else if (char === '\t') out += '\\t';
    else if (byte < 0x20 || byte > 0x7e) out += `\\x${byte.toString(16).padStart(2, '0')}`;
    else out += char;
  }
  return out + quote;
}

/** The name of a class as reprs show it: with its module unless it is a built-in. */
export function qualifiedName(cls: PyType): string {
  const module = cls.dict.get('__module__') ?? cls.module;
  return module === 'builtins' || typeof module !== 'string' ? cls.qualname : `${module}.${cls.qualname}`;
}

/** `<__main__.Thing object at 0x7f...>` */
export function defaultRepr(object: PyObject): string {
  return `<${qualifiedName(object.cls)} object at ${addressOf(object)}>`;
}

/** The identity as an address is printed. */
export function addressOf(object: PyObject): string {
  return `0x${identity(object).toString(16).padStart(12, '0')}`;
}

/** The repr of a number, string, None and the like; undefined for what has a method to be called. */
export function reprFast(value: Value): string | undefined {
  switch (typeof value) {
    case 'string':
      return stringRepr(value);
    case 'number':
    case 'bigint':
      return intText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'object':
      break;
  }
  if (value === null) return 'None';
  if (!value.cls.immutable) return undefined;
  if (value instanceof PyFloat) return floatText(value.value);
  if (value instanceof PyComplex) return complexText(value);
  if (value === ELLIPSIS) return 'Ellipsis';
  if (value === NOT_IMPLEMENTED) return 'NotImplemented';
  return undefined;
}

/** `repr(value)`. */
export function* repr(value: Value): Flow<string> {
  const fast = reprFast(value);
  if (fast !== undefined) return fast;
  const result = yield* callSpecial(value, '__repr__');
  const text = stringOf(result ?? null);
  if (text === undefined) throw typeError(`__repr__ returned non-string (type ${typeOf(result ?? null).name})`);
  return text;
}

/** `str(value)`. */
export function* str(value: Value): Flow<string> {
  if (typeof value === 'string') return value;
  const fast = reprFast(value);
  if (fast !== undefined) return fast;
  const result = yield* callSpecial(value, '__str__');
  const text = stringOf(result ?? null);
  if (text === undefined) throw typeError(`__str__ returned non-string (type ${typeOf(result ?? null).name})`);
  return text;
}

/** `format(value, spec)`. */
export function* format(value: Value, spec: string): Flow<string> {
  if (spec === '') {
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  const result = yield* callSpecial(value, '__format__', [spec]);
  const text = stringOf(result ?? null);
  if (text === undefined) throw typeError(`__format__ must return a str, not ${typeOf(result ?? null).name}`);
  return text;
}

/** Containers whose repr is being made, so that one that holds itself shows `[...]`. */
const underway = new WeakSet<PyObject>();

/** Makes the repr of a container; within itself it is `inside`. */
export function* nestedRepr(container: PyObject, inside: string, make: () => Flow<string>): Flow<string> {
  if (underway.has(container)) return inside;
  underway.add(container);
  try {
    return yield* make();
  } finally {
    underway.delete(container);
  }
}

/** The reprs of some values, with commas between. */
export function* joinReprs(values: Iterable<Value>): Flow<string> {
  const parts: string[] = [];
  for (const value of values) parts.push(reprFast(value) ?? (yield* repr(value)));
  return parts.join(', ');
}
