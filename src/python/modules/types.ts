import type { Flow } from '../flow';
import { define, defineClass } from '../native/define';
import * as builtins from '../objects/builtin-types';
import { NOT_IMPLEMENTED } from '../objects/builtin-types';
import { PyDict } from '../objects/mappings';
import { PyObject, PyType, type Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import { attributeOrUndefined } from '../protocol/attributes';
import { call } from '../protocol/call';
import { equals } from '../protocol/compare';
import { collect } from '../protocol/iterate';
import { nestedRepr, repr } from '../protocol/text';
import type { NativeModule } from '../runtime';
import { isAbsent } from './arguments';

function fieldsOf(value: PyObject): PyDict {
  return PyDict.over((value.attributes ??= new Map<string, Value>()));
}

/** `types.SimpleNamespace` */
const namespaceType: PyType = defineClass<PyObject>({
  name: 'SimpleNamespace',
  module: 'types',
  namedWithModule: true,
  dict: true,
  allocate: (cls) => new PyObject(cls),
  accepts: (value) => value instanceof PyObject,
  methods: {
    '__init__(**kwargs)': (self, kwargs) => {
      self.attributes = new Map([...(kwargs as PyDict).table.entries()].map(({ key, value }) => [key as string, value]));
      return null;
    },
    '__repr__()': function* (self): Flow<Value> {
      const name = self.cls === namespaceType ? 'namespace' : self.cls.name;
      return yield* nestedRepr(self, `${name}(...)`, function* () {
        const parts: string[] = [];
        for (const [key, value] of self.attributes ?? []) parts.push(`${key}=${yield* repr(value)}`);
        return `${name}(${parts.join(', ')})`;
      });
    },
    '__eq__(other, /)': function* (self, other): Flow<Value> {
      if (!(other instanceof PyObject) || !other.cls.isSubclassOf(namespaceType)) return NOT_IMPLEMENTED;
      return yield* equals(fieldsOf(self), fieldsOf(other));
    },
  },
});

const named: Readonly<Record<string, PyType>> = {
  FunctionType: builtins.functionType,
  LambdaType: builtins.functionType,
  MethodType: builtins.methodType,
  BuiltinFunctionType: builtins.builtinFunctionType,
  BuiltinMethodType: builtins.builtinFunctionType,
  MethodDescriptorType: builtins.methodDescriptorType,
  WrapperDescriptorType: builtins.slotWrapperType,
  GetSetDescriptorType: builtins.getsetType,
  MemberDescriptorType: builtins.memberType,
  ModuleType: builtins.moduleType,
  GeneratorType: builtins.generatorType,
  CoroutineType: builtins.coroutineType,
  AsyncGeneratorType: builtins.asyncGeneratorType,
  CodeType: builtins.codeType,
  FrameType: builtins.frameType,
  TracebackType: builtins.tracebackType,
  CellType: builtins.cellType,
  MappingProxyType: builtins.mappingProxyType,
  GenericAlias: builtins.genericAliasType,
  UnionType: builtins.unionType,
  NoneType: builtins.noneType,
  EllipsisType: builtins.ellipsisType,
  NotImplementedType: builtins.notImplementedType,
  SimpleNamespace: namespaceType,
};

const newClass = define('new_class(name, bases=None, kwds=None, exec_body=None)', function* (name, bases, keywords, body): Flow<Value> {
  const parents = bases === null ? [] : yield* collect(bases);
  const options = new Map(keywords instanceof PyDict ? [...keywords.table.entries()].map(({ key, value }) => [key as string, value] as const) : []);
  const first = parents[0];
  const metaclass = options.get('metaclass') ?? (first instanceof PyType ? first.cls : builtins.typeType);
  options.delete('metaclass');
  const prepare = yield* attributeOrUndefined(metaclass, '__prepare__');
  const namespace = prepare === undefined ? new PyDict() : yield* call(prepare, [name, new PyTuple(parents)], options);
  if (!isAbsent(body)) yield* call(body, [namespace]);
  return yield* call(metaclass, [name, new PyTuple(parents), namespace], options);
});

export const typesModule: NativeModule = {
  name: 'types',
  create: () => ({
    ...named,
    new_class: newClass,
  }),
};
