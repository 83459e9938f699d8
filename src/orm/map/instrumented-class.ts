import { UnknownKeywordError } from './errors';
import type { EntityClass, Mapper } from './mapper';
import type { InstanceState } from './state';

/** A class of JavaScript that can be mapped. */
export type JavaScriptClass = abstract new (...given: never[]) => object;

/** A JavaScript class as mappers see it. */
export function javaScriptEntity(target: JavaScriptClass, name: string = target.name): EntityClass {
  return {
    name,
    repr: `<class '__main__.${name}'>`,
    target,
    instantiate: () => Object.create(target.prototype as object) as object,
  };
}

/** Gives the objects of a class a property for each of its attributes. What the class itself defines stays. */
export function instrument(target: JavaScriptClass, mapper: Mapper): void {
  const prototype = target.prototype as object;
  for (const key of mapper.attributeNames) {
    if (Object.prototype.hasOwnProperty.call(prototype, key)) continue;
    Object.defineProperty(prototype, key, {
      configurable: true,
      enumerable: true,
      get(this: object) {
        return read(mapper.stateOf(this), key);
      },
      set(this: object, value: unknown) {
        write(mapper.stateOf(this), key, value);
      },
    });
  }
}

/** The value of an attribute, as the program sees it; read from the database where it is not there. */
export function read(state: InstanceState, key: string): unknown {
  const { mapper } = state;
  mapper.registry.configure();
  const computed = mapper.computed(key);
  return computed ? computed.get(state.object) : state.attribute(key).get(state);
}

/** Changes an attribute. */
export function write(state: InstanceState, key: string, value: unknown): void {
  const { mapper } = state;
  mapper.registry.configure();
  const computed = mapper.computed(key);
  if (computed) computed.set(state.object, value);
  else state.attribute(key).set(state, value);
}

/**
 * What the constructor of a mapped class does with its argument.
 * @param isOther names that are no attributes of the mapping, but which the object takes
 * @throws UnknownKeywordError for a name that the class does not have
 */
export function construct(mapper: Mapper, object: object, values: Readonly<Record<string, unknown>>, isOther: (key: string) => boolean = () => false): void {
  mapper.registry.configure();
  const state = mapper.stateOf(object);
  let given = values;
  if (mapper.events.has('init')) {
    given = { ...values };
    mapper.events.dispatch('init', object, given);
  }
  for (const key of Object.keys(given)) {
    const value = given[key];
    if (mapper.properties.has(key) || mapper.computed(key)) write(state, key, value);
    else if (isOther(key)) Reflect.set(object, key, value);
    else throw new UnknownKeywordError(key, mapper.entity.name);
  }
}
