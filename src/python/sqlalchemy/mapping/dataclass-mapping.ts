import { NOT_IMPLEMENTED } from '../../objects/builtin-types';
import { addMembers } from '../../native/define';
import type { Flow } from '../../flow';
import { PyFunction } from '../../objects/callables';
import { typeError } from '../../objects/exceptions';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { namesIn } from '../../objects/namespaces';
import { equals, richCompare } from '../../protocol/compare';
import { hash } from '../../protocol/hash';
import type { Comparison } from '../../protocol/operator-table';
import { getAttribute } from '../../protocol/attributes';
import { callSpecial } from '../../protocol/call';
import { repr } from '../../protocol/text';
import { setAttribute } from '../../protocol/attributes';
import { at, carriedOut, type Binder } from '../bind';
import { raise } from '../exceptions';
import type { DeclaredField } from './declarative';
import type { MappedClasses } from './mapped-classes';

/** What `MappedAsDataclass` was told, as class keywords or arguments of the decorator. */
export interface DataclassOptions {
  readonly init?: boolean;
  readonly repr?: boolean;
  readonly eq?: boolean;
  readonly order?: boolean;
  readonly unsafe_hash?: boolean;
  readonly kw_only?: boolean;
  readonly match_args?: boolean;
}

/** One parameter of `__init__`. */
interface Field {
  readonly name: string;
  readonly init: boolean;
  readonly repr: boolean;
  readonly compare: boolean;
  readonly kwOnly: boolean;
  readonly hasDefault: boolean;
  /** The value where none is given; undefined: the attribute is left alone. */
  readonly make: () => Value | undefined;
}

const orders: readonly (readonly [op: Comparison, name: string])[] = [['<', '__lt__'], ['<=', '__le__'], ['>', '__gt__'], ['>=', '__ge__']];

const fieldsOf = new WeakMap<PyType, readonly Field[]>();

/** Gives a mapped class what a dataclass has: `__init__`, `__repr__`, `__eq__`. */
export class DataclassMapping {
  readonly #fields: readonly Field[];

  constructor(
    private readonly binder: Binder,
    private readonly classes: MappedClasses,
    private readonly cls: PyType,
    declared: readonly DeclaredField[],
    private readonly options: DataclassOptions,
  ) {
    const inherited = cls.mro.slice(1).map((one) => fieldsOf.get(one)).find((one) => one !== undefined) ?? [];
    // As in any dataclass, the fields of what it is derived from come first.
    const ordered = [...cls.mro].reverse().flatMap((owner) => declared.filter((one) => one.owner === owner));
    const own = ordered.filter(({ annotated }) => annotated).map((one) => this.#field(one));
    this.#fields = [...inherited.map((field) => own.find(({ name }) => name === field.name) ?? field), ...own.filter(({ name }) => !inherited.some((field) => field.name === name))];
    fieldsOf.set(cls, this.#fields);
  }

  #field({ name, field, plain }: DeclaredField): Field {
    const { bridge } = this.binder;
    const { defaultFactory } = field;
    const hasValue = 'default' in field || plain !== undefined;
    return {
      name,
      init: field.init !== false,
      repr: field.repr !== false,
      compare: field.compare !== false,
      kwOnly: field.kwOnly ?? this.options.kw_only ?? false,
      hasDefault: hasValue || defaultFactory !== undefined,
      make: () => (defaultFactory !== undefined ? at(() => bridge.runtime.callNow(defaultFactory)) : hasValue ? (plain ?? bridge.toPython(field.default)) : undefined),
    };
  }

  /** @throws Raised TypeError when a field without a default follows one with */
  apply(): void {
    const { cls, options } = this;
    const accepts = (value: Value): value is PyObject => value instanceof PyObject;
    const methods: Record<string, (self: PyObject, ...given: Value[]) => Value | Flow<Value>> = {};
    const [init, shown, equal, compared] = [this.#init.bind(this), this.#repr.bind(this), this.#equal.bind(this), this.#compared.bind(this)];
    if (options.init !== false && !(cls.dict.get('__init__') instanceof PyFunction)) {
      this.#checkOrder();
      methods['__init__(*args, **kwargs)'] = function* (self, args, kwargs): Flow<Value> {
        yield* carriedOut(() => init(self, (args as PyTuple).items, namesIn(kwargs ?? null)));
        return null;
      };
    }
    if (options.repr !== false && !(cls.dict.get('__repr__') instanceof PyFunction)) methods['__repr__()'] = function* (self): Flow<Value> { return yield* shown(self); }; // prettier-ignore
    if (options.eq !== false && !(cls.dict.get('__eq__') instanceof PyFunction)) {
      methods['__eq__(other, /)'] = function* (self, other): Flow<Value> { return yield* equal(self, other); }; // prettier-ignore
      if (options.unsafe_hash !== true && !cls.dict.has('__hash__')) cls.dict.set('__hash__', null);
    }
    if (options.unsafe_hash === true && !cls.dict.has('__hash__')) methods['__hash__()'] = function* (self): Flow<Value> { return yield* hash(yield* compared(self)); }; // prettier-ignore
    if (options.order === true) for (const [op, name] of orders) methods[`${name}(other, /)`] = function* (self, other): Flow<Value> { return other instanceof PyObject && other.cls === self.cls ? yield* richCompare(op, yield* compared(self), yield* compared(other)) : NOT_IMPLEMENTED; }; // prettier-ignore
    addMembers(cls, { accepts, methods });
  }

  #checkOrder(): void {
    let seen = false;
    for (const { name, init, kwOnly, hasDefault } of this.#fields) {
      if (!init || kwOnly) continue;
      if (seen && !hasDefault) throw raise('InvalidRequestError', `Python dataclasses error encountered when creating dataclass for '${this.cls.name}': TypeError("non-default argument '${name}' follows default argument"). Please refer to Python dataclasses documentation for additional information.`, 'dcte');
      seen ||= hasDefault;
    }
  }

  *#init(self: PyObject, args: readonly Value[], keywords: ReadonlyMap<string, Value>): Flow<void> {
    this.classes.stateOf(self).mapper.registry.configure();
    const positional = this.#fields.filter(({ init, kwOnly }) => init && !kwOnly);
    const name = '__init__()';
    if (args.length > positional.length) throw typeError(`${name} takes ${positional.length + 1} positional argument${positional.length === 0 ? '' : 's'} but ${args.length + 1} were given`);
    const given = new Map<string, Value>(positional.slice(0, args.length).map((field, place) => [field.name, args[place] as Value]));
    for (const [key, value] of keywords) {
      if (!this.#fields.some((field) => field.init && field.name === key)) throw typeError(`${name} got an unexpected keyword argument '${key}'`);
      if (given.has(key)) throw typeError(`${name} got multiple values for argument '${key}'`);
      given.set(key, value);
    }
    for (const kwOnly of [false, true]) {
      const missing = this.#fields.filter((field) => field.init && field.kwOnly === kwOnly && !field.hasDefault && !given.has(field.name)).map((field) => `'${field.name}'`);
      if (missing.length > 0) throw typeError(`${name} missing ${missing.length} required ${kwOnly ? 'keyword-only' : 'positional'} argument${missing.length === 1 ? '' : 's'}: ${listed(missing)}`);
    }
    for (const field of this.#fields) {
      const value = given.get(field.name) ?? (given.has(field.name) ? null : field.make());
      if (value !== undefined) yield* setAttribute(self, field.name, value);
    }
    yield* callSpecial(self, '__post_init__');
  }

  *#repr(self: PyObject): Flow<string> {
    const parts: string[] = [];
    for (const { name, repr: shown } of this.#fields) if (shown) parts.push(`${name}=${yield* repr(yield* getAttribute(self, name))}`);
    return `${self.cls.qualname}(${parts.join(', ')})`;
  }

  /** The values by which objects are ordered and hashed. */
  *#compared(self: PyObject): Flow<Value> {
    const values: Value[] = [];
    for (const { name, compare } of this.#fields) if (compare) values.push(yield* getAttribute(self, name));
    return new PyTuple(values);
  }

  *#equal(self: PyObject, other: Value): Flow<Value> {
    if (!(other instanceof PyObject) || other.cls !== self.cls) return NOT_IMPLEMENTED;
    for (const { name, compare } of this.#fields) {
      if (compare && !(yield* equals(yield* getAttribute(self, name), yield* getAttribute(other, name)))) return false;
    }
    return true;
  }
}

/** `'a', 'b', and 'c'` */
function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names[names.length - 1] ?? ''}`;
}

