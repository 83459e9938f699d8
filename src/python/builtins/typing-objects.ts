import type { Flow } from '../flow';
import { addConstructor, addMembers } from '../native/define';
import { ELLIPSIS, NOT_IMPLEMENTED, genericAliasType, noneType, typeAliasType, typeOf, typeVarType, unionType } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import { keywordsIn } from '../objects/namespaces';
import { PyType, type Value } from '../objects/object';
import { PyTuple, PyList } from '../objects/sequences';
import { PyGenericAlias, PyTypeAlias, PyTypeVariable, PyUnion } from '../objects/typing';
import { getAttribute } from '../protocol/attributes';
import { call } from '../protocol/call';
import { compareSequences, equalsFast } from '../protocol/compare';
import { hash } from '../protocol/hash';
import { isInstance, isSubclass } from '../protocol/instances';
import { qualifiedName, repr } from '../protocol/text';

/** `a | b` of types. Undefined: one of them is no type. */
export function unionOf(members: readonly Value[]): Value | undefined {
  const flat: Value[] = [];
  for (const member of members) {
    const parts = member instanceof PyUnion ? member.args.items : [member === null ? noneType : member];
    for (const part of parts) {
      if (!(part instanceof PyType || part instanceof PyGenericAlias || part instanceof PyTypeVariable || part instanceof PyTypeAlias)) return undefined;
      if (!flat.some((other) => other === part || equalsFast(other, part) === true)) flat.push(part);
    }
  }
  return flat.length === 1 ? flat[0] : new PyUnion(new PyTuple(flat));
}

/** How a type shows in the repr of another. */
function* typeRepr(value: Value): Flow<string> {
  if (value === noneType) return 'None';
  if (value === ELLIPSIS) return '...';
  if (value instanceof PyType) return qualifiedName(value);
  if (value instanceof PyList) {
    const parts: string[] = [];
    for (const item of value.items) parts.push(yield* typeRepr(item));
    return `[${parts.join(', ')}]`;
  }
  return yield* repr(value);
}

function* reprs(values: readonly Value[], separator: string): Flow<string> {
  const parts: string[] = [];
  for (const value of values) parts.push(yield* typeRepr(value));
  return parts.join(separator);
}

const orMethods = {
  '__or__(other, /)': (self: Value, other: Value): Value => unionOf([self, other]) ?? NOT_IMPLEMENTED,
  '__ror__(other, /)': (self: Value, other: Value): Value => unionOf([other, self]) ?? NOT_IMPLEMENTED,
};

function* sameArgs(a: PyTuple, b: PyTuple): Flow<Value> {
  return yield* compareSequences('==', a.items, b.items);
}

/** Gives `list[int]`, `int | str`, type variables and `type` aliases their methods. */
export function installTyping(): void {
  addMembers<PyGenericAlias>(genericAliasType, {
    accepts: (value): value is PyGenericAlias => value instanceof PyGenericAlias,
    methods: {
      ...orMethods,
      '__repr__()': function* (self): Flow<Value> {
        return `${yield* typeRepr(self.origin)}[${self.args.items.length === 0 ? '()' : yield* reprs(self.args.items, ', ')}]`;
      },
      '__call__(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
        return yield* call(self.origin, (args as PyTuple).items, keywordsIn(kwargs));
      },
      '__eq__(other, /)': function* (self, other): Flow<Value> {
        return other instanceof PyGenericAlias ? self.origin === other.origin && (yield* sameArgs(self.args, other.args)) : NOT_IMPLEMENTED;
      },
      '__hash__()': function* (self): Flow<Value> {
        return yield* hash(new PyTuple([self.origin, ...self.args.items]));
      },
      '__getitem__(item, /)': function* (self, item): Flow<Value> {
        const given = item instanceof PyTuple ? item.items : [item];
        let next = 0;
        const fill = (value: Value): Value => {
          if (value instanceof PyTypeVariable) return given[next++] ?? value;
          return value instanceof PyGenericAlias ? new PyGenericAlias(value.origin, new PyTuple(value.args.items.map(fill))) : value;
        };
        const args = self.args.items.map(fill);
        if (next === 0) throw typeError(`${yield* repr(self)} is not a generic class`);
        return new PyGenericAlias(self.origin, new PyTuple(args));
      },
      '__mro_entries__(bases, /)': (self) => new PyTuple([self.origin]),
      '__getattr__(name, /)': function* (self, name): Flow<Value> {
        return yield* getAttribute(self.origin, name as string);
      },
    },
    attributes: {
      __origin__: (self) => self.origin,
      __args__: (self) => self.args,
      __parameters__: (self) => new PyTuple([...new Set(self.args.items.filter((arg) => arg instanceof PyTypeVariable))]),
    },
  });
  addConstructor(genericAliasType, '(origin, args, /)', (cls, origin, args) => new PyGenericAlias(origin, args instanceof PyTuple ? args : new PyTuple([args]), cls as PyType));
  addMembers<PyUnion>(unionType, {
    accepts: (value): value is PyUnion => value instanceof PyUnion,
    methods: {
      ...orMethods,
      '__repr__()': function* (self): Flow<Value> {
        return yield* reprs(self.args.items, ' | ');
      },
      '__eq__(other, /)': (self, other) => (other instanceof PyUnion ? self.args.items.length === other.args.items.length && self.args.items.every((arg) => other.args.items.includes(arg)) : NOT_IMPLEMENTED),
      '__hash__()': function* (self): Flow<Value> {
        return yield* hash(self.args);
      },
      '__instancecheck__(instance, /)': function* (self, instance): Flow<Value> {
        return yield* isInstance(instance, self.args);
      },
      '__subclasscheck__(subclass, /)': function* (self, subclass): Flow<Value> {
        return yield* isSubclass(subclass, self.args);
      },
    },
    attributes: { __args__: (self) => self.args },
  });
  addMembers<PyTypeVariable>(typeVarType, {
    accepts: (value): value is PyTypeVariable => value instanceof PyTypeVariable,
    methods: {
      ...orMethods,
      '__repr__()': (self) => (self.variety === 'TypeVar' ? `${{ covariant: '+', contravariant: '-', invariant: '~', inferred: '' }[self.variance]}${self.name}` : self.name),
      '__iter__()': (self) => {
        if (self.variety !== 'TypeVarTuple') throw typeError(`'${typeOf(self).name}' object is not iterable`);
        return new PyTuple([self]);
      },
    },
    attributes: { __name__: (self) => self.name, __bound__: (self) => self.bound, __constraints__: (self) => new PyTuple(self.constraints) },
  });
  addMembers<PyTypeAlias>(typeAliasType, {
    accepts: (value): value is PyTypeAlias => value instanceof PyTypeAlias,
    methods: {
      ...orMethods,
      '__repr__()': (self) => self.name,
      '__getitem__(item, /)': (self, item) => new PyGenericAlias(self, item instanceof PyTuple ? item : new PyTuple([item])),
    },
    attributes: {
      __name__: (self) => self.name,
      __type_params__: (self) => self.parameters,
      __value__: function* (self): Flow<Value> {
        return yield* call(self.evaluate);
      },
    },
  });
}
