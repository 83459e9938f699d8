import type * as ast from './ast';
import { resolveNames } from './resolve-names';
import { Scope, mangle, patternNames, type Scopes } from './scope';
import type { Source } from './source';
import { PythonSyntaxError } from './syntax-error';

type Node = ast.Expression | ast.Statement | ast.Pattern;

/**
 * Finds the scopes of a program and what each name means in them.
 * @throws PythonSyntaxError for what only shows here: `return` outside of a function, two parameters of one name...
 */
export function analyze(program: ast.Program, source: Source): { readonly scopes: Scopes; readonly module: Scope } {
  const analyzer = new Analyzer(source);
  const module = new Scope('module', '<module>', null);
  analyzer.scopes.set(program, module);
  analyzer.run(program, module);
  return { scopes: analyzer.scopes, module };
}

class Analyzer {
  readonly scopes = new Map<object, Scope>();
  #scope: Scope = new Scope('module', '', null);
  #loops = 0;

  constructor(readonly source: Source) {}

  run(program: ast.Program, module: Scope): void {
    this.#scope = module;
    this.#futureImports(program);
    this.#block(program.body);
    this.#checkNonlocals();
    resolveNames(module, []);
  }

  #fail(span: ast.Span, message: string): never {
    throw new PythonSyntaxError('SyntaxError', message, this.source, span.start, span.end);
  }

  #futureImports(program: ast.Program): void {
    let allowed = true;
    for (const [index, statement] of program.body.entries()) {
      if (statement.kind === 'ImportFrom' && statement.module === '__future__') {
        if (!allowed) this.#fail(statement, 'from __future__ imports must occur at the beginning of the file');
        for (const { name } of statement.names) if (!futureFeatures.has(name)) this.#fail({ start: statement.start, end: statement.start + 1 }, name === 'braces' ? 'not a chance' : `future feature ${name} is not defined`);
      } else if (!(index === 0 && statement.kind === 'ExpressionStatement' && statement.value.kind === 'Constant')) allowed = false;
    }
  }

  #checkNonlocals(): void {
    for (const { scope, name, statement } of this.#nonlocals) {
      let found = false;
      for (let outer = scope.parent; outer !== null && !found; outer = outer.parent) found = outer.isFunction && outer.bound.has(name) && !outer.globals.has(name) && !outer.nonlocals.has(name);
      if (!found) this.#fail(statement, `no binding for nonlocal '${name}' found`);
    }
  }

  #within(scope: Scope, visit: () => void): void {
    const outer = this.#scope;
    const loops = this.#loops;
    this.#scope = scope;
    this.#loops = 0;
    visit();
    this.#scope = outer;
    this.#loops = loops;
  }

  #bind(name: string, span: ast.Span): void {
    if (name === '__debug__') this.#fail(span, 'cannot assign to __debug__');
    this.#scope.bound.add(this.#mangle(name));
  }

  #mangle(name: string): string {
    return mangle(name, this.#scope);
  }

  #block(body: readonly ast.Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #statement(statement: ast.Statement): void {
    switch (statement.kind) {
      case 'FunctionDefinition':
        statement.decorators.forEach((decorator) => { this.#visit(decorator); });
        this.#bind(statement.name, statement);
        this.#function(statement, 'function', statement.name);
        return;
      case 'ClassDefinition':
        this.#class(statement);
        return;
      case 'Return':
        if (this.#scope.kind !== 'function') this.#fail(statement, "'return' outside function");
        this.#visit(statement.value);
        if (statement.value !== null) this.#returns.push({ statement, scope: this.#scope });
        return;
      case 'Break':
        if (this.#loops === 0) this.#fail(statement, "'break' outside loop");
        return;
      case 'Continue':
        if (this.#loops === 0) this.#fail(statement, "'continue' not properly in loop");
        return;
      case 'Global':
      case 'Nonlocal':
        this.#declare(statement);
        return;
      case 'Import':
        for (const name of statement.names) this.#bind(name.as ?? (name.name.split('.')[0] as string), name);
        return;
      case 'ImportFrom':
        for (const name of statement.names) {
          if (name.name === '*') {
            if (this.#scope.kind !== 'module') this.#fail(name, 'import * only allowed at module level');
          } else this.#bind(name.as ?? name.name, name);
        }
        return;
      case 'Assign':
        this.#visit(statement.value);
        statement.targets.forEach((target) => { this.#target(target); });
        return;
      case 'AugmentedAssign':
        this.#visit(statement.value);
        if (statement.target.kind === 'Name') this.#scope.used.add(this.#mangle(statement.target.id));
        this.#target(statement.target);
        return;
      case 'AnnotatedAssign':
        this.#visit(statement.value);
        if (statement.target.kind === 'Name') {
          const name = this.#mangle(statement.target.id);
          const annotated = this.#annotated.get(this.#scope) ?? new Set<string>();
          this.#annotated.set(this.#scope, annotated.add(name));
          if (this.#scope.globals.has(name)) this.#fail(statement, `annotated name '${statement.target.id}' can't be global`);
          if (this.#scope.nonlocals.has(name)) this.#fail(statement, `annotated name '${statement.target.id}' can't be nonlocal`);
        }
        this.#target(statement.target);
        this.#visit(statement.annotation);
        return;
      case 'TypeAlias':
        this.#bind(statement.name.id, statement);
        this.#typeParameters(statement.typeParameters);
        this.#lazy(statement, statement.value);
        return;
      case 'Delete':
        statement.targets.forEach((target) => { this.#target(target); });
        return;
      case 'For':
        if (statement.isAsync && !this.#scope.isCoroutine) this.#fail(statement, "'async for' outside async function");
        this.#visit(statement.iterable);
        this.#target(statement.target);
        this.#loop(statement.body);
        this.#block(statement.otherwise);
        return;
      case 'While':
        this.#visit(statement.test);
        this.#loop(statement.body);
        this.#block(statement.otherwise);
        return;
      case 'If':
        this.#visit(statement.test);
        this.#block(statement.body);
        this.#block(statement.otherwise);
        return;
      case 'With':
        if (statement.isAsync && !this.#scope.isCoroutine) this.#fail(statement, "'async with' outside async function");
        for (const item of statement.items) {
          this.#visit(item.context);
          if (item.target !== null) this.#target(item.target);
        }
        this.#block(statement.body);
        return;
      case 'Try':
        this.#block(statement.body);
        for (const handler of statement.handlers) {
          this.#visit(handler.type);
          if (handler.name !== null) this.#bind(handler.name, handler);
          this.#block(handler.body);
        }
        this.#block(statement.otherwise);
        this.#block(statement.finally);
        return;
      case 'Match':
        this.#visit(statement.subject);
        for (const one of statement.cases) {
          this.#pattern(one.pattern);
          this.#visit(one.guard);
          this.#block(one.body);
        }
        return;
      case 'ExpressionStatement':
        this.#visit(statement.value);
        return;
      case 'Assert':
        this.#visit(statement.test);
        this.#visit(statement.message);
        return;
      case 'Raise':
        this.#visit(statement.exception);
        this.#visit(statement.cause);
        return;
      case 'Pass':
        return;
    }
  }

  readonly #returns: { readonly statement: ast.Statement; readonly scope: Scope }[] = [];

  #loop(body: readonly ast.Statement[]): void {
    this.#loops += 1;
    this.#block(body);
    this.#loops -= 1;
  }

  #declare(statement: ast.StatementOf<'Global' | 'Nonlocal'>): void {
    const word = statement.kind.toLowerCase();
    for (const plain of statement.names) {
      const name = this.#mangle(plain);
      const scope = this.#scope;
      if (statement.kind === 'Nonlocal' && scope.kind === 'module') this.#fail(statement, 'nonlocal declaration not allowed at module level');
      if (scope.parameters.includes(name)) this.#fail(statement, `name '${plain}' is parameter and ${word}`);
      if (this.#annotated.get(scope)?.has(name) === true) this.#fail(statement, `annotated name '${plain}' can't be ${word}`);
      if (scope.bound.has(name) && !scope.globals.has(name) && !scope.nonlocals.has(name)) this.#fail(statement, `name '${plain}' is assigned to before ${word} declaration`);
      if (scope.used.has(name)) this.#fail(statement, `name '${plain}' is used prior to ${word} declaration`);
      const declared = this.#declared.get(scope) ?? new Map<string, ast.Statement>();
      this.#declared.set(scope, declared);
      if (statement.kind === 'Global') {
        if (scope.nonlocals.has(name)) this.#fail(this.#declared.get(scope)?.get(name) ?? statement, `name '${plain}' is nonlocal and global`);
        scope.globals.add(name);
      } else {
        if (scope.globals.has(name)) this.#fail(this.#declared.get(scope)?.get(name) ?? statement, `name '${plain}' is nonlocal and global`);
        scope.nonlocals.add(name);
        this.#nonlocals.push({ statement, name, scope });
      }
      declared.set(name, statement);
    }
  }

  /** The statements that declared names global or nonlocal. */
  readonly #declared = new Map<Scope, Map<string, ast.Statement>>();
  readonly #annotated = new Map<Scope, Set<string>>();
  readonly #nonlocals: { readonly statement: ast.Statement; readonly name: string; readonly scope: Scope }[] = [];

  #function(node: ast.FunctionDefinition | ast.Lambda, kind: 'function' | 'lambda', name: string): void {
    const { parameters } = node;
    const all = [...parameters.positionalOnly, ...parameters.positional, ...(parameters.rest === null ? [] : [parameters.rest]), ...parameters.keywordOnly, ...(parameters.keywords === null ? [] : [parameters.keywords])];
    for (const parameter of all) this.#visit(parameter.fallback);
    if (node.kind === 'FunctionDefinition') this.#typeParameters(node.typeParameters);
    for (const parameter of all) this.#visit(parameter.annotation);
    const scope = new Scope(kind, name, this.#scope);
    this.scopes.set(node, scope);
    if (node.kind === 'FunctionDefinition') {
      this.#visit(node.returns);
      scope.isCoroutine = node.isAsync;
    }
    this.#within(scope, () => {
      // Positional parameters first, as the compiler numbers them.
      for (const parameter of [...parameters.positionalOnly, ...parameters.positional, ...parameters.keywordOnly, ...(parameters.rest === null ? [] : [parameters.rest]), ...(parameters.keywords === null ? [] : [parameters.keywords])]) {
        const mangled = this.#mangle(parameter.name);
        if (scope.parameters.includes(mangled)) this.#fail(parameter, `duplicate argument '${parameter.name}' in function definition`);
        scope.parameters.push(mangled);
        this.#bind(parameter.name, parameter);
      }
      if (node.kind === 'Lambda') this.#visit(node.body);
      else this.#block(node.body);
    });
    if (scope.isCoroutine && scope.isGenerator) {
      const valued = this.#returns.find((one) => one.scope === scope);
      if (valued !== undefined) this.#fail(valued.statement, "'return' with value in async generator");
    }
  }

  #class(node: ast.ClassDefinition): void {
    node.decorators.forEach((decorator) => { this.#visit(decorator); });
    this.#typeParameters(node.typeParameters);
    for (const argument of node.args) this.#visit(argument.value);
    this.#checkKeywords(node.args);
    this.#bind(node.name, node);
    const scope = new Scope('class', node.name, this.#scope);
    this.scopes.set(node, scope);
    this.#within(scope, () => { this.#block(node.body); });
  }

  /** Type parameters are names of the enclosing scope here: simpler than CPython's scope of their own, and seen by all that uses them. */
  #typeParameters(parameters: readonly ast.TypeParameter[]): void {
    for (const parameter of parameters) {
      this.#bind(parameter.name, parameter);
      this.#visit(parameter.bound);
    }
  }

  /** What is evaluated later, in a scope of its own. */
  #lazy(node: object, expression: ast.Expression): void {
    const scope = new Scope('lambda', '<lambda>', this.#scope);
    this.scopes.set(node, scope);
    this.#within(scope, () => { this.#visit(expression); });
  }

  #target(target: ast.Expression): void {
    switch (target.kind) {
      case 'Name':
        this.#bind(target.id, target);
        return;
      case 'Tuple':
      case 'List':
        if (target.items.filter((item) => item.kind === 'Starred').length > 1) this.#fail(target, 'multiple starred expressions in assignment');
        target.items.forEach((item) => { this.#target(item); });
        return;
      case 'Starred':
        this.#target(target.value);
        return;
      default:
        this.#visit(target);
    }
  }

  #pattern(pattern: ast.Pattern): void {
    const bind = (name: string | null): void => {
      if (name !== null) this.#bind(name, pattern);
    };
    switch (pattern.kind) {
      case 'ValuePattern':
      case 'SingletonPattern':
        this.#visit(pattern.value);
        return;
      case 'CapturePattern':
      case 'StarPattern':
        bind(pattern.name);
        return;
      case 'AsPattern':
        this.#pattern(pattern.pattern);
        bind(pattern.name);
        return;
      case 'OrPattern':
        this.#alternatives(pattern);
        return;
      case 'SequencePattern':
        pattern.items.forEach((item) => { this.#pattern(item); });
        return;
      case 'MappingPattern':
        pattern.keys.forEach((key) => { this.#visit(key); });
        pattern.values.forEach((value) => { this.#pattern(value); });
        bind(pattern.rest);
        return;
      case 'ClassPattern':
        this.#visit(pattern.cls);
        pattern.positional.forEach((item) => { this.#pattern(item); });
        pattern.keywords.forEach((item) => { this.#pattern(item.pattern); });
    }
  }

  #alternatives(pattern: Extract<ast.Pattern, { kind: 'OrPattern' }>): void {
    let names: string | undefined;
    for (const [index, alternative] of pattern.alternatives.entries()) {
      if (index < pattern.alternatives.length - 1 && alternative.kind === 'CapturePattern') {
        this.#fail(alternative, alternative.name === null ? 'wildcard makes remaining patterns unreachable' : `name capture '${alternative.name}' makes remaining patterns unreachable`);
      }
      const bound = [...patternNames(alternative)].sort().join(' ');
      if (names !== undefined && names !== bound) this.#fail(lastPart(alternative), 'alternative patterns bind different names');
      names = bound;
      this.#pattern(alternative);
    }
  }

  #checkKeywords(args: readonly ast.Argument[]): void {
    const seen = new Set<string>();
    for (const argument of args) {
      if (argument.name === null) continue;
      if (seen.has(argument.name)) this.#fail(argument, `keyword argument repeated: ${argument.name}`);
      seen.add(argument.name);
    }
  }

  #visit(node: Node | null): void {
    if (node === null) return;
    switch (node.kind) {
      case 'Name':
        this.#scope.used.add(this.#mangle(node.id));
        if (node.id === 'super' && this.#scope.isFunction) this.#scope.used.add('__class__');
        return;
      case 'Constant':
        return;
      case 'JoinedString':
        for (const part of node.parts) {
          if (typeof part === 'string') continue;
          this.#visit(part.value);
          this.#visit(part.spec);
        }
        return;
      case 'Tuple':
      case 'List':
      case 'Set':
        node.items.forEach((item) => { this.#visit(item.kind === 'Starred' ? item.value : item); });
        return;
      case 'Dict':
        for (const item of node.items) {
          this.#visit(item.key);
          this.#visit(item.value);
        }
        return;
      case 'Starred':
        this.#fail(node, "can't use starred expression here");
        break;
      case 'Attribute':
        this.#visit(node.value);
        return;
      case 'Subscript':
        this.#visit(node.value);
        this.#visit(node.index);
        return;
      case 'Slice':
        this.#visit(node.lower);
        this.#visit(node.upper);
        this.#visit(node.step);
        return;
      case 'Call':
        this.#visit(node.func);
        for (const argument of node.args) this.#visit(argument.value.kind === 'Starred' ? argument.value.value : argument.value);
        this.#checkKeywords(node.args);
        return;
      case 'Unary':
        this.#visit(node.operand);
        return;
      case 'Binary':
        this.#visit(node.left);
        this.#visit(node.right);
        return;
      case 'BoolOp':
        node.values.forEach((value) => { this.#visit(value); });
        return;
      case 'Compare':
        this.#visit(node.left);
        node.rights.forEach((right) => { this.#visit(right); });
        return;
      case 'Conditional':
        this.#visit(node.test);
        this.#visit(node.then);
        this.#visit(node.otherwise);
        return;
      case 'Lambda':
        this.#function(node, 'lambda', '<lambda>');
        return;
      case 'NamedExpression':
        this.#named(node);
        return;
      case 'Comprehension':
        this.#comprehension(node);
        return;
      case 'Await':
        if (!this.#scope.isFunction) this.#fail(node, "'await' outside function");
        if (!this.#scope.isCoroutine && !(this.#scope.kind === 'comprehension')) this.#fail(node, "'await' outside async function");
        if (this.#scope.kind === 'comprehension') this.#awaitInComprehension(node);
        this.#visit(node.value);
        return;
      case 'Yield':
      case 'YieldFrom':
        if (this.#scope.kind === 'comprehension') this.#fail(node, `'yield' inside ${comprehensionNames[this.#scope.name] ?? 'comprehension'}`);
        if (this.#scope.kind !== 'function' && this.#scope.kind !== 'lambda') this.#fail(node, "'yield' outside function");
        if (node.kind === 'YieldFrom' && this.#scope.isCoroutine) this.#fail(node, "'yield from' inside async function");
        this.#scope.isGenerator = true;
        this.#visit(node.value);
    }
  }

  #awaitInComprehension(node: ast.Expression): void {
    let outer: Scope | null = this.#scope;
    while (outer?.kind === 'comprehension') outer = outer.parent;
    if (outer === null || !outer.isFunction) this.#fail(node, 'asynchronous comprehension outside of an asynchronous function');
    this.#scope.isCoroutine = true;
  }

  #named(node: ast.NamedExpression): void {
    this.#visit(node.value);
    let scope = this.#scope;
    const name = this.#mangle(node.target.id);
    while (scope.kind === 'comprehension') {
      if (this.#iterationNames.get(scope)?.has(name) === true) this.#fail(node.target, `assignment expression cannot rebind comprehension iteration variable '${node.target.id}'`);
      scope.nonlocals.add(name);
      scope = scope.parent as Scope;
    }
    if (scope.kind === 'class' && scope !== this.#scope) this.#fail(node, 'assignment expression within a comprehension cannot be used in a class body');
    scope.bound.add(name);
    if (scope !== this.#scope && (scope.kind === 'module' || scope.globals.has(name))) {
      for (let inner: Scope | null = this.#scope; inner !== null && inner.kind === 'comprehension'; inner = inner.parent) {
        inner.nonlocals.delete(name);
        inner.globals.add(name);
      }
    }
  }

  readonly #iterationNames = new Map<Scope, Set<string>>();

  #comprehension(node: ast.Comprehension): void {
    const [first, ...others] = node.generators as [ast.Generator, ...ast.Generator[]];
    this.#visit(first.iterable);
    const scope = new Scope('comprehension', `<${node.type === 'generator' ? 'genexpr' : `${node.type}comp`}>`, this.#scope);
    this.scopes.set(node, scope);
    const outer = this.#scope;
    const asynchronous = node.generators.some((generator) => generator.isAsync);
    if (asynchronous && node.type !== 'generator') this.#requireAsync(node, outer);
    if (asynchronous) scope.isCoroutine = true;
    if (node.type === 'generator') scope.isGenerator = true;
    this.#within(scope, () => {
      scope.parameters.push('.0');
      scope.bound.add('.0');
      const names = new Set<string>();
      this.#iterationNames.set(scope, names);
      const bind = (target: ast.Expression): void => {
        const before = new Set(scope.bound);
        this.#target(target);
        for (const name of scope.bound) if (!before.has(name)) names.add(name);
      };
      bind(first.target);
      first.conditions.forEach((condition) => { this.#visit(condition); });
      for (const generator of others) {
        this.#visit(generator.iterable);
        bind(generator.target);
        generator.conditions.forEach((condition) => { this.#visit(condition); });
      }
      this.#visit(node.element);
      this.#visit(node.value);
    });
    if (scope.isCoroutine && node.type !== 'generator') this.#requireAsync(node, outer);
  }

  #requireAsync(node: ast.Comprehension, outer: Scope): void {
    if (!outer.isCoroutine && outer.kind !== 'comprehension') this.#fail(node, 'asynchronous comprehension outside of an asynchronous function');
    if (outer.kind === 'comprehension') outer.isCoroutine = true;
  }
}

const comprehensionNames: Readonly<Record<string, string>> = { '<genexpr>': 'generator expression', '<listcomp>': 'list comprehension', '<setcomp>': 'set comprehension', '<dictcomp>': 'dict comprehension' };
const futureFeatures = new Set(['annotations', 'division', 'absolute_import', 'with_statement', 'print_function', 'unicode_literals', 'generators', 'nested_scopes', 'barry_as_FLUFL', 'generator_stop']);

/** The part of a pattern that CPython has visited last when it is through with it. */
function lastPart(pattern: ast.Pattern): ast.Pattern {
  const parts = pattern.kind === 'SequencePattern' ? pattern.items : pattern.kind === 'MappingPattern' ? pattern.values : pattern.kind === 'ClassPattern' ? [...pattern.positional, ...pattern.keywords.map((keyword) => keyword.pattern)] : [];
  const last = parts.at(-1);
  return last === undefined ? pattern : lastPart(last);
}
