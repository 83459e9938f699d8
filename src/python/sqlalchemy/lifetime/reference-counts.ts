import { PyObject } from '../../objects/object';
import { isLeaf, readReferences } from './references';

/**
 * Of objects that cannot be reached those that counting references frees: not the members of cycles, and nothing that these hold.
 * They stay until CPython's collector of cycles runs, which no program can foresee.
 * @param alive the objects that can be reached
 * @param limit the most objects that are looked at
 * @returns none when an object does not tell what it refers to
 */
export function freedByCounting(unreachable: readonly PyObject[], alive: ReadonlySet<PyObject>, limit: number): ReadonlySet<PyObject> {
  const counts = new Map<PyObject, number>(unreachable.map((object) => [object, 0]));
  const references = new Map<PyObject, readonly PyObject[]>();
  const open = [...unreachable];
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    const found: PyObject[] = [];
    const known = readReferences(object, (value) => {
      if (value instanceof PyObject && !alive.has(value) && !isLeaf(value)) found.push(value);
    });
    if (!known || counts.size > limit) return new Set();
    references.set(object, found);
    for (const one of found) {
      const count = counts.get(one);
      if (count === undefined) open.push(one);
      counts.set(one, (count ?? 0) + 1);
    }
  }
  const freed = new Set<PyObject>();
  const unreferenced = [...counts].flatMap(([object, count]) => (count === 0 ? [object] : []));
  for (let object = unreferenced.pop(); object !== undefined; object = unreferenced.pop()) {
    freed.add(object);
    for (const one of references.get(object) ?? []) {
      const count = (counts.get(one) ?? 0) - 1;
      counts.set(one, count);
      if (count === 0) unreferenced.push(one);
    }
  }
  return freed;
}
