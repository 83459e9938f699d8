import type { Flow } from '../../flow';
import type { Code, KeywordCall } from '../../compile/code';
import { FUNCTION_ANNOTATIONS, FUNCTION_CLOSURE, FUNCTION_DEFAULTS, FUNCTION_KEYWORD_DEFAULTS } from '../../compile/expression-compiler';
import { PyFunction, type Cell } from '../../objects/callables';
import { PyGenerator } from '../../objects/generator';
import { PyFlowIterator, PyIterator } from '../../objects/iterators';
import { PyDict } from '../../objects/mappings';
import { keywordsIn, namesIn } from '../../objects/namespaces';
import { PyType, type Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { PyTypeAlias, PyTypeVariable } from '../../objects/typing';
import { findMethod, getAttribute, getAttributeFast } from '../../protocol/attributes';
import { iterate, iterateFast, next } from '../../protocol/iterate';
import { truth, truthFast } from '../../protocol/truth';
import { buildClass } from '../build-class';
import { Mode, type Frame } from '../frame';
import type { Operation } from '../operation';

function take(frame: Frame, count: number): Value[] {
  frame.sp -= count;
  return frame.stack.slice(frame.sp, frame.sp + count) as Value[];
}

function jumpIf(wanted: boolean): Operation {
  return (machine, frame, operand) => {
    const value = frame.pop();
    const fast = truthFast(value);
    if (fast === undefined) {
      frame.pc -= 1; // again, with the truth value
      machine.start(truth(value));
    } else if (fast === wanted) frame.pc = operand;
  };
}

/** `and` and `or`: what decides remains, not its truth value. */
function jumpKeeping(wanted: boolean): Operation {
  return (machine, frame, operand) => {
    const fast = truthFast(frame.peek());
    if (fast === undefined) machine.start(jumpLater(frame, wanted, operand), Mode.Discard);
    else if (fast === wanted) frame.pc = operand;
    else frame.sp -= 1;
  };
}

function* jumpLater(frame: Frame, wanted: boolean, target: number): Flow<undefined> {
  if ((yield* truth(frame.peek())) === wanted) frame.pc = target;
  else frame.sp -= 1;
  return undefined;
}

function functionOf(frame: Frame, operand: number): PyFunction {
  const code = frame.code.children[Math.floor(operand / 16)] as Code;
  const closure = (operand & FUNCTION_CLOSURE) === 0 ? [] : ((frame.pop() as PyTuple).items as readonly Cell[]);
  const annotations = (operand & FUNCTION_ANNOTATIONS) === 0 ? null : namesIn(frame.pop());
  const keywordDefaults = (operand & FUNCTION_KEYWORD_DEFAULTS) === 0 ? null : namesIn(frame.pop());
  const defaults = (operand & FUNCTION_DEFAULTS) === 0 ? [] : (frame.pop() as PyTuple).items;
  const func = new PyFunction(code, frame.globals, defaults, keywordDefaults, closure);
  func.annotations = annotations;
  return func;
}

/** Jumps, loops, calls, and the definition of functions and classes. */
export const callOperations = {
  JUMP: (_machine, frame, operand) => {
    frame.pc = operand;
  },
  JUMP_BACK: (machine, frame, operand) => {
    frame.pc = operand;
    machine.tick();
  },
  JUMP_IF_FALSE: jumpIf(false),
  JUMP_IF_TRUE: jumpIf(true),
  /** Jumps and keeps the value, or drops it. */
  JUMP_IF_FALSE_KEEP: jumpKeeping(false),
  JUMP_IF_TRUE_KEEP: jumpKeeping(true),
  GET_ITER: (machine, frame) => {
    const value = frame.pop();
    const fast = iterateFast(value);
    if (fast !== undefined) frame.push(fast);
    else machine.start(iterate(value));
  },
  /** iterator -> iterator item, or past the loop without the iterator. Operand: where the loop ends. */
  FOR_ITER: (machine, frame, operand) => {
    const iterator = frame.stack[frame.sp - 1] as Value;
    if (iterator instanceof PyIterator) {
      const item = iterator.next();
      if (item === undefined) {
        frame.sp -= 1;
        frame.pc = operand;
      } else frame.push(item);
    } else if (iterator instanceof PyGenerator && iterator.kind === 'generator') machine.resume(iterator, null, Mode.Iterate);
    else machine.start(iterator instanceof PyFlowIterator ? iterator.advance() : next(iterator), Mode.Iterate);
  },
  /** Leaves the function and its first argument, or undefined and what was found. */
  LOAD_METHOD: (machine, frame, operand) => {
    const name = frame.code.names[operand] as string;
    const object = frame.pop();
    const method = findMethod(object, name);
    if (method !== undefined) {
      frame.push(method);
      frame.push(object);
      return;
    }
    frame.push(undefined);
    const fast = getAttributeFast(object, name);
    if (fast !== undefined) frame.push(fast);
    else machine.start(getAttribute(object, name));
  },
  CALL_METHOD: (machine, frame, operand) => {
    frame.sp -= operand + 2;
    const { stack, sp } = frame;
    const method = stack[sp];
    if (method === undefined) machine.call(frame, stack[sp + 1] as Value, stack.slice(sp + 2, sp + 2 + operand) as Value[], null);
    else machine.call(frame, method, stack.slice(sp + 1, sp + 2 + operand) as Value[], null);
  },
  CALL: (machine, frame, operand) => {
    const args = take(frame, operand);
    const callable = frame.pop();
    machine.call(frame, callable, args, null);
  },
  /** Operand: which of the code's keyword calls. */
  CALL_KEYWORDS: (machine, frame, operand) => {
    const { positional, names } = frame.code.calls[operand] as KeywordCall;
    const values = take(frame, names.length);
    const args = take(frame, positional);
    const keywords = names.length === 0 ? null : new Map(names.map((name, index) => [name, values[index] as Value]));
    machine.call(frame, frame.pop(), args, keywords);
  },
  /** callable list dict -> result */
  CALL_UNPACK: (machine, frame) => {
    const keywords = keywordsIn(frame.pop());
    const args = (frame.pop() as PyList).items;
    machine.call(frame, frame.pop(), args, keywords);
  },
  RETURN: (machine, frame) => {
    machine.leave(frame, frame.pop());
  },
  /** Operand: which child code, times 16, plus what lies on the stack. */
  MAKE_FUNCTION: (_machine, frame, operand) => {
    frame.push(functionOf(frame, operand));
  },
  BUILD_CLASS: (_machine, frame) => {
    frame.push(buildClass);
  },
  SETUP_ANNOTATIONS: (_machine, frame) => {
    const names = frame.names ?? frame.globals;
    if (!names.has('__annotations__')) names.set('__annotations__', new PyDict());
  },
  STORE_ANNOTATION: (_machine, frame, operand) => {
    const annotations = (frame.names ?? frame.globals).get('__annotations__');
    const value = frame.pop();
    if (annotations instanceof PyDict) annotations.set(frame.code.names[operand] as string, value);
  },
  /** name bound -> type variable. Operand: which kind. */
  TYPE_PARAMETER: (_machine, frame, operand) => {
    const bound = frame.pop();
    frame.push(new PyTypeVariable(frame.pop() as string, (['TypeVar', 'TypeVarTuple', 'ParamSpec'] as const)[operand] ?? 'TypeVar', bound, [], 'inferred'));
  },
  /** object parameters -> object */
  SET_TYPE_PARAMETERS: (_machine, frame) => {
    const parameters = frame.pop() as PyTuple;
    const object = frame.peek();
    if (object instanceof PyFunction) object.typeParameters = parameters.items;
    else if (object instanceof PyType) object.assign('__type_params__', parameters);
  },
  /** name function parameters -> alias */
  TYPE_ALIAS: (_machine, frame) => {
    const parameters = frame.pop() as PyTuple;
    const evaluate = frame.pop();
    frame.push(new PyTypeAlias(frame.pop() as string, evaluate, parameters));
  },
} satisfies Record<string, Operation>;
