import type { Flow } from '../flow';
import { dictType, typeOf } from '../objects/builtin-types';
import { typeError, valueError } from '../objects/exceptions';
import { PyDict } from '../objects/mappings';
import type { Value } from '../objects/object';
import { attributeOrUndefined } from './attributes';
import { call } from './call';
import { collect } from './iterate';
import { setItem, setItemFast } from './keys';
import { subscript } from './operators';

/** Takes over the entries of a mapping, or of an iterable of pairs: `dict.update(other)`. */
export function* updateDict(dict: PyDict, other: Value): Flow<void> {
  if (other instanceof PyDict && other.cls === dictType) {
    for (const { key, value } of [...other.table.entries()]) if (!setItemFast(dict, key, value)) yield* setItem(dict, key, value);
    return;
  }
  const keys = yield* attributeOrUndefined(other, 'keys');
  if (keys !== undefined) {
    for (const key of yield* collect(yield* call(keys))) yield* setItem(dict, key, yield* subscript(other, key));
    return;
  }
  let index = 0;
  for (const pair of yield* collect(other)) {
    const cls = typeOf(pair);
    if (cls.lookup('__iter__') === undefined && cls.lookup('__getitem__') === undefined) throw typeError(`cannot convert dictionary update sequence element #${index} to a sequence`);
    const items = yield* collect(pair);
    if (items.length !== 2) throw valueError(`dictionary update sequence element #${index} has length ${items.length}; 2 is required`);
    yield* setItem(dict, items[0] as Value, items[1] as Value);
    index += 1;
  }
}
