import { clauseElement } from '../../orm/sql/clause';
import { Row } from '../../orm/engine/row';
import type { HostClass } from '../bridge/host-class';
import { PyHost } from '../bridge/host-class';
import { PyFloat } from '../objects/float';
import { PyDict, PySet } from '../objects/mappings';
import { PyObject, PyType, type Value } from '../objects/object';
import { PyBytes, PyList, PyRange, PyTuple } from '../objects/sequences';
import { addElementFast, setItemFast } from '../protocol/keys';
import { toInt } from '../protocol/numbers';
import type { Runtime } from '../runtime';
import { PySqlRow } from './row';

/** A tuple among the ORM's values, where it matters that it is no list: an identity key, a pair. */
export class TupleOf {
  constructor(readonly items: readonly unknown[]) {}
}

/** Is told which objects Python gives the ORM. */
export interface Receiver {
  /** An argument. */
  given(value: PyObject): void;
  /** What the ORM keeps. */
  keeps(value: PyObject): void;
}

/** How a class of Python is read as an argument: a type of SQL, a mapped class. Undefined: it is neither. */
export type ClassReader = (cls: PyType) => unknown;

/** The way of values between Python and the ORM, in one interpreter. */
export class Bridge {
  readonly #wrappers = new Map<unknown, (host: object) => Value>();
  readonly #readers: ClassReader[] = [];
  readonly #records: { readonly is: (host: object) => boolean; readonly wrap: (host: object) => Value }[] = [];

  /** Set when sessions are bound. */
  receiver: Receiver | null = null;

  constructor(
    readonly runtime: Runtime,
    /** Issues a deprecation warning. */
    private readonly deprecated: (message: string) => void,
  ) {}

  /** Objects of a class of the ORM, and of those derived from it, are shown as a Python class. */
  shows<T extends object>(constructor: object, hostClass: HostClass<T>): void {
    this.#wrappers.set(constructor, (host) => hostClass.wrap(host as T));
  }

  /** As {@link Bridge.shows}, where an object becomes a Python value in another way. */
  showsAs(constructor: object, wrap: (host: object) => Value): void {
    this.#wrappers.set(constructor, wrap);
  }

  /** Plain records of one kind are shown in a way of their own. */
  recognises(is: (host: object) => boolean, wrap: (host: object) => Value): void {
    this.#records.push({ is, wrap });
  }

  readsClasses(reader: ClassReader): void {
    this.#readers.push(reader);
  }

  /** A value of the ORM as Python sees it. @throws TypeError for an object that Python has no class for */
  toPython(value: unknown): Value {
    switch (typeof value) {
      case 'undefined':
        return null;
      case 'boolean':
      case 'string':
        return value;
      case 'number':
        return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : new PyFloat(value);
      case 'bigint':
        return toInt(value);
      case 'object':
        return value === null ? null : this.#object(value);
      case 'symbol':
        return value.description ?? '';
      case 'function': {
        const wrap = this.#wrapperOf(value);
        if (wrap) return wrap(value);
      }
    }
    throw new TypeError(`Python has no value for ${String(value)}`);
  }

  #object(value: object): Value {
    if (value instanceof PyObject) return value;
    const wrap = this.#wrapperOf(value);
    if (wrap) return wrap(value);
    if (value instanceof Row) return new PySqlRow(value, value._values.map((item) => this.toPython(item)), (mapping) => this.toPython(mapping), (message) => { this.deprecated(message); });
    if (value instanceof TupleOf) return new PyTuple(value.items.map((item) => this.toPython(item)));
    if (Array.isArray(value)) return new PyList(value.map((item) => this.toPython(item)));
    if (value instanceof Set) return this.#set(value);
    if (value instanceof Uint8Array) return new PyBytes(value);
    if (value instanceof Map) return this.#dict(value);
    const known = this.#records.find(({ is }) => is(value));
    if (known) return known.wrap(value);
    if (Object.getPrototypeOf(value) === Object.prototype) return this.#dict(Object.entries(value));
    throw new TypeError(`Python has no class for ${value.constructor.name}`);
  }

  #wrapperOf(value: object): ((host: object) => Value) | undefined {
    for (let prototype: unknown = Object.getPrototypeOf(value); prototype !== null && prototype !== undefined; prototype = Object.getPrototypeOf(prototype)) {
      const wrap = this.#wrappers.get((prototype).constructor);
      if (wrap) return wrap;
    }
    return undefined;
  }

  #dict(entries: Iterable<readonly [unknown, unknown]>): PyDict {
    const dict = new PyDict();
    const pairs = [...entries].map(([key, item]) => [this.toPython(key), this.toPython(item)] as const);
    if (pairs.every(([key, item]) => setItemFast(dict, key, item))) return dict;
    // Keys whose hash is a method of theirs: Python makes the dict.
    return this.#builtin('dict', new PyList(pairs.map((pair) => new PyTuple(pair)))) as PyDict;
  }

  #builtin(name: string, argument: Value): Value {
    return this.runtime.callNow(this.runtime.modules.get('builtins')?.attributes.get(name) ?? null, [argument]);
  }

  #set(values: Iterable<unknown>): PySet {
    const set = new PySet();
    const elements = [...values].map((value) => this.toPython(value));
    return elements.every((element) => addElementFast(set, element)) ? set : (this.#builtin('set', new PyList(elements)) as PySet);
  }

  /**
   * A Python value as the ORM takes it: containers are opened, host objects are themselves, classes are what they stand for.
   * Numbers with a point, dates and the like stay Python's and tell the ORM what they are when it asks.
   */
  toOrm(value: Value | undefined): unknown {
    if (!(value instanceof PyObject)) return value;
    if (value instanceof PyHost) {
      if (value.attributes !== null) this.receiver?.keeps(value);
      return (value as PyHost<object>).host;
    }
    if (value instanceof PyTuple || value instanceof PyList) return value.items.map((item) => this.toOrm(item));
    if (value instanceof PyRange) return Array.from({ length: Number(value.length) }, (_, index) => Number(value.start) + index * Number(value.step));
    if (value instanceof PySet) return [...value.elements()].map((item) => this.toOrm(item));
    if (value instanceof PyDict) return this.#record(value);
    this.receiver?.given(value);
    if (value instanceof PyType) return this.#class(value);
    const element = value.cls.lookup('__clause_element__');
    return element === undefined ? value : this.toOrm(this.runtime.callNow(element, [value]));
  }

  #record(dict: PyDict): unknown {
    for (const { value } of dict.table.entries()) if (value instanceof PyObject) this.receiver?.keeps(value);
    const entries = [...dict.table.entries()].map(({ key, value }) => [key, this.toOrm(value)] as const);
    if (entries.every(([key]) => typeof key === 'string')) return Object.fromEntries(entries);
    return new Map(entries.map(([key, value]) => [this.toOrm(key), value]));
  }

  #class(cls: PyType): unknown {
    for (const read of this.#readers) {
      const found = read(cls);
      if (found !== undefined) return found;
    }
    return cls;
  }

  /** A Python value where a type of SQL may be meant by its class: other values stay Python's. */
  typeIn(value: Value): unknown {
    return value instanceof PyType ? this.#class(value) : value;
  }

  /** `repr()` of a value, from code that cannot wait. */
  repr(value: unknown): string {
    return this.#text('repr', value);
  }

  /** `str()` of a value. */
  str(value: unknown): string {
    return this.#text('str', value);
  }

  #text(show: 'repr' | 'str', value: unknown): string {
    const text = this.#builtin(show, this.toPython(value));
    return typeof text === 'string' ? text : '';
  }

  /** Calls Python from the ORM, which cannot wait; gives what the ORM takes. */
  callNow(callable: Value, given: readonly unknown[] = []): unknown {
    return this.toOrm(this.runtime.callNow(callable, given.map((one) => this.toPython(one))));
  }
}

/** True for what stands in SQL or knows an element that does. */
export function isSql(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (clauseElement in value || 'fromObjects' in value);
}
