import type * as ast from '../syntax/ast';
import type { Scope } from '../syntax/scope';
import type { Code } from './code';
import { FUNCTION_ANNOTATIONS } from './expression-compiler';
import { PatternCompiler } from './pattern-compiler';

/** Compiles definitions of functions, classes and types, and imports. */
export abstract class DefinitionCompiler extends PatternCompiler {
  /** Compiles this block as the body of a function. */
  abstract function(node: ast.FunctionDefinition): Code;
  /** Compiles this block as the body of a class. */
  abstract classBody(node: ast.ClassDefinition): Code;
  protected abstract override inner(scope: Scope, qualname: string): DefinitionCompiler;

  protected annotation(node: ast.Expression): void {
    if (this.unit.stringAnnotations) this.loadConstant(annotationText(this.unit.source.text.slice(node.start, node.end)), node);
    else this.expression(node);
  }

  protected functionDefinition(node: ast.FunctionDefinition): void {
    for (const decorator of node.decorators) this.expression(decorator);
    this.#typeParameters(node.typeParameters);
    let flags = this.defaults(node.parameters, node);
    if (this.#annotations(node)) flags |= FUNCTION_ANNOTATIONS;
    const scope = this.unit.scopes.get(node) as Scope;
    this.makeFunction(this.inner(scope, this.innerName(node.name)).function(node), flags, node);
    if (node.typeParameters.length > 0) this.#setTypeParameters(node.typeParameters, node);
    node.decorators.toReversed().forEach((decorator) => { this.emit('CALL', decorator, 1); });
    this.variable('STORE', node.name, node);
  }

  #annotations(node: ast.FunctionDefinition): boolean {
    const { parameters } = node;
    const all = [...parameters.positionalOnly, ...parameters.positional, ...(parameters.rest === null ? [] : [parameters.rest]), ...parameters.keywordOnly, ...(parameters.keywords === null ? [] : [parameters.keywords])];
    let count = 0;
    for (const { name, annotation } of all) {
      if (annotation === null) continue;
      this.loadConstant(this.mangled(name), node);
      this.annotation(annotation);
      count += 1;
    }
    if (node.returns !== null) {
      this.loadConstant('return', node);
      this.annotation(node.returns);
      count += 1;
    }
    if (count > 0) this.emit('BUILD_DICT', node, count);
    return count > 0;
  }

  #typeParameters(parameters: readonly ast.TypeParameter[]): void {
    for (const parameter of parameters) {
      this.loadConstant(parameter.name, parameter);
      if (parameter.bound === null) this.loadConstant(null, parameter);
      else this.expression(parameter.bound);
      this.emit('TYPE_PARAMETER', parameter, ['TypeVar', 'TypeVarTuple', 'ParamSpec'].indexOf(parameter.variety));
      this.variable('STORE', parameter.name, parameter);
    }
  }

  #setTypeParameters(parameters: readonly ast.TypeParameter[], span: ast.Span): void {
    for (const parameter of parameters) this.variable('LOAD', parameter.name, parameter);
    this.emit('BUILD_TUPLE', span, parameters.length);
    this.emit('SET_TYPE_PARAMETERS', span);
  }

  protected typeAlias(node: ast.StatementOf<'TypeAlias'>): void {
    this.#typeParameters(node.typeParameters);
    this.loadConstant(node.name.id, node);
    const inner = this.inner(this.unit.scopes.get(node) as Scope, this.innerName(node.name.id));
    this.makeFunction(inner.lambda(node.value, node), 0, node);
    for (const parameter of node.typeParameters) this.variable('LOAD', parameter.name, parameter);
    this.emit('BUILD_TUPLE', node, node.typeParameters.length);
    this.emit('TYPE_ALIAS', node);
    this.variable('STORE', node.name.id, node.name);
  }

  protected classDefinition(node: ast.ClassDefinition): void {
    for (const decorator of node.decorators) this.expression(decorator);
    this.#typeParameters(node.typeParameters);
    const scope = this.unit.scopes.get(node) as Scope;
    const qualname = this.innerName(node.name);
    this.emit('BUILD_CLASS', node);
    this.makeFunction(this.inner(scope, qualname).classBody(node), 0, node);
    this.loadConstant(node.name, node);
    this.callWith(node.args, node, 2);
    if (node.typeParameters.length > 0) this.#setTypeParameters(node.typeParameters, node);
    node.decorators.toReversed().forEach((decorator) => { this.emit('CALL', decorator, 1); });
    this.variable('STORE', node.name, node);
  }

  protected import(node: ast.Statement, name: string, as: string | null): void {
    const [top = name, ...rest] = name.split('.');
    // Operand of IMPORT: the name; on the stack: what is imported from it (None: nothing) and the level.
    this.loadConstant(null, node);
    this.loadConstant(0, node);
    this.emit('IMPORT', node, this.nameIndex(name));
    if (as === null) {
      this.variable('STORE', top, node);
      return;
    }
    for (const part of rest) this.emit('LOAD_ATTR', node, this.nameIndex(part));
    this.variable('STORE', as, node);
  }

  protected importFrom(node: ast.StatementOf<'ImportFrom'>): void {
    for (const { name } of node.names) this.loadConstant(name, node);
    this.emit('BUILD_TUPLE', node, node.names.length);
    this.loadConstant(node.level, node);
    this.emit('IMPORT', node, this.nameIndex(node.module));
    for (const { name, as } of node.names) {
      if (name === '*') {
        this.emit('IMPORT_STAR', node);
        return;
      }
      this.emit('IMPORT_FROM', node, this.nameIndex(name));
      this.variable('STORE', as ?? name, node);
    }
    this.emit('POP', node);
  }
}

/** An annotation as text, the way `ast.unparse` writes plain ones: single quotes, one blank after a comma. */
function annotationText(source: string): string {
  return source.replace(/"([^"'\\\n]*)"/g, "'$1'").replace(/\s+/g, ' ');
}
