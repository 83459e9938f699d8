import { CellSyntaxError } from '../syntax/cell-syntax-error';
import { child, children, isTypeOnly, text, type SyntaxNode } from '../syntax/node';

/** A name that a cell imports. */
export interface ImportedName {
  readonly local: string;
  /** Its name where it is defined; null for the whole module. */
  readonly imported: string | null;
  /** Offset of the name in the import. */
  readonly at: number;
}

/** One `import … from` of a cell. */
export interface CellImport {
  /** The note that a wiki link names; null for what Savepoint itself offers. */
  readonly note: string | null;
  readonly names: readonly ImportedName[];
  readonly at: number;
}

/**
 * Reads a cell's imports.
 * @throws CellSyntaxError for a module that does not exist here
 */
export function readImports(statements: readonly SyntaxNode[]): CellImport[] {
  return statements.filter((node) => node.type === 'ImportDeclaration' && !isTypeOnly(node)).map(readImport);
}

function readImport(node: SyntaxNode): CellImport {
  const source = child(node, 'source');
  const module = text(source, 'value');
  const link = /^\[\[([^\]]+)\]\]$/.exec(module.trim())?.[1];
  if (link === undefined && module !== 'savepoint') {
    throw new CellSyntaxError(`there is no module '${module}' here`, source?.start ?? node.start, "there are 'savepoint' and notes: import { name } from '[[Note]]'");
  }
  const names = children(node, 'specifiers').filter((specifier) => !isTypeOnly(specifier)).map((specifier): ImportedName => {
    if (specifier.type === 'ImportDefaultSpecifier') throw new CellSyntaxError(`'${module}' has no default export`, specifier.start, 'write the names in braces: import { name } from …');
    const imported = child(specifier, 'imported');
    return { local: text(child(specifier, 'local'), 'name'), imported: imported ? text(imported, 'name') || text(imported, 'value') : null, at: specifier.start };
  });
  return { note: link?.trim() ?? null, names, at: node.start };
}
