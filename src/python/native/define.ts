import type { Flow } from '../flow';
import { NativeFunction, type NativeBody } from '../objects/callables';
import { NativeAttribute, PyClassMethod, PyStaticMethod } from '../objects/descriptors';
import { objectType, typeType } from '../objects/builtin-types';
import { PyType, type PyObject, type Value } from '../objects/object';
import { parseSignature } from './signature';

function* anyFlow(): Generator<undefined> {
  yield;
}

const generatorFunction = anyFlow.constructor as new () => unknown;

/** Whether a function is a generator function: its calls are flows. */
export function isFlow(body: unknown): boolean {
  return body instanceof generatorFunction;
}

/**
 * A function: `define('clamp(value, low, high=100)', (value, low, high) => ...)`. A generator function
 * (`function* (value): Flow<Value> {...}`) may call Python and wait.
 * @param heading its name and its signature, see `parseSignature`
 */
export function define(heading: string, body: NativeBody, module: Value = null): NativeFunction {
  const name = heading.slice(0, heading.indexOf('('));
  return new NativeFunction(name, parseSignature(heading), body, isFlow(body), null, null, null, module);
}

/** The methods of a native class by heading, without `self`: `'append(item, /)': (self, item) => ...`. */
export type Methods<S> = Readonly<Record<string, (self: S, ...args: Value[]) => Value | Flow<Value>>>;

/** An attribute that is computed; with `set` it can be assigned (undefined: deleted). */
export type Attribute<S> =
  | ((self: S) => Value | Flow<Value>)
  | { readonly get: (self: S) => Value | Flow<Value>; readonly set: (self: S, value: Value | undefined) => void };

/** What a native class consists of. `accepts` narrows what its methods take as `self`. */
export interface Members<S extends Value> {
  readonly accepts: (value: Value) => value is S;
  readonly methods?: Methods<S>;
  /** Their first argument is the class. `__new__` belongs to {@link Members.statics}. */
  readonly classMethods?: Methods<PyType>;
  readonly statics?: Readonly<Record<string, NativeBody>>;
  readonly attributes?: Readonly<Record<string, Attribute<S>>>;
  readonly constants?: Readonly<Record<string, Value>>;
  readonly doc?: string;
}

/** Gives a class its members. */
export function addMembers<S extends Value>(type: PyType, members: Members<S>): void {
  const accepts: (value: Value) => boolean = members.accepts;
  for (const [heading, body] of Object.entries(members.methods ?? {})) {
    const name = heading.slice(0, heading.indexOf('('));
    type.dict.set(name, new NativeFunction(name, parseSignature(heading), body as NativeBody, isFlow(body), type, accepts));
  }
  for (const [heading, body] of Object.entries(members.classMethods ?? {})) {
    const name = heading.slice(0, heading.indexOf('('));
    const func = new NativeFunction(name, parseSignature(heading), body as NativeBody, isFlow(body), typeType, isType);
    type.dict.set(name, new PyClassMethod(named(func, type)));
  }
  for (const [heading, body] of Object.entries(members.statics ?? {})) {
    if (heading.startsWith('__new__(')) addConstructor(type, heading.replace(/^__new__\(cls(?:, \/)?(?:, )?/, '('), body);
    else {
      const func = define(heading, body);
      type.dict.set(func.name, new PyStaticMethod(named(func, type)));
    }
  }
  for (const [name, attribute] of Object.entries(members.attributes ?? {})) {
    const get = (typeof attribute === 'function' ? attribute : attribute.get) as (self: Value) => Value | Flow<Value>;
    const set = typeof attribute === 'function' ? null : (attribute.set as (self: Value, value: Value | undefined) => void);
    type.dict.set(name, new NativeAttribute(name, type, accepts, get, set, isFlow(get)));
  }
  for (const [name, value] of Object.entries(members.constants ?? {})) type.dict.set(name, value);
  if (members.doc !== undefined) type.dict.set('__doc__', members.doc);
  type.forget();
}

/**
 * Gives a class its `__new__`.
 * @param signature without the class, which the body gets first
 */
export function addConstructor(type: PyType, signature: string, body: NativeBody): void {
  const func = new NativeFunction(type.name, parseSignature(signature), body, isFlow(body), typeType, isType);
  func.className = '';
  type.dict.set('__new__', new PyStaticMethod(func));
}

function isType(value: Value): boolean {
  return value instanceof PyType;
}

function named(func: NativeFunction, type: PyType): NativeFunction {
  func.className = type.name;
  return func;
}

/** A native class. */
export interface ClassDefinition<S extends PyObject> extends Members<S> {
  readonly name: string;
  readonly module: string;
  readonly bases?: readonly PyType[];
  readonly metaclass?: PyType;
  /**
   * Makes an empty instance, also of subclasses; a class that has it can be called from Python, and `__init__` in `methods`
   * fills it. Leave it out to inherit the base's; null: Python cannot make instances.
   */
  readonly allocate?: ((cls: PyType) => S) | null;
  /** Whether Python may derive from it. Default true. */
  readonly subclassable?: boolean;
  /** Whether messages call it by its module, too (`datetime.date`), as CPython does with its classes that are written in C. */
  readonly namedWithModule?: boolean;
  /** Whether instances have a `__dict__`. Default false; subclasses that Python defines have one. */
  readonly dict?: boolean;
}

/** Makes a native class. See docs/python.md for an example. */
export function defineClass<S extends PyObject>(definition: ClassDefinition<S>): PyType {
  const type = new PyType(definition.metaclass ?? typeType, definition.name, definition.bases ?? [objectType], definition.module);
  type.instancesHaveDict = definition.dict ?? false;
  type.subclassable = definition.subclassable ?? true;
  type.namedWithModule = definition.namedWithModule ?? false;
  if (definition.allocate !== undefined) type.allocate = definition.allocate;
  addMembers(type, definition);
  const methods = type.dict;
  if (methods.has('__eq__') && !methods.has('__hash__')) methods.set('__hash__', null);
  return type;
}
