import type { Flow } from '../flow';
import { dictType, listType, setType, frozensetType, strType, tupleType, typeOf, typeType, bytesType } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import { PyDict, PySet } from '../objects/mappings';
import { PyType, type Value } from '../objects/object';
import { PyList, PyTuple } from '../objects/sequences';
import { PyGenericAlias } from '../objects/typing';
import { isPlainNumber, numericOperation } from './arithmetic';
import { call, callOperator, callSpecial } from './call';
import { same } from './compare';
import { iterate, next } from './iterate';
import { bitwise, subtractInts } from './int-arithmetic';
import { PyFloat, PyComplex } from '../objects/float';
import { intOf } from './numbers';
import { operatorNames, unaryNames, type BinaryOperator, type UnaryOperator } from './operator-table';
import { truth } from './truth';
import { attributeOrUndefined } from './attributes';
import { tokenOf } from './keys';

/** A binary operator on built-in values that needs no method. Undefined: use {@link binary}. */
export function binaryFast(op: BinaryOperator, a: Value, b: Value): Value | undefined {
  if (isPlainNumber(a)) return isPlainNumber(b) ? numericOperation(op, a, b) : undefined;
  if (op !== '+') return undefined;
  if (typeof a === 'string') return typeof b === 'string' ? a + b : undefined;
  if (a instanceof PyList && a.cls === listType && b instanceof PyList && b.cls === listType) return new PyList([...a.items, ...b.items]);
  if (a instanceof PyTuple && a.cls === tupleType && b instanceof PyTuple && b.cls === tupleType) return new PyTuple([...a.items, ...b.items]);
  return undefined;
}

function overridesReflected(left: PyType, right: PyType, name: string): boolean {
  return right !== left && right.isSubclassOf(left) && right.lookup(name) !== undefined && right.lookup(name) !== left.lookup(name);
}

/** `a + b` and its kin. @throws Raised TypeError when neither operand knows the other */
export function* binary(op: BinaryOperator, a: Value, b: Value): Flow<Value> {
  const fast = binaryFast(op, a, b);
  if (fast !== undefined) return fast;
  const result = yield* tryBinary(op, a, b);
  if (result !== undefined) return result;
  throw unsupported(op, a, b, op === '**' ? '** or pow()' : op);
}

function* tryBinary(op: BinaryOperator, a: Value, b: Value): Flow<Value | undefined> {
  const left = typeOf(a);
  const right = typeOf(b);
  const name = operatorNames[op];
  const reflected = `__r${name}__`;
  const early = overridesReflected(left, right, reflected);
  if (early) {
    const result = yield* callOperator(b, reflected, [a]);
    if (result !== undefined) return result;
  }
  const result = yield* callOperator(a, `__${name}__`, [b]);
  if (result !== undefined) return result;
  if (early || left === right) return undefined;
  return yield* callOperator(b, reflected, [a]);
}

const sequenceNames = new Map<PyType, string>([
  [strType, 'str'],
  [listType, 'list'],
  [tupleType, 'tuple'],
  [bytesType, 'bytes'],
]);

function sequenceName(value: Value): string | undefined {
  for (const [type, name] of sequenceNames) if (typeOf(value).isSubclassOf(type)) return name;
  return undefined;
}

function unsupported(op: BinaryOperator, a: Value, b: Value, symbol: string): Error {
  const left = typeOf(a).label;
  const right = typeOf(b).label;
  if (op === '+') {
    const name = sequenceName(a);
    if (name === 'bytes') return typeError(`can't concat ${right} to bytes`);
    if (name !== undefined) return typeError(`can only concatenate ${name} (not "${right}") to ${name}`);
  }
  if (op === '*') {
    if (sequenceName(a) !== undefined) return typeError(`can't multiply sequence by non-int of type '${right}'`);
    if (sequenceName(b) !== undefined) return typeError(`can't multiply sequence by non-int of type '${left}'`);
  }
  return typeError(`unsupported operand type(s) for ${symbol}: '${left}' and '${right}'`);
}

/** `a += b` and its kin: what `a` is bound to afterwards. */
export function* inPlace(op: BinaryOperator, a: Value, b: Value): Flow<Value> {
  const fast = a instanceof PyList ? undefined : binaryFast(op, a, b);
  if (fast !== undefined) return fast;
  const name = `__i${operatorNames[op]}__`;
  if (typeOf(a).lookup(name) !== undefined) {
    const result = yield* callOperator(a, name, [b]);
    if (result !== undefined) return result;
  }
  const result = yield* tryBinary(op, a, b);
  if (result !== undefined) return result;
  throw unsupported(op, a, b, `${op === '**' ? '** or pow()' : op}${op === '**' ? '' : '='}`);
}

/** `-a`, `+a`, `~a`. @throws Raised TypeError */
export function* unary(op: UnaryOperator, a: Value): Flow<Value> {
  if (isPlainNumber(a)) {
    const int = intOf(a);
    if (int !== undefined) return op === '-' ? subtractInts(0, int) : op === '+' ? int : bitwise('^', int, -1);
    if (a instanceof PyFloat && op !== '~') return op === '-' ? new PyFloat(-a.value) : a;
    if (a instanceof PyComplex && op !== '~') return op === '-' ? new PyComplex(-a.real, -a.imaginary) : a;
  }
  const result = yield* callSpecial(a, unaryNames[op]);
  if (result === undefined) throw typeError(`bad operand type for unary ${op}: '${typeOf(a).label}'`);
  return result;
}

/** `item in container`. @throws Raised TypeError when it is no container */
export function* contains(container: Value, item: Value): Flow<boolean> {
  if (container instanceof PyDict && container.cls === dictType) {
    const token = tokenOf(item);
    if (token !== undefined) return container.table.find(token) !== undefined;
  }
  if (container instanceof PySet && (container.cls === setType || container.cls === frozensetType)) {
    const token = tokenOf(item);
    if (token !== undefined) return container.table.find(token) !== undefined;
  }
  const cls = typeOf(container);
  const method = cls.lookup('__contains__');
  if (method === null) throw typeError(`'${cls.label}' object is not a container`);
  if (method !== undefined) return yield* truth((yield* callSpecial(container, '__contains__', [item])) as Value);
  if (cls.lookup('__iter__') === undefined && cls.lookup('__getitem__') === undefined) throw typeError(`argument of type '${cls.label}' is not iterable`);
  const iterator = yield* iterate(container);
  for (;;) {
    const element = yield* next(iterator);
    if (element === undefined) return false;
    if (yield* same(element, item)) return true;
  }
}

/** `container[key]`. @throws Raised TypeError when it is not subscriptable */
export function* subscript(container: Value, key: Value): Flow<Value> {
  if (container instanceof PyType) {
    const onMeta = container.cls.lookup('__getitem__');
    if (onMeta !== undefined) return yield* call(onMeta, [container, key]);
    const hook = yield* attributeOrUndefined(container, '__class_getitem__');
    if (hook !== undefined) return yield* call(hook, [key]);
    if (container === typeType) return new PyGenericAlias(container, key instanceof PyTuple ? key : new PyTuple([key]));
    throw typeError(`type '${container.label}' is not subscriptable`);
  }
  const result = yield* callSpecial(container, '__getitem__', [key]);
  if (result === undefined) throw typeError(`'${typeOf(container).label}' object is not subscriptable`);
  return result;
}

/** `container[key] = value`; with undefined `del container[key]`. */
export function* setSubscript(container: Value, key: Value, value: Value | undefined): Flow<void> {
  const result = yield* callSpecial(container, value === undefined ? '__delitem__' : '__setitem__', value === undefined ? [key] : [key, value]);
  if (result === undefined) throw typeError(`'${typeOf(container).label}' object ${value === undefined ? "doesn't support item deletion" : 'does not support item assignment'}`);
}
