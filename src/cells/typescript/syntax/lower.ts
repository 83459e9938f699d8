import { child, children, eachPart, isTypeOnly, text, type SyntaxNode } from './node';
import type { SourceEdits } from './source-edits';
import { isErasedMember } from './erase-types';
import { skipTrivia } from './trivia';

/** The name under which lowered code finds the function that sets an enum's member. */
export interface LoweringNames {
  readonly enumMember: string;
}

/** Turns TypeScript that makes values, and is no JavaScript, into JavaScript on the same lines: enums and parameter properties. */
export function lower(node: SyntaxNode, edits: SourceEdits, names: LoweringNames): void {
  if (isTypeOnly(node) || isErasedMember(node)) return;
  lowerEnums(children(node, node.type === 'SwitchCase' ? 'consequent' : 'body'), edits, names);
  if (node.type === 'MethodDefinition' && text(node, 'kind') === 'constructor') lowerParameterProperties(node, edits);
  eachPart(node, (part) => { lower(part, edits, names); });
}

/** The enums of one list of statements; a second one of the same name adds to the first. */
export function lowerEnums(statements: readonly SyntaxNode[], edits: SourceEdits, names: LoweringNames): void {
  const seen: string[] = [];
  for (const statement of statements) {
    const node = statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') : statement;
    if (node?.type !== 'TSEnumDeclaration' || isTypeOnly(node)) continue;
    const name = text(child(node, 'id'), 'name');
    lowerEnum(node, name, seen.includes(name), edits, names);
    seen.push(name);
  }
}

/** `enum A { B, C = 2 }` becomes `let A = ((A) => { m(A,"B"); m(A,"C", 2); return A })({})`. */
function lowerEnum(node: SyntaxNode, name: string, again: boolean, edits: SourceEdits, { enumMember }: LoweringNames): void {
  const { source } = edits;
  const members = children(node, 'members');
  const open = source.indexOf('{', child(node, 'id')?.end ?? node.start);
  edits.blank(node.start, open + 1);
  edits.insert(node.start, `${again ? '' : 'let '}${name} = ((${name}) => {`);
  for (const member of members) {
    const id = child(member, 'id');
    const initializer = child(member, 'initializer');
    const key = JSON.stringify(text(id, 'name') || text(id, 'value'));
    const next = skipTrivia(source, member.end);
    edits.insert(member.start, `${enumMember}(${name},${key}`);
    if (initializer) {
      edits.blank(member.start, initializer.start);
      edits.insert(member.start, ',');
    } else edits.blank(member.start, member.end);
    edits.close(member.end, ');');
    if (source.charAt(next) === ',') edits.blank(next, next + 1);
  }
  edits.blank(node.end - 1, node.end);
  edits.close(node.end, `return ${name}})(${again ? name : '{}'});`);
}

/** `constructor(private a: T) {}` assigns its parameter: at once, or after `super(…)`. */
function lowerParameterProperties(constructor: SyntaxNode, edits: SourceEdits): void {
  const method = child(constructor, 'value');
  const body = method && child(method, 'body');
  if (!method || !body) return;
  const assignments = children(method, 'params').flatMap((parameter) => {
    if (parameter.type !== 'TSParameterProperty') return [];
    const inner = child(parameter, 'parameter');
    const id = inner?.type === 'AssignmentPattern' ? child(inner, 'left') : inner;
    return [`this.${text(id, 'name')}=${text(id, 'name')};`];
  });
  if (assignments.length === 0) return;
  const call = children(body, 'body').find(isSuperCall);
  edits.insert(call ? call.end : body.start + 1, `${call ? ';' : ''}${assignments.join('')}`);
}

function isSuperCall(statement: SyntaxNode): boolean {
  const expression = child(statement, 'expression');
  return statement.type === 'ExpressionStatement' && expression?.type === 'CallExpression' && child(expression, 'callee')?.type === 'Super';
}
