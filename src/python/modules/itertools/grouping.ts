import type { Flow } from '../../flow';
import { call } from '../../protocol/call';
import { define } from '../../native/define';
import { valueError } from '../../objects/exceptions';
import { builtinType } from '../../objects/builtin-types';
import { nativeIteratorType, PyFlowIterator } from '../../objects/iterators';
import type { Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { same } from '../../protocol/compare';
import { iterate, next } from '../../protocol/iterate';
import { toIndex } from '../../protocol/numbers';
import { iteratorClass } from './iterator-class';

const grouperType = builtinType('_grouper', { module: 'itertools', bases: [nativeIteratorType], subclassable: false, allocate: null });
const teeType = builtinType('_tee', { module: 'itertools', bases: [nativeIteratorType], subclassable: false, allocate: null });

interface Keyed {
  readonly key: Value;
  readonly item: Value;
}

export const groupbyType = iteratorClass('groupby(iterable, key=None)', function* (iterable, key) {
  const items = yield* iterate(iterable);
  /** The item that was read but belongs to no group yet. */
  let ahead: Keyed | undefined;
  let ended = false;
  let current: PyFlowIterator | undefined;
  let groupKey: Value | undefined;
  const read = function* (): Flow<void> {
    const item = yield* next(items);
    ended = item === undefined;
    ahead = item === undefined ? undefined : { key: key === null ? item : yield* call(key, [item]), item };
  };
  return function* () {
    current = undefined;
    if (ahead === undefined && !ended) yield* read();
    while (ahead !== undefined && groupKey !== undefined && (yield* same(groupKey, ahead.key))) yield* read();
    if (ahead === undefined) return undefined;
    groupKey = ahead.key;
    const ownKey = groupKey;
    const group = new PyFlowIterator(grouperType, function* (): Flow<Value | undefined> {
      if (current !== group) return undefined;
      if (ahead === undefined && !ended) yield* read();
      if (ahead === undefined || !(yield* same(ownKey, ahead.key))) return undefined;
      const { item } = ahead;
      ahead = undefined;
      return item;
    });
    current = group;
    return new PyTuple([ownKey, group]);
  };
});

/** What tees of one iterator share: items that some have yet to read. */
class TeeBuffer {
  readonly #items: Value[] = [];
  #dropped = 0;

  constructor(
    readonly source: Value,
    readonly places: number[],
  ) {}

  *read(reader: number): Flow<Value | undefined> {
    const place = this.places[reader] as number;
    if (place === this.#dropped + this.#items.length) {
      const item = yield* next(this.source);
      if (item === undefined) return undefined;
      this.#items.push(item);
    }
    const item = this.#items[place - this.#dropped];
    this.places[reader] = place + 1;
    const read = Math.min(...this.places) - this.#dropped;
    if (read > 256) {
      this.#items.splice(0, read);
      this.#dropped += read;
    }
    return item;
  }
}

export const tee = define('tee(iterable, n=2, /)', function* (iterable, n): Flow<Value> {
  const count = Number(yield* toIndex(n));
  if (count < 0) throw valueError('n must be >= 0');
  const buffer = new TeeBuffer(yield* iterate(iterable), Array.from({ length: count }, () => 0));
  return new PyTuple(buffer.places.map((_place, reader) => new PyFlowIterator(teeType, () => buffer.read(reader))));
});
