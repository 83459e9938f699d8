import type { Flow } from '../flow';
import { PyFloat } from '../objects/float';
import type { PyDict, PySet } from '../objects/mappings';
import { PyBoxed, type Value } from '../objects/object';
import { NotAnAttributeNameError, type Entry, type Table, type Token } from '../objects/table';
import { typeError } from '../objects/exceptions';
import { equalsFast, same } from './compare';
import { hash, hashFast } from './hash';
import { toInt, type Int } from './numbers';

/**
 * By what a key is found in a table without comparing it: keys that are equal have the same token.
 * Undefined: the key has to be hashed and compared.
 */
export function tokenOf(key: Value): Token | undefined {
  switch (typeof key) {
    case 'string':
    case 'number':
    case 'bigint':
      return key;
    case 'boolean':
      return key ? 1 : 0;
    case 'object':
      break;
  }
  if (key === null) return null;
  const { keying } = key.cls;
  if (keying === 'identity') return key;
  if (keying !== 'primitive') return undefined;
  if (key instanceof PyBoxed) return key.primitive;
  if (!(key instanceof PyFloat)) return undefined;
  if (Number.isNaN(key.value)) return key;
  return Number.isInteger(key.value) ? toInt(BigInt(key.value)) : key.value;
}

/** Where a key is: its entry, or what is needed to add it. */
type Place = { readonly entry: Entry | undefined; readonly token: Token | undefined; readonly hash: Int | undefined };

/** Finds a key without calling Python. Undefined: use {@link locate}. */
function locateFast(table: Table, key: Value): Place | undefined {
  const token = tokenOf(key);
  if (token !== undefined) return { entry: table.find(token), token, hash: undefined };
  const hashed = hashFast(key);
  if (hashed === undefined) return undefined;
  for (const entry of table.bucket(hashed)) {
    if (entry.key === key) return { entry, token: entry, hash: hashed };
    const equal = equalsFast(entry.key, key);
    if (equal === undefined) return undefined;
    if (equal) return { entry, token: entry, hash: hashed };
  }
  return { entry: undefined, token: undefined, hash: hashed };
}

/** Finds a key. @throws Raised TypeError when it is unhashable */
function* locate(table: Table, key: Value): Flow<Place> {
  const fast = locateFast(table, key);
  if (fast !== undefined) return fast;
  const hashed = yield* hash(key);
  for (const entry of [...table.bucket(hashed)]) if (yield* same(entry.key, key)) return { entry, token: entry, hash: hashed };
  return { entry: undefined, token: undefined, hash: hashed };
}

function add(table: Table, place: Place, key: Value, value: Value): void {
  if (place.entry !== undefined && place.hash !== undefined) {
    place.entry.value = value;
    return;
  }
  try {
    if (place.token !== undefined) table.put(place.token, key, value);
    else table.putHashed(place.hash as Int, key, value);
  } catch (error) {
    if (error instanceof NotAnAttributeNameError) throw typeError('keys of a namespace must be strings');
    throw error;
  }
}

/** The value of a key, null-safe: undefined when absent, {@link NEEDS_CALL} when finding it needs a call. */
export function getItemFast(dict: PyDict, key: Value): Value | undefined | typeof NEEDS_CALL {
  const token = tokenOf(key);
  if (token !== undefined) return dict.table.find(token)?.value;
  const place = locateFast(dict.table, key);
  return place === undefined ? NEEDS_CALL : place.entry?.value;
}

/** See {@link getItemFast}. */
export const NEEDS_CALL = Symbol('needs a call');

/** Sets an item without calling Python. False: use {@link setItem}. */
export function setItemFast(dict: PyDict, key: Value, value: Value): boolean {
  const place = locateFast(dict.table, key);
  if (place === undefined) return false;
  add(dict.table, place, key, value);
  return true;
}

/** `dict.get(key)`, undefined when absent. */
export function* getItem(dict: PyDict, key: Value): Flow<Value | undefined> {
  return (yield* locate(dict.table, key)).entry?.value;
}

/** `dict[key] = value`. */
export function* setItem(dict: PyDict, key: Value, value: Value): Flow<void> {
  add(dict.table, yield* locate(dict.table, key), key, value);
}

/** Takes a key out and gives its value; undefined when it was absent. */
export function* removeItem(dict: PyDict, key: Value): Flow<Value | undefined> {
  const place = yield* locate(dict.table, key);
  if (place.entry === undefined) return undefined;
  const { value } = place.entry;
  dict.table.remove(place.token as Token);
  return value;
}

/** Whether a set has an element. */
export function* hasElement(set: PySet, element: Value): Flow<boolean> {
  return (yield* locate(set.table, element)).entry !== undefined;
}

/** Adds an element; one that is equal stays. */
export function* addElement(set: PySet, element: Value): Flow<void> {
  const place = yield* locate(set.table, element);
  if (place.entry === undefined) add(set.table, place, element, null);
}

/** Adds an element without calling Python. False: use {@link addElement}. */
export function addElementFast(set: PySet, element: Value): boolean {
  const place = locateFast(set.table, element);
  if (place === undefined) return false;
  if (place.entry === undefined) add(set.table, place, element, null);
  return true;
}

/** Removes an element; false when it was absent. */
export function* removeElement(set: PySet, element: Value): Flow<boolean> {
  const place = yield* locate(set.table, element);
  return place.entry !== undefined && set.table.remove(place.token as Token);
}
