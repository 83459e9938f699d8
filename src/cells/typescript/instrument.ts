import { child, eachPart, isFunction, isTypeOnly, text, type SyntaxNode } from './syntax/node';
import type { SourceEdits } from './syntax/source-edits';
import { isErasedMember } from './syntax/erase-types';
import { skipTrivia } from './syntax/trivia';

/** The names that the code around a cell's own gives to what it needs; none of them occurs in the cell. */
export interface RuntimeNames {
  /** The kernel's variables. */
  readonly scope: string;
  /** Counts down to the next look at the interruption. */
  readonly countdown: string;
  /** Looks at the interruption and gives the next countdown. */
  readonly look: string;
  readonly define: string;
  readonly value: string;
  readonly thrown: string;
  readonly caught: string;
  readonly error: string;
  readonly enumMember: string;
  /** Tells a class what the cell calls it. */
  readonly named: string;
}

/**
 * Lets a cell be stopped wherever it may go on for ever: at each turn of a loop and each call of a function it counts
 * down, and at zero it looks. A `catch` lets the interruption pass; a `throw` remembers where it stood.
 */
export function instrument(node: SyntaxNode, edits: SourceEdits, names: RuntimeNames): void {
  if (isTypeOnly(node) || isErasedMember(node)) return;
  const body = child(node, 'body');
  if (isFunction(node) && body) {
    if (body.type === 'BlockStatement') edits.insert(body.start + 1, lookStatement(names));
    else {
      edits.insert(body.start, `(--${names.countdown}<0&&(${names.countdown}=${names.look}()),`);
      edits.close(body.end, ')');
    }
  } else if (loops.has(node.type) && body) {
    if (body.type === 'BlockStatement') edits.insert(body.start + 1, lookStatement(names));
    else {
      edits.insert(body.start, `{${lookStatement(names)}`);
      edits.close(body.end, '}');
    }
  } else if (node.type === 'CatchClause' && body) letInterruptionPass(child(node, 'param'), body, edits, names);
  else if (node.type === 'ThrowStatement') rememberThrow(node, edits, names);
  eachPart(node, (part) => { instrument(part, edits, names); });
}

function lookStatement({ countdown, look }: RuntimeNames): string {
  return `if(--${countdown}<0)${countdown}=${look}();`;
}

const loops: ReadonlySet<string> = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

function letInterruptionPass(parameter: SyntaxNode | null, body: SyntaxNode, edits: SourceEdits, { caught, error }: RuntimeNames): void {
  if (parameter === null) edits.insert(body.start, `(${error})`);
  else if (parameter.type !== 'Identifier') return;
  edits.insert(body.start + 1, `${caught}(${parameter === null ? error : text(parameter, 'name')});`);
}

function rememberThrow(node: SyntaxNode, edits: SourceEdits, { thrown }: RuntimeNames): void {
  edits.insert(skipTrivia(edits.source, node.start + 'throw'.length), ` ${thrown}((`);
  edits.close(endWithoutSemicolon(node, edits.source), '))');
}

/** Marks the last expression of a cell, whose value is the cell's. */
export function markValue(statements: readonly SyntaxNode[], edits: SourceEdits, { value }: RuntimeNames): SyntaxNode | null {
  const last = statements.at(-1);
  if (last?.type !== 'ExpressionStatement') return null;
  edits.insert(last.start, `${value}((`);
  edits.close(endWithoutSemicolon(last, edits.source), '))');
  return last;
}

function endWithoutSemicolon(node: SyntaxNode, source: string): number {
  return source.charAt(node.end - 1) === ';' ? node.end - 1 : node.end;
}

/** Blanks what makes a module of a cell: imports, and the word `export`. */
export function blankModuleSyntax(statements: readonly SyntaxNode[], edits: SourceEdits): void {
  for (const node of statements) {
    const declaration = child(node, 'declaration');
    if (node.type === 'ImportDeclaration') edits.blank(node.start, node.end, ';');
    else if (/^Export(?:Named|Default)Declaration$/.test(node.type) && !isTypeOnly(node)) {
      if (declaration) edits.blank(node.start, declaration.start);
      else edits.blank(node.start, node.end, ';');
    }
  }
}
