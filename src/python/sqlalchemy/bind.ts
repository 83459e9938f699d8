import { hostClass, type HostClass, type HostDefinition } from '../bridge/host-class';
import { PyHost } from '../bridge/host-class';
import { asyncFunction } from '../asyncio/native-coroutine';
import type { Flow } from '../flow';
import { addMembers, define, type Methods } from '../native/define';
import { PyFlowIterator, iteratorType } from '../objects/iterators';
import { PyDict } from '../objects/mappings';
import type { PyException } from '../objects/exception';
import { PyObject, type PyType, type Value } from '../objects/object';
import type { BinaryOperator, Comparison, UnaryOperator } from '../protocol/operator-table';
import type { Flow as OrmFlow } from '../../orm/flow';
import { extendedBy, type CompilerExtension } from '../../orm/compile/extension';
import { hearing, type Remark } from '../../orm/remarks';
import type { Bridge } from './bridge';
import { pythonError } from './exceptions';
import type { FunctionRows, MethodRows } from './rows';

/** What a row may give: a value of the ORM, or a flow of it (the ORM's own, or one that calls Python). */
type Given = unknown;

/** A class of the ORM, its constructor public or not. */
export interface ClassOf<T extends object> {
  readonly prototype: T;
}

/** How Python sees the objects of one class of the ORM. */
export interface Binding<T extends object> {
  readonly name: string;
  readonly module: string;
  readonly bases?: readonly PyType[];
  /** The class of the ORM: its objects, and those of classes derived from it that have no binding of their own, are shown so. */
  readonly of: ClassOf<T>;
  /** What calling the class gives. */
  readonly construct?: (cls: PyType, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>) => T | Flow<T> | OrmFlow<T>;
  readonly subclassable?: boolean;
  readonly subclassed?: (cls: PyType, keywords: ReadonlyMap<string, Value>) => void | Flow<void>;
  readonly classItem?: HostDefinition<T>['classItem'];
  readonly methods?: MethodRows<T>;
  /** Methods that give awaitables. */
  readonly coroutines?: MethodRows<T>;
  readonly classMethods?: MethodRows<PyType>;
  readonly attributes?: Readonly<Record<string, (self: T) => Given>>;
  readonly settable?: Readonly<Record<string, readonly [get: (self: T) => Given, set: (self: T, value: unknown) => void]>>;
  readonly attribute?: (self: T, name: string) => unknown;
  readonly operators?: Partial<Readonly<Record<BinaryOperator, (self: T, other: unknown) => Given>>>;
  readonly reflected?: Partial<Readonly<Record<BinaryOperator, (self: T, other: unknown) => Given>>>;
  readonly unary?: Partial<Readonly<Record<UnaryOperator, (self: T) => Given>>>;
  readonly comparisons?: Partial<Readonly<Record<Comparison, (self: T, other: unknown) => Given>>>;
  readonly truth?: (self: T) => boolean;
  readonly length?: (self: T) => number;
  readonly item?: (self: T, key: unknown) => Given;
  readonly setItem?: (self: T, key: unknown, value: unknown) => void;
  readonly contains?: (self: T, item: unknown) => boolean;
  readonly iterate?: (self: T) => Iterable<unknown> | OrmFlow<Iterable<unknown>>;
  readonly call?: (self: T, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>) => Given;
  readonly repr?: (self: T) => string | Flow<string>;
  readonly str?: (self: T) => string;
  readonly enter?: (self: T) => Given;
  readonly exit?: (self: T, failed: boolean, exception: PyException | null) => Given;
  readonly asyncEnter?: (self: T) => Given;
  readonly asyncExit?: (self: T, failed: boolean, exception: PyException | null) => Given;
  /** `await self` */
  readonly await?: (self: T) => Given;
}

/** True for a running computation; generators of values must be made into lists before they are given. */
function isComputation(value: unknown): value is Flow<unknown> {
  return typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Generator]';
}

/** Does what a row does: waits where it waits, turns errors of the ORM into exceptions of Python. */
export function* carriedOut<R>(work: () => R | Flow<R> | OrmFlow<R>): Flow<R> {
  try {
    const given: unknown = work();
    return (isComputation(given) ? yield* given : given) as R;
  } catch (error) {
    throw pythonError(error);
  }
}

/** Binds classes and functions of the ORM to Python's names, in one interpreter. */
export class Binder {
  readonly #types = new Map<unknown, PyType>();
  /** The classes by their names; of several of one name the first. */
  readonly byName = new Map<string, PyType>();

  /** How the program's own constructs are written, once it has any. */
  extension: CompilerExtension | null = null;

  constructor(
    readonly bridge: Bridge,
    /** Issues what the ORM remarks as a warning. */
    private readonly remarked: (remark: Remark) => void,
  ) {}

  /** The Python class for a class of the ORM. */
  class<T extends object>(binding: Binding<T>): HostClass<T> {
    const { bridge } = this;
    const give = (work: () => Given): Flow<Value> => this.#give(work);
    const orm = (value: Value): unknown => bridge.toOrm(value);
    const made = hostClass<T>({
      name: binding.name,
      module: binding.module,
      is: (host): host is T => Object.prototype.isPrototypeOf.call(binding.of.prototype, host),
      subclassable: binding.subclassable ?? false,
      ...(binding.bases ? { bases: binding.bases } : {}),
      ...(binding.construct ? { construct: this.#construction(binding.construct) } : {}),
      ...(binding.subclassed ? { subclassed: binding.subclassed } : {}),
      // Annotations say what a class is of: `Select[tuple[int]]`. Nothing looks at it.
      classItem: binding.classItem ?? ((cls) => cls),
      methods: { ...this.#methods(binding.methods ?? {}), ...this.#coroutines(binding.coroutines ?? {}) },
      classMethods: this.#classMethods(binding.classMethods ?? {}),
      attributes: {
        ...mapped(binding.attributes, (get) => function* (self: T): Flow<Value> { return yield* give(() => get(self)); }),
        ...mapped(binding.settable, ([get, set]) => ({
          get: function* (self: T): Flow<Value> { return yield* give(() => get(self)); },
          set: (self: T, value: Value | undefined) => { set(self, bridge.toOrm(value)); },
        })),
      },
      ...optional(binding.attribute, (attribute) => ({ attribute: (self: T, name: string) => this.#found(() => attribute(self, name)) })),
      operators: mapped(binding.operators, (operate) => (self: T, other: Value) => give(() => operate(self, orm(other)))),
      reflected: mapped(binding.reflected, (operate) => (self: T, other: Value) => give(() => operate(self, orm(other)))),
      comparisons: mapped(binding.comparisons, (operate) => (self: T, other: Value) => give(() => operate(self, orm(other)))),
      unary: mapped(binding.unary, (operate) => (self: T) => give(() => operate(self))),
      ...optional(binding.truth, (truth) => ({ truth: (self: T) => this.#at(() => truth(self)) })),
      ...optional(binding.length, (length) => ({ length: (self: T) => at(() => length(self)) })),
      ...optional(binding.item, (item) => ({ item: (self: T, key: Value) => give(() => item(self, orm(key))) })),
      ...optional(binding.setItem, (set) => ({ setItem: (self: T, key: Value, value: Value) => { at(() => { set(self, orm(key), orm(value)); }); } })),
      ...optional(binding.contains, (contains) => ({ contains: (self: T, item: Value) => at(() => contains(self, orm(item))) })),
      ...optional(binding.iterate, (iterate) => ({ iterate: (self: T) => this.#iterating(() => iterate(self)) as never })),
      ...optional(binding.call, (call) => ({ call: (self: T, args: readonly Value[], keywords: ReadonlyMap<string, Value>) => give(() => call(self, args.map(orm), this.#record(keywords))) })),
      ...optional(binding.repr, (repr) => ({ repr: (self: T) => carriedOut(() => repr(self)) })),
      ...optional(binding.str, (str) => ({ str: (self: T) => this.#at(() => str(self)) })),
      ...optional(binding.enter, (enter) => ({ enter: (self: T) => give(() => enter(self)) })),
      ...optional(binding.exit, (exit) => ({ exit: (self: T, exception: PyException | null) => this.#left(() => exit(self, exception !== null, exception)) })),
      ...optional(binding.asyncEnter, (enter) => ({ asyncEnter: (self: T) => give(() => enter(self)) })),
      ...optional(binding.asyncExit, (exit) => ({ asyncExit: (self: T, exception: PyException | null) => this.#left(() => exit(self, exception !== null, exception)) })),
      ...optional(binding.await, (wait) => ({ await: (self: T) => give(() => wait(self)) })),
    });
    bridge.shows(binding.of, made);
    this.#types.set(binding.of, made.type);
    if (!this.byName.has(binding.name)) this.byName.set(binding.name, made.type);
    return made;
  }

  /** The name of the class that Python sees an object of. */
  className(host: object): string {
    const shown = this.bridge.toPython(host);
    return shown instanceof PyObject ? shown.cls.name : '';
  }

  /** The Python classes of classes that are bound, by name. */
  typesOf(classes: Readonly<Record<string, unknown>>): Record<string, Value> {
    return Object.fromEntries(Object.entries(classes).flatMap(([name, of]) => {
      const type = this.#types.get(of);
      return type ? [[name, type]] : [];
    }));
  }

  /** Functions by name. */
  functions(rows: FunctionRows, module: string): Record<string, Value> {
    return Object.fromEntries(
      Object.entries(rows).map(([heading, body]) => {
        const give = (given: readonly Value[]): Flow<Value> => this.#give(() => body(...given.map((one) => this.bridge.toOrm(one))));
        const made = define(heading, function* (...given): Flow<Value> { return yield* give(given); }, module);
        return [made.name, made];
      }),
    );
  }

  /** Gives a Python class more methods and attributes. */
  extend<T extends object>(target: HostClass<T>, rows: MethodRows<T>): void {
    const own = this.#methods(rows);
    addMembers<PyHost<T>>(target.type, {
      accepts: (value): value is PyHost<T> => target.unwrap(value) !== undefined,
      methods: mapped(own, (body) => function* (self: PyHost<T>, ...given: Value[]): Flow<Value> { return yield* body(self.host, ...given) as Flow<Value>; }),
    });
  }

  *#give(work: () => Given): Flow<Value> {
    try {
      const given = this.#heard(work);
      return this.bridge.toPython(isComputation(given) ? yield* given : given);
    } catch (error) {
      throw pythonError(error);
    }
  }

  /** Does something; what it remarks becomes warnings, and what it writes is written as the program wants it. */
  #heard<R>(work: () => R): R {
    const { extension } = this;
    return hearing(this.remarked, extension ? () => extendedBy(extension, work) : work);
  }

  /** Does something at once; errors become Python's. */
  #at<R>(work: () => R): R {
    return at(() => this.#heard(work));
  }

  #found(work: () => unknown): Value | undefined {
    return this.#at(() => {
      const found = work();
      return found === undefined ? undefined : this.bridge.toPython(found);
    });
  }

  *#left(work: () => Given): Flow<boolean> {
    return (yield* carriedOut(work)) === true;
  }

  #record(keywords: ReadonlyMap<string, Value>): Record<string, unknown> {
    return Object.fromEntries([...keywords].map(([name, value]) => [name, this.bridge.toOrm(value)]));
  }

  #construction<T extends object>(construct: NonNullable<Binding<T>['construct']>): (cls: PyType, args: readonly Value[], keywords: ReadonlyMap<string, Value>) => Flow<T> {
    return (cls, args, keywords) => carriedOut(() => this.#heard(() => construct(cls, args.map((one) => this.bridge.toOrm(one)), this.#record(keywords))));
  }

  #methods<T extends object>(rows: MethodRows<T>): Methods<T> {
    const give = (work: () => Given): Flow<Value> => this.#give(work);
    const { bridge } = this;
    return mapped(rows, (body) => function* (self: T, ...given: Value[]): Flow<Value> { return yield* give(() => body(self, ...given.map((one) => bridge.toOrm(one)))); });
  }

  #coroutines<T extends object>(rows: MethodRows<T>): Methods<T> {
    return mapped(rows, (body) => (self: T, ...given: Value[]): PyObject => asyncFunction(() => this.#give(() => body(self, ...given.map((one) => this.bridge.toOrm(one))))));
  }

  #classMethods(rows: MethodRows<PyType>): Methods<PyType> {
    const give = (work: () => Given): Flow<Value> => this.#give(work);
    const { bridge } = this;
    return mapped(rows, (body) => function* (cls: PyType, ...given: Value[]): Flow<Value> { return yield* give(() => body(cls, ...given.map((one) => bridge.toOrm(one)))); });
  }

  /** What is iterated over may have to be read first. */
  *#iterating(work: () => Iterable<unknown> | OrmFlow<Iterable<unknown>>): Flow<() => Value | undefined> {
    const values = yield* carriedOut<Iterable<unknown>>(work);
    return this.#iteration(() => values);
  }

  #iteration(work: () => Iterable<unknown>): () => Value | undefined {
    const iterator = at(() => work()[Symbol.iterator]());
    return () => at(() => {
      const step = iterator.next();
      return step.done === true ? undefined : this.bridge.toPython(step.value);
    });
  }

  /** An iterator over what comes at once. */
  iterator(values: Iterable<unknown>, name = 'generator'): Value {
    const next = this.#iteration(() => values);
    return new PyFlowIterator(iteratorType(name), function* () {
      yield* [];
      return next();
    });
  }

  /** Positional arguments and keywords of a native body that takes `*args, **kwargs`. */
  keywordsOf(dict: Value): Record<string, unknown> {
    return dict instanceof PyDict ? (this.bridge.toOrm(dict) as Record<string, unknown>) : {};
  }
}

/** Does something at once; errors become Python's. */
export function at<R>(work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw pythonError(error);
  }
}

function mapped<A, B>(rows: Readonly<Record<string, A>> | Partial<Readonly<Record<string, A>>> | undefined, change: (one: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(rows ?? {}).flatMap(([name, one]) => (one === undefined ? [] : [[name, change(one)] as const])));
}

function optional<A, B extends object>(given: A | undefined, make: (given: A) => B): Partial<B> {
  return given === undefined ? {} : make(given);
}
