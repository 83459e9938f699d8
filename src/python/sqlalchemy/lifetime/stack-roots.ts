import type { KeywordCall } from '../../compile/code';
import type { Opcode } from '../../compile/opcodes';
import { Bottom, Frame, type Activation, type NativeActivation } from '../../machine/frame';
import { NativeFunction } from '../../objects/callables';
import { PyType } from '../../objects/object';
import type { Roots } from '../../runtime';
import { readFrame, type Visit } from './references';

/**
 * Instructions whose native code holds nothing but their operands while it waits for Python or the database, with the number of
 * operands. They have been taken off the stack of the frame, and lie above its end. Those that collect values (`*items`) are not here.
 */
const operands: Partial<Readonly<Record<Opcode, number>>> = {
  LOAD_ATTR: 1, LOAD_METHOD: 0, STORE_ATTR: 2, DELETE_ATTR: 1, LOAD_SUBSCR: 2, STORE_SUBSCR: 3, DELETE_SUBSCR: 2,
  ADD: 2, SUBTRACT: 2, MULTIPLY: 2, BINARY: 2, IN_PLACE: 2, NEGATE: 1, POSITIVE: 1, INVERT: 1, NOT: 1, COMPARE: 2, IN: 2, NOT_IN: 2,
  FORMAT: 2, JUMP_IF_FALSE: 1, JUMP_IF_TRUE: 1, JUMP_IF_FALSE_KEEP: 0, JUMP_IF_TRUE_KEEP: 0, GET_ITER: 1, FOR_ITER: 0, IMPORT: 0, IMPORT_FROM: 0,
  WITH_ENTER: 1, WITH_EXIT: 1, WITH_EXCEPT: 0, CALL_UNPACK: 3,
}; // prettier-ignore

/** The number of operands of the instruction that a frame is at; undefined for one that may hold more than them. */
function operandsOf({ code, pc }: Frame): number | undefined {
  const opcode = code.opcodes[pc - 1] as Opcode;
  const operand = code.operands[pc - 1] as number;
  switch (opcode) {
    case 'CALL':
      return operand + 1;
    case 'CALL_METHOD':
      return operand + 2;
    case 'CALL_KEYWORDS': {
      const { positional, names } = code.calls[operand] as KeywordCall;
      return positional + names.length + 1;
    }
    default:
      return operands[opcode];
  }
}

/** Native functions that hold nothing but their arguments while Python runs on their behalf. */
const plainFunctions: ReadonlySet<string> = new Set([
  'print', 'repr', 'str', 'format', 'getattr', 'setattr', 'hasattr', 'delattr', 'isinstance', 'len', 'next', 'iter', 'any', 'all', 'join',
  '__get__', '__set__', '__delete__', '__getattr__', '__getattribute__', '__setattr__', '__repr__', '__str__', '__format__', '__enter__', '__exit__', '__init__', '__call__', '__next__', '__iter__', '__contains__',
]); // prettier-ignore

/** True for functions and methods of SQLAlchemy: what they hold was made by them, or given to them. */
function isAlchemy(func: NativeFunction): boolean {
  const module = func.owner === null ? func.module : func.owner.module;
  return typeof module === 'string' && module.startsWith('sqlalchemy');
}

/** Whether native code holds nothing but what it was called with. @param innermost no Python code runs on its behalf */
function isPlain(native: NativeActivation, innermost: boolean): boolean {
  const { callable } = native;
  if (callable === null) return true;
  if (callable instanceof PyType) return !callable.immutable || isPlainClass(callable, innermost);
  if (!(callable instanceof NativeFunction)) return false;
  if (isAlchemy(callable)) return innermost;
  return plainFunctions.has(callable.name);
}

/** Classes whose construction looks at its arguments only once: `str(x)`, and sessions. */
function isPlainClass(cls: PyType, innermost: boolean): boolean {
  return cls.name === 'str' || cls.name === 'bool' || (innermost && (cls.module.startsWith('sqlalchemy') || cls.name === 'list' || cls.name === 'tuple'));
}

/**
 * Tells `visit` what the code that runs holds.
 * @returns false when there is native code on the stack that may hold more than is known
 */
export function readStack({ top, runsCell }: Roots, visit: Visit): boolean {
  let innermost = true;
  let above: Activation | null = null;
  for (let activation = top; activation !== null; above = activation, activation = activation.back) {
    if (activation instanceof Frame) {
      const depth = above === null || above instanceof Frame ? 0 : operandsOf(activation);
      if (depth === undefined) return false;
      readFrame(activation, activation.sp + depth, visit);
      innermost = false;
    } else if (activation instanceof Bottom) {
      // What another run of the machine was begun with is not known.
      return activation.back === null && runsCell;
    } else if (!isPlain(activation, innermost)) return false;
  }
  return true;
}
