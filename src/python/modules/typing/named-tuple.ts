import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { typeOf, typeType } from '../../objects/builtin-types';
import { Cell } from '../../objects/callables';
import { attributeError, typeError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { collect } from '../../protocol/iterate';
import { stringOf } from '../../protocol/numbers';
import { namedTupleType } from '../collections/namedtuple';
import { typeParameter } from './aliases';
import { keywordsOf } from '../functools/partial';
import { call } from '../../protocol/call';

const reserved = new Set(['__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_field_types', '_make', '_replace', '_asdict', '_source']);
const special = new Set(['__module__', '__name__', '__annotations__', '__qualname__', '__classcell__', '__orig_bases__']);

function* fieldTypes(pairs: readonly (readonly [name: string, type: Value])[]): Flow<PyDict> {
  const types = new PyDict();
  for (const [name, type] of pairs) types.set(name, yield* typeParameter(type, `field ${name} annotation must be a type`));
  return types;
}

/** What `class Point(NamedTuple): ...` makes. */
function* fromClassBody(name: string, namespace: PyDict): Flow<PyType> {
  const annotations = namespace.get('__annotations__');
  const pairs = annotations instanceof PyDict ? [...annotations.table.entries()].map(({ key, value }) => [key as string, value] as const) : [];
  const defaults: Value[] = [];
  const withDefault: string[] = [];
  for (const [field] of pairs) {
    const value = namespace.get(field);
    if (value !== undefined) {
      defaults.push(value);
      withDefault.push(field);
    } else if (withDefault.length > 0) {
      throw typeError(`Non-default namedtuple field ${field} cannot follow default field${withDefault.length > 1 ? 's' : ''} ${withDefault.join(', ')}`);
    }
  }
  const module = namespace.get('__module__');
  const type = namedTupleType(
    name,
    pairs.map(([field]) => field),
    stringOf(module ?? null) ?? '__main__',
    defaults,
  );
  type.dict.set('__annotations__', yield* fieldTypes(pairs));
  const qualname = namespace.get('__qualname__');
  if (typeof qualname === 'string') type.qualname = qualname;
  const cell = namespace.get('__classcell__');
  if (cell instanceof Cell) cell.value = type;
  for (const { key, value } of [...namespace.table.entries()]) {
    const entry = key as string;
    if (reserved.has(entry)) throw attributeError(`Cannot overwrite NamedTuple attribute ${entry}`, type, entry);
    if (special.has(entry) || pairs.some(([field]) => field === entry)) continue;
    type.dict.set(entry, value);
    const hook = typeOf(value).lookup('__set_name__');
    if (hook !== undefined) yield* call(hook, [value, type, entry]);
  }
  type.dict.set('__orig_bases__', new PyTuple([namedTupleForm]));
  type.forget();
  return type;
}

const namedTupleMetaclass: PyType = defineClass<PyType>({
  name: 'NamedTupleMeta',
  module: 'typing',
  bases: [typeType],
  accepts: (value) => value instanceof PyType,
  statics: {
    '__new__(cls, name, bases, namespace, /, **kwargs)': function* (_cls, name, _bases, namespace): Flow<Value> {
      return yield* fromClassBody(stringOf(name) ?? '', namespace as PyDict);
    },
  },
});

const base = new PyType(namedTupleMetaclass, '_NamedTuple', typeType.bases, 'typing');

const formType: PyType = defineClass<PyObject>({
  name: 'function',
  module: 'builtins',
  allocate: null,
  accepts: (value) => value instanceof PyObject,
  methods: {
    '__mro_entries__(bases, /)': (_self, bases) => {
      if ((bases as PyTuple).items.length > 1) throw typeError('Multiple inheritance with NamedTuple is not supported');
      return new PyTuple([base]);
    },
    '__call__(typename, fields=None, /, **kwargs)': function* (_self, name, fields, kwargs): Flow<Value> {
      const pairs: (readonly [string, Value])[] = [...keywordsOf(kwargs)];
      if (fields !== null) {
        for (const pair of yield* collect(fields)) {
          const [field, type] = yield* collect(pair);
          pairs.push([stringOf(field ?? null) ?? '', type ?? null]);
        }
      }
      const type = namedTupleType(
        stringOf(name) ?? '',
        pairs.map(([field]) => field),
        '__main__',
      );
      type.dict.set('__annotations__', yield* fieldTypes(pairs));
      return type;
    },
    '__repr__()': () => '<function NamedTuple>',
  },
});

/** `typing.NamedTuple` */
export const namedTupleForm = new PyObject(formType);
