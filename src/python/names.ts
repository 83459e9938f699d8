import type * as ast from './syntax/ast';
import { builtinNames } from './syntax/builtin-names';
import { parse } from './syntax/parse';
import { analyze } from './syntax/analyze';
import { patternNames, type Scope, type Scopes } from './syntax/scope';
import { Source } from './syntax/source';

/** An import of a cell. */
export interface ImportedModule {
  /** Full name; relative ones begin with their dots. */
  readonly module: string;
  /** What is imported from it; null for `import module`, `*` for all. */
  readonly names: readonly string[] | null;
}

/** What a cell gives to other cells and takes from them. */
export interface CellNames {
  /** Names that running the cell defines, in order of their first definition. */
  readonly defines: readonly string[];
  /** Names that must be there when the cell runs: used at once, and not defined by the cell before. No built-ins. */
  readonly needs: readonly string[];
  /** Names that functions of the cell use when they are called, and that the cell does not define. No built-ins. */
  readonly needsLater: readonly string[];
  readonly imports: readonly ImportedModule[];
}

/**
 * Finds the names of a cell without running it.
 * @throws PythonSyntaxError
 */
export function cellNames(code: string, fileName = 'Cell'): CellNames {
  const source = new Source(code, fileName);
  const program = parse(source);
  const { scopes } = analyze(program, source);
  const finder = new NameFinder(scopes);
  finder.block(program.body);
  return finder.result();
}

type Node = ast.Expression | ast.Statement | ast.Pattern;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

class NameFinder {
  readonly #defines = new Set<string>();
  readonly #needs = new Set<string>();
  readonly #later = new Set<string>();
  readonly #imports: ImportedModule[] = [];

  constructor(readonly scopes: Scopes) {}

  result(): CellNames {
    const later = [...this.#later].filter((name) => !this.#defines.has(name) && !this.#needs.has(name));
    return { defines: [...this.#defines], needs: [...this.#needs], needsLater: later, imports: this.#imports };
  }

  block(body: readonly ast.Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #define(name: string): void {
    this.#defines.add(name);
  }

  #use(name: string): void {
    if (!this.#defines.has(name) && !builtinNames.has(name)) this.#needs.add(name);
  }

  #statement(node: ast.Statement): void {
    switch (node.kind) {
      case 'Assign':
        this.#visit(node.value);
        node.targets.forEach((target) => { this.#target(target); });
        return;
      case 'AnnotatedAssign':
        if (node.value !== null) this.#visit(node.value);
        this.#visit(node.annotation);
        if (node.value !== null || node.target.kind !== 'Name') this.#target(node.target);
        return;
      case 'AugmentedAssign':
        this.#visit(node.target);
        this.#visit(node.value);
        this.#target(node.target);
        return;
      case 'For':
        this.#visit(node.iterable);
        this.#target(node.target);
        this.block(node.body);
        this.block(node.otherwise);
        return;
      case 'With':
        for (const { context, target } of node.items) {
          this.#visit(context);
          if (target !== null) this.#target(target);
        }
        this.block(node.body);
        return;
      case 'Import':
        for (const { name, as } of node.names) {
          this.#imports.push({ module: name, names: null });
          this.#define(as ?? (name.split('.')[0] as string));
        }
        return;
      case 'ImportFrom':
        this.#imports.push({ module: '.'.repeat(node.level) + node.module, names: node.names.map(({ name }) => name) });
        for (const { name, as } of node.names) if (name !== '*') this.#define(as ?? name);
        return;
      case 'FunctionDefinition':
        node.decorators.forEach((decorator) => { this.#visit(decorator); });
        for (const { name } of node.typeParameters) this.#define(name);
        this.#signature(node.parameters);
        if (node.returns !== null) this.#visit(node.returns);
        this.#function(node);
        this.#define(node.name);
        return;
      case 'ClassDefinition':
        this.#class(node);
        return;
      case 'TypeAlias':
        this.#function(node);
        this.#define(node.name.id);
        return;
      case 'Match':
        this.#visit(node.subject);
        for (const one of node.cases) {
          for (const name of patternNames(one.pattern)) this.#define(name);
          this.#children(one.pattern);
          if (one.guard !== null) this.#visit(one.guard);
          this.block(one.body);
        }
        return;
      case 'Try':
        this.block(node.body);
        for (const handler of node.handlers) {
          if (handler.type !== null) this.#visit(handler.type);
          // The name of a handler is gone after it: it is seen within only.
          const inner = new NameFinder(this.scopes);
          if (handler.name !== null) inner.#define(handler.name);
          inner.block(handler.body);
          this.#absorb(inner, handler.name);
        }
        this.block(node.otherwise);
        this.block(node.finally);
        return;
      case 'Delete':
        for (const target of node.targets) {
          if (target.kind === 'Name') this.#defines.delete(target.id);
          else this.#children(target);
        }
        return;
      default:
        this.#children(node);
    }
  }

  #absorb(inner: NameFinder, own: string | null): void {
    for (const name of inner.#needs) this.#use(name);
    for (const name of inner.#later) this.#later.add(name);
    for (const name of inner.#defines) if (name !== own) this.#define(name);
    this.#imports.push(...inner.#imports);
  }

  #signature(parameters: ast.Parameters): void {
    const all = [...parameters.positionalOnly, ...parameters.positional, ...parameters.keywordOnly, parameters.rest, parameters.keywords];
    for (const parameter of all) {
      if (parameter?.fallback != null) this.#visit(parameter.fallback);
      if (parameter?.annotation != null) this.#visit(parameter.annotation);
    }
  }

  /** What a function uses, it uses when it is called; what it declares global, the cell may define. */
  #function(node: object): void {
    const scope = this.scopes.get(node);
    if (scope !== undefined) this.#scope(scope);
  }

  #scope(scope: Scope): void {
    for (const name of scope.used) if (scope.place(name) === 'global' && !builtinNames.has(name)) this.#later.add(name);
    scope.children.forEach((child) => { this.#scope(child); });
  }

  /** The body of a class runs at once, with names of its own. */
  #class(node: ast.ClassDefinition): void {
    node.decorators.forEach((decorator) => { this.#visit(decorator); });
    for (const { name } of node.typeParameters) this.#define(name);
    for (const argument of node.args) this.#visit(argument.value);
    const inner = new NameFinder(this.scopes);
    inner.block(node.body);
    for (const name of inner.#needs) this.#use(name);
    for (const name of inner.#later) this.#later.add(name);
    this.#imports.push(...inner.#imports);
    this.#define(node.name);
  }

  #target(target: ast.Expression): void {
    if (target.kind === 'Name') this.#define(target.id);
    else if (target.kind === 'Tuple' || target.kind === 'List') target.items.forEach((item) => { this.#target(item); });
    else if (target.kind === 'Starred') this.#target(target.value);
    else this.#children(target);
  }

  #visit(node: Node): void {
    switch (node.kind) {
      case 'Name':
        this.#use(node.id);
        return;
      case 'Lambda':
        this.#signature(node.parameters);
        this.#function(node);
        return;
      case 'NamedExpression':
        this.#visit(node.value);
        this.#define(node.target.id);
        return;
      case 'Comprehension':
        this.#comprehension(node);
        return;
      default:
        this.#children(node);
    }
  }

  /** Runs at once, except for a generator; its own names stay inside. */
  #comprehension(node: ast.Comprehension): void {
    const scope = this.scopes.get(node);
    const [first] = node.generators;
    if (first !== undefined) this.#visit(first.iterable);
    if (scope === undefined) return;
    for (const name of scope.used) {
      if (scope.place(name) !== 'global' || builtinNames.has(name)) continue;
      this.#use(name);
    }
    scope.children.forEach((child) => { this.#scope(child); });
    for (const name of scope.globals) this.#define(name);
  }

  #children(node: object): void {
    for (const value of Object.values(node) as unknown[]) this.#child(value);
  }

  #child(value: unknown): void {
    if (Array.isArray(value)) value.forEach((item) => { this.#child(item); });
    else if (isNode(value)) {
      if (isStatement(value)) this.#statement(value);
      else this.#visit(value);
    } else if (typeof value === 'object' && value !== null) this.#children(value);
  }
}

const statementKinds = new Set<string>('FunctionDefinition ClassDefinition ExpressionStatement Assign AugmentedAssign AnnotatedAssign TypeAlias Return Delete Pass Break Continue Global Nonlocal Assert Raise Import ImportFrom If While For With Try Match'.split(' '));

function isStatement(node: Node): node is ast.Statement {
  return statementKinds.has(node.kind);
}
