/** A value as text, by its own `toString()`: texts are themselves, null is `None`. */
export function plainText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'object': {
      if (value === null) return 'None';
      const own: unknown = Reflect.get(value, 'toString');
      const text: unknown = typeof own === 'function' ? Reflect.apply(own, value, []) : '';
      return typeof text === 'string' ? text : '';
    }
    case 'undefined':
      return 'None';
    case 'function':
      return value.name;
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'symbol':
      return value.toString();
  }
}
