import type { Flow } from '../../flow';
import { newType } from '../../machine/build-class';
import { defineClass } from '../../native/define';
import { dictType, frozensetType, typeType } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import { PyDict, PySet } from '../../objects/mappings';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { updateDict } from '../../protocol/mapping';
import { stringOf } from '../../protocol/numbers';
import { truth } from '../../protocol/truth';
import { isAbsent } from '../arguments';
import { typeParameter } from './aliases';
import { PySpecialForm, PyTypingAlias } from './forms';

function namesOf(names: Iterable<string>): PySet {
  const set = new PySet(frozensetType);
  for (const name of names) set.table.put(name, name, null);
  return set;
}

/** Whether a key is required: `Required[...]` and `NotRequired[...]` go before `total`. */
function isRequired(type: Value, total: boolean): boolean {
  if (type instanceof PyTypingAlias && type.form instanceof PySpecialForm) {
    if (type.form.name === 'Required') return true;
    if (type.form.name === 'NotRequired') return false;
  }
  return total;
}

function* makeTypedDict(name: string, bases: readonly Value[], namespace: ReadonlyMap<string, Value>, total: boolean): Flow<PyType> {
  const types = new PyDict();
  const required = new Set<string>();
  const optional = new Set<string>();
  for (const base of bases) {
    if (!(base instanceof PyType)) continue;
    const inherited = base.dict.get('__annotations__');
    if (inherited instanceof PyDict) yield* updateDict(types, inherited);
    for (const [attribute, names] of [['__required_keys__', required], ['__optional_keys__', optional]] as const) {
      const keys = base.dict.get(attribute);
      if (keys instanceof PySet) for (const key of keys.elements()) names.add(key as string);
    }
  }
  const own = namespace.get('__annotations__');
  for (const { key, value } of own instanceof PyDict ? own.table.entries() : []) {
    const type = yield* typeParameter(value, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type");
    types.set(key as string, type);
    (isRequired(type, total) ? required : optional).add(key as string);
  }
  const names = new Map([...namespace].filter(([key]) => key !== '__orig_bases__'));
  names.set('__annotations__', types);
  names.set('__required_keys__', namesOf(required));
  names.set('__optional_keys__', namesOf(optional));
  names.set('__total__', total);
  return yield* newType(typedDictMetaclass, name, [dictType], names, null);
}

function refuse(): never {
  throw typeError('TypedDict does not support instance and class checks');
}

const typedDictMetaclass: PyType = defineClass<PyType>({
  name: '_TypedDictMeta',
  module: 'typing',
  bases: [typeType],
  accepts: (value) => value instanceof PyType,
  statics: {
    '__new__(cls, name, bases, namespace, /, total=True)': function* (_cls, name, bases, namespace, total): Flow<Value> {
      const entries = new Map([...(namespace as PyDict).table.entries()].map(({ key, value }) => [key as string, value]));
      return yield* makeTypedDict(stringOf(name) ?? '', (bases as PyTuple).items, entries, yield* truth(total));
    },
  },
  methods: {
    '__init__(*args, **kwargs)': () => null,
    // An instance is a plain dict.
    '__call__(*args, **kwargs)': function* (_self, args, kwargs): Flow<Value> {
      const dict = new PyDict();
      const [source, ...more] = (args as PyTuple).items;
      if (more.length > 0) throw typeError(`dict expected at most 1 argument, got ${more.length + 1}`);
      if (source !== undefined) yield* updateDict(dict, source);
      yield* updateDict(dict, kwargs);
      return dict;
    },
    '__instancecheck__(instance, /)': refuse,
    '__subclasscheck__(cls, /)': refuse,
  },
});

const base = new PyType(typedDictMetaclass, 'TypedDict', [dictType], 'typing');

const formType: PyType = defineClass<PyObject>({
  name: 'function',
  module: 'builtins',
  allocate: null,
  accepts: (value) => value instanceof PyObject,
  methods: {
    '__mro_entries__(bases, /)': () => new PyTuple([base]),
    '__call__(typename, fields=None, /, *, total=True, **kwargs)': function* (_self, name, fields, total, kwargs): Flow<Value> {
      const types = isAbsent(fields) ? kwargs : fields;
      return yield* makeTypedDict(stringOf(name) ?? '', [], new Map([['__annotations__', types], ['__module__', '__main__']]), yield* truth(total));
    },
    '__repr__()': () => '<function TypedDict>',
  },
});

/** `typing.TypedDict` */
export const typedDictForm = new PyObject(formType);
