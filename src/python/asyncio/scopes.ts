import { defineClass } from '../native/define';
import { PyAwaitable } from '../objects/awaitable';
import { PyException, Raised } from '../objects/exception';
import { builtinException, makeException, raised, typeError } from '../objects/exceptions';
import { PyGenerator } from '../objects/generator';
import { PyObject, type PyType, type Value } from '../objects/object';
import { stringOf } from '../protocol/numbers';
import type { EventLoop } from './event-loop';
import { PyTask, awaitFuture, cancelledErrorType } from './future';
import { asyncFunction, type Awaiting, type Coroutine } from './native-coroutine';

class PyTimeout extends PyObject {
  expired = false;
  forget: (() => void) | null = null;

  constructor(
    readonly loop: () => EventLoop,
    readonly delay: number | null,
  ) {
    super(timeoutClass);
  }
}

const timeoutClass = defineClass<PyTimeout>({
  name: 'Timeout',
  module: 'asyncio.timeouts',
  allocate: null,
  accepts: (value): value is PyTimeout => value instanceof PyTimeout,
  methods: {
    '__aenter__()': (self) =>
      asyncFunction(function* () {
        yield* [];
        const loop = self.loop();
        const task = loop.current;
        if (self.delay !== null) {
          self.forget = loop.later(self.delay, () => {
            self.expired = true;
            task?.cancel();
          });
        }
        return self;
      }),
    '__aexit__(type, value, traceback)': (self, _type, value) =>
      asyncFunction(function* () {
        yield* [];
        self.forget?.();
        if (self.expired && value instanceof PyException && value.cls.isSubclassOf(cancelledErrorType)) throw raised(builtinException('TimeoutError'));
        return false;
      }),
    'expired()': (self) => self.expired,
  },
});

/** `asyncio.timeout` */
export const timeoutType = {
  make: (loop: () => EventLoop, delay: number | null): Value => new PyTimeout(loop, delay),
};

class PyTaskGroup extends PyObject {
  readonly tasks: PyTask[] = [];
}

/** `asyncio.TaskGroup`: ends when its tasks have ended; the first that fails cancels the others. */
export function taskGroupType(loop: () => EventLoop): PyType {
  return defineClass<PyTaskGroup>({
    name: 'TaskGroup',
    module: 'asyncio.taskgroups',
    accepts: (value): value is PyTaskGroup => value instanceof PyTaskGroup,
    allocate: (cls) => new PyTaskGroup(cls),
    methods: {
      '__aenter__()': (self) =>
        asyncFunction(function* () {
          yield* [];
          return self;
        }),
      'create_task(coro, *, name=None)': (self, coroutine, name) => {
        if (!(coroutine instanceof PyGenerator) && !(coroutine instanceof PyAwaitable)) throw typeError('a coroutine was expected');
        const task = loop().task(coroutine, stringOf(name) ?? null);
        self.tasks.push(task);
        task.whenDone(() => {
          if (task.error !== null && task.state !== 'cancelled') for (const other of self.tasks) other.cancel();
        });
        return task;
      },
      '__aexit__(type, value, traceback)': (self, _type, value) =>
        asyncFunction(function* (awaiting) {
          if (value instanceof PyException) for (const task of self.tasks) task.cancel();
          let failure: PyException | null = value instanceof PyException ? value : null;
          for (const task of self.tasks) failure = (yield* outcome(task, awaiting)) ?? failure;
          if (failure !== null && failure !== value) throw new Raised(groupOf(failure));
          return false;
        }),
    },
  });
}

function* outcome(task: PyTask, awaiting: Awaiting): Coroutine<PyException | null> {
  try {
    yield* awaiting(awaitFuture(task));
    return null;
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return error.exception.cls.isSubclassOf(cancelledErrorType) ? null : error.exception;
  }
}

/** Exception groups are not there: the first failure stands for all, as a RuntimeError whose cause it is. */
function groupOf(failure: PyException): PyException {
  const error = makeException(builtinException('RuntimeError'), 'unhandled errors in a TaskGroup (1 sub-exception)');
  error.cause = failure;
  error.suppressContext = true;
  return error;
}
