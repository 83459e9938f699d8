import { PyObject } from '../../objects/object';
import { isLeaf, readReferences, type Visit } from './references';

/** Why a walk came to no end: too much to see, or an object that does not tell what it refers to. */
export type Unknown = 'too much' | 'opaque';

/**
 * All objects that can be reached.
 * @param begin tells the objects to begin with; false when not all of them are known
 * @param isClosed objects that refer to nothing of interest, if their class does not tell
 * @param limit the most objects that are looked at
 */
export function reachable(begin: (visit: Visit) => boolean, isClosed: (object: PyObject) => boolean, limit: number): ReadonlySet<PyObject> | Unknown {
  const seen = new Set<PyObject>();
  const open: PyObject[] = [];
  const visit: Visit = (value) => {
    if (!(value instanceof PyObject) || seen.has(value) || isLeaf(value)) return;
    seen.add(value);
    open.push(value);
  };
  if (!begin(visit)) return 'opaque';
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (seen.size > limit) return 'too much';
    if (!readReferences(object, visit) && !isClosed(object)) return 'opaque';
  }
  return seen;
}
