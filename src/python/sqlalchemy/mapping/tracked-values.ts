import { CompositeProperty } from '../../../orm/map/composite';
import type { InstanceState } from '../../../orm/map/state';
import type { ValueTracking } from '../../../orm/map/value-tracking';
import { TypeEngine } from '../../../orm/sql/types/type-engine';
import { define } from '../../native/define';
import { PyObject, PyType, type Value } from '../../objects/object';
import type { Flow } from '../../flow';
import { getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import type { Bridge } from '../bridge';

const coerced = define('coerce(cls, key, value, /)', function* (cls, key, value): Flow<Value> {
  return yield* call(yield* getAttribute(cls, 'coerce'), [key, value]);
});

/** The values that tell when they change: which objects have them, and in which attribute. */
export class TrackedValues {
  readonly #parents = new WeakMap<PyObject, Map<InstanceState, string>>();
  /** The class of the values of columns of one type object. */
  readonly #types = new WeakMap<TypeEngine, PyType>();
  /** The same for all types of a class. */
  readonly #classes: (readonly [types: PyType, of: PyType])[] = [];

  constructor(private readonly bridge: Bridge) {}

  /** Columns of this type have values of the class. */
  ofType(type: TypeEngine, cls: PyType): void {
    this.#types.set(type, cls);
  }

  /** Columns of all types of a class have values of the class `cls`. */
  ofTypes(types: PyType, cls: PyType): void {
    this.#classes.push([types, cls]);
  }

  /** How the values of a type are told of; null where they do not change inside. */
  forType(type: TypeEngine): ValueTracking | null {
    const known = this.#types.get(type);
    if (known) return this.tracking(known);
    if (this.#classes.length === 0) return null;
    const shown = this.bridge.toPython(type);
    const found = this.#classes.find(([types]) => shown instanceof PyObject && shown.cls.isSubclassOf(types));
    return found ? this.tracking(found[1]) : null;
  }

  /** How values of a class are told of. */
  tracking(cls: PyType): ValueTracking {
    return {
      entering: (state, key, value) => {
        const given = value as Value;
        const own = given instanceof PyObject && given.cls.isSubclassOf(cls) ? given : this.bridge.runtime.callNow(coerced, [cls, key, this.bridge.toPython(value)]);
        if (own instanceof PyObject) this.adopt(own, state, key);
        return own;
      },
      leaving: (state, value) => {
        if (value instanceof PyObject) this.#parents.get(value)?.delete(state);
      },
    };
  }

  /** A value is that of an object's attribute. */
  adopt(value: Value, state: InstanceState, key: string): void {
    if (!(value instanceof PyObject)) return;
    const known = this.#parents.get(value);
    if (known) known.set(state, key);
    else this.#parents.set(value, new Map([[state, key]]));
  }

  /** The objects that have a value, with the attributes. */
  parentsOf(value: Value): ReadonlyMap<InstanceState, string> {
    return (value instanceof PyObject ? this.#parents.get(value) : undefined) ?? new Map<InstanceState, string>();
  }

  /** A value changed: the objects that have it are written. A composite writes the columns that it is made of. */
  changed(value: Value): void {
    for (const [state, key] of this.parentsOf(value)) {
      const property = state.mapper.properties.get(key);
      if (property instanceof CompositeProperty) property.attribute.set(state.object, value);
      else if (state.values.get(key) === value) state.flagModified(key);
    }
  }
}
