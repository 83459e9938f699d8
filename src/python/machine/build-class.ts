import { RunBodyRequest, type Flow } from '../flow';
import { objectType, typeOf, typeType } from '../objects/builtin-types';
import { PyFunction, Cell, NativeFunction } from '../objects/callables';
import { PyClassMethod, PySlot, PyStaticMethod } from '../objects/descriptors';
import { typeError, valueError } from '../objects/exceptions';
import { PyDict } from '../objects/mappings';
import { namesIn } from '../objects/namespaces';
import { InconsistentBasesError, PyType, type Value } from '../objects/object';
import { AttributeTable } from '../objects/table';
import { PyTuple } from '../objects/sequences';
import type { Keywords } from '../objects/callables';
import { define } from '../native/define';
import { attributeOrUndefined, getAttribute } from '../protocol/attributes';
import { call } from '../protocol/call';
import { collect } from '../protocol/iterate';

/** The most derived metaclass of a class's bases. @throws Raised TypeError */
export function metaclassOf(start: PyType, bases: readonly PyType[]): PyType {
  let winner = start;
  for (const base of bases) {
    const metaclass = base.cls;
    if (winner.isSubclassOf(metaclass)) continue;
    if (metaclass.isSubclassOf(winner)) winner = metaclass;
    else throw typeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases');
  }
  return winner;
}

/** Replaces bases that are no classes by what their `__mro_entries__` gives. */
function* resolveBases(bases: readonly Value[]): Flow<readonly Value[]> {
  const resolved: Value[] = [];
  for (const base of bases) {
    const entries = base instanceof PyType ? undefined : yield* attributeOrUndefined(base, '__mro_entries__');
    if (entries === undefined) resolved.push(base);
    else resolved.push(...(yield* collect(yield* call(entries, [new PyTuple(bases)]))));
  }
  return resolved;
}

/** `__build_class__`: what a class statement does. */
export const buildClass = define('__build_class__(*args, **keywords)', function* (args, keywords): Flow<Value> {
  const [func, name, ...given] = (args as PyTuple).items as readonly [PyFunction, string, ...Value[]];
  const options = namesIn(keywords);
  const bases = yield* resolveBases(given);
  let metaclass = options.get('metaclass');
  options.delete('metaclass');
  if (metaclass === undefined || metaclass instanceof PyType) {
    const first = bases[0];
    const start = metaclass ?? (first === undefined ? typeType : typeOf(first));
    metaclass = start instanceof PyType && bases.every((base) => base instanceof PyType) ? metaclassOf(start, bases) : start;
  }
  const prepare = yield* attributeOrUndefined(metaclass, '__prepare__');
  const prepared = prepare === undefined || prepare instanceof NativeFunction ? new PyDict() : yield* call(prepare, [name, new PyTuple(bases)], options);
  // A namespace that a native metaclass prepared is used itself: it may watch what is put into it.
  const own = prepared instanceof PyDict && prepared.table instanceof AttributeTable ? prepared.table.attributes : undefined;
  const names = own ?? new Map<string, Value>();
  if (own === undefined && prepared instanceof PyDict) for (const { key, value } of prepared.table.entries()) names.set(key as string, value);
  const module = func.globals.get('__name__');
  if (module !== undefined) names.set('__module__', module);
  yield new RunBodyRequest(func, names);
  const namespace = own !== undefined || (prepared instanceof PyDict && prepared.table.size === 0 && prepared.cls.immutable) ? PyDict.over(names) : yield* fill(prepared, names);
  if (given.some((base, index) => base !== bases[index]) || given.length !== bases.length) names.set('__orig_bases__', new PyTuple(given));
  return yield* call(metaclass, [name, new PyTuple(bases), namespace], options.size === 0 ? null : options);
});

/** Puts the names of a class body into the namespace that the metaclass prepared. */
function* fill(prepared: Value, names: ReadonlyMap<string, Value>): Flow<Value> {
  const set = yield* getAttribute(prepared, '__setitem__');
  for (const [name, value] of names) yield* call(set, [name, value]);
  return prepared;
}

/** `type.__new__(metaclass, name, bases, namespace, **keywords)` */
export function* newType(metaclass: PyType, name: string, given: readonly Value[], namespace: ReadonlyMap<string, Value>, keywords: Keywords | null): Flow<PyType> {
  const bases = given.length === 0 ? [objectType] : given.map(checkedBase);
  if (new Set(bases).size < bases.length) throw typeError(`duplicate base class ${(bases.find((base, index) => bases.indexOf(base) !== index) as PyType).name}`);
  const winner = metaclassOf(metaclass, bases);
  const cls = makeType(winner, name, bases);
  applyLayout(cls, bases);
  applyNamespace(cls, namespace);
  for (const base of bases) base.derive(cls);
  cls.forget();
  for (const [key, value] of [...cls.dict]) {
    const hook = typeOf(value).lookup('__set_name__');
    if (hook === undefined) continue;
    yield* call(hook, [value, cls, key]);
  }
  yield* initSubclass(cls, keywords);
  return cls;
}

function checkedBase(base: Value): PyType {
  if (!(base instanceof PyType)) throw typeError('bases must be types');
  if (!base.subclassable) throw typeError(`type '${base.name}' is not an acceptable base type`);
  return base;
}

function makeType(metaclass: PyType, name: string, bases: readonly PyType[]): PyType {
  try {
    return new PyType(metaclass, name, bases, '__main__');
  } catch (error) {
    if (!(error instanceof InconsistentBasesError)) throw error;
    throw typeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${error.message}`);
  }
}

/** Decides how instances are made: like those of the base that is not a plain object. */
function applyLayout(cls: PyType, bases: readonly PyType[]): void {
  cls.immutable = false;
  const special = bases.filter((base) => base.allocate !== objectType.allocate);
  const solid = special[0];
  if (special.some((base) => base.allocate !== solid?.allocate && !compatible(base, solid))) throw typeError('multiple bases have instance lay-out conflict');
  cls.allocate = solid === undefined ? objectType.allocate : special.reduce((most, base) => (base.isSubclassOf(most) ? base : most), solid).allocate;
}

function compatible(a: PyType, b: PyType | undefined): boolean {
  return b === undefined || a.isSubclassOf(b) || b.isSubclassOf(a);
}

function applyNamespace(cls: PyType, namespace: ReadonlyMap<string, Value>): void {
  for (const [key, value] of namespace) if (!key.startsWith('.')) cls.dict.set(key, value);
  const qualname = cls.dict.get('__qualname__');
  if (typeof qualname === 'string') cls.qualname = qualname;
  cls.dict.delete('__qualname__');
  const cell = cls.dict.get('__classcell__');
  if (cell instanceof Cell) cell.value = cls;
  cls.dict.delete('__classcell__');
  const module = cls.dict.get('__module__');
  if (typeof module === 'string') cls.module = module;
  if (!cls.dict.has('__doc__')) cls.dict.set('__doc__', null);
  if (cls.dict.has('__eq__') && !cls.dict.has('__hash__')) cls.dict.set('__hash__', null);
  for (const special of ['__init_subclass__', '__class_getitem__']) {
    const method = cls.dict.get(special);
    if (method instanceof PyFunction) cls.dict.set(special, new PyClassMethod(method));
  }
  const create = cls.dict.get('__new__');
  if (create instanceof PyFunction) cls.dict.set('__new__', new PyStaticMethod(create));
  applySlots(cls);
}

function applySlots(cls: PyType): void {
  const declared = cls.dict.get('__slots__');
  const inherited = cls.bases.some((base) => base !== objectType && base.instancesHaveDict);
  if (declared === undefined) {
    cls.instancesHaveDict = true;
    return;
  }
  const names = typeof declared === 'string' ? [declared] : declared instanceof PyTuple || 'items' in (declared as object) ? ((declared as PyTuple).items as readonly string[]) : [];
  for (const name of names) {
    if (name === '__dict__' || name === '__weakref__') continue;
    if (cls.dict.has(name)) throw valueError(`'${name}' in __slots__ conflicts with class variable`);
    cls.dict.set(name, new PySlot(name, cls));
  }
  cls.instancesHaveDict = inherited || names.includes('__dict__');
  cls.slots = new Set([...names, ...cls.bases.flatMap((base) => [...(base.slots ?? [])])]);
}

/** Calls `super(cls, cls).__init_subclass__(**keywords)`. */
function* initSubclass(cls: PyType, keywords: Keywords | null): Flow<void> {
  for (const base of cls.mro.slice(1)) {
    const hook = base.dict.get('__init_subclass__');
    if (hook === undefined) continue;
    if (hook instanceof PyClassMethod) yield* call(hook.func, [cls], keywords);
    else yield* call(yield* getAttribute(hook, '__get__'), [null, cls]);
    return;
  }
}
