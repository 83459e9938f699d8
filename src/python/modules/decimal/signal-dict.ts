import type { PyType, Value } from '../../objects/object';
import { PyDict } from '../../objects/mappings';
import { dictType } from '../../objects/builtin-types';
import { HashTable, type Entry, type Token } from '../../objects/table';
import { signals, type Signal } from './context';
import { signalTypes } from './signal-types';

/** The entries of `context.flags`: setting one changes the context. */
class SignalTable extends HashTable {
  constructor(readonly active: () => Set<Signal>) {
    super();
  }

  override get size(): number {
    return signals.length;
  }

  override find(token: Token): Entry | undefined {
    const signal = signals.find((one) => signalTypes[one] === token);
    return signal === undefined ? undefined : { key: signalTypes[signal], value: this.active().has(signal), hash: undefined };
  }

  override put(token: Token, _key: Value, value: Value): void {
    const signal = signals.find((one) => signalTypes[one] === (token as PyType));
    if (signal === undefined) return;
    if (value === false || value === 0) this.active().delete(signal);
    else this.active().add(signal);
  }

  override *entries(): IterableIterator<Entry> {
    for (const signal of signals) yield { key: signalTypes[signal], value: this.active().has(signal), hash: undefined };
  }
}

/** A live dict of signals. */
export function signalDict(active: () => Set<Signal>): PyDict {
  return new PyDict(dictType, new SignalTable(active));
}
