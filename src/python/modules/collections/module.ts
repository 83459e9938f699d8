import type { Flow } from '../../flow';
import { define } from '../../native/define';
import type { Value } from '../../objects/object';
import { stringOf } from '../../protocol/numbers';
import type { NativeModule } from '../../runtime';
import { counterType } from './counter';
import { defaultDictType } from './default-dict';
import { dequeType } from './deque';
import { namedTuple } from './namedtuple';
import { orderedDictType } from './ordered-dict';

/** The part of `collections` that is native; the rest is in Python. */
export const nativeCollectionsModule: NativeModule = {
  name: '_collections',
  create: (runtime) => ({
    Counter: counterType,
    OrderedDict: orderedDictType,
    defaultdict: defaultDictType,
    deque: dequeType,
    namedtuple: define('namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)', function* (typeName, fieldNames, rename, defaults, module): Flow<Value> {
      const caller = runtime.caller?.globals.get('__name__');
      return yield* namedTuple(typeName, fieldNames, rename, defaults, stringOf(module) ?? (typeof caller === 'string' ? caller : '__main__'));
    }),
  }),
};
