export { Interpreter, Namespace, type CellSource, type Host, type ModuleSource, type Outcome, type PythonError } from './interpreter';
export { compile } from './compile/compile';
export type { Code } from './compile/code';
export { Source } from './syntax/source';
export { PythonSyntaxError } from './syntax/syntax-error';
export type { NativeModule, Runtime } from './runtime';
