import type { Flow } from '../flow';
import { addConstructor, addMembers, type Methods } from '../native/define';
import { NOT_IMPLEMENTED, bytearrayType, bytesType, typeOf } from '../objects/builtin-types';
import { memoryError, typeError, valueError } from '../objects/exceptions';
import type { PyType, Value } from '../objects/object';
import { PyByteArray, PyBytes, PyList, PySlice, PyTuple } from '../objects/sequences';
import { callSpecial } from '../protocol/call';
import { hashString } from '../protocol/hash';
import { collect, iterateFast } from '../protocol/iterate';
import { indexOrUndefined, intOf, stringOf, toIndex } from '../protocol/numbers';
import { comparisonNames, comparisons } from '../protocol/operator-table';
import { compared } from '../protocol/compare';
import { bytesRepr } from '../protocol/text';
import { decode, encode } from './codecs';
import { offsetOf, sliceExtent, takeSlice } from './slices';
import { splitLines, splitText, splitWhitespace } from './split';

type ByteString = PyBytes | PyByteArray;
const MOST = 1 << 28;

function isBytes(value: Value): value is ByteString {
  return value instanceof PyBytes || value instanceof PyByteArray;
}

/** Bytes as a string of as many characters: searching and splitting are the same then. */
function chars(data: Uint8Array): string {
  let text = '';
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return text;
}

function fromChars(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function needed(value: Value): string {
  if (isBytes(value)) return chars(value.data);
  throw typeError(`a bytes-like object is required, not '${typeOf(value).name}'`);
}

function searched(value: Value): string {
  const int = intOf(value);
  if (int === undefined) return needed(value);
  if (int < 0 || int > 255) throw valueError('byte must be in range(0, 256)');
  return String.fromCharCode(Number(int));
}

function make(like: ByteString, data: Uint8Array): ByteString {
  return like instanceof PyBytes ? new PyBytes(data) : new PyByteArray(data);
}

function byte(value: Value, what: string): number {
  const int = intOf(value);
  if (int === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  if (int < 0 || int > 255) throw valueError(what);
  return Number(int);
}

function* dataOf(source: Value | undefined, encoding: Value | undefined, errors: Value | undefined, name: string): Flow<Uint8Array> {
  if (source === undefined) return new Uint8Array();
  const text = stringOf(source);
  if (text !== undefined) {
    if (encoding === undefined) throw typeError('string argument without an encoding');
    return encode(text, stringOf(encoding) ?? '', stringOf(errors ?? 'strict') ?? 'strict');
  }
  if (isBytes(source)) return source.data.slice();
  const size = yield* indexOrUndefined(source);
  if (size !== undefined) {
    if (size < 0) throw valueError('negative count');
    if (size > MOST) throw memoryError('');
    return new Uint8Array(Number(size));
  }
  const custom = yield* callSpecial(source, '__bytes__');
  if (custom instanceof PyBytes) return custom.data;
  if (typeOf(source).lookup('__iter__') === undefined) throw typeError(`cannot convert '${typeOf(source).name}' object to ${name}`);
  return Uint8Array.from((yield* collect(source)).map((item) => byte(item, `${name === 'bytes' ? 'bytes' : 'byte'} must be in range(0, 256)`)));
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function* find(self: ByteString, sub: Value, start: Value, end: Value, last: boolean): Flow<number> {
  const needle = searched(sub);
  const extent = yield* sliceExtent(new PySlice(start, end, null), self.data.length);
  const part = chars(self.data).slice(extent.start, extent.stop);
  const at = last ? part.lastIndexOf(needle) : part.indexOf(needle);
  return at < 0 ? -1 : at + extent.start;
}

function strip(data: Uint8Array, set: Value, left: boolean, right: boolean): Uint8Array {
  const drop = set === null ? ' \t\n\r\x0b\f' : needed(set);
  let from = 0;
  let to = data.length;
  const drops = (index: number): boolean => drop.includes(String.fromCharCode(data[index] ?? 0));
  if (left) while (from < to && drops(from)) from += 1;
  if (right) while (to > from && drops(to - 1)) to -= 1;
  return data.slice(from, to);
}

const list = (self: ByteString, parts: readonly string[]): PyList => new PyList(parts.map((part) => make(self, fromChars(part))));
const mapped = (change: (text: string) => string) => (self: ByteString): Value => make(self, fromChars(change(chars(self.data))));
const tested = (pattern: RegExp) => (self: ByteString): Value => pattern.test(chars(self.data));

const methods: Methods<ByteString> = {
  ...Object.fromEntries(comparisons.map((op) => [`${comparisonNames[op]}(other, /)`, (self: ByteString, other: Value) => compared(op, isBytes(other) ? compare(self.data, other.data) : undefined)])),
  '__len__()': (self) => self.data.length,
  '__iter__()': (self) => iterateFast(self) as Value,
  '__contains__(item, /)': (self, item) => chars(self.data).includes(searched(item)),
  '__getitem__(key, /)': function* (self, key): Flow<Value> {
    if (key instanceof PySlice) return make(self, Uint8Array.from(takeSlice([...self.data], yield* sliceExtent(key, self.data.length))));
    return self.data[yield* offsetOf(key, self.data.length, self instanceof PyBytes ? 'byte' : 'bytearray')] as number;
  },
  '__add__(other, /)': (self, other) => {
    if (!isBytes(other)) return NOT_IMPLEMENTED;
    const sum = new Uint8Array(self.data.length + other.data.length);
    sum.set(self.data);
    sum.set(other.data, self.data.length);
    return make(self, sum);
  },
  '__mul__(times, /)': function* (self, times): Flow<Value> {
    const count = yield* indexOrUndefined(times);
    if (count === undefined) return NOT_IMPLEMENTED;
    const total = Math.max(0, Number(count)) * self.data.length;
    if (total > MOST) throw memoryError('');
    return make(self, Uint8Array.from({ length: total }, (_, index) => self.data[index % self.data.length] ?? 0));
  },
  '__repr__()': (self) => (self instanceof PyBytes ? bytesRepr(self.data) : `bytearray(${bytesRepr(self.data)})`),
  "decode(encoding='utf-8', errors='strict')": (self, encoding, errors) => decode(self.data, stringOf(encoding) ?? '', stringOf(errors) ?? ''),
  'hex(sep?)': (self, separator?: Value) => [...self.data].map((one) => one.toString(16).padStart(2, '0')).join(separator === undefined ? '' : (stringOf(separator) ?? '')),
  'count(sub, /)': (self, sub) => chars(self.data).split(searched(sub)).length - 1,
  'find(sub, start=None, end=None, /)': function* (self, sub, start, end): Flow<Value> {
    return yield* find(self, sub, start, end, false);
  },
  'rfind(sub, start=None, end=None, /)': function* (self, sub, start, end): Flow<Value> {
    return yield* find(self, sub, start, end, true);
  },
  'index(sub, start=None, end=None, /)': function* (self, sub, start, end): Flow<Value> {
    const at = yield* find(self, sub, start, end, false);
    if (at < 0) throw valueError('subsection not found');
    return at;
  },
  'startswith(prefix, /)': (self, prefix) => (prefix instanceof PyTuple ? prefix.items : [prefix]).some((one) => chars(self.data).startsWith(needed(one))),
  'endswith(suffix, /)': (self, suffix) => (suffix instanceof PyTuple ? suffix.items : [suffix]).some((one) => chars(self.data).endsWith(needed(one))),
  'join(iterable, /)': function* (self, iterable): Flow<Value> {
    const parts = (yield* collect(iterable)).map((item, index) => {
      if (!isBytes(item)) throw typeError(`sequence item ${index}: expected a bytes-like object, ${typeOf(item).name} found`);
      return chars(item.data);
    });
    return make(self, fromChars(parts.join(chars(self.data))));
  },
  'split(sep=None, maxsplit=-1)': function* (self, separator, limit): Flow<Value> {
    const most = Number(yield* toIndex(limit));
    return list(self, separator === null ? splitWhitespace(chars(self.data), most, false) : splitText(chars(self.data), needed(separator), most, false));
  },
  'rsplit(sep=None, maxsplit=-1)': function* (self, separator, limit): Flow<Value> {
    const most = Number(yield* toIndex(limit));
    return list(self, separator === null ? splitWhitespace(chars(self.data), most, true) : splitText(chars(self.data), needed(separator), most, true));
  },
  'splitlines(keepends=False)': (self, keep) => list(self, splitLines(chars(self.data), keep === true)),
  'replace(old, new, /)': (self, old, by) => make(self, fromChars(chars(self.data).replaceAll(needed(old), () => needed(by)))),
  'strip(bytes=None, /)': (self, set) => make(self, strip(self.data, set, true, true)),
  'lstrip(bytes=None, /)': (self, set) => make(self, strip(self.data, set, true, false)),
  'rstrip(bytes=None, /)': (self, set) => make(self, strip(self.data, set, false, true)),
  'lower()': mapped((text) => text.replace(/[A-Z]/g, (char) => char.toLowerCase())),
  'upper()': mapped((text) => text.replace(/[a-z]/g, (char) => char.toUpperCase())),
  'isalpha()': tested(/^[A-Za-z]+$/),
  'isdigit()': tested(/^[0-9]+$/),
  'isalnum()': tested(/^[A-Za-z0-9]+$/),
  'isspace()': tested(/^[ \t\n\r\v\f]+$/),
  'removeprefix(prefix, /)': (self, prefix) => make(self, chars(self.data).startsWith(needed(prefix)) ? self.data.slice(needed(prefix).length) : self.data),
  'removesuffix(suffix, /)': (self, suffix) => make(self, chars(self.data).endsWith(needed(suffix)) ? self.data.slice(0, self.data.length - needed(suffix).length) : self.data),
  "zfill(width, /)": (self, width) => make(self, fromChars(chars(self.data).padStart(Number(width), '0'))),
};

function fromHex(text: Value): Uint8Array {
  const digits = (stringOf(text) ?? '').replace(/\s+/g, '');
  const fault = /[^0-9a-fA-F]/.exec(digits);
  if (fault !== null || digits.length % 2 === 1) throw valueError(`non-hexadecimal number found in fromhex() arg at position ${fault?.index ?? digits.length}`);
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Gives `bytes` and `bytearray` their methods. */
export function installBytes(): void {
  addMembers<ByteString>(bytesType, {
    accepts: (value): value is PyBytes => value instanceof PyBytes,
    methods: { ...methods, '__hash__()': (self) => hashString(chars(self.data)), '__bytes__()': (self) => self },
    classMethods: { 'fromhex(string, /)': (_cls, text) => new PyBytes(fromHex(text)) },
  });
  addConstructor(bytesType, '(source?, encoding?, errors?)', function* (cls, source?: Value, encoding?: Value, errors?: Value): Flow<Value> {
    return new PyBytes(yield* dataOf(source, encoding, errors, 'bytes'), cls as PyType);
  });
  const append = (self: PyByteArray, more: Uint8Array): void => {
    const joined = new Uint8Array(self.data.length + more.length);
    joined.set(self.data);
    joined.set(more, self.data.length);
    self.data = joined;
  };
  addMembers<PyByteArray>(bytearrayType, {
    accepts: (value): value is PyByteArray => value instanceof PyByteArray,
    methods: {
      ...(methods as Methods<PyByteArray>),
      '__setitem__(key, value, /)': function* (self, key, value): Flow<Value> {
        self.data[yield* offsetOf(key, self.data.length, 'bytearray')] = byte(value, 'byte must be in range(0, 256)');
        return null;
      },
      '__iadd__(other, /)': (self, other) => {
        append(self, fromChars(needed(other)));
        return self;
      },
      'append(item, /)': (self, item) => {
        append(self, Uint8Array.of(byte(item, 'byte must be in range(0, 256)')));
        return null;
      },
      'extend(items, /)': function* (self, items): Flow<Value> {
        append(self, yield* dataOf(items, undefined, undefined, 'bytearray'));
        return null;
      },
      'clear()': (self) => {
        self.data = new Uint8Array();
        return null;
      },
    },
    classMethods: { 'fromhex(string, /)': (_cls, text) => new PyByteArray(fromHex(text)) },
    constants: { __hash__: null },
  });
  addConstructor(bytearrayType, '(source?, encoding?, errors?)', function* (cls, source?: Value, encoding?: Value, errors?: Value): Flow<Value> {
    return new PyByteArray(yield* dataOf(source, encoding, errors, 'bytearray'), cls as PyType);
  });
}
