/** The name of the class that made an object; null for one without a prototype. */
export function classNameOf(value: object): string | null {
  for (let object: object | null = value; object !== null; object = prototypeOf(object)) {
    const found = Object.getOwnPropertyDescriptor(object, 'constructor');
    const constructor: unknown = found?.value;
    if (typeof constructor === 'function' && constructor.name !== '' && isInstance(value, constructor)) return constructor.name;
  }
  return null;
}

/** What `Symbol.toStringTag` says, where it says something else than the class. */
export function tagOf(value: object, className: string | null): string {
  // One of its own is shown among its properties.
  if (Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)) return '';
  const tag = read(value, Symbol.toStringTag);
  return typeof tag === 'string' && tag !== '' && tag !== className ? tag : '';
}

/** A property's value; undefined where reading it fails. */
export function read(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

export function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

function isInstance(value: object, constructor: unknown): boolean {
  try {
    return value instanceof (constructor as new () => object);
  } catch {
    return false;
  }
}
