import type { Flow } from '../flow';
import { addMembers, define } from '../native/define';
import { PyAwaitable, awaitableType } from '../objects/awaitable';
import { typeOf } from '../objects/builtin-types';
import { PyFunction, PyMethod } from '../objects/callables';
import { PyException, Raised } from '../objects/exception';
import { builtinException, raised, runtimeError, typeError, valueError } from '../objects/exceptions';
import { PyGenerator } from '../objects/generator';
import { PySet } from '../objects/mappings';
import type { Value } from '../objects/object';
import { PyList, PyTuple } from '../objects/sequences';
import { call } from '../protocol/call';
import { collect } from '../protocol/iterate';
import { addElement } from '../protocol/keys';
import { floatOf, stringOf } from '../protocol/numbers';
import { addressOf, repr } from '../protocol/text';
import type { NativeModule, Runtime } from '../runtime';
import { EventLoop } from './event-loop';
import { PyFuture, PyTask, awaitFuture, cancelledErrorType, futureType, invalidStateErrorType, taskType } from './future';
import { asyncFunction, toAwaitable } from './native-coroutine';
import { queueEmptyType, queueFullType, synchronization } from './synchronization';
import { eventLoopType, PyEventLoop } from './loop-object';
import { taskGroupType, timeoutType } from './scopes';

function isFuture(value: Value): value is PyFuture {
  return value instanceof PyFuture;
}

addMembers<PyFuture>(futureType, {
  accepts: isFuture,
  methods: {
    '__await__()': (self) => awaitFuture(self),
    '__iter__()': (self) => awaitFuture(self),
    'done()': (self) => self.done,
    'cancelled()': (self) => self.state === 'cancelled',
    'cancel(msg=None)': (self, message) => self.cancel(message),
    'result()': (self) => {
      if (!self.done) throw raised(invalidStateErrorType, 'Result is not set.');
      return self.take();
    },
    'exception()': (self) => {
      if (!self.done) throw raised(invalidStateErrorType, 'Exception is not set.');
      if (self.state === 'cancelled' && self.error !== null) throw new Raised(self.error);
      return self.error;
    },
    'set_result(result, /)': (self, result) => {
      if (self.done) throw raised(invalidStateErrorType, 'invalid state');
      self.finish(result);
      return null;
    },
    'set_exception(exception, /)': function* (self, exception): Flow<Value> {
      const made = exception instanceof PyException ? exception : yield* call(exception);
      if (made instanceof PyException) self.fail(made);
      return null;
    },
    'add_done_callback(callback, /)': (self, callback) => {
      self.whenDone(() => { self.loop.task(asyncFunction(() => call(callback, [self]))); });
      return null;
    },
    '__repr__()': (self) => `<${self.cls.name} ${self.state}>`,
  },
});

addMembers<PyTask>(taskType, {
  accepts: (value): value is PyTask => value instanceof PyTask,
  methods: {
    'get_name()': (self) => self.name,
    'set_name(name, /)': (self, name) => {
      self.name = stringOf(name) ?? self.name;
      return null;
    },
    'get_coro()': (self) => self.coroutine,
    '__repr__()': function* (self): Flow<Value> {
      const coro = self.coroutine instanceof PyGenerator ? `<coroutine object ${self.coroutine.qualname} at ${addressOf(self.coroutine)}>` : 'awaitable';
      const result = self.state === 'finished' ? (self.error === null ? ` result=${yield* repr(self.result)}` : ` exception=${yield* repr(self.error)}`) : '';
      return `<Task ${self.state} name='${self.name}' coro=${coro}${result}>`;
    },
  },
});

/** A future of something awaitable. */
function* futureOf(loop: EventLoop, value: Value): Flow<PyFuture> {
  if (isFuture(value)) return value;
  const target = yield* toAwaitable(value);
  if (target instanceof PyGenerator || target instanceof PyAwaitable) return loop.task(target);
  return loop.task(asyncFunction((awaiting) => awaiting(target)));
}

function checkedCoroutine(value: Value, what: string): PyGenerator | PyAwaitable {
  if (value instanceof PyGenerator && value.kind === 'coroutine') return value;
  if (value instanceof PyAwaitable) return value;
  throw what === 'run' ? valueError(`a coroutine was expected, got ${typeOf(value).name === 'function' ? '<function>' : `<${typeOf(value).name}>`}`) : typeError(`a coroutine was expected, got <${typeOf(value).name}>`);
}

function timeoutError(): Raised {
  return raised(builtinException('TimeoutError'));
}

/** The functions of a module that belongs to one interpreter. */
function functions(runtime: Runtime): Readonly<Record<string, Value>> {
  const state: { running: EventLoop | null } = { running: null };
  const needed = (): EventLoop => {
    if (state.running === null) throw runtimeError('no running event loop');
    return state.running;
  };
  const run = function* (coroutine: Value): Flow<Value> {
    if (state.running !== null) throw runtimeError('asyncio.run() cannot be called from a running event loop');
    const main = yield* mainCoroutine(coroutine);
    const loop = new EventLoop(runtime);
    state.running = loop;
    try {
      return yield* loop.runUntil(loop.task(main));
    } finally {
      yield* loop.shutDown();
      state.running = null;
    }
  };
  const sleep = (seconds: Value, result: Value): Value =>
    asyncFunction(function* (awaiting) {
      const delay = floatOf(seconds);
      if (delay === undefined) throw typeError(`'<=' not supported between instances of '${typeOf(seconds).name}' and 'int'`);
      if (delay <= 0) {
        yield* awaiting(pause());
        return result;
      }
      const future = new PyFuture(needed());
      const forget = needed().later(delay, () => {
        if (!future.done) future.finish(result);
      });
      try {
        return yield* awaiting(awaitFuture(future));
      } finally {
        forget();
      }
    });
  const waitFor = (awaited: Value, timeout: Value): Value =>
    asyncFunction(function* (awaiting) {
      const seconds = floatOf(timeout);
      const future = yield* futureOf(needed(), awaited);
      if (seconds === undefined) return yield* awaiting(future);
      const timer = { expired: false };
      const forget = needed().later(seconds, () => {
        timer.expired = future.cancel();
      });
      try {
        return yield* awaiting(awaitFuture(future));
      } catch (error) {
        if (timer.expired && error instanceof Raised && error.exception.cls.isSubclassOf(cancelledErrorType)) throw timeoutError();
        throw error;
      } finally {
        forget();
      }
    });
  return {
    run: define('run(main, *, debug=None)', function* (main): Flow<Value> {
      return yield* run(main);
    }),
    sleep: define('sleep(delay, result=None)', (seconds, result) => sleep(seconds, result)),
    gather: define('gather(*coros_or_futures, return_exceptions=False)', function* (given, returnExceptions): Flow<Value> {
      return yield* gather(needed(), (given as PyTuple).items, returnExceptions === true);
    }),
    create_task: define('create_task(coro, *, name=None)', (coroutine, name) => needed().task(checkedCoroutine(coroutine, 'task'), stringOf(name) ?? null)),
    ensure_future: define('ensure_future(coro_or_future)', function* (value): Flow<Value> {
      return yield* futureOf(needed(), value);
    }),
    wait_for: define('wait_for(fut, timeout)', (awaited, timeout) => waitFor(awaited, timeout)),
    wait: define("wait(fs, *, timeout=None, return_when='ALL_COMPLETED')", (futures, timeout, when) => wait(needed(), futures, timeout, stringOf(when) ?? '')),
    shield: define('shield(arg)', function* (value): Flow<Value> {
      return yield* futureOf(needed(), value);
    }),
    to_thread: define('to_thread(func, /, *args, **kwargs)', (func, args) => asyncFunction(() => call(func, (args as PyTuple).items))),
    as_completed: define('as_completed(fs)', function* (given): Flow<Value> {
      return yield* asCompleted(needed(), given);
    }),
    current_task: define('current_task()', () => needed().current),
    all_tasks: define('all_tasks()', function* (): Flow<Value> {
      const set = new PySet();
      for (const task of needed().tasks) yield* addElement(set, task);
      return set;
    }),
    get_running_loop: define('get_running_loop()', () => new PyEventLoop(needed(), run)),
    get_event_loop: define('get_event_loop()', () => new PyEventLoop(state.running ?? new EventLoop(runtime), run)),
    new_event_loop: define('new_event_loop()', () => new PyEventLoop(new EventLoop(runtime), run)),
    set_event_loop: define('set_event_loop(loop)', () => null),
    timeout: define('timeout(delay)', (delay) => timeoutType.make(needed, floatOf(delay) ?? null)),
    TaskGroup: taskGroupType(needed),
    ...synchronization(needed),
  };
}

function* mainCoroutine(value: Value): Flow<PyGenerator | PyAwaitable> {
  if (value instanceof PyGenerator && value.kind === 'coroutine') return value;
  if (value instanceof PyAwaitable) return value;
  throw valueError(`a coroutine was expected, got ${yield* repr(value)}`);
}

/** Lets the others have a turn. */
function pause(): PyAwaitable {
  let paused = false;
  return new PyAwaitable(awaitableType, function* (_self, _value, raise) {
    yield* [];
    if (raise !== null) throw new Raised(raise);
    if (paused) return undefined;
    paused = true;
    return null;
  });
}

function* gather(loop: EventLoop, given: readonly Value[], returnExceptions: boolean): Flow<Value> {
  const outer = new PyFuture(loop);
  const futures: PyFuture[] = [];
  for (const one of given) futures.push(yield* futureOf(loop, one));
  let left = futures.length;
  if (left === 0) outer.finish(new PyList([]));
  const settled = (future: PyFuture): void => {
    left -= 1;
    if (outer.done) return;
    if (future.error !== null && !returnExceptions) outer.fail(future.error);
    else if (left === 0) outer.finish(new PyList(futures.map((one) => one.error ?? one.result)));
  };
  for (const future of futures) future.whenDone(settled);
  const cancel = outer.cancel.bind(outer);
  outer.cancel = (message) => {
    for (const future of futures) future.cancel(message);
    return cancel(message);
  };
  return outer;
}

function wait(loop: EventLoop, given: Value, timeout: Value, when: string): Value {
  return asyncFunction(function* (awaiting) {
    const futures: PyFuture[] = [];
    for (const one of yield* collect(given)) futures.push(yield* futureOf(loop, one));
    const enough = new PyFuture(loop);
    const check = (): void => {
      const done = futures.filter((future) => future.done);
      const finished = when === 'FIRST_COMPLETED' ? done.length > 0 : done.length === futures.length || (when === 'FIRST_EXCEPTION' && done.some((future) => future.error !== null));
      if (finished && !enough.done) enough.finish(null);
    };
    for (const future of futures) future.whenDone(check);
    check();
    const seconds = floatOf(timeout);
    const forget = seconds === undefined ? null : loop.later(seconds, () => { if (!enough.done) enough.finish(null); });
    yield* awaiting(awaitFuture(enough));
    forget?.();
    const done = new PySet();
    const pending = new PySet();
    for (const future of futures) yield* addElement(future.done ? done : pending, future);
    return new PyTuple([done, pending]);
  });
}

function* asCompleted(loop: EventLoop, given: Value): Flow<Value> {
  const slots: PyFuture[] = [];
  let next = 0;
  for (const one of yield* collect(given)) {
    const future = yield* futureOf(loop, one);
    slots.push(new PyFuture(loop));
    future.whenDone((done) => {
      const slot = slots[next++];
      if (done.error === null) slot?.finish(done.result);
      else slot?.fail(done.error);
    });
  }
  return new PyList(slots);
}

/** `asyncio` */
export const asyncioModule: NativeModule = {
  name: 'asyncio',
  create: (runtime) => ({
    ...functions(runtime),
    Future: futureType,
    Task: taskType,
    AbstractEventLoop: eventLoopType,
    CancelledError: cancelledErrorType,
    InvalidStateError: invalidStateErrorType,
    TimeoutError: builtinException('TimeoutError'),
    QueueEmpty: queueEmptyType,
    QueueFull: queueFullType,
    ALL_COMPLETED: 'ALL_COMPLETED',
    FIRST_COMPLETED: 'FIRST_COMPLETED',
    FIRST_EXCEPTION: 'FIRST_EXCEPTION',
    iscoroutine: define('iscoroutine(obj)', (value) => value instanceof PyGenerator && value.kind === 'coroutine'),
    iscoroutinefunction: define('iscoroutinefunction(func)', (value) => isCoroutineFunction(value)),
    isfuture: define('isfuture(obj)', (value) => value instanceof PyFuture),
  }),
};

function isCoroutineFunction(value: Value): boolean {
  if (value instanceof PyMethod) return isCoroutineFunction(value.func);
  return value instanceof PyFunction && value.code.isCoroutine && !value.code.isGenerator;
}
