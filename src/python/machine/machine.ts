import { WouldWaitError, type Wait } from '../../databases/flow';
import { CallerRequest, CallRequest, CheckpointRequest, ResumeRequest, RunBodyRequest, type Flow, type Request } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { Cell, NativeFunction, PyFunction, PyMethod, type Keywords } from '../objects/callables';
import { Raised, type PyException } from '../objects/exception';
import { builtinException, isRaised, makeException, raised, recursionError, runtimeError, typeError, valueError } from '../objects/exceptions';
import { PyAwaitable } from '../objects/awaitable';
import { PyGenerator } from '../objects/generator';
import { PyObject, PyType, type Value } from '../objects/object';
import { nativeArguments } from '../protocol/call';
import { bindArguments } from './arguments';
import { Bottom, Frame, Mode, NativeActivation, type Activation } from './frame';
import { instantiate, plainConstructor } from './instantiate';
import { closeIterator, throwInto } from './delegation';
import { InterruptedError, type Surroundings } from './surroundings';
import { callerOf } from './caller';
import type { CallerFrame } from '../runtime';
import type { Operation } from './operation';

/** Python's frames that may be open at once. */
export const RECURSION_LIMIT = 1000;
/** Nested runs of the machine by native code that cannot wait: each takes JavaScript's stack. */
const NESTED_RUNS = 60;
/** Instructions that jump back, calls and the like between two looks at the clock. */
const STEPS = 2000;

/** Says that a call goes on on the machine's stack. */
const PENDING = Symbol('pending');

/** Runs Python: a stack of activations, Python's frames and native code alternating. */
export class Machine {
  /** The activation that runs, or that native code called now belongs to. */
  top: Activation | null = null;
  readonly builtins: Map<string, Value>;
  #depth = 0;
  #runs = 0;
  #steps = STEPS;
  /** Set by RERAISE: the exception passes through the same line once more. */
  #reraising = false;
  #wait: Wait | null = null;
  #finished: { readonly value: Value | undefined } | null = null;

  constructor(readonly surroundings: Surroundings) {
    this.builtins = surroundings.builtins;
  }

  /**
   * Runs a flow to its end, waiting where it waits.
   * @throws Raised a Python exception. @throws InterruptedError
   */
  async run<T extends Value | undefined>(flow: Flow<T>): Promise<T> {
    const bottom = this.#begin(flow);
    for (;;) {
      const wait = this.#drive(bottom);
      if (wait === null) return this.#result() as T;
      try {
        await (this.surroundings.stopped === null ? wait.until : Promise.race([wait.until, this.surroundings.stopped]));
      } catch (error) {
        this.#abandon(bottom);
        throw error;
      }
      if (this.surroundings.interrupted()) this.#interrupt(bottom);
    }
  }

  /** Runs a flow from native code that cannot wait. @throws WouldWaitError */
  runNow<T extends Value | undefined>(flow: Flow<T>): T {
    if (this.#runs >= NESTED_RUNS) throw recursionError('maximum recursion depth exceeded');
    const bottom = this.#begin(flow);
    const wait = this.#drive(bottom);
    if (wait === null) return this.#result() as T;
    this.#abandon(bottom);
    throw new WouldWaitError(wait);
  }

  #begin(flow: Flow<Value | undefined>): Bottom {
    const bottom = new Bottom(this.top);
    this.top = bottom;
    this.#push(new NativeActivation(flow, Mode.Push));
    return bottom;
  }

  #result(): Value | undefined {
    const finished = this.#finished;
    this.#finished = null;
    return finished?.value;
  }

  #interrupt(bottom: Bottom): never {
    this.#abandon(bottom);
    throw new InterruptedError('interrupted');
  }

  /** Drops all activations of a run. */
  #abandon(bottom: Bottom): void {
    while (this.top !== bottom && this.top !== null) {
      const { top } = this;
      this.#drop(top);
      if (top instanceof NativeActivation) {
        try {
          top.flow.return(undefined);
        } catch {
          // Its clean-up failed as well: it is gone anyway.
        }
      }
    }
    this.top = bottom.back;
  }

  /** Runs until the flow at the bottom has ended (null) or has to wait. */
  #drive(bottom: Bottom): Wait | null {
    this.#runs += 1;
    try {
      if (this.#guard(() => { this.give(undefined, Mode.Push); }, bottom)) return this.#wait;
      for (;;) {
        if (this.#finished !== null || this.#wait !== null) return this.#wait;
        if (this.#guard(this.#loop, bottom)) return this.#wait;
      }
    } finally {
      this.#runs -= 1;
    }
  }

  /** Runs a part of the machine; what it throws unwinds the stack. True: it waits. */
  #guard(part: () => void, bottom: Bottom): boolean {
    try {
      this.#wait = null;
      part();
    } catch (error) {
      let failure: unknown = error;
      while (failure !== undefined) {
        try {
          this.#unwind(failure, bottom);
          failure = undefined;
        } catch (next) {
          if (next instanceof Uncaught) {
            this.top = bottom.back;
            throw next.error;
          }
          failure = next;
        }
      }
    }
    return this.#wait !== null;
  }

  /** Runs Python's instructions until native code is on top. */
  readonly #loop = (): void => {
    while (this.#finished === null && this.top instanceof Frame) {
      const frame = this.top;
      do {
        const { pc } = frame;
        frame.pc = pc + 1;
        (frame.operations[pc] as Operation)(this, frame, frame.code.operands[pc] as number);
      } while (this.top === frame);
    }
  };

  /** Counts steps and now and then asks whether to stop. @throws InterruptedError */
  tick(steps = 1): void {
    this.#steps -= steps;
    if (this.#steps > 0) return;
    this.#steps = STEPS;
    if (this.surroundings.interrupted()) throw new InterruptedError('interrupted');
  }

  #push(activation: Frame | NativeActivation): void {
    activation.back = this.top;
    this.top = activation;
    if (!(activation instanceof Frame)) return;
    this.#depth += 1;
    if (this.#depth > RECURSION_LIMIT) {
      this.#drop(activation);
      throw recursionError('maximum recursion depth exceeded');
    }
  }

  #drop(activation: Activation): void {
    this.top = activation.back;
    if (!(activation instanceof Frame)) return;
    this.#depth -= 1;
    activation.back = null;
    if (activation.generator !== null) activation.generator.running = false;
  }

  /** Starts native code on behalf of the frame on top. */
  start(flow: Flow<Value | undefined>, mode: Mode = Mode.Push): void {
    this.#push(new NativeActivation(flow, mode));
    this.give(undefined, Mode.Push);
  }

  /** Calls on behalf of the frame on top; the result is pushed. */
  call(frame: Frame, callable: Value, args: readonly Value[], keywords: Keywords | null): void {
    const result = this.#invoke(callable, args, keywords, Mode.Push);
    if (result === PENDING) {
      if (this.top instanceof NativeActivation) this.give(undefined, Mode.Push);
    } else frame.push(result);
  }

  /**
   * Calls. Gives the result, or {@link PENDING} when an activation was pushed: a frame, or native code that is still to be started.
   */
  #invoke(callable: Value, args: readonly Value[], keywords: Keywords | null, mode: Mode): Value | typeof PENDING {
    if (callable instanceof PyFunction) return this.#enter(callable, args, keywords, mode);
    if (callable instanceof PyMethod) return this.#invoke(callable.func, [callable.self, ...args], keywords, mode);
    if (callable instanceof NativeFunction) {
      const result = callable.body(...nativeArguments(callable, args, keywords));
      if (!callable.flows) return result as Value;
      this.#push(new NativeActivation(result as Flow<Value>, mode, callable));
      return PENDING;
    }
    if (callable instanceof PyType) return this.#construct(callable, args, keywords, mode);
    const cls = typeOf(callable);
    const method = cls.lookup('__call__');
    if (method === undefined || method === null) throw typeError(`'${cls.name}' object is not callable`);
    return this.#invoke(method, [callable, ...args], keywords, mode);
  }

  #construct(cls: PyType, args: readonly Value[], keywords: Keywords | null, mode: Mode): Value | typeof PENDING {
    this.tick();
    const initialize = plainConstructor(cls);
    if (initialize === null) {
      this.#push(new NativeActivation(instantiate(cls, args, keywords), mode, cls));
      return PENDING;
    }
    const instance = new PyObject(cls);
    if (initialize.code.isGenerator || initialize.code.isCoroutine) throw typeError(`__init__() should return None, not '${initialize.code.isGenerator ? 'generator' : 'coroutine'}'`);
    const frame = this.#frameOf(initialize, [instance, ...args], keywords);
    if (mode === Mode.Push) {
      frame.mode = Mode.Initialize;
      frame.instance = instance;
      this.#push(frame);
    } else {
      this.#push(new NativeActivation(instantiate(cls, args, keywords), mode, cls));
    }
    return PENDING;
  }

  /** A frame for a call of a function. */
  #frameOf(func: PyFunction, args: readonly Value[], keywords: Keywords | null): Frame {
    const { code } = func;
    const locals = bindArguments(func, args, keywords);
    let cells: readonly Cell[] = func.closure;
    if (code.ownCells > 0) {
      const own: Cell[] = [];
      for (let index = 0; index < code.ownCells; index += 1) own.push(new Cell(undefined));
      for (const [cell, local] of code.cellParameters) (own[cell] as Cell).value = locals[local];
      cells = [...own, ...func.closure];
    }
    return new Frame(code, code.linked ?? this.surroundings.link(code), locals, cells, func.globals);
  }

  #enter(func: PyFunction, args: readonly Value[], keywords: Keywords | null, mode: Mode): Value | typeof PENDING {
    this.tick();
    const frame = this.#frameOf(func, args, keywords);
    const { code } = func;
    if (code.isGenerator || code.isCoroutine) {
      const kind = code.isCoroutine ? (code.isGenerator ? 'async generator' : 'coroutine') : 'generator';
      const generator = new PyGenerator(frame, kind, func.name, func.qualname);
      frame.generator = generator;
      return generator;
    }
    frame.mode = mode;
    this.#push(frame);
    return PENDING;
  }

  /** Hands a value to the activation on top, and goes on until that is a frame. */
  give(value: Value | undefined, mode: Mode): void {
    let given = value;
    let how = mode;
    for (;;) {
      const { top } = this;
      if (top instanceof Frame) {
        if (how === Mode.Push) {
          top.push(given);
          return;
        }
        const yielded = this.#deliver(top, given, how);
        if (yielded === null) return;
        given = yielded.value;
        how = yielded.mode;
      } else if (top instanceof NativeActivation) {
        const step = this.#step(top, given);
        if (step === PENDING) return;
        given = step.value;
        how = step.mode;
      } else {
        this.#finished = { value: given };
        this.top = top?.back ?? null;
        return;
      }
    }
  }

  /** Gives a frame what it asked for in another way than to be pushed. Not null: it passes a value on. */
  #deliver(frame: Frame, value: Value | undefined, mode: Mode): { readonly value: Value | undefined; readonly mode: Mode } | null {
    switch (mode) {
      case Mode.Push:
      case Mode.Discard:
        return null;
      case Mode.Initialize:
        frame.push(value);
        return null;
      case Mode.Iterate:
        if (value === undefined) {
          frame.sp -= 1;
          frame.pc = frame.code.operands[frame.pc - 1] as number;
        } else frame.push(value);
        return null;
      case Mode.Delegate:
        if (value === undefined) {
          frame.stack[frame.sp - 1] = frame.delegated;
          return null;
        }
        frame.pc -= 1;
        return this.suspend(frame, value);
    }
  }

  /** Takes a generator's frame off the stack. Gives what is to be handed on. */
  suspend(frame: Frame, value: Value | undefined): { readonly value: Value | undefined; readonly mode: Mode } {
    this.#drop(frame);
    return { value, mode: frame.mode };
  }

  /** Resumes native code with a value. PENDING: a frame runs, or all wait. */
  #step(activation: NativeActivation, value: Value | undefined): { readonly value: Value | undefined; readonly mode: Mode } | typeof PENDING {
    let step: IteratorResult<Request, Value | undefined>;
    try {
      step = activation.flow.next(value);
    } catch (error) {
      this.#drop(activation);
      throw error;
    }
    return this.#serve(activation, step);
  }

  #serve(activation: NativeActivation, step: IteratorResult<Request, Value | undefined>): { readonly value: Value | undefined; readonly mode: Mode } | typeof PENDING {
    if (step.done === true) {
      this.#drop(activation);
      return { value: step.value, mode: activation.mode };
    }
    const request = step.value;
    if (request instanceof CallRequest) {
      const result = this.#invoke(request.callable, request.args, request.keywords, Mode.Push);
      if (result !== PENDING) return { value: result, mode: Mode.Push };
      return this.top instanceof Frame ? PENDING : { value: undefined, mode: Mode.Push };
    }
    if (request instanceof ResumeRequest) {
      const result = this.#resume(request.generator, request.value, request.raise, Mode.Push);
      return result === PENDING ? PENDING : { value: result, mode: Mode.Push };
    }
    if (request instanceof RunBodyRequest) {
      const frame = this.#frameOf(request.func, [], null);
      frame.names = request.names;
      this.#push(frame);
      return PENDING;
    }
    if (request instanceof CheckpointRequest || request instanceof CallerRequest) {
      if (request instanceof CallerRequest) request.frame = this.caller;
      else this.tick(request.steps);
      return { value: undefined, mode: Mode.Push };
    }
    this.#wait = request;
    return PENDING;
  }

  /** Continues a generator on behalf of a frame. */
  resume(generator: PyGenerator, value: Value, mode: Mode): void {
    const result = this.#resume(generator, value, null, mode);
    if (result !== PENDING) this.give(result, mode);
  }

  /** Continues a generator. Undefined: it has ended already. */
  #resume(generator: PyGenerator, value: Value, raise: PyException | null, mode: Mode): undefined | typeof PENDING {
    const { frame, kind } = generator;
    if (generator.running) throw valueError(`${kind === 'generator' ? 'generator' : kind} already executing`);
    if (frame === null) {
      if (kind === 'coroutine') throw runtimeError('cannot reuse already awaited coroutine');
      if (raise !== null) throw new Raised(raise);
      generator.result = null;
      const below = this.top;
      if (below instanceof Frame) below.delegated = null;
      return undefined;
    }
    this.tick();
    if (!generator.started && raise === null && value !== null) throw typeError(`can't send non-None value to a just-started ${kind}`);
    frame.mode = mode;
    this.#push(frame);
    generator.running = true;
    if (raise !== null) {
      this.#raiseIn(frame, generator, raise);
      return PENDING;
    }
    if (generator.started) frame.push(value);
    generator.started = true;
    return PENDING;
  }

  /** Raises an exception where a generator stands, or in the iterator that it delegates to. */
  #raiseIn(frame: Frame, generator: PyGenerator, raise: PyException): void {
    const delegates = generator.started && frame.code.opcodes[frame.pc] === 'DELEGATE';
    generator.started = true;
    if (!delegates) {
      if (frame.pc === 0) frame.pc = 1;
      throw new Raised(raise);
    }
    frame.pc += 1;
    const iterator = frame.peek();
    const exits = raise.cls.isSubclassOf(builtinException('GeneratorExit'));
    if (exits && !(iterator instanceof PyAwaitable)) this.start(closeIterator(iterator, raise), Mode.Discard);
    else if (iterator instanceof PyGenerator) {
      const result = this.#resume(iterator, null, raise, Mode.Delegate);
      if (result !== PENDING) this.give(result, Mode.Delegate);
    } else this.start(throwInto(iterator, raise, frame), Mode.Delegate);
  }

  /** Ends the frame on top with a result. */
  leave(frame: Frame, value: Value): void {
    this.#drop(frame);
    const { generator, mode } = frame;
    if (generator !== null) {
      generator.frame = null;
      generator.result = value;
      if (this.top instanceof Frame) this.top.delegated = value;
      this.give(undefined, mode);
    } else if (mode === Mode.Initialize) {
      if (value !== null) throw typeError(`__init__() should return None, not '${typeOf(value).name}'`);
      this.give(frame.instance, mode);
    } else this.give(value, mode);
  }

  /** Throws an exception on without a new line in its traceback. */
  reraise(exception: PyException): never {
    this.#reraising = true;
    throw new Raised(exception);
  }

  /** The exception that is being handled by the innermost code that handles one. */
  get handled(): PyException | null {
    for (let activation = this.top; activation !== null; activation = activation.back) {
      if (activation instanceof Frame && activation.handled !== null) return activation.handled;
    }
    return null;
  }

  /** Finds who takes an error and lets it go on there. @throws Uncaught when nobody does. */
  #unwind(error: unknown, bottom: Bottom): void {
    if (error instanceof InterruptedError) {
      this.#abandon(bottom);
      throw new Uncaught(error);
    }
    let thrown = this.#asRaised(error, bottom);
    let reraised = this.#reraising;
    this.#reraising = false;
    if (!reraised && thrown.exception.trace.length === 0) this.setContext(thrown.exception);
    for (;;) {
      const { top } = this;
      if (top === bottom || top === null || top instanceof Bottom) throw new Uncaught(thrown);
      if (top instanceof Frame) {
        if (this.#catch(top, thrown.exception, reraised)) return;
        reraised = false;
        this.#drop(top);
        thrown = this.#leaveGenerator(top, thrown);
      } else {
        let step: IteratorResult<Request, Value | undefined>;
        try {
          step = top.flow.throw(thrown);
        } catch (next) {
          this.#drop(top);
          if (next === thrown) continue;
          thrown = this.#asRaised(next, bottom);
          if (thrown.exception.trace.length === 0) this.setContext(thrown.exception);
          continue;
        }
        const result = this.#serve(top, step);
        if (result !== PENDING) this.give(result.value, result.mode);
        return;
      }
    }
  }

  /** An error as a Python exception. @throws Uncaught what is none: a fault of the evaluator, a stop. */
  #asRaised(error: unknown, bottom: Bottom): Raised {
    if (error instanceof Raised) return error;
    if (error instanceof RangeError && /call stack/.test(error.message)) return recursionError('maximum recursion depth exceeded');
    if (error instanceof RangeError && /Invalid (?:string|array|typed array) length|too big|Array buffer/.test(error.message)) return raised(builtinException('MemoryError'));
    this.#abandon(bottom);
    throw new Uncaught(error);
  }

  /** Whether a frame handles an exception; if so it goes on there. */
  #catch(frame: Frame, exception: PyException, reraised: boolean): boolean {
    const at = Math.max(0, frame.pc - 1);
    if (!reraised) exception.trace.push({ code: frame.code, at });
    const target = frame.code.targets[at];
    if (target === null || target === undefined) return false;
    frame.sp = target.depth;
    frame.push(exception);
    frame.handled = exception;
    frame.pc = target.at;
    return true;
  }

  /** A StopIteration must not leave a generator: it would end a loop elsewhere (PEP 479). */
  #leaveGenerator(frame: Frame, thrown: Raised): Raised {
    const { generator } = frame;
    if (generator === null) return thrown;
    generator.frame = null;
    const stops = isRaised(thrown, 'StopIteration') ? 'StopIteration' : generator.kind === 'async generator' && isRaised(thrown, 'StopAsyncIteration') ? 'StopAsyncIteration' : null;
    if (stops === null) return thrown;
    const error = makeException(builtinException('RuntimeError'), `${generator.kind} raised ${stops}`);
    error.cause = thrown.exception;
    error.context = thrown.exception;
    error.suppressContext = true;
    error.trace = [{ code: frame.code, at: Math.max(0, frame.pc - 1) }];
    return new Raised(error);
  }

  /** The innermost Python frame. */
  get caller(): CallerFrame | null {
    return callerOf(this.top);
  }

  /** Notes what was being handled when an exception was raised. */
  setContext(exception: PyException): void {
    const { handled } = this;
    if (handled === null || handled === exception) return;
    for (let outer: PyException = handled; outer.context !== null; outer = outer.context) {
      if (outer.context === exception) {
        outer.context = null;
        break;
      }
    }
    exception.context = handled;
  }
}

/** An error that left a run of the machine. */
class Uncaught extends Error {
  override readonly name = 'Uncaught';
  constructor(readonly error: unknown) {
    super();
  }
}
