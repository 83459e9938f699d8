import type { Flow } from '../../flow';
import { typeOf } from '../../objects/builtin-types';
import { typeError, valueError } from '../../objects/exceptions';
import { PyFloat } from '../../objects/float';
import { PyDict } from '../../objects/mappings';
import type { PyObject, Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { call } from '../../protocol/call';
import { floatText, intText } from '../../protocol/number-text';
import { intOf, stringOf } from '../../protocol/numbers';
import { sortValues } from '../../builtins/sort';

/** How JSON is written: the options of `json.dumps`. */
export interface EncodingOptions {
  readonly skipKeys: boolean;
  readonly ensureAscii: boolean;
  readonly checkCircular: boolean;
  readonly allowNan: boolean;
  readonly sortKeys: boolean;
  /** What each level is indented by; null: all on one line. */
  readonly indent: string | null;
  readonly itemSeparator: string;
  readonly keySeparator: string;
  /** Makes something that can be written of what cannot. */
  readonly fallback: Value;
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f', '\b': '\\b' };

/** A string in JSON. */
export function jsonString(text: string, ensureAscii: boolean): string {
  // eslint-disable-next-line no-control-regex -- control characters are what has to be escaped
  const special = ensureAscii ? /["\\]|[^ -~]/g : /["\\\x00-\x1f]/g;
  return `"${text.replace(special, (char) => escapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

function jsonFloat(value: number, allowNan: boolean): string {
  if (Number.isFinite(value)) return floatText(value);
  if (!allowNan) throw valueError(`Out of range float values are not JSON compliant`);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** Writes a value as JSON. */
export class JsonEncoder {
  readonly #open = new Set<PyObject>();
  readonly #parts: string[] = [];

  constructor(readonly options: EncodingOptions) {}

  *encode(value: Value): Flow<string> {
    yield* this.#write(value, 0);
    return this.#parts.join('');
  }

  *#write(value: Value, depth: number): Flow<void> {
    const text = this.#primitive(value);
    if (text !== undefined) {
      this.#parts.push(text);
      return;
    }
    const object = value as PyObject;
    if (this.#open.has(object)) {
      if (this.options.checkCircular) throw valueError('Circular reference detected');
    }
    this.#open.add(object);
    if (object instanceof PyList || object instanceof PyTuple) yield* this.#writeList(object.items, depth);
    else if (object instanceof PyDict) yield* this.#writeDict(object, depth);
    else yield* this.#write(yield* this.#replaced(object), depth);
    this.#open.delete(object);
  }

  #primitive(value: Value): string | undefined {
    if (value === null) return 'null';
    if (typeof value === 'boolean') return value ? 'true' : 'false';
    const text = stringOf(value);
    if (text !== undefined) return jsonString(text, this.options.ensureAscii);
    const int = intOf(value);
    if (int !== undefined) return intText(int);
    return value instanceof PyFloat ? jsonFloat(value.value, this.options.allowNan) : undefined;
  }

  *#replaced(value: PyObject): Flow<Value> {
    if (this.options.fallback === null) throw typeError(`Object of type ${value.cls.name} is not JSON serializable`);
    return yield* call(this.options.fallback, [value]);
  }

  #newLine(depth: number): string {
    return this.options.indent === null ? '' : `\n${this.options.indent.repeat(depth)}`;
  }

  *#writeList(items: readonly Value[], depth: number): Flow<void> {
    if (items.length === 0) {
      this.#parts.push('[]');
      return;
    }
    this.#parts.push('[');
    for (const [index, item] of [...items].entries()) {
      if (index > 0) this.#parts.push(this.options.itemSeparator);
      this.#parts.push(this.#newLine(depth + 1));
      yield* this.#write(item, depth + 1);
    }
    this.#parts.push(this.#newLine(depth), ']');
  }

  *#writeDict(dict: PyDict, depth: number): Flow<void> {
    if (dict.table.size === 0) {
      this.#parts.push('{}');
      return;
    }
    let entries = [...dict.table.entries()].map(({ key, value }) => new PyTuple([key, value]));
    if (this.options.sortKeys) entries = (yield* sortValues(entries, null, false)) as PyTuple[];
    let first = true;
    this.#parts.push('{');
    for (const { items } of entries) {
      const [key = null, value = null] = items;
      const name = this.#key(key);
      if (name === undefined) continue;
      if (!first) this.#parts.push(this.options.itemSeparator);
      first = false;
      this.#parts.push(this.#newLine(depth + 1), jsonString(name, this.options.ensureAscii), this.options.keySeparator);
      yield* this.#write(value, depth + 1);
    }
    this.#parts.push(this.#newLine(depth), '}');
  }

  #key(key: Value): string | undefined {
    const text = stringOf(key);
    if (text !== undefined) return text;
    if (key === null || typeof key === 'boolean' || intOf(key) !== undefined || key instanceof PyFloat) return this.#primitive(key);
    if (this.options.skipKeys) return undefined;
    throw typeError(`keys must be str, int, float, bool or None, not ${typeOf(key).name}`);
  }
}
