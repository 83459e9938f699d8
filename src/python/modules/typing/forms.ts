import { PyObject, type PyType, type Value } from '../../objects/object';
import type { PyTuple } from '../../objects/sequences';
import { PyGenericAlias } from '../../objects/typing';
import type { Flow } from '../../flow';

/** `Union`, `Optional`, `ClassVar`...: what is no class and stands in annotations. */
export class PySpecialForm extends PyObject {
  constructor(
    cls: PyType,
    readonly name: string,
    /** What `Form[parameters]` is; null: it takes none. */
    readonly subscribe: ((form: PySpecialForm, parameters: readonly Value[]) => Flow<Value>) | null,
  ) {
    super(cls);
  }
}

/** `List`, `Dict`, `Iterable`...: a class of `typing` that stands for another. */
export class PyClassForm extends PyObject {
  constructor(
    cls: PyType,
    readonly name: string,
    readonly origin: Value,
    /** How many parameters it takes; -1: any number. */
    readonly count: number,
  ) {
    super(cls);
  }
}

/** `List[int]`, `Optional[int]`, `Stack[int]`: something of `typing`, or a generic class of Python code, with its parameters. */
export class PyTypingAlias extends PyGenericAlias {
  constructor(
    cls: PyType,
    origin: Value,
    args: PyTuple,
    /** What was subscribed: a form, or a class of Python code. */
    readonly form: PySpecialForm | PyClassForm | PyType,
    /** Of `Annotated`: what stands behind the type. */
    readonly metadata: PyTuple | null = null,
  ) {
    super(origin, args, cls);
  }
}

/** A type that an annotation names by a string. */
export class PyForwardRef extends PyObject {
  constructor(
    cls: PyType,
    readonly text: string,
  ) {
    super(cls);
  }
}
