import { Cell } from '../../objects/callables';
import { builtinException, nameError } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import type { Frame } from '../frame';
import type { Machine } from '../machine';
import type { Operation } from '../operation';

function constant(frame: Frame, operand: number): Value {
  return frame.code.constants[operand] as Value;
}

function name(frame: Frame, operand: number): string {
  return frame.code.names[operand] as string;
}

function unbound(what: string): Error {
  return nameError(`cannot access local variable '${what}' where it is not associated with a value`, what, builtinException('UnboundLocalError'));
}

function undefinedName(what: string): Error {
  return nameError(`name '${what}' is not defined`, what);
}

function unboundCell(frame: Frame, operand: number): Error {
  const what = frame.code.cells[operand] ?? '';
  if (operand < frame.code.ownCells) return unbound(what);
  return nameError(`cannot access free variable '${what}' where it is not associated with a value in enclosing scope`, what);
}

function loadGlobal(machine: Machine, frame: Frame, operand: number): void {
  const key = name(frame, operand);
  const value = frame.globals.get(key) ?? machine.builtins.get(key);
  if (value !== undefined) frame.push(value);
  else if (frame.globals.has(key) || machine.builtins.has(key)) frame.push(null);
  else throw undefinedName(key);
}

/** Constants, variables, and the order of the stack. */
export const stackOperations = {
  POP: (_machine, frame) => {
    frame.sp -= 1;
  },
  DUP: (_machine, frame) => {
    frame.push(frame.stack[frame.sp - 1]);
  },
  DUP2: (_machine, frame) => {
    frame.push(frame.stack[frame.sp - 2]);
    frame.push(frame.stack[frame.sp - 2]);
  },
  /** a b -> b a */
  SWAP: (_machine, frame) => {
    const { stack, sp } = frame;
    const top = stack[sp - 1];
    stack[sp - 1] = stack[sp - 2];
    stack[sp - 2] = top;
  },
  /** a b c -> c a b */
  ROT3: (_machine, frame) => {
    const { stack, sp } = frame;
    const top = stack[sp - 1];
    stack[sp - 1] = stack[sp - 2];
    stack[sp - 2] = stack[sp - 3];
    stack[sp - 3] = top;
  },
  LOAD_CONST: (_machine, frame, operand) => {
    frame.push(constant(frame, operand));
  },
  LOAD_FAST: (_machine, frame, operand) => {
    const value = frame.locals[operand];
    if (value === undefined) throw unbound(frame.code.locals[operand] ?? '');
    frame.push(value);
  },
  STORE_FAST: (_machine, frame, operand) => {
    frame.locals[operand] = frame.pop();
  },
  DELETE_FAST: (_machine, frame, operand) => {
    if (frame.locals[operand] === undefined) throw unbound(frame.code.locals[operand] ?? '');
    frame.locals[operand] = undefined;
  },
  LOAD_DEREF: (_machine, frame, operand) => {
    const value = (frame.cells[operand] as Cell).value;
    if (value === undefined) throw unboundCell(frame, operand);
    frame.push(value);
  },
  STORE_DEREF: (_machine, frame, operand) => {
    (frame.cells[operand] as Cell).value = frame.pop();
  },
  DELETE_DEREF: (_machine, frame, operand) => {
    const cell = frame.cells[operand] as Cell;
    if (cell.value === undefined) throw unboundCell(frame, operand);
    cell.value = undefined;
  },
  LOAD_CLOSURE: (_machine, frame, operand) => {
    frame.push(frame.cells[operand]);
  },
  /** A class body sees its own names before those of the functions around it. */
  LOAD_CLASSDEREF: (_machine, frame, operand) => {
    const own = frame.names?.get(frame.code.cells[operand] ?? '');
    const value = own === undefined ? (frame.cells[operand] as Cell).value : own;
    if (value === undefined) throw unboundCell(frame, operand);
    frame.push(value);
  },
  LOAD_GLOBAL: loadGlobal,
  STORE_GLOBAL: (_machine, frame, operand) => {
    frame.globals.set(name(frame, operand), frame.pop());
  },
  DELETE_GLOBAL: (_machine, frame, operand) => {
    const key = name(frame, operand);
    if (!frame.globals.delete(key)) throw undefinedName(key);
  },
  LOAD_NAME: (machine, frame, operand) => {
    const own = frame.names?.get(name(frame, operand));
    if (own !== undefined) frame.push(own);
    else loadGlobal(machine, frame, operand);
  },
  STORE_NAME: (_machine, frame, operand) => {
    (frame.names ?? frame.globals).set(name(frame, operand), frame.pop());
  },
  DELETE_NAME: (_machine, frame, operand) => {
    const key = name(frame, operand);
    if (!(frame.names ?? frame.globals).delete(key)) throw undefinedName(key);
  },
} satisfies Record<string, Operation>;
