import type { RuntimeNames } from './instrument';
import { declarationIn } from './scope/bindings';
import { child, children, text, type SyntaxNode } from './syntax/node';
import type { SourceEdits } from './syntax/source-edits';

/**
 * Lets classes that `Base.table(…)` makes know what they are called: `const User = Base.table(…)` is a User, as
 * JavaScript itself names `const f = () => …`; and `class User extends Base.table(…)` is met before it is used.
 */
export function nameDeclaredClasses(statements: readonly SyntaxNode[], edits: SourceEdits, { named }: RuntimeNames): void {
  for (const node of statements.map(declarationIn)) {
    const body = child(node, 'body');
    if (node.type === 'ClassDeclaration' && body && makesClass(child(node, 'superClass'))) edits.insert(body.start + 1, `static{${named}(${JSON.stringify(text(child(node, 'id'), 'name'))},this)}`);
    if (node.type !== 'VariableDeclaration') continue;
    for (const one of children(node, 'declarations')) {
      const [id, value] = [child(one, 'id'), child(one, 'init')];
      if (id?.type !== 'Identifier' || !value || !makesClass(value)) continue;
      edits.insert(value.start, `${named}(${JSON.stringify(text(id, 'name'))},`);
      edits.close(value.end, ')');
    }
  }
}

/** A call of a method `table`. */
function makesClass(node: SyntaxNode | null): boolean {
  if (node?.type !== 'CallExpression') return false;
  const callee = child(node, 'callee');
  return callee?.type === 'MemberExpression' && text(child(callee, 'property'), 'name') === 'table';
}
