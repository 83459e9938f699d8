import type { Flow } from '../../flow';
import { addMembers } from '../../native/define';
import { objectType, typeType } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import { PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { PyTypeVariable } from '../../objects/typing';
import { repr } from '../../protocol/text';
import { abstractMetaclass } from '../abc/abstract-class';
import { parametersOf, typeParameter, typingAliasType, variablesIn } from './aliases';
import { PyTypingAlias } from './forms';

/** `typing.Generic` */
export const genericType = new PyType(typeType, 'Generic', [objectType], 'typing');
/** `typing.Protocol` */
export const protocolMetaclass = new PyType(typeType, '_ProtocolMeta', [abstractMetaclass], 'typing');
export const protocolType = new PyType(protocolMetaclass, 'Protocol', [genericType], 'typing');

/** The type variables of a generic class, from its bases. */
function* declaredParameters(cls: PyType): Flow<PyTypeVariable[]> {
  const declared = cls.dict.get('__orig_bases__');
  const bases = declared instanceof PyTuple ? declared.items : [];
  const plain = bases.find((base) => base === genericType);
  if (plain !== undefined) throw typeError('Cannot inherit from plain Generic');
  const variables = variablesIn(bases);
  const explicit = bases.find((base) => base instanceof PyTypingAlias && base.origin === genericType);
  if (!(explicit instanceof PyTypingAlias)) return variables;
  const listed = variablesIn(explicit.args.items);
  const missing = variables.filter((variable) => !listed.includes(variable));
  if (missing.length > 0) {
    const names: string[] = [];
    for (const variable of missing) names.push(yield* repr(variable));
    const all: string[] = [];
    for (const variable of listed) all.push(yield* repr(variable));
    throw typeError(`Some type variables (${names.join(', ')}) are not listed in Generic[${all.join(', ')}]`);
  }
  return listed;
}

function* classItem(cls: PyType, item: Value): Flow<Value> {
  const given = parametersOf(item);
  const args: Value[] = [];
  for (const one of given) args.push(yield* typeParameter(one, 'Parameters to generic types must be types.'));
  if (cls === genericType || cls === protocolType) {
    if (args.length === 0) throw typeError(`Parameter list to ${cls.qualname}[...] cannot be empty`);
    if (!args.every((arg) => arg instanceof PyTypeVariable || arg instanceof PyTypingAlias)) throw typeError(`Parameters to ${cls.name}[...] must all be type variables or parameter specification variables.`);
    if (new Set(args).size < args.length) throw typeError(`Parameters to ${cls.name}[...] must all be unique`);
    return new PyTypingAlias(typingAliasType, cls, new PyTuple(args), cls);
  }
  const parameters = cls.lookup('__parameters__');
  const expected = parameters instanceof PyTuple ? parameters.items : [];
  if (expected.length === 0) throw typeError(`${yield* repr(cls)} is not a generic class`);
  if (args.length !== expected.length && expected.every((one) => one instanceof PyTypeVariable && one.variety === 'TypeVar')) {
    throw typeError(`Too ${args.length > expected.length ? 'many' : 'few'} arguments for ${yield* repr(cls)}; actual ${args.length}, expected ${expected.length}`);
  }
  return new PyTypingAlias(typingAliasType, cls, new PyTuple(args), cls);
}

genericType.immutable = false;
genericType.instancesHaveDict = false;
addMembers<Value>(genericType, {
  accepts: (_value): _value is Value => true,
  constants: { __slots__: new PyTuple([]), _is_protocol: false, __parameters__: new PyTuple([]) },
  classMethods: {
    '__class_getitem__(params, /)': function* (cls, item): Flow<Value> {
      return yield* classItem(cls, item);
    },
    '__init_subclass__(*args, **kwargs)': function* (cls): Flow<Value> {
      cls.assign('__parameters__', new PyTuple(yield* declaredParameters(cls)));
      if (cls.cls.isSubclassOf(protocolMetaclass)) cls.assign('_is_protocol', cls.bases.includes(protocolType));
      return null;
    },
  },
});
protocolType.immutable = false;
protocolType.instancesHaveDict = false;
protocolType.dict.set('_is_protocol', true);
protocolType.dict.set('__slots__', new PyTuple([]));
