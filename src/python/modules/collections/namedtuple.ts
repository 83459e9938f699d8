import type { Flow } from '../../flow';
import { addMembers, define } from '../../native/define';
import { tupleType, typeType } from '../../objects/builtin-types';
import type { Keywords } from '../../objects/callables';
import { NativeAttribute, PyClassMethod, PyStaticMethod } from '../../objects/descriptors';
import { attributeError, typeError, valueError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import { PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { collect } from '../../protocol/iterate';
import { stringOf } from '../../protocol/numbers';
import { repr, str, stringRepr } from '../../protocol/text';
import { truth } from '../../protocol/truth';
import { isAbsent } from '../arguments';
import { bindParameters } from '../parameters';

const keywords = new Set('False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(' '));
const identifier = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}_]*$/u;

function checkNames(typeName: string, fields: readonly string[]): void {
  for (const name of [typeName, ...fields]) {
    if (!identifier.test(name)) throw valueError(`Type names and field names must be valid identifiers: ${stringRepr(name)}`);
    if (keywords.has(name)) throw valueError(`Type names and field names cannot be a keyword: ${stringRepr(name)}`);
  }
  const seen = new Set<string>();
  for (const name of fields) {
    if (name.startsWith('_')) throw valueError(`Field names cannot start with an underscore: ${stringRepr(name)}`);
    if (seen.has(name)) throw valueError(`Encountered duplicate field name: ${stringRepr(name)}`);
    seen.add(name);
  }
}

function renamed(fields: readonly string[]): string[] {
  const seen = new Set<string>();
  return fields.map((name, index) => {
    const usable = identifier.test(name) && !keywords.has(name) && !name.startsWith('_') && !seen.has(name);
    seen.add(name);
    return usable ? name : `_${index}`;
  });
}

function keywordsOf(kwargs: Value): Keywords {
  return new Map([...(kwargs as PyDict).table.entries()].map(({ key, value }) => [key as string, value]));
}

/**
 * A class of tuples with named fields.
 * @param defaults of the last fields
 */
export function namedTupleType(name: string, fields: readonly string[], module: string, defaults: readonly Value[] = []): PyType {
  const type = new PyType(typeType, name, [tupleType], module);
  type.immutable = false;
  type.instancesHaveDict = false;
  const parameters = fields.map((field, index) => ({ name: field, fallback: defaults[index - fields.length + defaults.length] }));
  const create = define('__new__(cls, *args, **kwargs)', (cls, args, kwargs) => new PyTuple(bindParameters(`${name}.__new__`, parameters, (args as PyTuple).items, keywordsOf(kwargs), 1), cls as PyType));
  type.dict.set('__new__', new PyStaticMethod(create));
  type.dict.set('__match_args__', new PyTuple(fields));
  type.dict.set('__slots__', new PyTuple([]));
  type.dict.set('_fields', new PyTuple(fields));
  type.dict.set('_field_defaults', PyDict.of(parameters.flatMap((parameter) => (parameter.fallback === undefined ? [] : [[parameter.name, parameter.fallback] as const]))));
  type.dict.set('__doc__', `${name}(${fields.join(', ')})`);
  type.dict.set('__module__', module);
  for (const [index, field] of fields.entries()) {
    const refuse = (self: Value): never => {
      throw attributeError("can't set attribute", self, field);
    };
    type.dict.set(field, new NativeAttribute(field, type, (value) => value instanceof PyTuple, (self) => (self as PyTuple).items[index] as Value, refuse, false));
  }
  addMethods(type, fields);
  return type;
}

function addMethods(type: PyType, fields: readonly string[]): void {
  const make = define('_make(cls, iterable, /)', function* (cls, iterable): Flow<Value> {
    const items = yield* collect(iterable);
    if (items.length !== fields.length) throw typeError(`Expected ${fields.length} arguments, got ${items.length}`);
    return new PyTuple(items, cls as PyType);
  });
  type.dict.set('_make', new PyClassMethod(make));
  addMembers<PyTuple>(type, {
    accepts: (value) => value instanceof PyTuple,
    methods: {
      '_asdict()': (self) => PyDict.of(fields.map((field, index) => [field, self.items[index] as Value])),
      '_replace(**kwargs)': (self, kwargs) => {
        const changes = kwargs as PyDict;
        const items = fields.map((field, index) => changes.get(field) ?? (changes.get(field) === null ? null : (self.items[index] as Value)));
        const unknown = [...changes.table.entries()].map(({ key }) => key as string).filter((key) => !fields.includes(key));
        if (unknown.length > 0) throw valueError(`Got unexpected field names: [${unknown.map(stringRepr).join(', ')}]`);
        return new PyTuple(items, self.cls);
      },
      '__repr__()': function* (self): Flow<Value> {
        const parts: string[] = [];
        for (const [index, field] of fields.entries()) parts.push(`${field}=${yield* repr(self.items[index] as Value)}`);
        return `${self.cls.name}(${parts.join(', ')})`;
      },
      '__getnewargs__()': (self) => new PyTuple(self.items),
    },
  });
}

/** `namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)` */
export function* namedTuple(typeName: Value, fieldNames: Value, rename: Value, defaults: Value, module: string): Flow<PyType> {
  const name = yield* str(typeName);
  const given = stringOf(fieldNames);
  const fields: string[] = [];
  if (given !== undefined) fields.push(...given.replace(/,/g, ' ').split(/\s+/).filter((field) => field !== ''));
  else for (const field of yield* collect(fieldNames)) fields.push(yield* str(field));
  const names = (yield* truth(rename)) ? renamed(fields) : fields;
  if (names === fields) checkNames(name, fields);
  const fallbacks = isAbsent(defaults) ? [] : yield* collect(defaults);
  if (fallbacks.length > names.length) throw typeError('Got more default values than field names');
  return namedTupleType(name, names, module, fallbacks);
}
