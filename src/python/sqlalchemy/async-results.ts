import type { Result, ScalarResult } from '../../orm/engine/result';
import type { Flow as OrmFlow } from '../../orm/flow';
import { asyncFunction } from '../asyncio/native-coroutine';
import { addMembers } from '../native/define';
import { builtinException, raised } from '../objects/exceptions';
import type { PyHost } from '../bridge/host-class';
import { asNumberOrNull } from './arguments';
import { at, type Binder } from './bind';
import { methods } from './rows';

/** The rows of `stream()`: to be gone through with `async for`. They are there already. */
export class AsyncResult {
  constructor(readonly result: Result | ScalarResult) {}

  next(): { readonly value: unknown } | null {
    const [value] = this.result.fetchmany(1);
    return value === undefined ? null : { value };
  }
}

/** What `await connection.stream(…)` gives. */
export function* streamed(flow: OrmFlow<Result>): OrmFlow<AsyncResult> {
  return new AsyncResult(yield* flow);
}

/** What `await session.stream_scalars(…)` gives. */
export function* streamedScalars(flow: OrmFlow<Result>): OrmFlow<AsyncResult> {
  return new AsyncResult((yield* flow).scalars());
}

/** Binds results that are streamed. */
export function bindAsyncResults(binder: Binder): void {
  const made = binder.class<AsyncResult>({
    name: 'AsyncResult',
    module: 'sqlalchemy.ext.asyncio.result',
    of: AsyncResult,
    methods: methods<AsyncResult>()({
      '__aiter__()': (self) => self,
      'scalars(index=0)': (self) => ('scalars' in self.result ? new AsyncResult(self.result.scalars()) : self),
      'unique()': (self) => new AsyncResult(self.result.unique()),
    }),
    coroutines: methods<AsyncResult>()({
      'all()': (self) => self.result.all(),
      'fetchall()': (self) => self.result.all(),
      'fetchone()': (self) => self.result.fetchone(),
      'fetchmany(size=None)': (self, size) => self.result.fetchmany(asNumberOrNull(size) ?? undefined),
      'first()': (self) => self.result.first(),
      'one()': (self) => self.result.one(),
      'one_or_none()': (self) => self.result.oneOrNone(),
      'close()': (self) => { self.result.close(); },
    }),
  }); // prettier-ignore
  addMembers<PyHost<AsyncResult>>(made.type, {
    accepts: (value): value is PyHost<AsyncResult> => made.unwrap(value) !== undefined,
    methods: {
      '__anext__()': ({ host }) =>
        asyncFunction(function* () {
          yield* [];
          const step = at(() => host.next());
          if (!step) throw raised(builtinException('StopAsyncIteration'));
          return binder.bridge.toPython(step.value);
        }),
    },
  });
}
