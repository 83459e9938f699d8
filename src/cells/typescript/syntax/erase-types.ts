import { child, children, eachPart, isFunction, isTypeOnly, text, type SyntaxNode } from './node';
import { isLineBreak, type SourceEdits } from './source-edits';
import { findWord, nameEnd, skipTrivia } from './trivia';

/**
 * Blanks everything that is there for the type checker alone, so that what is left is JavaScript in which every token
 * stands where it stood. The technique is that of ts-blank-space.
 */
export function eraseTypes(node: SyntaxNode, edits: SourceEdits, parent: SyntaxNode | null = null): void {
  if (isErasedStatement(node) || isErasedMember(node)) {
    edits.blank(node.start, node.end, ';');
    return;
  }
  eraseAnnotations(node, edits);
  if (isFunction(node)) eraseSignature(node, edits);
  eraseModifiers(node, edits);
  eraseWrapper(node, edits);
  eachPart(node, (part) => { eraseTypes(part, edits, node); });
  endStatement(node, edits, parent);
}

function isErasedStatement(node: SyntaxNode): boolean {
  return (node.type.endsWith('Declaration') || node.type === 'TSDeclareFunction') && isTypeOnly(node);
}

/** Members of a class that make nothing: signatures, abstract members, `declare` fields. */
export function isErasedMember(node: SyntaxNode): boolean {
  if (node.type === 'TSIndexSignature' || node.type === 'TSDeclareMethod') return true;
  if (node.type === 'TSAbstractMethodDefinition' || node.type === 'TSAbstractPropertyDefinition') return true;
  const isMember = node.type === 'MethodDefinition' || node.type === 'PropertyDefinition' || node.type === 'AccessorProperty';
  return isMember && (node['abstract'] === true || node['declare'] === true || child(node, 'value')?.type === 'TSDeclareMethod');
}

const annotated = ['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments', 'superTypeParameters', 'superTypeArguments'] as const;

const annotations: ReadonlySet<string> = new Set(['TSTypeAnnotation', 'TSTypeParameterDeclaration', 'TSTypeParameterInstantiation']);

function eraseAnnotations(node: SyntaxNode, edits: SourceEdits): void {
  for (const field of annotated) {
    const annotation = child(node, field);
    // `x as T` and `<T>x` have their type in the same field, without a colon; it goes with its keyword.
    if (annotation && annotations.has(annotation.type)) edits.blank(annotation.start, annotation.end);
  }
  const [first] = children(node, 'implements');
  if (first) {
    const last = children(node, 'implements').at(-1) ?? first;
    edits.blank(edits.source.lastIndexOf('implements', first.start), last.end);
  }
  if (node['optional'] === true || node['definite'] === true) eraseMark(node, edits);
}

/** The `?` or `!` behind a name that is declared. */
function eraseMark(node: SyntaxNode, edits: SourceEdits): void {
  const key = child(node, 'key');
  let at: number;
  if (node.type === 'Identifier') at = skipTrivia(edits.source, nameEnd(edits.source, node.start));
  else if (key && node.type !== 'Property') at = skipTrivia(edits.source, node['computed'] === true ? skipTrivia(edits.source, key.end) + 1 : key.end);
  else if (node.type === 'VariableDeclarator') at = skipTrivia(edits.source, nameEnd(edits.source, child(node, 'id')?.start ?? node.start));
  else return;
  if (edits.source.charAt(at) === '?' || edits.source.charAt(at) === '!') edits.blank(at, at + 1);
}

const modifiers: ReadonlySet<string> = new Set(['public', 'private', 'protected', 'readonly', 'override', 'abstract', 'declare']);

function eraseModifiers(node: SyntaxNode, edits: SourceEdits): void {
  if (node.type === 'TSParameterProperty') {
    const parameter = child(node, 'parameter') ?? node;
    edits.blank(node.start, (child(parameter, 'left') ?? parameter).start);
  }
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    if (node['abstract'] === true) edits.blank(node.start, node.start + 'abstract'.length);
  } else if (node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') {
    const end = child(node, 'key')?.start ?? node.start;
    for (let at = node.start; at < end; at = skipTrivia(edits.source, at)) {
      const word = /^[a-z]+/.exec(edits.source.slice(at, end))?.[0];
      if (word === undefined) at++;
      else {
        if (modifiers.has(word)) edits.blank(at, at + word.length);
        at += word.length;
      }
    }
  }
}

function eraseWrapper(node: SyntaxNode, edits: SourceEdits): void {
  const expression = child(node, 'expression');
  if (!expression) return;
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') {
    edits.blank(findWord(edits.source, expression.end, ['as', 'satisfies']), node.end);
  } else if (node.type === 'TSNonNullExpression') {
    edits.blank(node.end - 1, node.end);
  } else if (node.type === 'TSTypeAssertion') {
    const type = child(node, 'typeAnnotation');
    edits.blank(node.start, skipTrivia(edits.source, type?.end ?? node.start) + 1);
  }
}

/** What a function's head needs beyond blanking: `this` is no parameter, and an arrow stands on the line of its parameters. */
function eraseSignature(node: SyntaxNode, edits: SourceEdits): void {
  const { source } = edits;
  const [self] = children(node, 'params');
  if (self?.type === 'Identifier' && text(self, 'name') === 'this') {
    const next = skipTrivia(source, self.end);
    edits.blank(self.start, source.charAt(next) === ',' ? next + 1 : self.end);
  }
  if (node.type !== 'ArrowFunctionExpression') return;
  const returned = child(node, 'returnType');
  if (returned && spansLines(source, returned)) {
    // Nothing may break the line between `)` and `=>`: the parenthesis moves to the type's end.
    const open = source.lastIndexOf(')', returned.start);
    edits.blank(open, open + 1);
    edits.replace(returned.end - 1, ')');
  }
  const generic = child(node, 'typeParameters');
  if (generic && node['async'] === true && spansLines(source, generic)) {
    edits.blank(skipTrivia(source, generic.end), skipTrivia(source, generic.end) + 1);
    edits.replace(generic.start, '(');
  }
}

function spansLines(source: string, node: SyntaxNode): boolean {
  return [...source.slice(node.start, node.end)].some(isLineBreak);
}

const statementsWithSemicolon: ReadonlySet<string> = new Set(['ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement', 'PropertyDefinition']);

/** A statement that ended in a type ended there; what is left of it might go on in the next line. */
function endStatement(node: SyntaxNode, edits: SourceEdits, parent: SyntaxNode | null): void {
  if (!statementsWithSemicolon.has(node.type) || parent?.type.startsWith('For') === true) return;
  const last = node.end - 1;
  if (edits.source.charAt(last) !== ';' && edits.changed(last)) edits.close(node.end, ';');
}
