import type { Code } from '../compile/code';
import type { Flow } from '../flow';
import type { Cell } from '../objects/callables';
import type { PyException } from '../objects/exception';
import type { PyGenerator } from '../objects/generator';
import type { Value } from '../objects/object';
import type { Operation } from './operation';

/** What becomes of the result of an activation. */
export const enum Mode {
  /** It is pushed on the stack of the frame below. */
  Push,
  /** It is dropped. */
  Discard,
  /** It must be None; the instance is pushed: `__init__`. */
  Initialize,
  /** It is the next item of a `for` loop, undefined at the end. */
  Iterate,
  /** It is what a generator that the frame below delegates to yields; undefined: it has ended. */
  Delegate,
}

/** Native code that runs, waiting for what it asked for. */
export class NativeActivation {
  back: Activation | null = null;

  constructor(
    readonly flow: Flow<Value | undefined>,
    readonly mode: Mode,
    /** What was called; null for what an instruction does, and at the bottom. */
    readonly callable: Value = null,
  ) {}
}

/** The bottom of a run of the machine. */
export class Bottom {
  readonly back: Activation | null;

  constructor(back: Activation | null) {
    this.back = back;
  }
}

/** Python code that runs. */
export class Frame {
  back: Activation | null = null;
  mode: Mode = Mode.Push;
  /** Index of the next instruction. */
  pc = 0;
  readonly stack: (Value | undefined)[] = [];
  sp = 0;
  /** The exception that is being handled here. */
  handled: PyException | null = null;
  /** Of a generator's frame. */
  generator: PyGenerator | null = null;
  /** What `__init__` initializes, with {@link Mode.Initialize}. */
  instance: Value = null;
  /** What the generator that this frame delegated to returned. */
  delegated: Value = null;
  /** The namespace of a class body; null elsewhere. */
  names: Map<string, Value> | null = null;

  constructor(
    readonly code: Code,
    readonly operations: readonly Operation[],
    readonly locals: (Value | undefined)[],
    readonly cells: readonly Cell[],
    readonly globals: Map<string, Value>,
  ) {}

  push(value: Value | undefined): void {
    this.stack[this.sp] = value;
    this.sp += 1;
  }

  pop(): Value {
    this.sp -= 1;
    return this.stack[this.sp] as Value;
  }

  peek(below = 0): Value {
    return this.stack[this.sp - 1 - below] as Value;
  }
}

export type Activation = Frame | NativeActivation | Bottom;
