import type { Flow } from '../flow';
import { defineClass } from '../native/define';
import { builtinException, exceptionType, raised, runtimeError, valueError } from '../objects/exceptions';
import { PyObject, type PyType, type Value } from '../objects/object';
import { intOf } from '../protocol/numbers';
import type { EventLoop } from './event-loop';
import { awaitFuture, PyFuture } from './future';
import { asyncFunction } from './native-coroutine';

/** Futures of those who wait, in their order. */
class Waiters {
  readonly #waiting: PyFuture[] = [];

  *wait(loop: EventLoop): Flow<Value> {
    const future = new PyFuture(loop);
    this.#waiting.push(future);
    yield* [];
    return awaitFuture(future);
  }

  /** Lets the first go on that still waits. False: nobody does. */
  wake(): boolean {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (next.done) continue;
      next.finish(true);
      return true;
    }
    return false;
  }
}

class PySemaphore extends PyObject {
  value = 1;
  limit = Infinity;
  readonly waiters = new Waiters();
}

class PyEvent extends PyObject {
  isSet = false;
  readonly waiters = new Waiters();
}

class PyQueue extends PyObject {
  items: Value[] = [];
  maximum = 0;
  unfinished = 0;
  readonly getters = new Waiters();
  readonly putters = new Waiters();
  readonly joiners = new Waiters();
}

/** `asyncio.QueueEmpty` and `QueueFull`. */
export const queueEmptyType = exceptionType('QueueEmpty', [builtinException('Exception')], 'asyncio.queues');
export const queueFullType = exceptionType('QueueFull', [builtinException('Exception')], 'asyncio.queues');

/** Locks, semaphores, events and queues of an event loop. */
export function synchronization(loop: () => EventLoop): Readonly<Record<string, PyType>> {
  const wait = (waiters: Waiters): Flow<Value> => waiters.wait(loop());
  const acquire = (self: PySemaphore): Value =>
    asyncFunction(function* (awaiting) {
      while (self.value <= 0) yield* awaiting(yield* wait(self.waiters));
      self.value -= 1;
      return true;
    });
  const release = (self: PySemaphore): null => {
    if (self.value >= self.limit) throw self.limit === 1 ? runtimeError('Lock is not acquired.') : valueError('BoundedSemaphore released too many times');
    self.value += 1;
    self.waiters.wake();
    return null;
  };
  const managed = {
    'acquire()': acquire,
    'release()': release,
    'locked()': (self: PySemaphore) => self.value <= 0,
    '__aenter__()': acquire,
    '__aexit__(*args)': (self: PySemaphore) => {
      release(self);
      return asyncFunction(function* () {
        yield* [];
        return null;
      });
    },
  };
  const isSemaphore = (value: Value): value is PySemaphore => value instanceof PySemaphore;
  const semaphore = (name: string, bounded: boolean): PyType =>
    defineClass<PySemaphore>({
      name,
      module: 'asyncio.locks',
      accepts: isSemaphore,
      allocate: (cls) => new PySemaphore(cls),
      methods: {
        ...managed,
        '__init__(value=1)': (self, value) => {
          self.value = Number(intOf(value) ?? 1);
          if (self.value < 0) throw valueError('Semaphore initial value must be >= 0');
          if (bounded) self.limit = self.value;
          return null;
        },
      },
    });
  return {
    Lock: defineClass<PySemaphore>({
      name: 'Lock',
      module: 'asyncio.locks',
      accepts: isSemaphore,
      allocate: (cls) => {
        const lock = new PySemaphore(cls);
        lock.limit = 1;
        return lock;
      },
      methods: managed,
    }),
    Semaphore: semaphore('Semaphore', false),
    BoundedSemaphore: semaphore('BoundedSemaphore', true),
    Event: defineClass<PyEvent>({
      name: 'Event',
      module: 'asyncio.locks',
      accepts: (value): value is PyEvent => value instanceof PyEvent,
      allocate: (cls) => new PyEvent(cls),
      methods: {
        'is_set()': (self) => self.isSet,
        'set()': (self) => {
          self.isSet = true;
          while (self.waiters.wake());
          return null;
        },
        'clear()': (self) => {
          self.isSet = false;
          return null;
        },
        'wait()': (self) =>
          asyncFunction(function* (awaiting) {
            if (!self.isSet) yield* awaiting(yield* wait(self.waiters));
            return true;
          }),
      },
    }),
    Queue: queue('Queue', wait, (items) => items.shift()),
    LifoQueue: queue('LifoQueue', wait, (items) => items.pop()),
  };
}

function queue(name: string, wait: (waiters: Waiters) => Flow<Value>, pick: (items: Value[]) => Value | undefined): PyType {
  const full = (self: PyQueue): boolean => self.maximum > 0 && self.items.length >= self.maximum;
  const put = (self: PyQueue, item: Value): null => {
    self.items.push(item);
    self.unfinished += 1;
    self.getters.wake();
    return null;
  };
  const get = (self: PyQueue): Value => {
    const item = pick(self.items) as Value;
    self.putters.wake();
    return item;
  };
  return defineClass<PyQueue>({
    name,
    module: 'asyncio.queues',
    accepts: (value): value is PyQueue => value instanceof PyQueue,
    allocate: (cls) => new PyQueue(cls),
    methods: {
      '__init__(maxsize=0)': (self, maximum) => {
        self.maximum = Number(intOf(maximum) ?? 0);
        return null;
      },
      'qsize()': (self) => self.items.length,
      'empty()': (self) => self.items.length === 0,
      'full()': full,
      'put_nowait(item)': (self, item) => {
        if (full(self)) throw raised(queueFullType);
        return put(self, item);
      },
      'get_nowait()': (self) => {
        if (self.items.length === 0) throw raised(queueEmptyType);
        return get(self);
      },
      'put(item)': (self, item) =>
        asyncFunction(function* (awaiting) {
          while (full(self)) yield* awaiting(yield* wait(self.putters));
          return put(self, item);
        }),
      'get()': (self) =>
        asyncFunction(function* (awaiting) {
          while (self.items.length === 0) yield* awaiting(yield* wait(self.getters));
          return get(self);
        }),
      'task_done()': (self) => {
        if (self.unfinished <= 0) throw valueError('task_done() called too many times');
        self.unfinished -= 1;
        if (self.unfinished === 0) while (self.joiners.wake());
        return null;
      },
      'join()': (self) =>
        asyncFunction(function* (awaiting) {
          if (self.unfinished > 0) yield* awaiting(yield* wait(self.joiners));
          return null;
        }),
    },
  });
}
