import { DatabaseError } from '../../../databases/errors';
import { nearestName } from '../../../spelling/nearest-name';
import { errorAt, placeOf, plainError } from '../../cell-error';
import type { CellError } from '../../output';
import type { CompiledCell } from '../compile';
import { inspect } from '../inspect/inspect';
import { read } from '../inspect/class-name';
import { CellSyntaxError } from '../syntax/cell-syntax-error';
import { ormHint } from './orm-hints';
import { framesIn, type ScriptFrame } from './stack';

/** A script that was loaded: which cell it was, as it was then. */
export interface LoadedCell {
  readonly label: string;
  readonly code: string;
  readonly compiled: CompiledCell;
  /** The names that it can use, for errors that misspell one. */
  readonly names: () => readonly string[];
}

/** A frame in a cell's own terms. */
interface CellFrame {
  readonly script: number;
  readonly label: string;
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** Tells errors of cells: their kind, their words, and where in which cell they arose. */
export class ErrorDescriber {
  readonly #cells = new Map<number, LoadedCell>();

  /** @param runtimePrefix what compiled code puts before names of the kernel, which messages repeat */
  add(script: number, cell: LoadedCell): void {
    this.#cells.set(script, cell);
  }

  /**
   * An error as a cell's output tells it.
   * @param script the script of the cell that ran; the place is one in it
   * @param thrownAt the stack of the throw, for a value that has none
   */
  describe(error: unknown, script: number, thrownAt: string | null): CellError {
    const code = this.#cells.get(script)?.code ?? '';
    if (error instanceof CellSyntaxError) return syntaxError(code, error);
    const isError = error instanceof Error;
    const frames = this.#frames(isError ? read(error, 'stack') : thrownAt);
    const own = frames.find((frame) => frame.script === script);
    const type = isError ? nameOf(error) : 'Uncaught';
    const message = isError ? withoutRuntime(asText(read(error, 'message'))) : inspect(error);
    const hint = error instanceof DatabaseError ? error.hint : (ormHint(error, message) ?? hintFor(type, message, this.#cells.get(script)?.names() ?? []));
    const base = own ? errorAt(code, own.line, own.column, type, message, hint) : plainError(type, message, hint);
    return {
      ...base,
      code: error instanceof DatabaseError ? error.code : base.code,
      detail: [...(error instanceof DatabaseError ? [error.detail, error.context] : []), traceback(frames, script), causeOf(error)].filter(Boolean).join('\n') || null,
    };
  }

  /** An error with the frames that lie in cells, as `console.log` prints it. */
  errorText(error: Error): string {
    const head = `${nameOf(error)}${asText(read(error, 'message')) === '' ? '' : `: ${withoutRuntime(asText(read(error, 'message')))}`}`;
    const frames = this.#frames(read(error, 'stack'));
    return frames.length === 0 ? `[${head}]` : [head, ...frames.map((frame) => `    at ${frameText(frame)}`)].join('\n');
  }

  /** The frames of a stack as text, each on a line of its own. */
  framesText(stack: string | undefined): string {
    return this.#frames(stack).map((frame) => `\n    at ${frameText(frame)}`).join('');
  }

  #frames(stack: unknown): CellFrame[] {
    return framesIn(stack).flatMap((frame) => this.#place(frame));
  }

  #place({ script, line, column, name }: ScriptFrame): CellFrame[] {
    const cell = this.#cells.get(script);
    const offset = cell?.compiled.offsetOf(line, column) ?? null;
    return cell && offset !== null ? [{ script, label: cell.label, name: withoutRuntime(name), ...placeOf(cell.code, offset) }] : [];
  }
}

/** A mistake in a cell's text. */
export function syntaxError(code: string, { message, offset, hint, name }: CellSyntaxError): CellError {
  const { line, column } = placeOf(code, offset);
  return errorAt(code, line, column, name, message, hint);
}

/** How the error came about, where it arose in another function than the cell's own code. */
function traceback(frames: readonly CellFrame[], script: number): string | null {
  const [first] = frames;
  if (!first || (first.script === script && first.name === '')) return null;
  const shown = frames.slice(0, 12).map(frameText);
  return [`in ${shown[0] ?? ''}`, ...shown.slice(1).map((text) => `called from ${text}`), ...(frames.length > 12 ? ['…'] : [])].join('\n');
}

function frameText({ name, label, line, column }: CellFrame): string {
  return `${name === '' ? '' : `${name} (`}${label}, line ${String(line)}, column ${String(column)}${name === '' ? '' : ')'}`;
}

function causeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('cause' in error)) return null;
  const { cause } = error;
  return `caused by ${cause instanceof Error ? `${nameOf(cause)}: ${withoutRuntime(asText(read(cause, 'message')))}` : inspect(cause)}`;
}

function nameOf(error: Error): string {
  const name = read(error, 'name');
  // A class that says nothing of its name has its parent's.
  const own = read(read(error, 'constructor') as object, 'name');
  if (name === 'Error' && typeof own === 'string' && own !== '') return own;
  return typeof name === 'string' && name !== '' ? name : 'Error';
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value);
}

/** V8's messages repeat the code that ran: `(0 , $k.total) is not a function`. */
function withoutRuntime(message: string): string {
  return message.replace(/\(0 ?, ?\$k[\d_]*\.([\p{L}\p{N}$_]+)\)/gu, '$1').replace(/\$k[\d_]*\.(?=[\p{L}$_])/gu, '');
}

const nowhere: Readonly<Record<string, string>> = {
  require: "cells have no require; write import { name } from '[[Note]]'",
  process: 'cells run apart from the machine: there is no process',
  fetch: 'cells have no network',
  XMLHttpRequest: 'cells have no network',
  WebSocket: 'cells have no network',
  document: 'cells have no page; display(value) shows a value',
  window: 'cells have no page; display(value) shows a value',
  localStorage: 'cells keep what they need in the database',
};

function hintFor(type: string, message: string, names: readonly string[]): string | null {
  const name = type === 'ReferenceError' ? /^(\S+) is not defined$/.exec(message)?.[1] : undefined;
  if (name === undefined) return null;
  if (Object.hasOwn(nowhere, name)) return nowhere[name] ?? null;
  const meant = nearestName(name, names);
  return meant === null ? null : `did you mean ${meant}?`;
}
