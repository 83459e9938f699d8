import type { Flow } from '../flow';
import { defineClass } from '../native/define';
import { PyFloat } from '../objects/float';
import { PyObject, type Value } from '../objects/object';
import type { PyTuple } from '../objects/sequences';
import { call } from '../protocol/call';
import { PyGenerator } from '../objects/generator';
import { PyAwaitable } from '../objects/awaitable';
import { typeError } from '../objects/exceptions';
import type { EventLoop } from './event-loop';
import { PyFuture } from './future';
import { asyncFunction } from './native-coroutine';

/** The event loop as Python sees it. */
export class PyEventLoop extends PyObject {
  constructor(
    readonly loop: EventLoop,
    /** `asyncio.run` */
    readonly run: (coroutine: Value) => Flow<Value>,
  ) {
    super(eventLoopType);
  }
}

/** Its class. */
export const eventLoopType = defineClass<PyEventLoop>({
  name: 'AbstractEventLoop',
  module: 'asyncio.events',
  allocate: null,
  accepts: (value): value is PyEventLoop => value instanceof PyEventLoop,
  methods: {
    'time()': (self) => new PyFloat(self.loop.time),
    'is_running()': (self) => self.loop.running,
    'is_closed()': (self) => self.loop.closed,
    'close()': () => null,
    'create_future()': (self) => new PyFuture(self.loop),
    'create_task(coro)': (self, coroutine) => {
      if (!(coroutine instanceof PyGenerator) && !(coroutine instanceof PyAwaitable)) throw typeError('a coroutine was expected');
      return self.loop.task(coroutine);
    },
    'run_until_complete(future)': function* (self, future): Flow<Value> {
      if (future instanceof PyFuture) return yield* self.loop.runUntil(future);
      return yield* self.run(future);
    },
    'run_in_executor(executor, func, *args)': (self, _executor, func, args) => self.loop.task(asyncFunction(() => call(func, (args as PyTuple).items))),
    'call_soon(callback, *args)': (self, callback, args) => {
      self.loop.task(asyncFunction(() => call(callback, (args as PyTuple).items)));
      return null;
    },
  },
});
