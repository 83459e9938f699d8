import { PyObject, PyType, type Value } from './object';

/** `type`: the class of classes. */
export const typeType = new PyType(null, 'type', []);
typeType.cls = typeType;

/** `object`: the root of all classes. */
export const objectType = new PyType(typeType, 'object', []);
objectType.instancesHaveDict = false;
objectType.hashesBy = 'identity';
typeType.bases = [objectType];
typeType.mro = [typeType, objectType];

interface Traits {
  readonly bases?: readonly PyType[];
  readonly module?: string;
  /** Whether Python code may derive from it. Default true. */
  readonly subclassable?: boolean;
  /** Whether its instances have a `__dict__`. Default false. */
  readonly dict?: boolean;
  readonly hashesBy?: 'identity' | 'primitive';
  /** Makes an empty instance; null where Python code may not. */
  readonly allocate?: ((cls: PyType) => PyObject) | null;
}

/** A built-in class, still without methods. */
export function builtinType(name: string, traits: Traits = {}): PyType {
  const type = new PyType(typeType, name, traits.bases ?? [objectType], traits.module);
  type.subclassable = traits.subclassable ?? true;
  type.instancesHaveDict = traits.dict ?? false;
  type.hashesBy = traits.hashesBy;
  if (traits.allocate !== undefined) type.allocate = traits.allocate;
  return type;
}

const closed = { subclassable: false, allocate: null } as const;

export const intType = builtinType('int', { hashesBy: 'primitive' });
export const boolType = builtinType('bool', { bases: [intType], subclassable: false, hashesBy: 'primitive' });
export const floatType = builtinType('float', { hashesBy: 'primitive' });
export const complexType = builtinType('complex');
export const strType = builtinType('str', { hashesBy: 'primitive' });
export const bytesType = builtinType('bytes');
export const bytearrayType = builtinType('bytearray');
export const listType = builtinType('list');
export const tupleType = builtinType('tuple');
export const dictType = builtinType('dict');
export const setType = builtinType('set');
export const frozensetType = builtinType('frozenset');
export const rangeType = builtinType('range', { subclassable: false });
export const sliceType = builtinType('slice', { subclassable: false });
export const noneType = builtinType('NoneType', closed);
export const ellipsisType = builtinType('ellipsis', closed);
export const notImplementedType = builtinType('NotImplementedType', closed);
export const functionType = builtinType('function', { ...closed, dict: true });
export const builtinFunctionType = builtinType('builtin_function_or_method', closed);
/** Of native methods that are bound; Python cannot tell it from the class of native functions by its name. */
export const builtinMethodType = builtinType('builtin_function_or_method', closed);
export const methodDescriptorType = builtinType('method_descriptor', closed);
export const slotWrapperType = builtinType('wrapper_descriptor', closed);
export const getsetType = builtinType('getset_descriptor', closed);
export const memberType = builtinType('member_descriptor', closed);
export const methodType = builtinType('method', closed);
export const moduleType = builtinType('module', { dict: true });
export const propertyType = builtinType('property');
export const classmethodType = builtinType('classmethod', { dict: true });
export const staticmethodType = builtinType('staticmethod', { dict: true });
export const superType = builtinType('super');
export const generatorType = builtinType('generator', closed);
export const coroutineType = builtinType('coroutine', closed);
export const asyncGeneratorType = builtinType('async_generator', closed);
export const codeType = builtinType('code', closed);
export const frameType = builtinType('frame', closed);
export const tracebackType = builtinType('traceback', closed);
export const cellType = builtinType('cell', closed);
export const mappingProxyType = builtinType('mappingproxy', { subclassable: false });
export const genericAliasType = builtinType('GenericAlias', { module: 'types' });
export const unionType = builtinType('UnionType', { ...closed, module: 'types' });
export const typeVarType = builtinType('TypeVar', { module: 'typing', subclassable: false });
export const typeAliasType = builtinType('TypeAliasType', { module: 'typing', subclassable: false });
export const baseExceptionType = builtinType('BaseException', { dict: true });

/** The class of a value: `type(value)`. */
export function typeOf(value: Value): PyType {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return intType;
    case 'string':
      return strType;
    case 'boolean':
      return boolType;
    default:
      return value === null ? noneType : value.cls;
  }
}

/** `...` */
export const ELLIPSIS = new PyObject(ellipsisType);
/** What an operator method returns to say that it does not know the other operand. */
export const NOT_IMPLEMENTED = new PyObject(notImplementedType);
