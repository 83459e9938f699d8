import type { CellRuntime } from '../compile';

/** Sets the members of enums, counting up where one has no value of its own, numbers both ways. */
export function enumMembers(): CellRuntime['enumMember'] {
  const last = new WeakMap<object, unknown>();
  return (target, name, ...given) => {
    const previous = last.get(target);
    const value = given.length > 0 ? given[0] : typeof previous === 'number' ? previous + 1 : previous === undefined ? 0 : undefined;
    if (value === undefined) throw new TypeError(`the member ${name} of an enum needs a value: the one before it is no number`);
    last.set(target, value);
    target[name] = value;
    if (typeof value === 'number') target[String(value)] = name;
  };
}
