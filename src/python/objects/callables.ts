import type { Flow } from '../flow';
import type { Signature } from '../native/signature';
import type { Code } from '../compile/code';
import { builtinFunctionType, builtinMethodType, cellType, functionType, methodDescriptorType, methodType, slotWrapperType } from './builtin-types';
import { PyObject, type PyType, type Value } from './object';

/** A variable that several scopes share. */
export class Cell extends PyObject {
  constructor(public value: Value | undefined) {
    super(cellType);
  }
}

/** A function that Python code defined. */
export class PyFunction extends PyObject {
  name: string;
  qualname: string;
  doc: Value = null;
  module: Value;
  annotations: Map<string, Value> | null = null;
  /** Its type parameters (PEP 695). */
  typeParameters: readonly Value[] = [];

  constructor(
    public code: Code,
    readonly globals: Map<string, Value>,
    /** Of the last positional parameters. */
    public defaults: readonly Value[],
    public keywordDefaults: ReadonlyMap<string, Value> | null,
    readonly closure: readonly Cell[],
  ) {
    super(functionType);
    this.name = code.name;
    this.qualname = code.qualname;
    this.doc = code.doc;
    this.module = globals.get('__name__') ?? null;
  }
}

/** Keyword arguments by name. */
export type Keywords = ReadonlyMap<string, Value>;

/**
 * What a native function does: its arguments come in the order of its signature, `*args` as a tuple, `**kwargs` as a dict,
 * an absent `name?` as undefined. A generator function may call Python and wait.
 */
export type NativeBody = (...args: Value[]) => Value | Flow<Value>;

/** A function written in TypeScript. */
export class NativeFunction extends PyObject {
  /** Of a class or static method: the class's name. */
  className: string | null = null;

  constructor(
    readonly name: string,
    readonly signature: Signature,
    readonly body: NativeBody,
    /** Whether the body is a generator function. */
    readonly flows: boolean,
    /** Of a method: the class whose instances it takes first; else null. */
    readonly owner: PyType | null = null,
    /** Of a method: whether a value may be its first argument. */
    readonly accepts: ((self: Value) => boolean) | null = null,
    readonly doc: string | null = null,
    public module: Value = null,
  ) {
    super(owner === null ? builtinFunctionType : name.startsWith('__') && name.endsWith('__') ? slotWrapperType : methodDescriptorType);
  }

  get qualname(): string {
    const className = this.className ?? this.owner?.name ?? null;
    return className === null || className === '' ? this.name : `${className}.${this.name}`;
  }
}

/** A function bound to its first argument. */
export class PyMethod extends PyObject {
  constructor(
    readonly func: Value,
    readonly self: Value,
  ) {
    super(func instanceof NativeFunction ? builtinMethodType : methodType);
  }
}
