import { genericAliasType, typeAliasType, typeVarType, unionType } from './builtin-types';
import { PyObject, type PyType, type Value } from './object';
import type { PyTuple } from './sequences';

/** `list[int]` and the like. */
export class PyGenericAlias extends PyObject {
  constructor(
    readonly origin: Value,
    readonly args: PyTuple,
    cls: PyType = genericAliasType,
  ) {
    super(cls);
  }
}

/** `int | None` */
export class PyUnion extends PyObject {
  constructor(readonly args: PyTuple) {
    super(unionType);
  }
}

/** A type parameter: `TypeVar`, `TypeVarTuple` or `ParamSpec`. */
export class PyTypeVariable extends PyObject {
  constructor(
    readonly name: string,
    readonly variety: 'TypeVar' | 'TypeVarTuple' | 'ParamSpec',
    readonly bound: Value = null,
    readonly constraints: readonly Value[] = [],
    readonly variance: 'covariant' | 'contravariant' | 'invariant' | 'inferred' = 'invariant',
  ) {
    super(typeVarType);
  }
}

/** `type Name = ...` (PEP 695); the value is evaluated when it is asked for. */
export class PyTypeAlias extends PyObject {
  constructor(
    readonly name: string,
    readonly evaluate: Value,
    readonly parameters: PyTuple,
  ) {
    super(typeAliasType);
  }
}
