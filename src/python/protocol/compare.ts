import type { Flow } from '../flow';
import { NOT_IMPLEMENTED, listType, tupleType, typeOf } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import { PyComplex, PyFloat } from '../objects/float';
import type { Value } from '../objects/object';
import { PyList, PyTuple } from '../objects/sequences';
import { callOperator } from './call';
import { intOf, stringOf } from './numbers';
import { comparisonNames, mirrored, type Comparison } from './operator-table';
import { truth } from './truth';

/** Compares by code points: UTF-16 order differs beyond the basic plane. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x === y) continue;
    const highX = x >= 0xd800 && x <= 0xdfff;
    const highY = y >= 0xd800 && y <= 0xdfff;
    return highX === highY ? x - y : highX ? 1 : -1;
  }
  return a.length - b.length;
}

function holds(op: Comparison, order: number): boolean {
  switch (op) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function compareNumbers(op: Comparison, a: number | bigint, b: number | bigint): boolean {
  switch (op) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '==':
      return a == b;
    case '!=':
      return a != b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

function realOf(value: Value): number | bigint | undefined {
  return value instanceof PyFloat ? value.value : intOf(value);
}

/** Compares numbers, strings and None. Undefined: not of these, or not of one kind. */
export function comparePrimitives(op: Comparison, a: Value, b: Value): boolean | undefined {
  const x = realOf(a);
  if (x !== undefined) {
    const y = realOf(b);
    if (y !== undefined) return compareNumbers(op, x, y);
    if (b instanceof PyComplex && (op === '==' || op === '!=')) return (b.imaginary === 0 && compareNumbers('==', x, b.real)) === (op === '==');
    return undefined;
  }
  const s = stringOf(a);
  if (s !== undefined) {
    const t = stringOf(b);
    return t === undefined ? undefined : op === '==' ? s === t : op === '!=' ? s !== t : holds(op, compareStrings(s, t));
  }
  if (a instanceof PyComplex && (op === '==' || op === '!=')) {
    const other = b instanceof PyComplex ? b : undefined;
    if (other === undefined) return comparePrimitives(op, b, a);
    return (a.real === other.real && a.imaginary === other.imaginary) === (op === '==');
  }
  return undefined;
}

function isPlain(value: Value): boolean {
  return value === null || typeof value !== 'object' || value.cls.immutable;
}

/** `a == b` of built-in values, where no method has to be called. Undefined: use {@link equals}. */
export function equalsFast(a: Value, b: Value): boolean | undefined {
  if (a === b && (typeof a !== 'object' || a === null)) return true;
  if (!isPlain(a) || !isPlain(b)) return undefined;
  const primitive = comparePrimitives('==', a, b);
  if (primitive !== undefined) return primitive;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    // A primitive of one kind equals no primitive of another.
    if ((typeof a !== 'object' || a === null) && (typeof b !== 'object' || b === null)) return false;
    return undefined;
  }
  if ((a.cls === tupleType && b.cls === tupleType) || (a.cls === listType && b.cls === listType)) return sameItemsFast((a as PyTuple | PyList).items, (b as PyTuple | PyList).items);
  return undefined;
}

function sameItemsFast(a: readonly Value[], b: readonly Value[]): boolean | undefined {
  if (a.length !== b.length) return false;
  for (const [index, item] of a.entries()) {
    const other = b[index] as Value;
    if (item === other) continue;
    const same = equalsFast(item, other);
    if (same !== true) return same;
  }
  return true;
}

/** `a == b` as a truth value. */
export function* equals(a: Value, b: Value): Flow<boolean> {
  const fast = equalsFast(a, b);
  if (fast !== undefined) return fast;
  return yield* truth(yield* richCompare('==', a, b));
}

/** `a is b or a == b`: how containers compare. */
export function* same(a: Value, b: Value): Flow<boolean> {
  return a === b || (yield* equals(a, b));
}

/** `a < b` as a truth value. */
export function* lessThan(a: Value, b: Value): Flow<boolean> {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b) < 0;
  return yield* truth(yield* richCompare('<', a, b));
}

/** What a comparison operator gives: mostly a bool, but whatever a class's method likes. @throws Raised TypeError */
export function* richCompare(op: Comparison, a: Value, b: Value): Flow<Value> {
  if (isPlain(a) && isPlain(b)) {
    const primitive = comparePrimitives(op, a, b);
    if (primitive !== undefined) return primitive;
  }
  const left = typeOf(a);
  const right = typeOf(b);
  const reflectedFirst = left !== right && right.isSubclassOf(left);
  if (reflectedFirst) {
    const result = yield* callOperator(b, comparisonNames[mirrored[op]], [a]);
    if (result !== undefined) return result;
  }
  const result = yield* callOperator(a, comparisonNames[op], [b]);
  if (result !== undefined) return result;
  if (!reflectedFirst) {
    const reflected = yield* callOperator(b, comparisonNames[mirrored[op]], [a]);
    if (reflected !== undefined) return reflected;
  }
  if (op === '==') return a === b;
  if (op === '!=') return a !== b;
  throw typeError(`'${op}' not supported between instances of '${left.label}' and '${right.label}'`);
}

/** Compares two sequences item by item: how `list` and `tuple` do. */
export function* compareSequences(op: Comparison, a: readonly Value[], b: readonly Value[]): Flow<Value> {
  if ((op === '==' || op === '!=') && a.length !== b.length) return op === '!=';
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const x = a[index] as Value;
    const y = b[index] as Value;
    if (yield* same(x, y)) continue;
    if (op === '==') return false;
    if (op === '!=') return true;
    return yield* richCompare(op, x, y);
  }
  return holds(op, a.length - b.length);
}

/** The result of a comparison method that native classes share: `NotImplemented` for foreign operands. */
export function compared(op: Comparison, order: number | undefined): Value {
  return order === undefined ? NOT_IMPLEMENTED : holds(op, order);
}
