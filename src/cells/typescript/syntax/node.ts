/**
 * A node of the syntax tree: ESTree, and beside it the parser's own nodes for types (`TS…`), which ESTree's types do
 * not know. Fields are read with {@link child}, {@link children} and {@link text}.
 */
export interface SyntaxNode {
  readonly type: string;
  /** Offsets into the source, in UTF-16 units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string' && typeof (value as { start?: unknown }).start === 'number';
}

/** The node in a field; null where there is none. */
export function child(node: SyntaxNode, field: string): SyntaxNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

const none: readonly SyntaxNode[] = [];

/** The nodes of a list; holes of arrays are left out. */
export function children(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = node[field];
  if (!Array.isArray(value)) return none;
  return value.every(isNode) ? value : value.filter(isNode);
}

/** The text in a field: a name, an operator, a kind; `''` where there is none. */
export function text(node: SyntaxNode | null, field: string): string {
  const value = node?.[field];
  return typeof value === 'string' ? value : '';
}

/** Visits every node that stands directly in a node, types left out, in no particular order. Every pass over a cell walks by this. */
export function eachPart(node: SyntaxNode, visit: (part: SyntaxNode) => void): void {
  for (const field in node) {
    const value = node[field];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) if (isNode(item) && !isType(item)) visit(item);
    } else if (isNode(value) && !isType(value)) visit(value);
  }
}

/** Types and what belongs to them: it is blanked whole by the node that it stands in. */
export function isType(node: SyntaxNode): boolean {
  return node.type.startsWith('TS') && !typedCode.has(node.type);
}

/** The parser's own nodes that are code, hold some, or are erased as statements and members. */
const typedCode: ReadonlySet<string> = new Set([
  'TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression', 'TSParameterProperty',
  'TSEnumDeclaration', 'TSEnumMember', 'TSDeclareMethod', 'TSDeclareFunction', 'TSModuleDeclaration', 'TSModuleBlock', 'TSImportEqualsDeclaration', 'TSExportAssignment',
  'TSExternalModuleReference', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSIndexSignature', 'TSNamespaceExportDeclaration', 'TSAbstractMethodDefinition', 'TSAbstractPropertyDefinition',
]);

/** An expression without the types around it: `x!`, `x as T`, `<T>x`, `x satisfies T`, `x<T>`. */
export function withoutTypes(node: SyntaxNode): SyntaxNode {
  let bare = node;
  while (typeWrappers.has(bare.type)) bare = child(bare, 'expression') ?? bare;
  return bare;
}

/** Expressions that are a value with a type beside it. */
export const typeWrappers: ReadonlySet<string> = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression']);

export function isFunction(node: SyntaxNode): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}

/** True for what exists for the type checker alone: a type, an interface, `declare …`, a signature without a body. */
export function isTypeOnly(node: SyntaxNode): boolean {
  if (node['declare'] === true || text(node, 'importKind') === 'type' || text(node, 'exportKind') === 'type') return true;
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
    case 'TSNamespaceExportDeclaration':
      return true;
    case 'TSModuleDeclaration':
      return isTypeOnlyNamespace(node);
    case 'ExportNamedDeclaration': {
      const declaration = child(node, 'declaration');
      return declaration !== null && isTypeOnly(declaration);
    }
    default:
      return false;
  }
}

/** A namespace that holds only types makes no value. */
function isTypeOnlyNamespace(node: SyntaxNode): boolean {
  const body = child(node, 'body');
  if (body === null) return true;
  return body.type === 'TSModuleDeclaration' ? isTypeOnly(body) : children(body, 'body').every(isTypeOnly);
}
