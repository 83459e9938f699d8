import { floatType, listType, dictType, tupleType } from '../../objects/builtin-types';
import { PyFloat } from '../../objects/float';
import { PyDict } from '../../objects/mappings';
import { PyList, PySlice, PyTuple } from '../../objects/sequences';
import type { Value } from '../../objects/object';
import type { Flow } from '../../flow';
import { getAttribute, getAttributeFast, setAttribute, setAttributeFast } from '../../protocol/attributes';
import { comparePrimitives, equalsFast, richCompare } from '../../protocol/compare';
import { addInts, multiplyInts, subtractInts } from '../../protocol/int-arithmetic';
import { getItemFast, NEEDS_CALL, setItemFast } from '../../protocol/keys';
import { binary, binaryFast, contains, inPlace, setSubscript, subscript, unary } from '../../protocol/operators';
import { binaryOperators, comparisons, type BinaryOperator, type Comparison } from '../../protocol/operator-table';
import { truth, truthFast } from '../../protocol/truth';
import { Mode, type Frame } from '../frame';
import type { Machine } from '../machine';
import type { Operation } from '../operation';

function operate(machine: Machine, frame: Frame, op: BinaryOperator): void {
  const right = frame.pop();
  const left = frame.pop();
  const fast = binaryFast(op, left, right);
  if (fast !== undefined) frame.push(fast);
  else machine.start(binary(op, left, right));
}

function* not(flow: Flow<boolean>): Flow<Value> {
  return !(yield* flow);
}

/** Numbers and strings that nobody can have given other comparisons. */
function isPrimitive(value: Value): boolean {
  return typeof value !== 'object' || value === null || value.cls === floatType;
}

/** Operators, comparisons, attributes and items. */
export const operatorOperations = {
  ADD: (machine, frame) => {
    const right = frame.stack[frame.sp - 1] as Value;
    const left = frame.stack[frame.sp - 2] as Value;
    if (typeof left === 'number' && typeof right === 'number') {
      frame.sp -= 1;
      frame.stack[frame.sp - 1] = addInts(left, right);
    } else if (left instanceof PyFloat && right instanceof PyFloat && left.cls === floatType && right.cls === floatType) {
      frame.sp -= 1;
      frame.stack[frame.sp - 1] = new PyFloat(left.value + right.value);
    } else operate(machine, frame, '+');
  },
  SUBTRACT: (machine, frame) => {
    const right = frame.stack[frame.sp - 1] as Value;
    const left = frame.stack[frame.sp - 2] as Value;
    if (typeof left === 'number' && typeof right === 'number') {
      frame.sp -= 1;
      frame.stack[frame.sp - 1] = subtractInts(left, right);
    } else operate(machine, frame, '-');
  },
  MULTIPLY: (machine, frame) => {
    const right = frame.stack[frame.sp - 1] as Value;
    const left = frame.stack[frame.sp - 2] as Value;
    if (typeof left === 'number' && typeof right === 'number') {
      frame.sp -= 1;
      frame.stack[frame.sp - 1] = multiplyInts(left, right);
    } else operate(machine, frame, '*');
  },
  /** Operand: which of the binary operators. */
  BINARY: (machine, frame, operand) => {
    operate(machine, frame, binaryOperators[operand] as BinaryOperator);
  },
  IN_PLACE: (machine, frame, operand) => {
    const op = binaryOperators[operand] as BinaryOperator;
    const right = frame.pop();
    const left = frame.pop();
    if (typeof left === 'number' && typeof right === 'number' && op === '+') {
      frame.push(addInts(left, right));
      return;
    }
    const fast = left instanceof PyList ? undefined : binaryFast(op, left, right);
    if (fast !== undefined) frame.push(fast);
    else machine.start(inPlace(op, left, right));
  },
  NEGATE: (machine, frame) => {
    machine.start(unary('-', frame.pop()));
  },
  POSITIVE: (machine, frame) => {
    machine.start(unary('+', frame.pop()));
  },
  INVERT: (machine, frame) => {
    machine.start(unary('~', frame.pop()));
  },
  NOT: (machine, frame) => {
    const value = frame.pop();
    const fast = truthFast(value);
    if (fast !== undefined) frame.push(!fast);
    else machine.start(not(truth(value)));
  },
  /** Operand: which of the comparisons. */
  COMPARE: (machine, frame, operand) => {
    const op = comparisons[operand] as Comparison;
    const right = frame.pop();
    const left = frame.pop();
    if (typeof left === 'number' && typeof right === 'number') {
      frame.push(op === '<' ? left < right : op === '>' ? left > right : op === '==' ? left === right : op === '<=' ? left <= right : op === '>=' ? left >= right : left !== right);
      return;
    }
    const fast = isPrimitive(left) && isPrimitive(right) ? (comparePrimitives(op, left, right) ?? (op === '==' ? equalsFast(left, right) : undefined)) : undefined;
    if (fast !== undefined) frame.push(fast);
    else machine.start(richCompare(op, left, right));
  },
  IS: (_machine, frame) => {
    const right = frame.pop();
    frame.push(frame.pop() === right);
  },
  IS_NOT: (_machine, frame) => {
    const right = frame.pop();
    frame.push(frame.pop() !== right);
  },
  IN: (machine, frame) => {
    const container = frame.pop();
    machine.start(contains(container, frame.pop()));
  },
  NOT_IN: (machine, frame) => {
    const container = frame.pop();
    machine.start(not(contains(container, frame.pop())));
  },
  /** Operand: the name. */
  LOAD_ATTR: (machine, frame, operand) => {
    const name = frame.code.names[operand] as string;
    const object = frame.pop();
    const fast = getAttributeFast(object, name);
    if (fast !== undefined) frame.push(fast);
    else machine.start(getAttribute(object, name));
  },
  /** value object -> */
  STORE_ATTR: (machine, frame, operand) => {
    const name = frame.code.names[operand] as string;
    const object = frame.pop();
    const value = frame.pop();
    if (!setAttributeFast(object, name, value)) machine.start(setAttribute(object, name, value) as Flow<undefined>, Mode.Discard);
  },
  DELETE_ATTR: (machine, frame, operand) => {
    machine.start(setAttribute(frame.pop(), frame.code.names[operand] as string, undefined) as Flow<undefined>, Mode.Discard);
  },
  LOAD_SUBSCR: (machine, frame) => {
    const key = frame.pop();
    const container = frame.pop();
    if (typeof key === 'number' && ((container instanceof PyList && container.cls === listType) || (container instanceof PyTuple && container.cls === tupleType))) {
      const item = container.items[key < 0 ? key + container.items.length : key];
      if (item !== undefined) {
        frame.push(item);
        return;
      }
    } else if (container instanceof PyDict && container.cls === dictType) {
      const item = getItemFast(container, key);
      if (item !== undefined && item !== NEEDS_CALL) {
        frame.push(item);
        return;
      }
    }
    machine.start(subscript(container, key));
  },
  /** value container key -> */
  STORE_SUBSCR: (machine, frame) => {
    const key = frame.pop();
    const container = frame.pop();
    const value = frame.pop();
    if (container instanceof PyList && container.cls === listType && typeof key === 'number') {
      const index = key < 0 ? key + container.items.length : key;
      if (index >= 0 && index < container.items.length) {
        container.items[index] = value;
        return;
      }
    } else if (container instanceof PyDict && container.cls === dictType && setItemFast(container, key, value)) return;
    machine.start(setSubscript(container, key, value) as Flow<undefined>, Mode.Discard);
  },
  DELETE_SUBSCR: (machine, frame) => {
    const key = frame.pop();
    machine.start(setSubscript(frame.pop(), key, undefined) as Flow<undefined>, Mode.Discard);
  },
  BUILD_SLICE: (_machine, frame) => {
    const step = frame.pop();
    const stop = frame.pop();
    frame.push(new PySlice(frame.pop(), stop, step));
  },
} satisfies Record<string, Operation>;

