import type { Flow } from '../../flow';
import { addConstructor, define, defineClass } from '../../native/define';
import { ELLIPSIS, noneType, objectType, typeOf, typeType, typeVarType, unionType } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import { PyType, type Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { PyGenericAlias, PyTypeVariable, PyUnion } from '../../objects/typing';

import { intOf, stringOf } from '../../protocol/numbers';
import { truth } from '../../protocol/truth';
import type { NativeModule } from '../../runtime';
import { classFormType, forwardRefType, specialFormType, typeParameter, typingAliasType } from './aliases';
import { PyClassForm, PyTypingAlias } from './forms';
import { genericType, protocolType } from './generic';
import { typeHints } from './hints';
import { namedTupleForm } from './named-tuple';
import { protocolMembers } from './protocol';
import { specialForms } from './special-forms';
import { typedDictForm } from './typed-dict';

const anyMetaclass = defineClass<PyType>({
  name: '_AnyMeta',
  module: 'typing',
  bases: [typeType],
  accepts: (value) => value instanceof PyType,
  methods: {
    '__repr__()': () => 'typing.Any',
    '__call__(*args, **kwargs)': () => {
      throw typeError('Any cannot be instantiated');
    },
    '__instancecheck__(instance, /)': () => {
      throw typeError('typing.Any cannot be used with isinstance()');
    },
  },
});
const anyType = new PyType(anyMetaclass, 'Any', [objectType], 'typing');

function variance(covariant: boolean, contravariant: boolean): PyTypeVariable['variance'] {
  if (covariant && contravariant) throw typeError('Bivariant types are not supported.');
  return covariant ? 'covariant' : contravariant ? 'contravariant' : 'invariant';
}

addConstructor(typeVarType, '(name, *constraints, bound=None, covariant=False, contravariant=False)', function* (_cls, name, constraints, bound, covariant, contravariant): Flow<Value> {
  const label = stringOf(name);
  if (label === undefined) throw typeError(`TypeVar() argument 'name' must be str, not ${typeOf(name).name}`);
  const { items } = constraints as PyTuple;
  if (items.length === 1) throw typeError('A single constraint is not allowed');
  if (items.length > 0 && bound !== null) throw typeError('Constraints cannot be combined with bound=...');
  const limits: Value[] = [];
  for (const item of items) limits.push(yield* typeParameter(item, 'TypeVar(name, constraint, ...): constraints must be types.'));
  return new PyTypeVariable(label, 'TypeVar', bound === null ? null : yield* typeParameter(bound, 'Bound must be a type.'), limits, variance(yield* truth(covariant), yield* truth(contravariant)));
});

function originOf(value: Value): Value {
  if (value instanceof PyTypingAlias && value.metadata !== null) return specialForms.Annotated ?? null;
  if (value instanceof PyGenericAlias) return value.origin;
  if (value instanceof PyClassForm) return value.origin;
  if (value instanceof PyUnion) return unionType;
  return value === genericType ? genericType : null;
}

function argumentsOf(value: Value): PyTuple {
  if (value instanceof PyTypingAlias && value.metadata !== null) return new PyTuple([value.origin, ...value.metadata.items]);
  if (value instanceof PyTypingAlias && value.form instanceof PyClassForm && value.form.name === 'Callable' && value.args.items[0] !== ELLIPSIS) {
    const { items } = value.args;
    return new PyTuple([new PyList(items.slice(0, -1)), items.at(-1) ?? null]);
  }
  if (value instanceof PyGenericAlias || value instanceof PyUnion) return value.args;
  return new PyTuple([]);
}

/** The part of `typing` that is native. */
export const nativeTypingModule: NativeModule = {
  name: '_typing',
  create: (runtime) => ({
    ...specialForms,
    Any: anyType,
    Generic: genericType,
    Protocol: protocolType,
    NamedTuple: namedTupleForm,
    TypedDict: typedDictForm,
    ForwardRef: forwardRefType,
    TypeVar: typeVarType,
    ParamSpec: define('ParamSpec(name, *, bound=None, covariant=False, contravariant=False)', (name) => new PyTypeVariable(stringOf(name) ?? '', 'ParamSpec')),
    TypeVarTuple: define('TypeVarTuple(name)', (name) => new PyTypeVariable(stringOf(name) ?? '', 'TypeVarTuple')),
    _GenericAlias: typingAliasType,
    _SpecialForm: specialFormType,
    class_form: define('class_form(name, origin, count=-1, /)', (name, origin, count) => new PyClassForm(classFormType, stringOf(name) ?? '', origin, Number(intOf(count) ?? -1))),
    protocol_members: define('protocol_members(cls, /)', (cls) => new PyList(cls instanceof PyType ? protocolMembers(cls) : [])),
    get_origin: define('get_origin(tp)', originOf),
    get_args: define('get_args(tp)', argumentsOf),
    get_type_hints: define('get_type_hints(obj, globalns=None, localns=None, include_extras=False)', function* (object, globals, locals, extras): Flow<Value> {
      return yield* typeHints(runtime, object, globals, locals, yield* truth(extras));
    }),
    NoneType: noneType,
  }),
};
