import { MappingResult, Result, ScalarResult } from '../../../orm/engine/result';
import { RowMapping } from '../../../orm/engine/row';
import { InstanceState, stateOrNull } from '../../../orm/map/state';
import { PyHostDescriptor } from '../../bridge/descriptor';
import { PyHost } from '../../bridge/host-class';
import { Frame } from '../../machine/frame';
import { PyDefaultDict } from '../../modules/collections/default-dict';
import { PyDate, PyDatetime, PyTime, PyTimedelta, PyTimezone, PyTzinfo } from '../../modules/datetime/values';
import { PyDecimal, PyDecimalContext } from '../../modules/decimal/values';
import { PyCachedFunction } from '../../modules/functools/lru-cache';
import { PyPartial } from '../../modules/functools/partial';
import { PyMatch, PyPattern } from '../../modules/re/values';
import { PyClassForm, PyForwardRef, PySpecialForm, PyTypingAlias } from '../../modules/typing/forms';
import { Cell, NativeFunction, PyFunction, PyMethod } from '../../objects/callables';
import { NativeAttribute, PyClassMethod, PyProperty, PySlot, PyStaticMethod, PySuper } from '../../objects/descriptors';
import { PyException, PyTraceback } from '../../objects/exception';
import { PyComplex, PyFloat } from '../../objects/float';
import { PyGenerator } from '../../objects/generator';
import { PyIterator } from '../../objects/iterators';
import { PyDict, PyDictView, PyMappingProxy, PySet } from '../../objects/mappings';
import { PyModule } from '../../objects/module';
import { PyBoxed, PyObject, PyType, type Value } from '../../objects/object';
import { PyByteArray, PyBytes, PyList, PyRange, PySlice, PyTuple } from '../../objects/sequences';
import { PyGenericAlias, PyTypeAlias, PyTypeVariable, PyUnion } from '../../objects/typing';
import { PyInstrumentedList, PyInstrumentedSet, PyKeyedDict } from '../mapping/collections';
import { PyHistory } from '../mapping/mapped-inspection';
import { PySqlRow } from '../row';

/** Takes what an object refers to. */
export type Visit = (value: Value | undefined) => void;

/** Tells `visit` what an object of one class refers to beside its class and its attributes. False: that is not known. */
type Reader = (object: never, visit: Visit) => boolean;

type ClassOf = abstract new (...args: never[]) => PyObject;

const readers = new Map<unknown, Reader>();

/** @param read gives false where it does not know all references */
function reads<T extends PyObject>(classes: readonly (abstract new (...args: never[]) => T)[], read: (object: T, visit: Visit) => unknown): void {
  for (const one of classes) readers.set(one, (object: T, visit: Visit) => read(object, visit) !== false);
}

const plainClasses: ReadonlySet<unknown> = new Set<ClassOf>([
  PyObject, PyBoxed, PyFloat, PyComplex, PyBytes, PyByteArray, PyRange, PyTimedelta, PyDate, PyTzinfo, PyTimezone, PyDecimal, PyDecimalContext, PyPattern, PyMatch,
  PySpecialForm, PyClassForm, PyForwardRef, PyTypeVariable, PySlot, PyTraceback,
]); // prettier-ignore
for (const one of plainClasses) readers.set(one, () => true);

// What is written in TypeScript holds no objects of programs. What a program gave the ORM is a root of its own.
reads<PyObject>([NativeFunction, NativeAttribute, PyHostDescriptor], () => undefined);

reads([PyDatetime, PyTime], (moment: PyDatetime | PyTime, visit) => { visit(moment.tzinfo); }); // prettier-ignore
reads([PyGenericAlias, PyTypingAlias], (alias: PyGenericAlias, visit) => {
  visit(alias.origin);
  visit(alias.args);
});
reads([PyUnion], (union, visit) => { visit(union.args); }); // prettier-ignore
reads([PyTypeAlias], (alias, visit) => {
  visit(alias.evaluate);
  visit(alias.parameters);
});

reads([PyList, PyInstrumentedList, PyTuple, PySqlRow, PyHistory], (sequence: PyList | PyTuple, visit) => {
  for (const item of sequence.items) visit(item);
});
reads([PyDict, PyKeyedDict], readDict);
reads([PyDefaultDict], (dict, visit) => {
  readDict(dict, visit);
  visit(dict.factory);
});
reads([PySet, PyInstrumentedSet], (set, visit) => {
  for (const { key } of set.table.entries()) visit(key);
});
reads([PyMappingProxy], (proxy, visit) => { visit(proxy.mapping); }); // prettier-ignore
reads([PyDictView], (view, visit) => { visit(view.dict); }); // prettier-ignore
reads([PySlice], (slice, visit) => {
  visit(slice.start);
  visit(slice.stop);
  visit(slice.step);
});

reads([Cell], (cell, visit) => { visit(cell.value); }); // prettier-ignore
reads([PyFunction], (func, visit) => {
  for (const value of func.globals.values()) visit(value);
  for (const value of func.defaults) visit(value);
  for (const value of func.keywordDefaults?.values() ?? []) visit(value);
  for (const cell of func.closure) visit(cell);
  for (const value of func.annotations?.values() ?? []) visit(value);
  for (const value of func.typeParameters) visit(value);
});
reads([PyMethod], (method, visit) => {
  visit(method.func);
  visit(method.self);
});
reads([PyPartial], (partial, visit) => {
  visit(partial.func);
  for (const value of partial.args) visit(value);
  for (const value of partial.keywords.values()) visit(value);
});
reads([PyCachedFunction], (cached, visit) => {
  visit(cached.func);
  visit(cached.results);
});
reads([PyProperty], (property, visit) => {
  visit(property.getter);
  visit(property.setter);
  visit(property.deleter);
});
reads([PyStaticMethod, PyClassMethod], (wrapper: PyStaticMethod | PyClassMethod, visit) => { visit(wrapper.func); }); // prettier-ignore
reads([PySuper], (given, visit) => {
  visit(given.start);
  visit(given.self);
});
reads([PyType], (cls, visit) => {
  // Classes of the library cannot be changed.
  if (cls.immutable) return;
  for (const value of cls.dict.values()) visit(value);
  // Classes refer to their subclasses weakly.
  for (const one of cls.mro) visit(one);
});
reads([PyModule], () => undefined);

reads([PyIterator], (iterator, visit) => {
  visit(iterator.over);
  return iterator.over !== undefined;
});
reads([PyGenerator], (generator, visit) => {
  visit(generator.result);
  if (generator.frame !== null) readFrame(generator.frame, generator.frame.sp, visit);
});
reads([PyException], (exception, visit) => {
  visit(exception.args);
  visit(exception.cause);
  visit(exception.context);
  for (const value of exception.fields.values()) visit(value);
  // CPython's tracebacks hold the variables of the functions that an exception left: these are gone here.
  return exception.trace.length <= 1;
});

reads([PyHost as abstract new (...args: never[]) => PyHost<object>], (object, visit) => readHost(object, visit));

function readDict(dict: PyDict, visit: Visit): void {
  for (const { key, value } of dict.table.entries()) {
    visit(key);
    visit(value);
  }
}

/** @param depth how many places of its stack are in use */
export function readFrame(frame: Frame, depth: number, visit: Visit): void {
  for (const value of frame.locals) visit(value);
  for (const cell of frame.cells) visit(cell);
  for (let place = 0; place < depth; place += 1) visit(frame.stack[place]);
  visit(frame.handled);
  visit(frame.instance);
  visit(frame.delegated);
  for (const value of frame.names?.values() ?? []) visit(value);
  for (const value of frame.globals.values()) visit(value);
}

/** Modules of SQLAlchemy whose objects hold none of mapped classes: what they hold of a program is a root of its own. */
const plainModules: ReadonlySet<string> = new Set([
  'contextlib', 'sqlalchemy.dialects.postgresql', 'sqlalchemy.dialects.dml', 'sqlalchemy.engine.base', 'sqlalchemy.engine.default', 'sqlalchemy.engine.interfaces',
  'sqlalchemy.engine.reflection', 'sqlalchemy.engine.url', 'sqlalchemy.ext.hybrid', 'sqlalchemy.orm', 'sqlalchemy.orm.attributes', 'sqlalchemy.orm.base', 'sqlalchemy.orm.clsregistry',
  'sqlalchemy.orm.decl_api', 'sqlalchemy.orm.descriptor_props', 'sqlalchemy.orm.identity', 'sqlalchemy.orm.interfaces', 'sqlalchemy.orm.mapped_collection', 'sqlalchemy.orm.mapper',
  'sqlalchemy.orm.properties', 'sqlalchemy.orm.query', 'sqlalchemy.orm.relationships', 'sqlalchemy.orm.scoping', 'sqlalchemy.orm.session', 'sqlalchemy.orm.strategy_options',
  'sqlalchemy.orm.util',
]); // prettier-ignore

function readHost({ cls, host }: PyHost<object>, visit: Visit): boolean {
  if (host instanceof Result || host instanceof ScalarResult || host instanceof MappingResult) return host.closed;
  if (host instanceof RowMapping) return readEach([...host.values()], visit);
  if (host instanceof InstanceState) return readEach([host.object], visit);
  const module = cls.mro.find((one) => one.immutable)?.module ?? '';
  return plainModules.has(module) || module.startsWith('sqlalchemy.sql.');
}

function readEach(values: readonly unknown[], visit: Visit): true {
  for (const value of values) if (value instanceof PyObject) visit(value);
  return true;
}

/** What the state of a mapped object holds: the values of its attributes. Not the object: states refer to theirs weakly. */
function readState(state: InstanceState, visit: Visit): void {
  state.eachHeld((held) => {
    if (held instanceof PyObject) visit(held);
    else if (Array.isArray(held)) readEach(held, visit);
    else if (typeof held === 'object' && held !== null && 'collection' in held && held.collection instanceof PyObject) visit(held.collection);
  });
}

/**
 * Tells `visit` all that an object refers to, by CPython's rules: what would be counted by its references.
 * @returns false when that is not known of objects of its class
 */
export function readReferences(object: PyObject, visit: Visit): boolean {
  visit(object.cls);
  for (const value of object.attributes?.values() ?? []) visit(value);
  const state = stateOrNull(object);
  if (state !== null) readState(state, visit);
  const reader = readers.get(object.constructor);
  return reader !== undefined && reader(object as never, visit);
}

/** True for data and for what is written in TypeScript: it refers to nothing that a program made. */
export function isLeaf(object: PyObject): boolean {
  if (object.attributes !== null || object.constructor === PyObject) return false;
  if (object instanceof PyType) return object.immutable;
  return object instanceof NativeFunction || (plainClasses.has(object.constructor) && object.cls.immutable);
}
