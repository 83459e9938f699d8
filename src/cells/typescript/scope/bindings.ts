import { child, children, eachPart, isFunction, isTypeOnly, text, type SyntaxNode } from '../syntax/node';

/** The names that a pattern binds: `{ a, b: [c = 1], ...d }` binds a, c and d. */
export function patternNames(pattern: SyntaxNode): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [text(pattern, 'name')];
    case 'ObjectPattern':
      return children(pattern, 'properties').flatMap(patternNames);
    case 'ArrayPattern':
      return children(pattern, 'elements').flatMap(patternNames);
    default: {
      const inner = child(pattern, 'parameter') ?? child(pattern, 'argument') ?? child(pattern, 'left') ?? child(pattern, 'value');
      return inner ? patternNames(inner) : [];
    }
  }
}

/** The declaration that an export holds, or the statement itself. */
export function declarationIn(statement: SyntaxNode): SyntaxNode {
  return /^Export(?:Named|Default)Declaration$/.test(statement.type) ? (child(statement, 'declaration') ?? statement) : statement;
}

/** Names that a list of statements declares for its block: `let`, `const`, classes, functions, enums. */
export function lexicalNames(statements: readonly SyntaxNode[]): string[] {
  return statements.map(declarationIn).flatMap((node) => {
    if (isTypeOnly(node)) return [];
    switch (node.type) {
      case 'VariableDeclaration':
        return text(node, 'kind') === 'var' ? [] : declaredNames(node);
      case 'ClassDeclaration':
      case 'FunctionDeclaration':
      case 'TSEnumDeclaration':
        return [text(child(node, 'id'), 'name')];
      default:
        return [];
    }
  });
}

/** The names of one `let`, `const` or `var`. */
export function declaredNames(declaration: SyntaxNode): string[] {
  return children(declaration, 'declarations').flatMap((one) => {
    const id = child(one, 'id');
    return id ? patternNames(id) : [];
  });
}

/** Names that `var` declares for the function around it, wherever in it they stand. */
export function varNames(node: SyntaxNode): string[] {
  if (isFunction(node) || node.type === 'StaticBlock' || isTypeOnly(node)) return [];
  const names = node.type === 'VariableDeclaration' && text(node, 'kind') === 'var' ? declaredNames(node) : [];
  eachPart(node, (part) => { if (!isExpression(part)) names.push(...varNames(part)); });
  return names;
}

/** Expressions declare nothing for the function around them. */
function isExpression(node: SyntaxNode): boolean {
  return node.type.endsWith('Expression') || node.type.endsWith('Literal') || node.type === 'Identifier';
}
