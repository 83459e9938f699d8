import { typeError } from '../objects/exceptions';
import { PyObject, type Value } from '../objects/object';
import { intOf, stringOf } from '../protocol/numbers';

/** What messages call the class of an argument. */
function className(given: unknown): string {
  if (given instanceof PyObject) return given.cls.name;
  if (given === null || given === undefined) return 'NoneType';
  if (Array.isArray(given)) return 'list';
  return { string: 'str', number: 'int', bigint: 'int', boolean: 'bool' }[typeof given as string] ?? 'object';
}

/** A text. @throws Raised TypeError for anything else */
export function asText(given: unknown): string {
  const text = typeof given === 'string' ? given : given instanceof PyObject ? stringOf(given) : undefined;
  if (text === undefined) throw typeError(`expected str, got ${className(given)}`);
  return text;
}

/** A text or None. */
export function asTextOrNull(given: unknown): string | null {
  return given === null || given === undefined ? null : asText(given);
}

/** A whole number. @throws Raised TypeError for anything else */
export function asNumber(given: unknown): number {
  const int = typeof given === 'number' || typeof given === 'bigint' ? given : given instanceof PyObject ? intOf(given) : undefined;
  if (int === undefined) throw typeError(`expected int, got ${className(given)}`);
  return Number(int);
}

/** A whole number or None. */
export function asNumberOrNull(given: unknown): number | null {
  return given === null || given === undefined ? null : asNumber(given);
}

/** A truth value; None counts as false. */
export function asFlag(given: unknown): boolean {
  return given !== null && given !== undefined && given !== false && given !== 0 && given !== '';
}

/** A list; one thing alone is a list of one, None an empty one. */
export function asList(given: unknown): readonly unknown[] {
  if (given === null || given === undefined) return [];
  return Array.isArray(given) ? (given as readonly unknown[]) : [given];
}

/** A record by name. @throws Raised TypeError for anything else */
export function asRecord(given: unknown): Readonly<Record<string, unknown>> {
  if (given === null || given === undefined) return {};
  if (typeof given === 'object' && Object.getPrototypeOf(given) === Object.prototype) return given as Readonly<Record<string, unknown>>;
  throw typeError(`expected dict, got ${className(given)}`);
}

/** Keyword arguments with the ORM's spelling: `primary_key` becomes `primaryKey`. What is undefined stays out. */
export function camelKeys(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [camel(name), value]),
  );
}

/** `primary_key` as `primaryKey`. */
export function camel(name: string): string {
  return name.replace(/(?!^)_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A field of an object that only some of its kind have; null where it has none. */
export function memberOf(object: object, name: string): unknown {
  const value: unknown = Reflect.get(object, name);
  return value ?? null;
}

/** A name that Python gave, as text; empty for what is no str. */
export function nameText(given: Value): string {
  return stringOf(given) ?? '';
}

/** A Python value that is neither plain nor known to the ORM: a function, a class. */
export function asValue(given: unknown): Value {
  return given as Value;
}
