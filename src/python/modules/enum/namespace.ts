import { define, defineClass } from '../../native/define';
import { getsetType, objectType, typeOf } from '../../objects/builtin-types';
import { NativeAttribute, PyStaticMethod } from '../../objects/descriptors';
import { attributeError, typeError, valueError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { AttributeTable } from '../../objects/table';
import { stringOf } from '../../protocol/numbers';
import { reprFast } from '../../protocol/text';
import type { NativeModule, Runtime } from '../../runtime';

/** `auto()`: a value that is found when the member gets its name. */
class PyAuto extends PyObject {
  value: Value | undefined;
}

/** `member(value)` and `nonmember(value)`. */
class PyMark extends PyObject {
  constructor(
    cls: PyType,
    readonly value: Value,
  ) {
    super(cls);
  }
}

const autoType = defineClass<PyAuto>({
  name: 'auto',
  module: 'enum',
  allocate: (cls) => new PyAuto(cls),
  accepts: (value) => value instanceof PyAuto,
  attributes: { value: (self) => self.value ?? null },
});

function markType(name: string): PyType {
  const type: PyType = defineClass<PyMark>({
    name,
    module: 'enum',
    accepts: (value) => value instanceof PyMark,
    statics: { '__new__(cls, value, /)': (cls, value) => new PyMark(cls as PyType, value) },
    attributes: { value: (self) => self.value },
  });
  return type;
}

const memberType = markType('member');
const nonmemberType = markType('nonmember');

const settable = new Set(['_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_', '_iter_member_by_value_', '_iter_member_by_def_']);

function isSunder(name: string): boolean {
  return name.length > 2 && name.startsWith('_') && name.endsWith('_') && name[1] !== '_' && name.at(-2) !== '_';
}

function isDunder(name: string): boolean {
  return name.length > 4 && name.startsWith('__') && name.endsWith('__');
}

function isDescriptor(value: Value): boolean {
  if (!(value instanceof PyObject) || value instanceof PyType) return false;
  return ['__get__', '__set__', '__delete__'].some((name) => value.cls.lookup(name) !== undefined) || value.cls === getsetType;
}

/** The body of an enumeration while it runs: tells members from other names and gives `auto()` its values. */
class EnumNamespace extends Map<string, Value> {
  readonly members: string[] = [];
  readonly #values: Value[] = [];
  #ignored: readonly string[] = [];
  #autoUsed = false;

  constructor(
    readonly className: string,
    /** `_generate_next_value_(name, start, count, last_values)` of the class that is derived from. */
    public generate: Value,
    readonly runtime: Runtime,
  ) {
    super();
  }

  override set(name: string, value: Value): this {
    if (name.startsWith(`_${this.className}__`) || isDunder(name) || name.startsWith('.')) return super.set(name, value);
    if (isSunder(name)) return this.#setReserved(name, value);
    if (this.members.includes(name)) throw typeError(`'${name}' already defined as ${this.#shown(this.get(name) ?? null)}`);
    if (this.#ignored.includes(name)) return super.set(name, value);
    if (value instanceof PyMark && value.cls === nonmemberType) return super.set(name, value.value);
    if (!(value instanceof PyMark) && isDescriptor(value)) return super.set(name, value);
    if (this.has(name)) throw typeError(`'${name}' already defined as ${this.#shown(this.get(name) ?? null)}`);
    const given = value instanceof PyMark ? value.value : value;
    const resolved = this.#resolve(name, given);
    this.members.push(name);
    if (resolved === given) this.#values.push(resolved);
    return super.set(name, resolved);
  }

  #setReserved(name: string, value: Value): this {
    if (!settable.has(name)) throw valueError(`_sunder_ names, such as '${name}', are reserved for future Enum use`);
    if (name === '_generate_next_value_') {
      if (this.#autoUsed) throw typeError('_generate_next_value_ must be defined before members');
      this.generate = value instanceof PyStaticMethod ? value.func : value;
      return super.set(name, new PyStaticMethod(this.generate));
    }
    if (name === '_ignore_') {
      const text = stringOf(value);
      const names = text === undefined ? (value as PyList | PyTuple).items.map((item) => stringOf(item) ?? '') : text.replace(/,/g, ' ').split(/\s+/);
      this.#ignored = names;
      return this;
    }
    return super.set(name, value);
  }

  #resolve(name: string, value: Value): Value {
    if (value instanceof PyAuto) {
      this.#autoUsed = true;
      if (value.value === undefined) {
        value.value = this.runtime.callNow(this.generate, [name, 1, this.members.length, new PyList([...this.#values])]);
        this.#values.push(value.value);
      }
      return value.value;
    }
    if (value instanceof PyTuple && value.items.some((item) => item instanceof PyAuto)) return new PyTuple(value.items.map((item) => this.#resolve(name, item)));
    return value;
  }

  #shown(value: Value): string {
    return reprFast(value) ?? `<${typeOf(value).name} object>`;
  }
}

/** An attribute of members that is kept under another name and cannot be set: `name`, `value`. */
function memberAttribute(shown: string, kept: string): NativeAttribute {
  const isMember = (value: Value): boolean => value instanceof PyObject;
  const get = (self: Value): Value => {
    const value = (self as PyObject).attributes?.get(kept);
    if (value === undefined) throw attributeError(`'${typeOf(self).name}' object has no attribute '${kept}'`, self, kept);
    return value;
  };
  const refuse = (self: Value): never => {
    throw attributeError(`<enum 'Enum'> cannot set attribute '${shown}'`, self, shown);
  };
  return new NativeAttribute(shown, objectType, isMember, get, refuse, false);
}

/** The part of `enum` that is native. */
export const nativeEnumModule: NativeModule = {
  name: '_enum',
  create: (runtime) => ({
    auto: autoType,
    member: memberType,
    nonmember: nonmemberType,
    member_name: memberAttribute('name', '_name_'),
    member_value: memberAttribute('value', '_value_'),
    namespace: define('namespace(name, generate)', (name, generate) => PyDict.over(new EnumNamespace(stringOf(name) ?? '', generate, runtime))),
    members: define('members(namespace)', (namespace) => {
      const table = namespace instanceof PyDict ? namespace.table : undefined;
      const names = table instanceof AttributeTable ? table.attributes : undefined;
      if (!(names instanceof EnumNamespace)) throw typeError('the namespace of an enumeration is made by its metaclass');
      return new PyList([...names.members]);
    }),
  }),
};
