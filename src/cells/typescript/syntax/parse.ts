import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser, type Options } from 'acorn';
import { CellSyntaxError } from './cell-syntax-error';
import { children, isNode, type SyntaxNode } from './node';

/** Parsers to which any name may be exported: an earlier cell may have declared it. */
const exportingAnything = (Base: typeof Parser): typeof Parser => class extends Base {
  protected checkLocalExport(): void { /* nothing is wrong */ }
};
const JavaScriptParser = Parser.extend(exportingAnything);
const TypeScriptParser = Parser.extend(tsPlugin(), exportingAnything);

/** A cell is the body of an async function that may also import and export, like a module. */
const options: Options = {
  ecmaVersion: 'latest',
  sourceType: 'module',
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
};

/**
 * Parses a cell.
 * @returns its top-level statements
 * @throws CellSyntaxError at the place that cannot be read
 */
export function parseCell(code: string): readonly SyntaxNode[] {
  try {
    return statementsOf(TypeScriptParser.parse(code, options));
  } catch (error) {
    // Plain JavaScript that the plugin misreads (`a ? (b) : c => d`) is still right.
    const plain = parsePlain(code);
    if (plain) return plain;
    throw located(error, code);
  }
}

function parsePlain(code: string): readonly SyntaxNode[] | null {
  try {
    return statementsOf(JavaScriptParser.parse(code, options));
  } catch {
    return null;
  }
}

/**
 * Checks what became of a cell: the plugin takes some text for types that is none, and what is left of it is no program.
 * @throws CellSyntaxError with an offset in that text
 */
export function checkJavaScript(code: string): void {
  try {
    JavaScriptParser.parse(code, options);
  } catch (error) {
    throw located(error, code);
  }
}

function statementsOf(program: unknown): readonly SyntaxNode[] {
  if (!isNode(program)) throw new TypeError('the parser gave no tree');
  return children(program, 'body');
}

/** The parser's complaint without its own way of telling the place. */
function located(error: unknown, code: string): CellSyntaxError {
  // The plugin may trip over text that is far from any program; that is the text's fault, not a place that it knows.
  if (!(error instanceof SyntaxError)) return new CellSyntaxError('this cannot be read as TypeScript', 0);
  const offset = Math.min((error as SyntaxError & { pos?: number }).pos ?? 0, code.length);
  const message = error.message.replace(/ \(\d+:\d+\)$/, '').replace(/\.$/, '');
  return new CellSyntaxError(lowerFirst(message), offset, hintFor(message, code, offset));
}

function lowerFirst(message: string): string {
  return /^[A-Z][a-z]/.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
}

function hintFor(message: string, code: string, offset: number): string | null {
  if (/[\u201C\u201D\u2018\u2019]/.test(code.charAt(offset))) return 'these are typographic quotes; write " or \'';
  if (/^Unterminated string/.test(message)) return 'the quote that opens this text is never closed on its line';
  if (/^Unexpected token/.test(message) && offset >= code.trimEnd().length) return 'the cell ends in the middle of something: is a bracket open?';
  if (/^\s*<[A-Za-z]/.test(code.slice(code.lastIndexOf('\n', offset) + 1))) return 'JSX is not TypeScript; it is not run here';
  return null;
}
