import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyByteArray, PyBytes } from '../../objects/sequences';
import { stringOf } from '../../protocol/numbers';
import { typeError } from '../../objects/exceptions';
import { typeOf } from '../../objects/builtin-types';
import type { Program } from './program';

/** A compiled regular expression. */
export class PyPattern extends PyObject {
  constructor(
    cls: PyType,
    /** Text, or bytes. */
    readonly source: Value,
    readonly flags: number,
    readonly program: Program,
    readonly names: ReadonlyMap<string, number>,
  ) {
    super(cls);
  }

  get isBytes(): boolean {
    return this.source instanceof PyBytes;
  }
}

/** What is searched: code points of text, or bytes, and how to cut pieces out of it. */
export class Subject {
  readonly codes: ArrayLike<number>;
  readonly #text: string | null;
  readonly #astral: boolean;

  constructor(readonly value: Value) {
    if (value instanceof PyBytes || value instanceof PyByteArray) {
      this.codes = value.data;
      this.#text = null;
      this.#astral = false;
      return;
    }
    const text = stringOf(value) ?? '';
    this.#text = text;
    const codes: number[] = [];
    for (const point of text) codes.push(point.codePointAt(0) ?? 0);
    this.codes = codes;
    this.#astral = codes.length !== text.length;
  }

  /** From one position to another. */
  slice(from: number, to: number): Value {
    if (this.#text === null) return new PyBytes((this.codes as Uint8Array).slice(from, to));
    if (!this.#astral) return this.#text.slice(from, to);
    let piece = '';
    for (let index = from; index < to; index += 1) piece += String.fromCodePoint(this.codes[index] as number);
    return piece;
  }
}

/** A match. */
export class PyMatch extends PyObject {
  constructor(
    cls: PyType,
    readonly pattern: PyPattern,
    readonly subject: Subject,
    readonly position: number,
    readonly end: number,
    /** Starts and ends of the groups, the whole match first; -1 where one took no part. */
    readonly spans: readonly number[],
    /** The group that closed last, or -1. */
    readonly lastGroup: number,
  ) {
    super(cls);
  }

  span(group: number): readonly [start: number, end: number] {
    const end = this.spans[2 * group + 1] ?? -1;
    return end < 0 ? [-1, -1] : [this.spans[2 * group] ?? -1, end];
  }

  group(group: number, fallback: Value = null): Value {
    const [start, end] = this.span(group);
    return end < 0 ? fallback : this.subject.slice(start, end);
  }
}

/** What a pattern is to search. @throws Raised TypeError */
export function subjectOf(value: Value, pattern: PyPattern): Subject {
  const isBytes = value instanceof PyBytes || value instanceof PyByteArray;
  if (!isBytes && stringOf(value) === undefined) throw typeError(`expected string or bytes-like object, got '${typeOf(value).label}'`);
  if (isBytes !== pattern.isBytes) throw typeError(isBytes ? 'cannot use a string pattern on a bytes-like object' : 'cannot use a bytes pattern on a string-like object');
  return new Subject(value);
}
