import type { Flow } from '../../flow';
import { addMembers, defineClass } from '../../native/define';
import { ELLIPSIS, NOT_IMPLEMENTED, genericAliasType, noneType, typeVarType } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { PyGenericAlias, PyTypeVariable, PyUnion } from '../../objects/typing';
import { findAttribute, getAttribute, noAttribute, setAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { equals } from '../../protocol/compare';
import { hash } from '../../protocol/hash';
import { isInstance, isSubclass } from '../../protocol/instances';
import { stringOf } from '../../protocol/numbers';
import { repr, stringRepr } from '../../protocol/text';
import { keywordsOf } from '../functools/partial';
import { PyClassForm, PyForwardRef, PySpecialForm, PyTypingAlias } from './forms';
import { aliasText, formText } from './type-text';

/** What a subscription gives as parameters. */
export function parametersOf(item: Value): readonly Value[] {
  return item instanceof PyTuple && item.cls.name === 'tuple' ? item.items : [item];
}

/** A parameter as it is kept: None as its class, a string as a forward reference. @throws Raised TypeError */
export function* typeParameter(value: Value, message: string): Flow<Value> {
  if (value === null) return noneType;
  const text = stringOf(value);
  if (text !== undefined) return new PyForwardRef(forwardRefType, text);
  if (value instanceof PyTuple) throw typeError(`${message} Got ${(yield* repr(value)).slice(0, 100)}.`);
  if (value instanceof PySpecialForm && (value.name === 'ClassVar' || value.name === 'Final')) throw typeError(`Plain ${formText(value)} is not valid as type argument`);
  return value;
}

/** The type variables in some types, in order of their first sight. */
export function variablesIn(values: readonly Value[]): PyTypeVariable[] {
  const found = new Set<PyTypeVariable>();
  const visit = (value: Value): void => {
    if (value instanceof PyTypeVariable) found.add(value);
    else if (value instanceof PyGenericAlias || value instanceof PyUnion) value.args.items.forEach(visit);
    else if (value instanceof PyList) value.items.forEach(visit);
  };
  values.forEach(visit);
  return [...found];
}

/** `Union[...]`: flat, without doubles; one member is itself. */
export function* makeUnion(form: PySpecialForm, members: readonly Value[]): Flow<Value> {
  const flat: Value[] = [];
  for (const member of members) {
    const parts = member instanceof PyUnion || (member instanceof PyTypingAlias && member.form instanceof PySpecialForm && member.form.name === 'Union') ? member.args.items : [member];
    for (const part of parts) {
      let known = false;
      for (const other of flat) known ||= other === part || (yield* equals(other, part));
      if (!known) flat.push(part);
    }
  }
  return flat.length === 1 ? (flat[0] as Value) : new PyTypingAlias(typingAliasType, form, new PyTuple(flat), form);
}

/** Puts types for the variables of an alias: `Dict[str, T][int]`. */
function* substitute(alias: PyTypingAlias, given: readonly Value[]): Flow<Value> {
  const variables = variablesIn(alias.metadata === null ? alias.args.items : [alias.origin]);
  if (variables.length === 0) throw typeError(`${yield* repr(alias)} is not a generic class`);
  if (given.length !== variables.length && !variables.some((variable) => variable.variety !== 'TypeVar')) {
    throw typeError(`Too ${given.length > variables.length ? 'many' : 'few'} arguments for ${yield* repr(alias)}; actual ${given.length}, expected ${variables.length}`);
  }
  const values = new Map<Value, Value>();
  for (const [index, variable] of variables.entries()) values.set(variable, yield* typeParameter(given[index] ?? variable, 'Parameters to generic types must be types.'));
  const fill = function* (value: Value): Flow<Value> {
    const direct = values.get(value);
    if (direct !== undefined) return direct;
    if (value instanceof PyList) {
      const items: Value[] = [];
      for (const item of value.items) items.push(yield* fill(item));
      return new PyList(items);
    }
    if (!(value instanceof PyGenericAlias)) return value;
    const args: Value[] = [];
    for (const arg of value.args.items) args.push(yield* fill(arg));
    if (!(value instanceof PyTypingAlias)) return new PyGenericAlias(value.origin, new PyTuple(args));
    if (value.metadata !== null) return new PyTypingAlias(value.cls, yield* fill(value.origin), new PyTuple(args), value.form, value.metadata);
    if (value.form instanceof PySpecialForm && value.form.name === 'Union') return yield* makeUnion(value.form, args);
    return new PyTypingAlias(value.cls, value.origin, new PyTuple(args), value.form);
  };
  return yield* fill(alias);
}

function* sameAlias(a: PyTypingAlias, b: Value): Flow<Value> {
  const isUnion = a.form instanceof PySpecialForm && a.form.name === 'Union';
  if (isUnion && (b instanceof PyUnion || (b instanceof PyTypingAlias && b.form === a.form))) {
    if (a.args.items.length !== b.args.items.length) return false;
    for (const one of a.args.items) {
      let found = false;
      for (const other of b.args.items) found ||= yield* equals(one, other);
      if (!found) return false;
    }
    return true;
  }
  if (!(b instanceof PyTypingAlias)) return NOT_IMPLEMENTED;
  if (a.form !== b.form || !(yield* equals(a.origin, b.origin)) || !(yield* equals(a.args, b.args))) return false;
  return a.metadata === null || b.metadata === null || (yield* equals(a.metadata, b.metadata));
}

const orMethods = {
  '__or__(other, /)': function* (self: Value, other: Value): Flow<Value> {
    return yield* makeUnion(unionForm, [self, yield* typeParameter(other, 'Union[arg, ...]: each arg must be a type.')]);
  },
  '__ror__(other, /)': function* (self: Value, other: Value): Flow<Value> {
    return yield* makeUnion(unionForm, [yield* typeParameter(other, 'Union[arg, ...]: each arg must be a type.'), self]);
  },
};

function refuseCheck(self: Value): never {
  const name = self instanceof PySpecialForm || self instanceof PyClassForm ? formText(self) : 'Subscripted generics';
  throw typeError(self instanceof PyTypingAlias ? 'Subscripted generics cannot be used with class and instance checks' : `${name} cannot be used with isinstance()`);
}

export const forwardRefType: PyType = defineClass<PyForwardRef>({
  name: 'ForwardRef',
  module: 'typing',
  accepts: (value) => value instanceof PyForwardRef,
  attributes: { __forward_arg__: (self) => self.text },
  statics: { '__new__(cls, arg)': (cls, arg) => new PyForwardRef(cls as PyType, stringOf(arg) ?? '') },
  methods: {
    ...orMethods,
    '__repr__()': (self) => `ForwardRef(${stringRepr(self.text)})`,
    '__eq__(other, /)': (self, other) => (other instanceof PyForwardRef ? self.text === other.text : NOT_IMPLEMENTED),
    '__hash__()': function* (self): Flow<Value> {
      return yield* hash(self.text);
    },
  },
});

export const typingAliasType: PyType = defineClass<PyTypingAlias>({
  name: '_GenericAlias',
  module: 'typing',
  bases: [genericAliasType],
  allocate: null,
  dict: true,
  accepts: (value) => value instanceof PyTypingAlias,
  attributes: {
    __origin__: (self) => self.origin,
    __args__: (self) => (self.metadata === null ? self.args : new PyTuple([self.origin])),
    __parameters__: (self) => new PyTuple(variablesIn(self.metadata === null ? self.args.items : [self.origin])),
    __metadata__: (self) => {
      if (self.metadata === null) throw noAttribute(self, '__metadata__');
      return self.metadata;
    },
    _name: (self) => self.form.name,
    __name__: (self) => self.form.name,
    __module__: () => 'typing',
  },
  methods: {
    ...orMethods,
    '__repr__()': function* (self): Flow<Value> {
      return yield* aliasText(self);
    },
    '__eq__(other, /)': function* (self, other): Flow<Value> {
      return yield* sameAlias(self, other);
    },
    '__hash__()': function* (self): Flow<Value> {
      const isUnion = self.form instanceof PySpecialForm && self.form.name === 'Union';
      if (!isUnion) return yield* hash(new PyTuple([self.origin, ...self.args.items.filter((item) => !(item instanceof PyList))]));
      let sum = 0;
      for (const item of self.args.items) sum = (sum + Number(BigInt.asIntN(32, BigInt(yield* hash(item))))) | 0;
      return sum;
    },
    '__getitem__(item, /)': function* (self, item): Flow<Value> {
      return yield* substitute(self, parametersOf(item));
    },
    '__call__(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
      if (self.form instanceof PySpecialForm && self.metadata === null) throw typeError(`Cannot instantiate ${yield* repr(self.form)}`);
      if (self.form instanceof PyClassForm) throw typeError(`Type ${self.form.name} cannot be instantiated; use ${(self.origin as PyType).name}() instead`);
      const keywords = keywordsOf(kwargs);
      const made = yield* call(self.origin, (args as PyTuple).items, keywords.size === 0 ? null : keywords);
      if (made instanceof PyObject && made.cls.instancesHaveDict && !made.cls.immutable) yield* setAttribute(made, '__orig_class__', self);
      return made;
    },
    '__mro_entries__(bases, /)': function* (self): Flow<Value> {
      if (self.form instanceof PySpecialForm) throw typeError(`Cannot subclass ${yield* repr(self)}`);
      return new PyTuple([self.origin]);
    },
    '__instancecheck__(instance, /)': function* (self, instance): Flow<Value> {
      if (self.form instanceof PySpecialForm && self.form.name === 'Union') return yield* isInstance(instance, self.args);
      return refuseCheck(self);
    },
    '__subclasscheck__(cls, /)': function* (self, cls): Flow<Value> {
      if (self.form instanceof PySpecialForm && self.form.name === 'Union') return yield* isSubclass(cls, self.args);
      return refuseCheck(self);
    },
    '__getattr__(name, /)': function* (self, name): Flow<Value> {
      const wanted = stringOf(name) ?? '';
      if (wanted.startsWith('__') || self.origin instanceof PySpecialForm) throw noAttribute(self, wanted);
      return yield* getAttribute(self.origin, wanted);
    },
  },
});

export const specialFormType: PyType = defineClass<PySpecialForm>({
  name: '_SpecialForm',
  module: 'typing',
  allocate: null,
  accepts: (value) => value instanceof PySpecialForm,
  attributes: { _name: (self) => self.name, __name__: (self) => self.name, __module__: () => 'typing' },
  methods: {
    ...orMethods,
    '__repr__()': formText,
    '__getitem__(parameters, /)': function* (self, item): Flow<Value> {
      if (self.subscribe === null) throw typeError(`${formText(self)} is not subscriptable`);
      return yield* self.subscribe(self, parametersOf(item));
    },
    '__call__(*args, **kwargs)': (self) => {
      throw typeError(`Cannot instantiate ${formText(self)}`);
    },
    '__mro_entries__(bases, /)': (self) => {
      throw typeError(`Cannot subclass ${formText(self)}`);
    },
    '__instancecheck__(instance, /)': refuseCheck,
    '__subclasscheck__(cls, /)': refuseCheck,
  },
});

/** Arguments of `Callable`: `[[int, str], bool]` are kept flat. */
function* callableArguments(parameters: readonly Value[]): Flow<Value[]> {
  const [given, result] = parameters;
  if (given === undefined || result === undefined || parameters.length !== 2) throw typeError('Callable must be used as Callable[[arg, ...], result].');
  const flat: Value[] = [];
  if (given instanceof PyList) for (const one of given.items) flat.push(yield* typeParameter(one, 'Callable[[arg, ...], result]: each arg must be a type.'));
  else if (given === ELLIPSIS || given instanceof PyTypeVariable || given instanceof PyTypingAlias) flat.push(given);
  else throw typeError(`Callable[args, result]: args must be a list. Got ${yield* repr(given)}`);
  return [...flat, yield* typeParameter(result, 'Callable[args, result]: result must be a type.')];
}

function* classParameters(form: PyClassForm, parameters: readonly Value[]): Flow<Value[]> {
  if (form.name === 'Callable') return yield* callableArguments(parameters);
  if (form.count >= 0 && parameters.length !== form.count) {
    throw typeError(`Too ${parameters.length > form.count ? 'many' : 'few'} arguments for ${formText(form)}; actual ${parameters.length}, expected ${form.count}`);
  }
  const args: Value[] = [];
  for (const parameter of parameters) args.push(parameter === ELLIPSIS ? parameter : yield* typeParameter(parameter, 'Parameters to generic types must be types.'));
  return args;
}

export const classFormType: PyType = defineClass<PyClassForm>({
  name: '_SpecialGenericAlias',
  module: 'typing',
  allocate: null,
  accepts: (value) => value instanceof PyClassForm,
  attributes: { __origin__: (self) => self.origin, _name: (self) => self.name, __name__: (self) => self.name, __module__: () => 'typing' },
  methods: {
    ...orMethods,
    '__repr__()': formText,
    '__getitem__(parameters, /)': function* (self, item): Flow<Value> {
      return new PyTypingAlias(typingAliasType, self.origin, new PyTuple(yield* classParameters(self, parametersOf(item))), self);
    },
    '__call__(*args, **kwargs)': (self) => {
      throw typeError(`Type ${self.name} cannot be instantiated; use ${(self.origin as PyType).name}() instead`);
    },
    '__mro_entries__(bases, /)': (self) => new PyTuple([self.origin]),
    '__instancecheck__(instance, /)': function* (self, instance): Flow<Value> {
      return yield* isInstance(instance, self.origin);
    },
    '__subclasscheck__(cls, /)': function* (self, cls): Flow<Value> {
      return yield* isSubclass(cls, self.origin);
    },
    '__getattr__(name, /)': function* (self, name): Flow<Value> {
      const found = stringOf(name)?.startsWith('__') === true ? undefined : yield* findAttribute(self.origin, stringOf(name) ?? '');
      if (found === undefined) throw noAttribute(self, stringOf(name) ?? '');
      return found;
    },
  },
});

export const unionForm = new PySpecialForm(specialFormType, 'Union', function* (form, parameters): Flow<Value> {
  if (parameters.length === 0) throw typeError('Cannot take a Union of no types.');
  const members: Value[] = [];
  for (const parameter of parameters) members.push(yield* typeParameter(parameter, 'Union[arg, ...]: each arg must be a type.'));
  return yield* makeUnion(form, members);
});

addMembers<PyTypeVariable>(typeVarType, {
  accepts: (value) => value instanceof PyTypeVariable,
  attributes: {
    __module__: () => 'typing',
    __covariant__: (self) => self.variance === 'covariant',
    __contravariant__: (self) => self.variance === 'contravariant',
    args: (self) => new PySpecialForm(specialFormType, `${self.name}.args`, null),
    kwargs: (self) => new PySpecialForm(specialFormType, `${self.name}.kwargs`, null),
  },
});
