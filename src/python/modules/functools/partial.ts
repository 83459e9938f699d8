import type { Flow } from '../../flow';
import { addConstructor, defineClass } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import type { Keywords } from '../../objects/callables';
import { typeError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { call } from '../../protocol/call';
import { nestedRepr, repr } from '../../protocol/text';

/** `functools.partial` */
export class PyPartial extends PyObject {
  constructor(
    cls: PyType,
    readonly func: Value,
    readonly args: readonly Value[],
    readonly keywords: Keywords,
  ) {
    super(cls);
  }
}

/** Keyword arguments that came as a dict. */
export function keywordsOf(kwargs: Value): Map<string, Value> {
  return new Map([...(kwargs as PyDict).table.entries()].map(({ key, value }) => [key as string, value]));
}

export const partialType: PyType = defineClass<PyPartial>({
  name: 'partial',
  module: 'functools',
  namedWithModule: true,
  dict: true,
  accepts: (value) => value instanceof PyPartial,
  attributes: {
    func: (self) => self.func,
    args: (self) => new PyTuple(self.args),
    keywords: (self) => PyDict.of(self.keywords),
  },
  methods: {
    '__call__(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
      const keywords = new Map([...self.keywords, ...keywordsOf(kwargs)]);
      return yield* call(self.func, [...self.args, ...(args as PyTuple).items], keywords.size === 0 ? null : keywords);
    },
    '__repr__()': function* (self): Flow<Value> {
      return yield* nestedRepr(self, '...', function* () {
        const parts = [yield* repr(self.func)];
        for (const arg of self.args) parts.push(yield* repr(arg));
        for (const [name, value] of self.keywords) parts.push(`${name}=${yield* repr(value)}`);
        return `${self.cls.immutable ? 'functools.partial' : self.cls.name}(${parts.join(', ')})`;
      });
    },
  },
});
addConstructor(partialType, '(*args, **kwargs)', (cls, args, kwargs) => {
  const [func, ...rest] = (args as PyTuple).items;
  if (func === undefined) throw typeError("type 'partial' takes at least one argument");
  if (!(func instanceof PyType) && typeOf(func).lookup('__call__') === undefined) throw typeError('the first argument must be callable');
  const keywords = keywordsOf(kwargs);
  if (!(func instanceof PyPartial)) return new PyPartial(cls as PyType, func, rest, keywords);
  return new PyPartial(cls as PyType, func.func, [...func.args, ...rest], new Map([...func.keywords, ...keywords]));
});
