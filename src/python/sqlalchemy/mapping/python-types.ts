import { Enum } from '../../../orm/sql/types/enum';
import { BigInteger, Boolean_, Date_, DateTime, Double, Integer, Interval, LargeBinary, Numeric, String_, Time, Uuid } from '../../../orm/sql/types/standard';
import { TypeEngine } from '../../../orm/sql/types/type-engine';
import { PyType, type Value } from '../../objects/object';
import { PyDict } from '../../objects/mappings';
import { PyTuple } from '../../objects/sequences';
import { stringOf } from '../../protocol/numbers';
import type { Binder } from '../bind';
import { enumMembers, isEnumeration } from '../enumerations';
import { raise } from '../exceptions';
import { literalValues, type AttributeAnnotation } from './annotations';

/** The types that Python's classes have in SQL where no one says otherwise. */
const known: Readonly<Record<string, () => TypeEngine>> = {
  'builtins.int': () => new Integer(),
  'builtins.str': () => new String_(),
  'builtins.float': () => new Double(),
  'builtins.bool': () => new Boolean_(),
  'builtins.bytes': () => new LargeBinary(),
  'decimal.Decimal': () => new Numeric(),
  'datetime.date': () => new Date_(),
  'datetime.datetime': () => new DateTime(),
  'datetime.time': () => new Time(),
  'datetime.timedelta': () => new Interval(),
  'uuid.UUID': () => new Uuid(),
};

/** Maps classes of Python to types of SQL: what a base's `type_annotation_map` says, then what is usual. */
export class PythonTypes {
  constructor(
    private readonly binder: Binder,
    /** `type_annotation_map` */
    private readonly own: Value,
  ) {}

  /** The type for an annotation; null where there is none. */
  find(annotation: AttributeAnnotation): TypeEngine | null {
    for (const form of [...annotation.forms, annotation.type]) {
      const found = this.#mapped(form);
      if (found) return found;
    }
    return this.#usual(annotation.type);
  }

  /** @throws Raised MappedAnnotationError where there is none */
  required(annotation: AttributeAnnotation, name: string): TypeEngine {
    const found = this.find(annotation);
    if (found) return found;
    if (annotation.type instanceof PyType && this.binder.bridge.toOrm(annotation.type) instanceof TypeEngine) {
      throw raise('MappedAnnotationError', `The type provided inside the '${name}' attribute Mapped annotation is the SQLAlchemy type ${this.binder.bridge.repr(annotation.type)}. Expected a Python type instead`);
    }
    throw raise(
      'MappedAnnotationError',
      `Could not locate SQLAlchemy Core type when resolving for Python type indicated by '${this.binder.bridge.repr(annotation.type)}' inside the Mapped[] annotation for the '${name}' attribute; the type object is not resolvable by the registry`,
    );
  }

  /** The type of an enumeration as that of all enumerations says: `{enum.Enum: Enum(enum.Enum, length=9)}`. */
  #enumerated(form: Value, key: Value, type: unknown): TypeEngine | null {
    if (!(form instanceof PyType) || !(key instanceof PyType) || form === key || !isEnumeration(form) || !form.isSubclassOf(key)) return null;
    if (!(type instanceof Enum)) return type instanceof TypeEngine ? type : null;
    return new Enum(enumMembers(this.binder, form), { nativeEnum: type.nativeEnum });
  }

  #mapped(form: Value): TypeEngine | null {
    if (!(this.own instanceof PyDict)) return null;
    for (const { key, value } of this.own.table.entries()) {
      const enumerated = this.#enumerated(form, key, this.binder.bridge.toOrm(value));
      if (enumerated) return enumerated;
      if (key !== form && !(typeof key === 'object' && key !== null && !(key instanceof PyType) && this.#same(key, form))) continue;
      const type = this.binder.bridge.toOrm(value);
      return type instanceof Enum && type.enums.length === 0 ? this.#usual(form) : type instanceof TypeEngine ? type : null;
    }
    return null;
  }

  #same(left: Value, right: Value): boolean {
    return typeof right === 'object' && right !== null && !(right instanceof PyType) && this.binder.bridge.repr(left) === this.binder.bridge.repr(right);
  }

  #usual(type: Value): TypeEngine | null {
    const literal = literalValues(type);
    if (literal) return this.#literal(literal);
    if (!(type instanceof PyType)) return null;
    if (isEnumeration(type)) return new Enum(enumMembers(this.binder, type));
    for (const cls of type.mro) {
      const make = known[`${cls.module}.${cls.name}`];
      if (make) return make();
    }
    return null;
  }

  /** `Literal["a", "b"]` is text, one of these. */
  #literal(values: readonly Value[]): TypeEngine | null {
    const texts = values.map(stringOf);
    return texts.includes(undefined) ? null : new Enum(texts as string[], { nativeEnum: false });
  }
}

/** The type of a whole number that may be larger. */
export const bigInteger = (): TypeEngine => new BigInteger();

/** The items of `__table_args__`: constraints, and at the end options. */
export function tableArguments(given: Value | undefined): { readonly items: readonly Value[]; readonly options: Value } {
  if (given instanceof PyDict) return { items: [], options: given };
  if (!(given instanceof PyTuple)) return { items: [], options: null };
  const last = given.items[given.items.length - 1];
  return last instanceof PyDict ? { items: given.items.slice(0, -1), options: last } : { items: given.items, options: null };
}
