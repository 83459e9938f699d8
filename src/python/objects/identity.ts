import type { PyObject } from './object';

const identities = new WeakMap<PyObject, number>();
/** Where CPython's heap might begin; each object takes as much room as a small one does there. */
let nextIdentity = 0x7f3a_0000_1000;

/** `id(object)`: unlike that of any other object, and like an address. */
export function identity(object: PyObject): number {
  let id = identities.get(object);
  if (id === undefined) {
    id = nextIdentity;
    nextIdentity += 16;
    identities.set(object, id);
  }
  return id;
}
