import type { PySet } from '../objects/mappings';
import type { Value } from '../objects/object';

const PERTURB_SHIFT = 5;
const LINEAR_PROBES = 9;
const SMALLEST = 8;
/** Beyond this, order is of no interest and the simulation would cost. */
const LARGEST = 20_000;

function insert(slots: (Value | undefined)[], key: number): void {
  const mask = slots.length - 1;
  let perturb = BigInt.asUintN(64, BigInt(key === -1 ? -2 : key));
  let index = Number(perturb & BigInt(mask));
  for (;;) {
    const probes = index + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (let step = 0; step <= probes; step += 1) {
      if (slots[index + step] === undefined) {
        slots[index + step] = key;
        return;
      }
    }
    perturb >>= BigInt(PERTURB_SHIFT);
    index = (index * 5 + 1 + Number(perturb & BigInt(mask))) & mask;
  }
}

function emptyTable(size: number): (Value | undefined)[] {
  return new Array<Value | undefined>(size).fill(undefined);
}

function sizeAbove(least: number): number {
  let size = SMALLEST;
  while (size <= least) size *= 2;
  return size;
}

function numbersIn(slots: readonly (Value | undefined)[]): number[] {
  return slots.filter((slot): slot is number => typeof slot === 'number');
}

/** Adds elements one by one; the table grows as CPython's does. */
function addAll(start: (Value | undefined)[], elements: readonly number[], before = 0): (Value | undefined)[] {
  let slots = start;
  let used = before;
  for (const element of elements) {
    insert(slots, element);
    used += 1;
    if (used * 5 < (slots.length - 1) * 3) continue;
    const old = slots;
    slots = emptyTable(sizeAbove(used > 50_000 ? used * 2 : used * 4));
    for (const key of numbersIn(old)) insert(slots, key);
  }
  return slots;
}

/** The size of the table of a set into which this many elements were merged when it was empty. */
function mergedSize(count: number): number {
  return count * 5 >= (SMALLEST - 1) * 3 ? sizeAbove(count * 2) : SMALLEST;
}

function numbersOf(set: PySet): number[] | null {
  if (set.table.size < 2 || set.table.size > LARGEST) return null;
  const elements = [...set.elements()];
  return elements.every((element): element is number => typeof element === 'number') ? elements : null;
}

/**
 * The elements of a set in the order in which CPython's table (Objects/setobject.c) yields them when they were added one by one;
 * null where that is of no use because hashes are random (strings) or addresses.
 */
export function setOrder(set: PySet): Value[] | null {
  const elements = numbersOf(set);
  if (elements === null) return null;
  const began = set.began;
  if (began === null) return numbersIn(addAll(emptyTable(SMALLEST), elements));
  const slots = emptyTable(began.size);
  for (const element of elements.slice(0, began.count)) insert(slots, element);
  return numbersIn(addAll(slots, elements.slice(began.count), began.count));
}

/** Puts the elements of a display of literals in the order in which CPython merges them into the set: out of a frozenset made twice. */
export function orderConstants(set: PySet): void {
  const elements = numbersOf(set);
  if (elements === null) return;
  const once = numbersIn(addAll(emptyTable(SMALLEST), elements));
  const twice = numbersIn(addAll(emptyTable(SMALLEST), once));
  begin(set, twice);
}

/** Makes a set that was just made one into which these were merged. */
function begin(set: PySet, elements: readonly number[]): void {
  set.table.clear();
  for (const element of elements) set.table.put(element, element, null);
  set.began = { size: mergedSize(elements.length), count: elements.length };
}

/** Orders the union of two sets: the one copied, the other merged into it. */
export function orderUnion(result: PySet, first: PySet, second: PySet): void {
  const a = setOrder(first) ?? [...first.elements()];
  const b = setOrder(second) ?? [...second.elements()];
  if (![...a, ...b].every((element): element is number => typeof element === 'number') || a.length + b.length > LARGEST) return;
  let slots = emptyTable(mergedSize(a.length));
  for (const element of a as number[]) insert(slots, element);
  let order = numbersIn(slots);
  if ((a.length + b.length) * 5 >= (slots.length - 1) * 3) {
    slots = emptyTable(sizeAbove((a.length + b.length) * 2));
    for (const element of order) insert(slots, element);
  }
  const known = new Set(order);
  const added = (b as number[]).filter((element) => !known.has(element));
  order = [...order, ...added];
  result.table.clear();
  for (const element of order) result.table.put(element, element, null);
  result.began = { size: slots.length, count: order.length };
}
