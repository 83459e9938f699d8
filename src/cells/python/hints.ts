import type { PythonError } from '../../python';
import type { PyException } from '../../python/objects/exception';
import { stringOf } from '../../python/protocol/numbers';
import { builtinNames } from '../../python/syntax/builtin-names';
import { errorAt, plainError } from '../cell-error';
import type { CellError, TextFix } from '../output';
import { alchemyAdvice } from './alchemy-advice';
import { syntaxAdvice, type Advice } from './syntax-advice';
import { importOf, isSlipOf, nearInModule, nearWellKnown, nearest } from './well-known-names';

/** A Python error as a cell's output tells it: at its place, with a replacement where one is known. */
export function toCellError(error: PythonError, code: string, modules: readonly string[], variables: readonly string[] = []): CellError {
  const { type, message, line, column, traceback } = error;
  const state = sqlState(error);
  // What only says where the cell stands is told by the place itself.
  const detail = traceback.split('\n').filter((text) => text.startsWith('  File ')).length > 1 ? traceback.trimEnd() : null;
  const { hint, fix } = error.exception === null ? syntaxAdvice(error, code) : (alchemyAdvice(error, { variables, code }) ?? nameAdvice(error, error.exception, code, modules));
  if (line === null || column === null) return { ...plainError(type, message, hint), code: state, detail };
  return { ...errorAt(code, line, column, type, message, hint, fix), code: state, detail };
}

function nameAdvice(error: PythonError, exception: PyException, code: string, modules: readonly string[]): Advice {
  const field = (key: string): string | undefined => stringOf(exception.fields.get(key) ?? null);
  const name = field('name') ?? '';
  if (error.type === 'NameError' && error.message.startsWith(`name '${name}' is not defined`)) return missingName(name, error, code);
  const imported = field('name_from');
  const wrong = imported ?? name;
  if (error.hint !== null) return didYouMean(wrong, error.hint, error, code);
  if (error.type === 'ModuleNotFoundError') return missingModule(name, error, code, modules);
  const near = imported === undefined ? null : nearInModule(imported, name);
  return near === null ? nothing : didYouMean(wrong, near, error, code);
}

const nothing: Advice = { hint: null, fix: null };

function didYouMean(wrong: string, meant: string, { line }: PythonError, code: string): Advice {
  return { hint: `did you mean ${meant}?`, fix: replaced(wrong, meant, line, code) };
}

function missingName(name: string, error: PythonError, code: string): Advice {
  const custom = customs.get(name);
  if (custom !== undefined) return { hint: custom.hint, fix: custom.text === undefined ? null : replaced(name, custom.text, error.line, code) };
  const near = error.hint !== null && isPlausible(name, error.hint) ? error.hint : null;
  const statement = importOf(name, code);
  if (statement !== null) return { hint: `${near === null ? '' : `did you mean ${near}? Or `}import it: ${statement}`, fix: null };
  if (near !== null) return didYouMean(name, near, error, code);
  const meant = nearWellKnown(name);
  if (meant === null) return { hint: `no cell that ran defines ${name}`, fix: null };
  return { hint: `did you mean ${meant}? It is imported so: ${importOf(meant, code) ?? ''}`, fix: replaced(name, meant, error.line, code) };
}

/** What other languages call by another name, and what each program names itself. */
const customs: ReadonlyMap<string, { readonly hint: string; readonly text?: string }> = new Map([
  ['null', { hint: 'Python writes None', text: 'None' }],
  ['nil', { hint: 'Python writes None', text: 'None' }],
  ['undefined', { hint: 'Python writes None', text: 'None' }],
  ['true', { hint: 'Python writes True', text: 'True' }],
  ['false', { hint: 'Python writes False', text: 'False' }],
  ['Base', { hint: 'each program defines it: from sqlalchemy.orm import DeclarativeBase, then class Base(DeclarativeBase): pass' }],
  ['sa', { hint: 'import it: import sqlalchemy as sa' }],
]);

/** CPython finds `False` near `Base`: a built-in name must be nearer than that. */
function isPlausible(name: string, near: string): boolean {
  return !builtinNames.has(near) || near.toLowerCase() === name.toLowerCase() || isSlipOf(name, near);
}

function missingModule(name: string, error: PythonError, code: string, modules: readonly string[]): Advice {
  const visible = modules.filter((one) => !one.startsWith('_') && !one.includes('._'));
  const near = nearest(name, visible);
  if (near !== null) return didYouMean(name, near, error, code);
  const top = [...new Set(visible.map((one) => one.split('.')[0] ?? one))];
  return { hint: `a cell can import notes by their names, and ${top.join(', ')}`, fix: null };
}

/** The wrong name of the line, replaced by the one that was meant. */
function replaced(wrong: string, meant: string, line: number | null, code: string): TextFix | null {
  const text = line === null ? undefined : code.split('\n')[line - 1];
  if (line === null || text === undefined || !/^[\p{L}\p{N}_.]+$/u.test(wrong)) return null;
  const at = new RegExp(`(?:^|[^\\p{L}\\p{N}_])(${wrong.replaceAll('.', '\\.')})(?![\\p{L}\\p{N}_])`, 'u').exec(text);
  if (!at) return null;
  const from = [...text.slice(0, at.index + at[0].length - wrong.length)].length + 1;
  return { line, from, to: from + [...wrong].length, text: meant };
}

function sqlState({ exception }: PythonError): string | null {
  const code = exception?.attributes?.get('code');
  return typeof code === 'string' ? code : null;
}
