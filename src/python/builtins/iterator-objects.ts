import { ResumeRequest, type Flow } from '../flow';
import { addConstructor, addMembers } from '../native/define';
import { NOT_IMPLEMENTED, asyncGeneratorType, coroutineType, ellipsisType, generatorType, noneType, notImplementedType, rangeType, sliceType, typeOf } from '../objects/builtin-types';
import { AsyncYield, PyAwaitable, awaitableType } from '../objects/awaitable';
import { PyException, Raised } from '../objects/exception';
import { builtinException, indexError, isRaised, makeException, raised, runtimeError, typeError, valueError } from '../objects/exceptions';
import { PyGenerator } from '../objects/generator';
import { PyFlowIterator, PyIterator, nativeIteratorType } from '../objects/iterators';
import { PyType, type Value } from '../objects/object';
import { PyRange, PySlice, PyTuple } from '../objects/sequences';
import { closeGenerator } from '../machine/delegation';
import { instantiate } from '../machine/instantiate';
import { compareSequences, same } from '../protocol/compare';
import { hash } from '../protocol/hash';
import { addInts, floorDivideInts, moduloInts, multiplyInts, subtractInts } from '../protocol/int-arithmetic';
import { iterateFast, next } from '../protocol/iterate';
import { intText } from '../protocol/number-text';
import { intOf, toIndex, type Int } from '../protocol/numbers';
import { addressOf, repr } from '../protocol/text';
import { sliceExtent } from './slices';

/** A `range`. @throws Raised ValueError for a step of 0 */
export function makeRange(start: Int, stop: Int, step: Int): PyRange {
  if (step === 0) throw valueError('range() arg 3 must not be zero');
  const span = step > 0 ? subtractInts(stop, start) : subtractInts(start, stop);
  const size = step > 0 ? step : subtractInts(0, step);
  const length = span <= 0 ? 0 : floorDivideInts(addInts(span, subtractInts(size, 1)), size);
  return new PyRange(start, stop, step, length);
}

function at(range: PyRange, index: Int): Int {
  return addInts(range.start, multiplyInts(index, range.step));
}

function indexIn(range: PyRange, value: Int): Int | undefined {
  const offset = subtractInts(value, range.start);
  if (moduloInts(offset, range.step) !== 0) return undefined;
  const index = floorDivideInts(offset, range.step);
  return index >= 0 && index < range.length ? index : undefined;
}

function installRange(): void {
  addMembers<PyRange>(rangeType, {
    accepts: (value): value is PyRange => value instanceof PyRange,
    methods: {
      '__len__()': (self) => self.length,
      '__iter__()': (self) => iterateFast(self) as Value,
      '__reversed__()': (self) => iterateFast(self.length === 0 ? self : makeRange(at(self, subtractInts(self.length, 1)), subtractInts(self.start, self.step), subtractInts(0, self.step))) as Value,
      '__bool__()': (self) => self.length > 0,
      '__contains__(item, /)': function* (self, item): Flow<Value> {
        const int = intOf(item);
        if (int !== undefined) return indexIn(self, int) !== undefined;
        const iterator = iterateFast(self) as PyIterator;
        for (let one = iterator.next(); one !== undefined; one = iterator.next()) if (yield* same(one, item)) return true;
        return false;
      },
      '__getitem__(key, /)': function* (self, key): Flow<Value> {
        if (key instanceof PySlice) {
          const extent = yield* sliceExtent(key, Number(self.length));
          return makeRange(at(self, extent.start), at(self, extent.stop), multiplyInts(self.step, extent.step));
        }
        const index = intOf(key) ?? (yield* rangeIndex(key));
        const offset = index < 0 ? addInts(index, self.length) : index;
        if (offset < 0 || offset >= self.length) throw indexError('range object index out of range');
        return at(self, offset);
      },
      '__eq__(other, /)': (self, other) => {
        if (!(other instanceof PyRange)) return NOT_IMPLEMENTED;
        return self.length === other.length && (self.length === 0 || (self.start === other.start && (self.length === 1 || self.step === other.step)));
      },
      '__hash__()': function* (self): Flow<Value> {
        return yield* hash(new PyTuple([self.length, self.length === 0 ? null : self.start, self.length === 0 ? null : self.step]));
      },
      '__repr__()': (self) => `range(${intText(self.start)}, ${intText(self.stop)}${self.step === 1 ? '' : `, ${intText(self.step)}`})`,
      'count(value, /)': (self, value) => (intOf(value) !== undefined && indexIn(self, intOf(value) ?? 0) !== undefined ? 1 : 0),
      'index(value, /)': function* (self, value): Flow<Value> {
        const index = intOf(value) === undefined ? undefined : indexIn(self, intOf(value) ?? 0);
        if (index === undefined) throw valueError(`${yield* repr(value)} is not in range`);
        return index;
      },
    },
    attributes: { start: (self) => self.start, stop: (self) => self.stop, step: (self) => self.step },
  });
  addConstructor(rangeType, '(*args)', function* (_cls, args): Flow<Value> {
    const given = (args as PyTuple).items;
    if (given.length === 0) throw typeError('range expected at least 1 argument, got 0');
    if (given.length > 3) throw typeError(`range expected at most 3 arguments, got ${given.length}`);
    const bounds: Int[] = [];
    for (const one of given) bounds.push(yield* toIndex(one));
    if (bounds.length === 1) return makeRange(0, bounds[0] ?? 0, 1);
    return makeRange(bounds[0] ?? 0, bounds[1] ?? 0, bounds[2] ?? 1);
  });
}

function* rangeIndex(key: Value): Flow<Int> {
  if (typeOf(key).lookup('__index__') === undefined) throw typeError(`range indices must be integers or slices, not ${typeOf(key).name}`);
  return yield* toIndex(key);
}

function installSlice(): void {
  addMembers<PySlice>(sliceType, {
    accepts: (value): value is PySlice => value instanceof PySlice,
    methods: {
      '__repr__()': function* (self): Flow<Value> {
        return `slice(${yield* repr(self.start)}, ${yield* repr(self.stop)}, ${yield* repr(self.step)})`;
      },
      '__eq__(other, /)': function* (self, other): Flow<Value> {
        return other instanceof PySlice ? yield* compareSequences('==', [self.start, self.stop, self.step], [other.start, other.stop, other.step]) : NOT_IMPLEMENTED;
      },
      'indices(length, /)': function* (self, length): Flow<Value> {
        const { start, stop, step } = yield* sliceExtent(self, Number(yield* toIndex(length)));
        return new PyTuple([start, stop, step]);
      },
    },
    attributes: { start: (self) => self.start, stop: (self) => self.stop, step: (self) => self.step },
    constants: { __hash__: null },
  });
  addConstructor(sliceType, '(start, stop?, step=None, /)', (_cls, start, stop?: Value, step?: Value) => (stop === undefined ? new PySlice(null, start, null) : new PySlice(start, stop, step ?? null)));
}

/** The exception that `throw` is to raise from its arguments. */
export function* thrown(type: Value, value: Value): Flow<PyException> {
  if (type instanceof PyException) return type;
  if (type instanceof PyType) {
    if (value instanceof PyException) return value;
    const made = yield* instantiate(type, value === null ? [] : [value], null);
    if (made instanceof PyException) return made;
  }
  throw typeError(`exceptions must be classes or instances deriving from BaseException, not ${typeOf(type).name}`);
}

/** Continues a generator; its end becomes a StopIteration. */
function* advance(generator: PyGenerator, value: Value, raise: PyException | null): Flow<Value> {
  const yielded = yield new ResumeRequest(generator, value, raise);
  if (yielded !== undefined) return yielded;
  throw generator.result === null ? raised(builtinException('StopIteration')) : raisedStop(generator.result);
}

function raisedStop(value: Value): Error {
  const exception = makeException(builtinException('StopIteration'), value);
  exception.fields.set('value', value);
  return new Raised(exception);
}

function isGenerator(value: Value): value is PyGenerator {
  return value instanceof PyGenerator;
}

/** A step of an async generator, as something to be awaited. */
function asyncStep(generator: PyGenerator, begin: (value: Value, raise: PyException | null) => Flow<Value | undefined>, atEnd: () => Value): PyAwaitable {
  let started = false;
  return new PyAwaitable(awaitableType, function* (self, value, raise) {
    const yielded = started ? yield new ResumeRequest(generator, value, raise) : yield* begin(value, raise);
    started = true;
    if (yielded === undefined) self.result = atEnd();
    else if (yielded instanceof AsyncYield) self.result = yielded.value;
    else return yielded;
    return undefined;
  });
}

function endOfAsync(): never {
  throw raised(builtinException('StopAsyncIteration'));
}

function* closeAsync(generator: PyGenerator): Flow<Value | undefined> {
  if (generator.frame === null || !generator.started) {
    generator.frame = null;
    return undefined;
  }
  try {
    const yielded = yield new ResumeRequest(generator, null, makeException(builtinException('GeneratorExit')));
    if (yielded instanceof AsyncYield) throw runtimeError('async generator ignored GeneratorExit');
    return yielded;
  } catch (error) {
    if (!isRaised(error, 'GeneratorExit') && !isRaised(error, 'StopAsyncIteration')) throw error;
    return undefined;
  }
}

function installGenerators(): void {
  for (const type of [generatorType, coroutineType]) {
    addMembers<PyGenerator>(type, {
      accepts: isGenerator,
      methods: {
        '__repr__()': (self) => `<${self.kind} object ${self.qualname} at ${addressOf(self)}>`,
        ...(type === generatorType
          ? {
              '__iter__()': (self) => self,
              '__next__()': function* (self): Flow<Value> {
                return yield* advance(self, null, null);
              },
            }
          : { '__await__()': (self) => self }),
        'send(value, /)': function* (self, value): Flow<Value> {
          return yield* advance(self, value, null);
        },
        'throw(type, value=None, traceback=None, /)': function* (self, kind, value): Flow<Value> {
          return yield* advance(self, null, yield* thrown(kind, value));
        },
        'close()': function* (self): Flow<Value> {
          yield* closeGenerator(self);
          return null;
        },
      },
      attributes: { __name__: (self) => self.name, __qualname__: (self) => self.qualname, [type === generatorType ? 'gi_running' : 'cr_running']: (self) => self.running },
    });
  }
  addMembers<PyGenerator>(asyncGeneratorType, {
    accepts: isGenerator,
    methods: {
      '__repr__()': (self) => `<async_generator object ${self.qualname} at ${addressOf(self)}>`,
      '__aiter__()': (self) => self,
      '__anext__()': (self) => asyncStep(self, (value, raise) => resume(self, value, raise), endOfAsync),
      'asend(value, /)': (self, sent) => asyncStep(self, (_value, raise) => resume(self, sent, raise), endOfAsync),
      'athrow(type, value=None, traceback=None, /)': function* (self, kind, value): Flow<Value> {
        const exception = yield* thrown(kind, value);
        return asyncStep(self, () => resume(self, null, exception), endOfAsync);
      },
      'aclose()': (self) => asyncStep(self, () => closeAsync(self), () => null),
    },
    attributes: { __name__: (self) => self.name, __qualname__: (self) => self.qualname },
  });
  addMembers<PyAwaitable>(awaitableType, {
    accepts: (value): value is PyAwaitable => value instanceof PyAwaitable,
    methods: { '__await__()': (self) => self },
  });
}

function* resume(generator: PyGenerator, value: Value, raise: PyException | null): Flow<Value | undefined> {
  return yield new ResumeRequest(generator, value, raise);
}

function installNativeIterators(): void {
  addMembers<PyIterator | PyFlowIterator>(nativeIteratorType, {
    accepts: (value): value is PyIterator | PyFlowIterator => value instanceof PyIterator || value instanceof PyFlowIterator,
    methods: {
      '__iter__()': (self) => self,
      '__next__()': function* (self): Flow<Value> {
        const item = yield* next(self);
        if (item === undefined) throw raised(builtinException('StopIteration'));
        return item;
      },
      '__length_hint__()': (self) => (self instanceof PyIterator ? (self.left?.() ?? NOT_IMPLEMENTED) : NOT_IMPLEMENTED),
      '__repr__()': (self) => `<${self.cls.name} object at ${addressOf(self)}>`,
    },
  });
}

/** Gives ranges, slices, generators, iterators and the singletons their methods. */
export function installIterators(): void {
  installRange();
  installSlice();
  installGenerators();
  installNativeIterators();
  addMembers<null>(noneType, { accepts: (value): value is null => value === null, methods: { '__repr__()': () => 'None', '__bool__()': () => false } });
  const named: readonly (readonly [PyType, string])[] = [[ellipsisType, 'Ellipsis'], [notImplementedType, 'NotImplemented']];
  for (const [type, name] of named) addMembers<Value>(type, { accepts: (value): value is Value => typeOf(value) === type, methods: { '__repr__()': () => name } });
}

