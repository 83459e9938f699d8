import { nameText } from './arguments';
import type { EnumMembers } from '../../orm/sql/types/enum';
import { PyObject, PyType, type Value } from '../objects/object';
import { PyDict } from '../objects/mappings';
import { PyList } from '../objects/sequences';
import { stringOf } from '../protocol/numbers';
import type { Binder } from './bind';

/** True for a class that is an `enum.Enum`. */
export function isEnumeration(value: Value): boolean {
  return value instanceof PyType && value.mro.some((cls) => cls.name === 'Enum' && cls.module === 'enum') && value.dict.get('_member_map_') instanceof PyDict;
}

/** An enumeration of Python as the ORM takes it: the database keeps the names of its members, or what `values_callable` says. */
export function enumMembers(binder: Binder, cls: PyType, valuesCallable?: Value): EnumMembers {
  const map = cls.dict.get('_member_map_') as PyDict;
  const members = [...map.table.entries()].map(({ key, value }) => [nameText(key), value] as const);
  const names = valuesCallable === undefined || valuesCallable === null ? members.map(([name]) => name) : namesGiven(binder, valuesCallable, cls);
  const nameOf = new Map<Value, string>();
  const memberOf = new Map<string, Value>();
  // An alias is another name of a member: it stands behind it in the map, and the first name counts.
  members.forEach(([, member], place) => {
    const name = names[place] ?? '';
    if (!nameOf.has(member)) nameOf.set(member, name);
    memberOf.set(name, member);
  });
  return {
    className: cls.name,
    names: [...new Set(names)],
    nameOf: (member) => (member instanceof PyObject ? (nameOf.get(member) ?? null) : null),
    memberOf: (name) => memberOf.get(name),
  };
}

function namesGiven(binder: Binder, callable: Value, cls: PyType): string[] {
  const given = binder.bridge.runtime.callNow(callable, [cls]);
  return given instanceof PyList ? given.items.map((item) => stringOf(item) ?? '') : [];
}
