import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { nativeIteratorType, PyFlowIterator } from '../../objects/iterators';
import type { NativeBody } from '../../objects/callables';
import type { PyType, Value } from '../../objects/object';

/** How an iterator gets its next item; undefined at its end. */
export type Advance = () => Flow<Value | undefined>;

/**
 * A class whose instances are iterators: calling it gives one.
 * @param heading the name and the parameters
 * @param start makes, of the arguments, what advances the iterator
 */
export function iteratorClass(heading: string, start: (...args: Value[]) => Flow<Advance>, module = 'itertools'): PyType {
  const name = heading.slice(0, heading.indexOf('('));
  const parameters = heading.slice(name.length + 1);
  const make: NativeBody = function* (cls, ...args): Flow<Value> {
    return new PyFlowIterator(cls as PyType, endingOnce(yield* start(...args)));
  };
  return defineClass<PyFlowIterator>({
    name,
    module,
    namedWithModule: true,
    bases: [nativeIteratorType],
    accepts: (value) => value instanceof PyFlowIterator,
    statics: { [`__new__(cls, ${parameters}`]: make },
  });
}

/** An iterator that has ended stays so, and one that raised has ended. */
function endingOnce(advance: Advance): Advance {
  let ended = false;
  return function* (): Flow<Value | undefined> {
    if (ended) return undefined;
    let item: Value | undefined;
    try {
      item = yield* advance();
    } finally {
      ended = item === undefined;
    }
    return item;
  };
}
