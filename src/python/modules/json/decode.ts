import { CheckpointRequest, type Flow } from '../../flow';
import { PyFloat } from '../../objects/float';
import { PyDict } from '../../objects/mappings';
import type { Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { call } from '../../protocol/call';
import { toInt } from '../../protocol/numbers';

/** The hooks of `json.loads`; null where there is none. */
export interface DecodingHooks {
  readonly object: Value;
  readonly pairs: Value;
  readonly float: Value;
  readonly int: Value;
  readonly constant: Value;
  readonly strict: boolean;
}

/** A text is no JSON. @see JsonDecoder */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  constructor(
    message: string,
    /** In code units. */
    readonly position: number,
  ) {
    super(message);
  }
}

const number = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/y;
const space = /[ \t\n\r]*/y;
const simpleEscapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const constants: readonly (readonly [text: string, value: Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
];
const specials: readonly (readonly [text: string, value: number])[] = [
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];

/** Reads JSON and says where it is wrong, as CPython does. @throws JsonSyntaxError */
export class JsonDecoder {
  #values = 0;

  constructor(
    readonly text: string,
    readonly hooks: DecodingHooks,
  ) {}

  /** The whole text. */
  *decode(): Flow<Value> {
    const [value, end] = yield* this.value(this.#skip(0));
    const rest = this.#skip(end);
    if (rest !== this.text.length) throw new JsonSyntaxError('Extra data', rest);
    return value;
  }

  #skip(at: number): number {
    space.lastIndex = at;
    space.exec(this.text);
    return space.lastIndex;
  }

  /** A value that begins at a place, and where it ends. */
  *value(at: number): Flow<readonly [value: Value, end: number]> {
    this.#values += 1;
    if (this.#values % 1024 === 0) yield new CheckpointRequest(1024);
    const { text } = this;
    const char = text[at];
    if (char === '"') return this.#string(at + 1);
    if (char === '{') return yield* this.#object(at + 1);
    if (char === '[') return yield* this.#array(at + 1);
    for (const [name, value] of constants) if (text.startsWith(name, at)) return [value, at + name.length];
    number.lastIndex = at;
    const found = number.exec(text);
    if (found !== null) return [yield* this.#number(found), number.lastIndex];
    for (const [name, value] of specials) {
      if (!text.startsWith(name, at)) continue;
      return [this.hooks.constant === null ? new PyFloat(value) : yield* call(this.hooks.constant, [name]), at + name.length];
    }
    throw new JsonSyntaxError('Expecting value', at);
  }

  *#number([all, whole = '', fraction, exponent]: RegExpExecArray): Flow<Value> {
    if (fraction === undefined && exponent === undefined) return this.hooks.int === null ? toInt(BigInt(whole)) : yield* call(this.hooks.int, [all]);
    return this.hooks.float === null ? new PyFloat(Number(all)) : yield* call(this.hooks.float, [all]);
  }

  /** @param at behind the opening quote */
  #string(at: number): readonly [string, number] {
    const { text } = this;
    let out = '';
    let from = at;
    for (let index = at; ; index += 1) {
      const char = text[index];
      if (char === undefined) throw new JsonSyntaxError('Unterminated string starting at', at - 1);
      if (char === '"') return [out + text.slice(from, index), index + 1];
      if (char < ' ' && this.hooks.strict) throw new JsonSyntaxError('Invalid control character at', index);
      if (char !== '\\') continue;
      out += text.slice(from, index);
      const escape = text[index + 1];
      if (escape === undefined) throw new JsonSyntaxError('Unterminated string starting at', at - 1);
      if (escape === 'u') {
        const digits = text.slice(index + 2, index + 6);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new JsonSyntaxError('Invalid \\uXXXX escape', index + 1);
        out += String.fromCharCode(parseInt(digits, 16));
        index += 5;
      } else {
        const simple = simpleEscapes[escape];
        if (simple === undefined) throw new JsonSyntaxError('Invalid \\escape', index);
        out += simple;
        index += 1;
      }
      from = index + 1;
    }
  }

  *#array(start: number): Flow<readonly [Value, number]> {
    const items: Value[] = [];
    let at = this.#skip(start);
    if (this.text[at] === ']') return [new PyList(items), at + 1];
    for (;;) {
      const [value, end] = yield* this.value(at);
      items.push(value);
      at = this.#skip(end);
      if (this.text[at] === ']') return [new PyList(items), at + 1];
      if (this.text[at] !== ',') throw new JsonSyntaxError("Expecting ',' delimiter", at);
      at = this.#skip(at + 1);
    }
  }

  *#object(start: number): Flow<readonly [Value, number]> {
    const pairs: (readonly [string, Value])[] = [];
    let at = this.#skip(start);
    if (this.text[at] !== '}') {
      if (this.text[at] !== '"') throw new JsonSyntaxError('Expecting property name enclosed in double quotes', at);
      for (;;) {
        const [name, behind] = this.#string(at + 1);
        at = this.#skip(behind);
        if (this.text[at] !== ':') throw new JsonSyntaxError("Expecting ':' delimiter", at);
        const [value, end] = yield* this.value(this.#skip(at + 1));
        pairs.push([name, value]);
        at = this.#skip(end);
        if (this.text[at] === '}') break;
        if (this.text[at] !== ',') throw new JsonSyntaxError("Expecting ',' delimiter", at);
        const comma = at;
        at = this.#skip(comma + 1);
        if (this.text[at] !== '"') throw new JsonSyntaxError('Expecting property name enclosed in double quotes', at);
      }
    }
    return [yield* this.#made(pairs), at + 1];
  }

  *#made(pairs: readonly (readonly [string, Value])[]): Flow<Value> {
    if (this.hooks.pairs !== null) return yield* call(this.hooks.pairs, [new PyList(pairs.map((pair) => new PyTuple(pair)))]);
    const dict = PyDict.of(pairs);
    return this.hooks.object === null ? dict : yield* call(this.hooks.object, [dict]);
  }
}
