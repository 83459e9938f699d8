import { baseExceptionType, objectType, typeType } from './builtin-types';
import { PyException, Raised } from './exception';
import { PyType, type Value } from './object';
import { PyTuple } from './sequences';

/** A native exception class. */
export function exceptionType(name: string, bases: readonly PyType[], module = 'builtins'): PyType {
  const type = new PyType(typeType, name, bases, module);
  type.instancesHaveDict = true;
  return type;
}

baseExceptionType.bases = [objectType];

/** The hierarchy of the built-in exceptions: each line is a class, its base, and those directly below it. */
const hierarchy: readonly (readonly [base: string, names: string])[] = [
  ['BaseException', 'Exception GeneratorExit KeyboardInterrupt SystemExit'],
  [
    'Exception',
    'ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError Warning',
  ],
  ['ArithmeticError', 'FloatingPointError OverflowError ZeroDivisionError'],
  ['ImportError', 'ModuleNotFoundError'],
  ['LookupError', 'IndexError KeyError'],
  ['NameError', 'UnboundLocalError'],
  ['OSError', 'BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError'],
  ['ConnectionError', 'BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError'],
  ['RuntimeError', 'NotImplementedError RecursionError'],
  ['SyntaxError', 'IndentationError'],
  ['IndentationError', 'TabError'],
  ['ValueError', 'UnicodeError'],
  ['UnicodeError', 'UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError'],
  [
    'Warning',
    'BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning',
  ],
];

/** Every built-in exception class by name. */
export const exceptionTypes: ReadonlyMap<string, PyType> = (() => {
  const types = new Map<string, PyType>([['BaseException', baseExceptionType]]);
  for (const [base, names] of hierarchy) for (const name of names.split(' ')) types.set(name, exceptionType(name, [types.get(base) as PyType]));
  return types;
})();

/** A built-in exception class. */
export function builtinException(name: string): PyType {
  return exceptionTypes.get(name) as PyType;
}

/** Makes an instance of a native exception class without running Python. */
export function makeException(type: PyType, ...args: Value[]): PyException {
  const exception = new PyException(type);
  exception.args = new PyTuple(args);
  return exception;
}

/** What to throw in order to raise an exception of a class: `throw raised(lockedError, 'database is locked')`. */
export function raised(type: PyType, ...args: Value[]): Raised {
  return new Raised(makeException(type, ...args));
}

function thrower(name: string): (message: string) => Raised {
  const type = builtinException(name);
  return (message) => raised(type, message);
}

export const typeError = thrower('TypeError');
export const valueError = thrower('ValueError');
export const indexError = thrower('IndexError');
export const runtimeError = thrower('RuntimeError');
export const overflowError = thrower('OverflowError');
export const zeroDivisionError = thrower('ZeroDivisionError');
export const memoryError = thrower('MemoryError');
export const notImplementedError = thrower('NotImplementedError');
export const recursionError = thrower('RecursionError');

/** A KeyError's argument is the key itself. */
export function keyError(key: Value): Raised {
  return raised(builtinException('KeyError'), key);
}

/** With what is needed to suggest another name. */
export function attributeError(message: string, object: Value, name: string): Raised {
  const error = raised(builtinException('AttributeError'), message);
  error.exception.fields.set('name', name);
  error.exception.fields.set('obj', object);
  return error;
}

export function nameError(message: string, name: string, type = builtinException('NameError')): Raised {
  const error = raised(type, message);
  error.exception.fields.set('name', name);
  return error;
}

export function importError(message: string, name: Value, type = builtinException('ImportError')): Raised {
  const error = raised(type, message);
  error.exception.fields.set('name', name);
  return error;
}

/** Whether an error is a Python exception of a class. */
export function isRaised(error: unknown, typeName: string): error is Raised {
  return error instanceof Raised && error.exception.cls.isSubclassOf(builtinException(typeName));
}
