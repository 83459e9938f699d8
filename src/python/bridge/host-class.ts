import type { Flow } from '../flow';
import { addMembers, isFlow, type Attribute, type Methods } from '../native/define';
import { asyncFunction } from '../asyncio/native-coroutine';
import { NOT_IMPLEMENTED, objectType, typeType } from '../objects/builtin-types';
import { PyException } from '../objects/exception';
import { typeError } from '../objects/exceptions';
import { identity } from '../objects/identity';
import { PyFlowIterator, iteratorType } from '../objects/iterators';
import { namesIn } from '../objects/namespaces';
import { PyObject, PyType, type Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import { comparisonNames, operatorNames, unaryNames, type BinaryOperator, type Comparison, type UnaryOperator } from '../protocol/operator-table';
import { noAttribute, setGeneric } from '../protocol/attributes';
import { addressOf, qualifiedName } from '../protocol/text';
import { settle } from './settle';

/** On the host of an instance of a class that Python derived: that instance. What is copied of the host is shown as a copy of it. */
export const derivedInstance: unique symbol = Symbol('derivedInstance');

/** A host object as Python sees it. Instances of Python subclasses of a host class are such objects too. */
export class PyHost<T extends object> extends PyObject {
  constructor(
    cls: PyType,
    public host: T,
  ) {
    super(cls);
  }
}

type Result = Value | Flow<Value>;
/** Undefined: the operand is none of ours, let it try (`NotImplemented`). */
type Operation<T> = (self: T, other: Value) => Result | Flow<Value | undefined> | undefined;

/** How Python code sees objects of one kind. What is left out, the objects cannot do. */
export interface HostDefinition<T extends object> {
  readonly name: string;
  readonly module: string;
  readonly bases?: readonly PyType[];
  readonly doc?: string;
  /** Whether a value of the host is of this kind. */
  readonly is: (host: object) => host is T;
  /**
   * What calling the class does, and what a Python subclass makes its instances of: the host object for a new instance. Leave it out
   * where Python cannot make any.
   */
  readonly construct?: (cls: PyType, args: readonly Value[], keywords: ReadonlyMap<string, Value>) => T | Flow<T>;
  /** Whether Python may derive from it. Default false. */
  readonly subclassable?: boolean;
  /** Called for each Python subclass: its names (with `__annotations__`) are in `cls.dict`. */
  readonly subclassed?: (cls: PyType, keywords: ReadonlyMap<string, Value>) => void | Flow<void>;
  /** `Class[...]` */
  readonly classItem?: (cls: PyType, key: Value) => Result;
  /** Attributes that all have; a method is written in `methods`. */
  readonly attributes?: Readonly<Record<string, Attribute<T>>>;
  /** Methods by their heading: `'where(*criteria)'`. */
  readonly methods?: Methods<T>;
  /** Class methods by their heading. */
  readonly classMethods?: Methods<PyType>;
  /** Attributes whose names are not known beforehand. Undefined: there is none of that name. */
  readonly attribute?: (self: T, name: string) => Result | undefined;
  /** Sets such an attribute; undefined deletes. False: it is no such attribute, and is stored as Python's own. */
  readonly setAttribute?: (self: T, name: string, value: Value | undefined) => boolean;
  /** `self + other` and its kin. */
  readonly operators?: Partial<Readonly<Record<BinaryOperator, Operation<T>>>>;
  /** `other + self`, where `other` does not know it. */
  readonly reflected?: Partial<Readonly<Record<BinaryOperator, Operation<T>>>>;
  readonly unary?: Partial<Readonly<Record<UnaryOperator, (self: T) => Result>>>;
  /** Comparisons may give anything. Objects are hashed by identity unless `hash` says otherwise. */
  readonly comparisons?: Partial<Readonly<Record<Comparison, Operation<T>>>>;
  readonly hash?: (self: T) => Value;
  /** `bool(self)`; raise where that makes no sense. */
  readonly truth?: (self: T) => boolean;
  readonly length?: (self: T) => number;
  readonly item?: (self: T, key: Value) => Result;
  readonly setItem?: (self: T, key: Value, value: Value) => void;
  readonly contains?: (self: T, item: Value) => Result;
  /** Gives a function that gives the next item, undefined at the end. */
  readonly iterate?: (self: T) => () => Value | undefined | Flow<Value | undefined>;
  readonly call?: (self: T, args: readonly Value[], keywords: ReadonlyMap<string, Value>) => Result;
  readonly repr?: (self: T) => string | Flow<string>;
  readonly str?: (self: T) => string | Flow<string>;
  /** `with self`: what it gives, and what the end does (true swallows the exception). */
  readonly enter?: (self: T) => Result;
  readonly exit?: (self: T, exception: PyException | null) => boolean | Flow<boolean>;
  /** The same for `async with`. Waits let other tasks go on. */
  readonly asyncEnter?: (self: T) => Flow<Value>;
  readonly asyncExit?: (self: T, exception: PyException | null) => Flow<boolean>;
  /** `await self` */
  readonly await?: (self: T) => Flow<Value>;
}

/** A host class: its Python class, and the way in and out. */
export interface HostClass<T extends object> {
  readonly type: PyType;
  /** The Python object of a host object: the same one each time. */
  wrap(host: T): PyHost<T>;
  /** The host object that a value is; undefined if it is none of this kind. */
  unwrap(value: Value): T | undefined;
}

/** Makes the Python class of a kind of host objects. */
export function hostClass<T extends object>(definition: HostDefinition<T>): HostClass<T> {
  const { name, module, is } = definition;
  const type = new PyType(typeType, name, definition.bases ?? [objectType], module);
  type.instancesHaveDict = true;
  type.subclassable = definition.subclassable ?? false;
  type.allocate = null;
  const wrapped = new WeakMap<T, PyHost<T>>();
  const accepts = (value: Value): value is PyHost<T> => value instanceof PyHost && is(value.host as object);
  const methods: Record<string, (self: PyHost<T>, ...args: Value[]) => Result> = {};
  const add = (heading: string, body: (self: PyHost<T>, ...args: Value[]) => Flow<Value>): void => {
    methods[heading] = body;
  };
  addOperators(definition, add);
  addContainer(definition, add);
  addContexts(definition, add);
  if (definition.repr !== undefined) add('__repr__()', function* ({ host }) { return yield* settle((definition.repr as (self: T) => string | Flow<string>)(host)); });
  else if (definition.bases === undefined) methods['__repr__()'] = (self) => `<${qualifiedName(self.cls)} object at ${addressOf(self)}>`;
  if (definition.str !== undefined) add('__str__()', function* ({ host }) { return yield* settle((definition.str as (self: T) => string | Flow<string>)(host)); });
  for (const [heading, body] of Object.entries(definition.methods ?? {})) methods[heading] = isFlow(body) ? function* (self, ...args) { return yield* body(self.host, ...args) as Flow<Value>; } : (self, ...args) => body(self.host, ...args);
  methods['__hash__()'] = (self) => definition.hash?.(self.host) ?? identity(self);
  addMembers<PyHost<T>>(type, {
    accepts,
    methods,
    attributes: Object.fromEntries(Object.entries(definition.attributes ?? {}).map(([key, attribute]) => [key, forHost(attribute)])),
    classMethods: classHooks(definition),
    ...(definition.doc === undefined ? {} : { doc: definition.doc }),
  });
  addConstruction(type, definition, wrapped);
  type.hashesBy = definition.hash === undefined ? 'identity' : undefined;
  return {
    type,
    wrap: (host) => {
      let object = wrapped.get(host);
      if (object === undefined) {
        const derived = (host as { readonly [derivedInstance]?: PyHost<T> })[derivedInstance];
        if (derived?.host === host) return derived;
        object = new PyHost(derived?.cls ?? type, host);
        if (derived?.attributes) object.attributes = new Map(derived.attributes);
        wrapped.set(host, object);
      }
      return object;
    },
    unwrap: (value) => (accepts(value) ? value.host : undefined),
  };
}

function forHost<T extends object>(attribute: Attribute<T>): Attribute<PyHost<T>> {
  const get = typeof attribute === 'function' ? attribute : attribute.get;
  const read: (self: PyHost<T>) => Result = isFlow(get) ? function* (self) { return yield* get(self.host) as Flow<Value>; } : (self) => get(self.host);
  if (typeof attribute === 'function') return read;
  return { get: read, set: (self, value) => { attribute.set(self.host, value); } };
}

function addConstruction<T extends object>(type: PyType, definition: HostDefinition<T>, wrapped: WeakMap<T, PyHost<T>>): void {
  const { construct } = definition;
  addMembers(type, {
    accepts: (value): value is PyObject => value instanceof PyObject,
    statics: {
      '__new__(cls, *args, **kwargs)': function* (cls, args, kwargs): Flow<Value> {
        const made = cls as PyType;
        if (construct === undefined) throw typeError(`cannot create '${made.name}' instances`);
        const host = yield* settle(construct(made, (args as PyTuple).items, namesIn(kwargs)));
        const object = new PyHost(made, host);
        if (made !== type) Object.assign(host, { [derivedInstance]: object });
        wrapped.set(host, object);
        return object;
      },
    },
  });
  if (type.lookup('__init__') === objectType.dict.get('__init__')) addMembers(type, { accepts: (value): value is PyObject => value instanceof PyObject, methods: { '__init__(*args, **kwargs)': () => null } });
}

function classHooks<T extends object>(definition: HostDefinition<T>): Methods<PyType> {
  const hooks: Record<string, (cls: PyType, ...args: Value[]) => Result> = { ...definition.classMethods };
  const { subclassed, classItem } = definition;
  if (subclassed !== undefined) {
    hooks['__init_subclass__(**kwargs)'] = function* (cls, kwargs): Flow<Value> {
      yield* settle(subclassed(cls, namesIn(kwargs)));
      return null;
    };
  }
  if (classItem !== undefined) {
    hooks['__class_getitem__(key, /)'] = function* (cls, key): Flow<Value> {
      return yield* settle(classItem(cls, key));
    };
  }
  return hooks;
}

type Add<T extends object> = (heading: string, body: (self: PyHost<T>, ...args: Value[]) => Flow<Value>) => void;

function addOperators<T extends object>(definition: HostDefinition<T>, add: Add<T>): void {
  const operate = (heading: string, operation: Operation<T>): void => {
    add(heading, function* (self, other) {
      const result = yield* settle<Value | undefined>(operation(self.host, other));
      return result === undefined ? NOT_IMPLEMENTED : result;
    });
  };
  for (const [op, operation] of Object.entries(definition.operators ?? {})) operate(`__${operatorNames[op as BinaryOperator]}__(other, /)`, operation);
  for (const [op, operation] of Object.entries(definition.reflected ?? {})) operate(`__r${operatorNames[op as BinaryOperator]}__(other, /)`, operation);
  for (const [op, operation] of Object.entries(definition.comparisons ?? {})) operate(`${comparisonNames[op as Comparison]}(other, /)`, operation);
  for (const [op, operation] of Object.entries(definition.unary ?? {})) {
    add(`${unaryNames[op as UnaryOperator]}()`, function* (self) {
      return yield* settle(operation(self.host));
    });
  }
}

function addContainer<T extends object>(definition: HostDefinition<T>, add: Add<T>): void {
  const { attribute, setAttribute, truth, length, item, setItem, contains, iterate, call } = definition;
  if (attribute !== undefined) {
    add('__getattr__(name, /)', function* (self, name) {
      const value = yield* settle(attribute(self.host, name as string));
      if (value === undefined) throw noAttribute(self, name as string);
      return value;
    });
  }
  if (setAttribute !== undefined) {
    const set = (name: string) => function* (self: PyHost<T>, key: Value | undefined, value?: Value): Flow<Value> {
      if (!setAttribute(self.host, key as string, name === '__delattr__' ? undefined : value)) yield* setGeneric(self, key as string, name === '__delattr__' ? undefined : value);
      return null;
    };
    add('__setattr__(name, value, /)', set('__setattr__'));
    add('__delattr__(name, /)', set('__delattr__'));
  }
  if (truth !== undefined) add('__bool__()', function* ({ host }) { return yield* settle(truth(host)); });
  if (length !== undefined) add('__len__()', function* ({ host }) { return yield* settle(length(host)); });
  if (item !== undefined) add('__getitem__(key, /)', function* ({ host }, key) { return yield* settle(item(host, key)); });
  if (contains !== undefined) add('__contains__(item, /)', function* ({ host }, key) { return yield* settle(contains(host, key)); });
  if (call !== undefined) add('__call__(*args, **kwargs)', function* ({ host }, args, kwargs) { return yield* settle(call(host, (args as PyTuple).items, namesIn(kwargs))); });
  if (setItem !== undefined) {
    add('__setitem__(key, value, /)', function* ({ host }, key, value) {
      setItem(host, key, value);
      yield* [];
      return null;
    });
  }
  if (iterate !== undefined) {
    add('__iter__()', function* ({ host }) {
      const next = yield* settle(iterate(host));
      return new PyFlowIterator(iteratorType(`${definition.name}_iterator`), () => settle(next()));
    });
  }
}

function raisedIn(value: Value | undefined): PyException | null {
  return value instanceof PyException ? value : null;
}

function addContexts<T extends object>(definition: HostDefinition<T>, add: Add<T>): void {
  const { enter, exit, asyncEnter, asyncExit } = definition;
  const exitHeading = (name: string): string => `${name}(type=None, value=None, traceback=None, /)`;
  if (enter !== undefined) add('__enter__()', function* ({ host }) { return yield* settle(enter(host)); });
  if (exit !== undefined) add(exitHeading('__exit__'), function* ({ host }, _type, value) { return yield* settle(exit(host, raisedIn(value))); });
  const waiting = (heading: string, body: (self: T, ...args: Value[]) => Flow<Value>): void => {
    add(heading, function* ({ host }, ...args) {
      return yield* settle<Value>(asyncFunction(() => body(host, ...args)));
    });
  };
  if (asyncEnter !== undefined) waiting('__aenter__()', asyncEnter);
  if (asyncExit !== undefined) waiting(exitHeading('__aexit__'), (host, _type, value) => asyncExit(host, raisedIn(value)));
  if (definition.await !== undefined) waiting('__await__()', definition.await);
}
