import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { memoryError, typeError, valueError } from '../objects/exceptions';
import { PyDict } from '../objects/mappings';
import { PyBoxed, type Value } from '../objects/object';
import { PyList, PyTuple } from '../objects/sequences';
import { collect } from '../protocol/iterate';
import { getItem } from '../protocol/keys';
import { stringOf, toIndex, type Int } from '../protocol/numbers';
import { isAstral, pointCount, pointIndex, unitOffset } from './code-points';
import { isSpace, splitText, splitWhitespace } from './split';

/** Longest string that is built by repetition. */
const LONGEST = 1 << 28;

/** A `str` or an instance of a subclass. */
export type StrLike = string | PyBoxed;

export function isStr(value: Value): value is StrLike {
  return stringOf(value) !== undefined;
}

export function text(value: Value): string {
  return stringOf(value) ?? '';
}

/** A string argument. @throws Raised TypeError */
export function needed(value: Value, what: string): string {
  const string = stringOf(value);
  if (string === undefined) throw typeError(`${what} must be str, not ${typeOf(value).name}`);
  return string;
}

export function titleCase(source: string): string {
  let out = '';
  let inWord = false;
  for (const point of source) {
    const letter = point.toLowerCase() !== point.toUpperCase();
    out += letter ? (inWord ? point.toLowerCase() : upperFirst(point)) : point;
    inWord = letter;
  }
  return out;
}

export function upperFirst(point: string): string {
  const upper = point.toUpperCase();
  return upper.length > point.length && upper.length > 1 ? upper.charAt(0) + upper.slice(1).toLowerCase() : upper;
}

export function lower(source: string): string {
  return source.toLowerCase();
}

export function isTitle(source: string): boolean {
  return source !== '' && /\p{L}/u.test(source) && titleCase(source) === source;
}

export function every(source: string, test: RegExp): boolean {
  if (source === '') return false;
  for (const point of source) if (!test.test(point)) return false;
  return true;
}

/** Where a search begins and ends, in UTF-16 units; null when it cannot match. */
export function* range(source: string, start: Value | undefined, stop: Value | undefined): Flow<readonly [number, number] | null> {
  const length = pointCount(source);
  const bound = function* (value: Value | undefined, fallback: number): Flow<number> {
    if (value === undefined || value === null) return fallback;
    const index = Number(yield* toIndex(value));
    return index < 0 ? Math.max(0, index + length) : index;
  };
  const from = yield* bound(start, 0);
  const to = Math.min(yield* bound(stop, length), length);
  return from > length || from > to ? null : [unitOffset(source, from), unitOffset(source, to)];
}

export function* find(self: Value, sub: Value, start: Value | undefined, stop: Value | undefined, last: boolean): Flow<number> {
  const source = text(self);
  const needle = text(sub);
  const extent = yield* range(source, start, stop);
  if (extent === null) return -1;
  const part = source.slice(extent[0], extent[1]);
  const at = last ? part.lastIndexOf(needle) : part.indexOf(needle);
  return at < 0 ? -1 : pointIndex(source, at + extent[0]);
}

export function searched(value: Value): Value {
  if (stringOf(value) === undefined) throw typeError(`must be str, not ${typeOf(value).name}`);
  return value;
}

export function occurrences(source: string, needle: string): number {
  if (needle === '') return pointCount(source) + 1;
  return source.split(needle).length - 1;
}

export function* affix(self: Value, given: Value, start: Value | undefined, stop: Value | undefined, method: 'startswith' | 'endswith'): Flow<boolean> {
  const source = text(self);
  const extent = yield* range(source, start, stop);
  const options = given instanceof PyTuple ? given.items : [given];
  for (const option of options) {
    const part = stringOf(option);
    if (part === undefined) {
      throw typeError(given instanceof PyTuple ? `tuple for ${method} must only contain str, not ${typeOf(option).name}` : `${method} first arg must be str or a tuple of str, not ${typeOf(option).name}`);
    }
    if (extent === null) continue;
    const searchedPart = source.slice(extent[0], extent[1]);
    if (method === 'startswith' ? searchedPart.startsWith(part) : searchedPart.endsWith(part)) return true;
  }
  return false;
}

/** Repeats a string. @throws Raised MemoryError */
export function repeatText(source: string, times: Int): string {
  if (times <= 0 || source === '') return '';
  if (source.length * Number(times) > LONGEST) throw memoryError('');
  return source.repeat(Number(times));
}

export function stripped(source: string, chars: string | null, left: boolean, right: boolean): string {
  const set = chars === null ? null : new Set(chars);
  const drops = (point: string): boolean => (set === null ? isSpace(point) : set.has(point));
  const points = isAstral(source) ? [...source] : source;
  let from = 0;
  let to = points.length;
  if (left) while (from < to && drops(points[from] as string)) from += 1;
  if (right) while (to > from && drops(points[to - 1] as string)) to -= 1;
  return typeof points === 'string' ? points.slice(from, to) : points.slice(from, to).join('');
}

export function checkedStrip(name: string, left: boolean, right: boolean): (self: StrLike, chars: Value) => Value {
  return (self, chars) => {
    if (chars !== null && stringOf(chars) === undefined) throw typeError(`${name} arg must be None or str`);
    return stripped(text(self), chars === null ? null : text(chars), left, right);
  };
}

export function justify(place: (missing: number) => number): (self: StrLike, width: Value, fill: Value) => Flow<Value> {
  return function* (self, width, fill) {
    const source = text(self);
    const character = needed(fill, 'The fill character');
    if (pointCount(character) !== 1) throw typeError('The fill character must be exactly one character long');
    const missing = Number(yield* toIndex(width)) - pointCount(source);
    if (missing <= 0) return source;
    const left = place(missing);
    return repeatText(character, left) + source + repeatText(character, missing - left);
  };
}

export function* join(separator: string, iterable: Value): Flow<string> {
  const items = yield* collect(iterable);
  let size = 0;
  const parts = items.map((item, index) => {
    const part = stringOf(item);
    if (part === undefined) throw typeError(`sequence item ${index}: expected str instance, ${typeOf(item).name} found`);
    size += part.length + separator.length;
    return part;
  });
  if (size > LONGEST) throw memoryError('');
  return parts.join(separator);
}

export function replaceText(source: string, old: string, by: string, limit: number): string {
  if (limit < 0) {
    if (old === '') return by + [...source].map((point) => point + by).join('');
    if (by.length > old.length && occurrences(source, old) * by.length > LONGEST) throw memoryError('');
    return source.replaceAll(old, () => by);
  }
  let out = '';
  let rest = source;
  for (let done = 0; done < limit; done += 1) {
    if (old === '') {
      const [point = ''] = rest;
      out += by + point;
      if (rest === '') return out;
      rest = rest.slice(point.length);
      continue;
    }
    const at = rest.indexOf(old);
    if (at < 0) break;
    out += rest.slice(0, at) + by;
    rest = rest.slice(at + old.length);
  }
  return out + rest;
}

export function expandTabs(source: string, size: number): string {
  let column = 0;
  let out = '';
  for (const point of source) {
    if (point === '\t') {
      const blanks = size <= 0 ? 0 : size - (column % size);
      out += ' '.repeat(blanks);
      column += blanks;
    } else {
      out += point;
      column = point === '\n' || point === '\r' ? 0 : column + 1;
    }
  }
  return out;
}

export function* translate(source: string, table: Value): Flow<string> {
  let out = '';
  for (const point of source) {
    const code = point.codePointAt(0) ?? 0;
    const mapped = table instanceof PyDict ? yield* getItem(table, code) : undefined;
    if (mapped === undefined) out += point;
    else if (typeof mapped === 'number') out += String.fromCodePoint(mapped);
    else if (mapped !== null) out += needed(mapped, 'character mapping');
  }
  return out;
}

export function* makeTable(x: Value, y: Value | undefined, z: Value | undefined): Flow<Value> {
  const table = new PyDict();
  const put = (key: number, value: Value): void => { table.table.put(key, key, value); };
  if (y === undefined) {
    if (!(x instanceof PyDict)) throw typeError('if you give only one argument to maketrans it must be a dict');
    for (const { key, value } of x.table.entries()) {
      const name = stringOf(key);
      if (name !== undefined && pointCount(name) !== 1) throw valueError('string keys in translate table must be of length 1');
      put(name === undefined ? Number(yield* toIndex(key)) : (name.codePointAt(0) ?? 0), value);
    }
    return table;
  }
  const from = [...needed(x, 'first maketrans argument')];
  const to = [...needed(y, 'second maketrans argument')];
  if (from.length !== to.length) throw valueError('the first two maketrans arguments must have equal length');
  from.forEach((point, index) => { put(point.codePointAt(0) ?? 0, (to[index] as string).codePointAt(0) ?? 0); });
  if (z !== undefined) for (const point of needed(z, 'third maketrans argument')) put(point.codePointAt(0) ?? 0, null);
  return table;
}

export function separatorOf(value: Value): string | null {
  if (value === null) return null;
  const separator = stringOf(value);
  if (separator === undefined) throw typeError(`must be str or None, not ${typeOf(value).name}`);
  if (separator === '') throw valueError('empty separator');
  return separator;
}

export function* split(self: Value, separator: Value, limit: Value, fromRight: boolean): Flow<Value> {
  const by = separatorOf(separator);
  const most = Number(yield* toIndex(limit));
  const parts = by === null ? splitWhitespace(text(self), most, fromRight) : splitText(text(self), by, most, fromRight);
  return new PyList(parts);
}

export function partition(source: string, separator: Value, last: boolean): Value {
  const by = text(searched(separator));
  if (by === '') throw valueError('empty separator');
  const at = last ? source.lastIndexOf(by) : source.indexOf(by);
  if (at < 0) return new PyTuple(last ? ['', '', source] : [source, '', '']);
  return new PyTuple([source.slice(0, at), by, source.slice(at + by.length)]);
}
