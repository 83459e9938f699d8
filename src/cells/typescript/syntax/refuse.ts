import { CellSyntaxError } from './cell-syntax-error';
import { child, children, eachPart, isTypeOnly, text, type SyntaxNode } from './node';

/**
 * Looks for what a cell cannot hold.
 * @throws CellSyntaxError for code that would otherwise be dropped or fail without a reason
 */
export function refuseForeign(node: SyntaxNode): void {
  if (isTypeOnly(node)) return;
  const [decorator] = children(node, 'decorators');
  if (decorator) refuse(decorator, 'decorators are not run here', 'call the function yourself, after the class');
  switch (node.type) {
    case 'TSModuleDeclaration':
      refuse(node, 'a namespace with values is not run here', 'declare its contents at the top of the cell, or make it an object');
      break;
    case 'TSImportEqualsDeclaration':
      refuse(node, 'import … = is not run here', "write import { name } from '…'");
      break;
    case 'TSExportAssignment':
      refuse(node, 'export = is not run here', 'what a cell declares is visible to later cells without an export');
      break;
    case 'ImportExpression':
      refuse(node, 'import() is not run here', "write import { name } from '[[Note]]' at the top of the cell");
      break;
    case 'MetaProperty':
      if (text(child(node, 'meta'), 'name') === 'import') refuse(node, 'import.meta does not exist here: a cell is no file', null);
      break;
    case 'AccessorProperty':
      refuse(node, 'accessor fields are not run here', 'write a getter and a setter');
      break;
    case 'VariableDeclaration':
      if (text(node, 'kind').endsWith('using')) refuse(node, `${text(node, 'kind')} is not run here`, 'write const, and release it in a finally block');
      break;
    case 'ExportAllDeclaration':
      refuse(node, 'export … from is not run here', 'import what you need, where you need it');
      break;
    case 'ExportNamedDeclaration':
      if (child(node, 'source')) refuse(node, 'export … from is not run here', 'import what you need, where you need it');
      break;
    case 'ExportDefaultDeclaration':
      if (!/^(?:Class|Function)Declaration$/.test(child(node, 'declaration')?.type ?? '') || !child(child(node, 'declaration') ?? node, 'id')) {
        refuse(node, 'a default export without a name is not run here', 'declare it under a name: const config = …');
      }
      break;
  }
  if (node['accessor'] === true) refuse(node, 'accessor fields are not run here', 'write a getter and a setter');
  eachPart(node, refuseForeign);
}

function refuse(node: SyntaxNode, message: string, hint: string | null): never {
  throw new CellSyntaxError(message, node.start, hint);
}
