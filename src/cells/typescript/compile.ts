import { nameDeclaredClasses } from './declared-classes';
import { blankModuleSyntax, instrument, markValue, type RuntimeNames } from './instrument';
import { cellScope, type CellScope } from './scope/cell-scope';
import { readImports, type CellImport } from './scope/imports';
import { CellSyntaxError } from './syntax/cell-syntax-error';
import { eraseTypes } from './syntax/erase-types';
import { lower, lowerEnums } from './syntax/lower';
import type { SyntaxNode } from './syntax/node';
import { checkJavaScript, parseCell } from './syntax/parse';
import { refuseForeign } from './syntax/refuse';
import { SourceEdits, type EditedSource } from './syntax/source-edits';
import { nameEnd } from './syntax/trivia';

/** Where the value of a name comes from that a cell uses and does not declare. */
export type Origin =
  /** A variable of the kernel. */
  | 'kernel'
  | 'global'
  /** Nobody has it yet. */
  | 'unknown';

/** A cell, ready to be loaded. */
export interface CompiledCell {
  /**
   * A script whose value is an async function of the kernel's variables and of the {@link CellRuntime}. The cell's first
   * line is the script's second one.
   */
  readonly script: string;
  readonly imports: readonly CellImport[];
  readonly declared: readonly string[];
  /** The offset in the cell's code of a place in the script, lines and columns from 1 as V8 tells them; null outside of the cell. */
  offsetOf(line: number, column: number): number | null;
}

/** What a loaded cell calls. The compiler writes these calls; no cell can name them. */
export interface CellRuntime {
  /** Publishes the cell's names: how each is read, and how it is assigned. */
  define(names: Readonly<Record<string, readonly [get: () => unknown, set: (value: unknown) => void]>>): void;
  /** @returns how many turns may pass before it is called again; throws once the cell is to end */
  look(): number;
  value(value: unknown): void;
  thrown(value: unknown): unknown;
  caught(error: unknown): void;
  enumMember(target: Record<string, unknown>, name: string, ...value: readonly unknown[]): void;
  /** A class of the ORM has this name in the cell. @returns the class; anything else as it is */
  named(name: string, value: unknown): unknown;
}

/**
 * Compiles a cell: types blanked in place, what is more than types lowered on its line, the kernel's names looked up in
 * its scope, loops and functions made to look at the interruption.
 * @throws CellSyntaxError
 */
export function compileCell(code: string, originOf: (name: string) => Origin, fileName: string): CompiledCell {
  const statements = parseCell(code);
  for (const statement of statements) refuseForeign(statement);
  const scope = cellScope(statements);
  const imports = readImports(statements);
  refuseArguments(scope);
  const names = runtimeNames(code);
  const edits = new SourceEdits(code);

  for (const statement of statements) eraseTypes(statement, edits);
  blankModuleSyntax(statements, edits);
  const marked = markValue(statements, edits, names);
  lowerEnums(statements, edits, names);
  nameDeclaredClasses(statements, edits, names);
  for (const statement of statements) {
    lower(statement, edits, names);
    instrument(statement, edits, names);
  }
  const imported = new Set(imports.flatMap((one) => one.names.map(({ local }) => local)));
  const callees = rewriteReferences(scope, marked, edits, names, (name) => (imported.has(name) ? 'kernel' : originOf(name)));

  const edited = edits.finish();
  checkEdited(edited);
  // In brackets, since __proto__ is no property otherwise.
  const accessors = scope.declared.map((name) => `["${name}"]:[()=>${name},v=>{${name}=v}]`).join();
  const unpacked = `define:${names.define},look:${names.look},value:${names.value},thrown:${names.thrown},caught:${names.caught},enumMember:${names.enumMember},named:${names.named}`;
  const head = `(async function(${names.scope},${names.error}){"use strict";const{${unpacked}}=${names.error};let ${names.countdown}=0;${names.define}({${accessors}});`;
  return {
    script: `${head}\n${edited.text}\n})\n//# sourceURL=${fileName}`,
    imports,
    declared: scope.declared,
    offsetOf: (line, column) => {
      const offset = originalOffset(edited, line - 1, column);
      return offset === null ? null : (callees.get(offset) ?? offset);
    },
  };
}

/** @throws CellSyntaxError at the place in the cell's code */
function checkEdited(edited: EditedSource): void {
  try {
    checkJavaScript(edited.text);
  } catch (error) {
    throw error instanceof CellSyntaxError ? new CellSyntaxError(error.message, edited.original(error.offset), error.hint) : error;
  }
}

function refuseArguments({ references }: CellScope): void {
  const found = references.find(({ name }) => name === 'arguments');
  if (found) throw new CellSyntaxError('arguments exists only within a function', found.at);
}

/**
 * Puts the scope before each name that the kernel holds.
 * @returns for names that are called, by the offset behind them the one at which they begin: V8 tells the former, and would tell the latter for a plain name
 */
function rewriteReferences(scope: CellScope, marked: SyntaxNode | null, edits: SourceEdits, { scope: kernel }: RuntimeNames, originOf: (name: string) => Origin): ReadonlyMap<number, number> {
  const callees = new Map<number, number>();
  for (const { name, at, form, later } of scope.references) {
    const origin = originOf(name);
    // By the time a function is called a later cell may have made the name. What is needed at once fails by itself, at its place.
    if (origin === 'global' || (origin === 'unknown' && (!later || form === 'typeof'))) continue;
    if (form === 'shorthand') edits.insert(at, `${name}:${kernel}.`);
    else if (form === 'callee') {
      // Not called as a method of the scope; and a statement must not begin with what would continue the one before.
      edits.insert(at, `${scope.expressionStarts.has(at) && marked?.start !== at ? ';' : ''}(0,${kernel}.`);
      const end = nameEnd(edits.source, at);
      edits.close(end, ')');
      callees.set(end, at);
    } else edits.insert(at, `${kernel}.`);
  }
  for (const { at, name, owner, shorthand } of scope.members) edits.insert(at, shorthand ? `${name}:${owner}.` : `${owner}.`);
  return callees;
}

/** Names that do not occur in a cell, so that it can neither use nor hide them. */
function runtimeNames(code: string): RuntimeNames {
  const readable = withoutEscapes(code);
  let prefix = '$k';
  for (let i = 0; readable.includes(prefix); i++) prefix = `$k${String(i)}_`;
  return {
    scope: prefix, countdown: `${prefix}n`, look: `${prefix}l`, define: `${prefix}d`, value: `${prefix}v`, thrown: `${prefix}t`,
    caught: `${prefix}c`, error: `${prefix}e`, enumMember: `${prefix}m`, named: `${prefix}a`,
  };
}

/** A name may be written with escapes: `\u0024k` is `$k`. */
function withoutEscapes(code: string): string {
  return code.replace(/\\u(?:\{([\da-fA-F]{1,6})\}|([\da-fA-F]{4}))/g, (escape, braced: string | undefined, plain: string | undefined) => {
    const unit = Number.parseInt(braced ?? plain ?? '', 16);
    return unit <= 0x10ffff ? String.fromCodePoint(unit) : escape;
  });
}

/** V8 counts lines as JavaScript does: by more line breaks than `\n`. */
function originalOffset(edited: EditedSource, line: number, column: number): number | null {
  if (line < 1) return null;
  const breaks = /\r\n|[\n\r\u2028\u2029]/g;
  let start = 0;
  for (let i = 1; i < line; i++) {
    if (!breaks.exec(edited.text)) return null;
    start = breaks.lastIndex;
  }
  return edited.original(Math.min(start + column - 1, edited.text.length));
}
