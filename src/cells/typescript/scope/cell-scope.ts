import { isErasedMember } from '../syntax/erase-types';
import { child, children, eachPart, isFunction, isType, isTypeOnly, text, withoutTypes, type SyntaxNode } from '../syntax/node';
import { lexicalNames, patternNames, varNames } from './bindings';

/** A name that stands for a value which the cell does not declare itself. */
export interface Reference {
  readonly name: string;
  /** Offset of the name. */
  readonly at: number;
  /** How it stands there: `{ name }`, `name(…)`, `typeof name`, or any other way. */
  readonly form: 'shorthand' | 'callee' | 'typeof' | 'value';
  /** True within a function, which may be called after later cells ran. */
  readonly later: boolean;
}

/** A member of an enum, named by its mere name within the enum. */
export interface MemberReference {
  readonly at: number;
  readonly name: string;
  readonly owner: string;
  readonly shorthand: boolean;
}

/** What the names in a cell mean. */
export interface CellScope {
  /** Names that the cell declares at its top. */
  readonly declared: readonly string[];
  readonly references: readonly Reference[];
  readonly members: readonly MemberReference[];
  /** Offsets at which a statement begins with an expression, in a list of statements. */
  readonly expressionStarts: ReadonlySet<number>;
}

/** Resolves the names of a cell's statements. */
export function cellScope(statements: readonly SyntaxNode[]): CellScope {
  const declared = [...new Set([...lexicalNames(statements), ...statements.flatMap(varNames)])];
  const resolver = new Resolver();
  resolver.list(statements, new Scope(null, declared), false);
  return { declared, references: resolver.references, members: resolver.members, expressionStarts: resolver.expressionStarts };
}

class Scope {
  readonly #names: ReadonlySet<string>;
  /** @param owner the enum whose members the names are */
  constructor(readonly parent: Scope | null, names: Iterable<string>, readonly owner: string | null = null) {
    this.#names = new Set(names);
  }

  find(name: string): Scope | null {
    return this.#names.has(name) ? this : (this.parent?.find(name) ?? null);
  }
}

class Resolver {
  readonly references: Reference[] = [];
  readonly members: MemberReference[] = [];
  readonly expressionStarts = new Set<number>();

  list(statements: readonly SyntaxNode[], scope: Scope, later: boolean): void {
    for (const statement of statements) {
      if (statement.type === 'ExpressionStatement') this.expressionStarts.add(statement.start);
      this.visit(statement, scope, later);
    }
  }

  visit(node: SyntaxNode, scope: Scope, later: boolean): void {
    if (isType(node) || isTypeOnly(node) || isErasedMember(node)) return;
    if (isFunction(node)) {
      this.#function(node, scope, true);
      return;
    }
    switch (node.type) {
      case 'Identifier':
        this.#refer(node, scope, later, 'value');
        break;
      case 'MemberExpression':
        this.#fields(node, node['computed'] === true ? ['object', 'property'] : ['object'], scope, later);
        break;
      case 'Property':
        this.#property(node, scope, later);
        break;
      case 'CallExpression':
      case 'TaggedTemplateExpression':
        this.#call(node, scope, later);
        break;
      case 'UnaryExpression': {
        const argument = withoutTypes(child(node, 'argument') ?? node);
        if (text(node, 'operator') === 'typeof' && argument.type === 'Identifier') this.#refer(argument, scope, later, 'typeof');
        else this.#all(node, scope, later);
        break;
      }
      case 'VariableDeclarator':
        this.#pattern(child(node, 'id'), scope, later);
        this.#fields(node, ['init'], scope, later);
        break;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#class(node, scope, later);
        break;
      case 'PropertyDefinition':
      case 'MethodDefinition':
        if (node['computed'] === true) this.#fields(node, ['key'], scope, later);
        this.#fields(node, ['value'], scope, later || node['static'] !== true);
        break;
      case 'BlockStatement':
        this.list(children(node, 'body'), new Scope(scope, lexicalNames(children(node, 'body'))), later);
        break;
      case 'StaticBlock': {
        const body = children(node, 'body');
        this.list(body, new Scope(scope, [...lexicalNames(body), ...body.flatMap(varNames)]), later);
        break;
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement': {
        const head = child(node, 'init') ?? child(node, 'left');
        this.#all(node, head?.type === 'VariableDeclaration' ? new Scope(scope, lexicalNames([head])) : scope, later);
        break;
      }
      case 'SwitchStatement':
        this.#switch(node, scope, later);
        break;
      case 'CatchClause': {
        const parameter = child(node, 'param');
        const inner = new Scope(scope, parameter ? patternNames(parameter) : []);
        this.#pattern(parameter, inner, later);
        this.#fields(node, ['body'], inner, later);
        break;
      }
      case 'LabeledStatement':
        this.#fields(node, ['body'], scope, later);
        break;
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        this.#fields(node, ['declaration'], scope, later);
        break;
      case 'TSEnumDeclaration':
        this.#enum(node, scope, later);
        break;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'ImportDeclaration':
      case 'MetaProperty':
      case 'PrivateIdentifier':
        break;
      default:
        this.#all(node, scope, later);
    }
  }

  #all(node: SyntaxNode, scope: Scope, later: boolean): void {
    eachPart(node, (part) => { this.visit(part, scope, later); });
  }

  #fields(node: SyntaxNode, fields: readonly string[], scope: Scope, later: boolean): void {
    for (const field of fields) {
      const part = child(node, field);
      if (part) this.visit(part, scope, later);
    }
  }

  #refer(node: SyntaxNode, scope: Scope, later: boolean, form: Reference['form']): void {
    const name = text(node, 'name');
    const found = scope.find(name);
    if (!found) this.references.push({ name, at: node.start, form, later });
    else if (found.owner !== null) this.members.push({ at: node.start, name, owner: found.owner, shorthand: form === 'shorthand' });
  }

  #property(node: SyntaxNode, scope: Scope, later: boolean): void {
    if (node['computed'] === true) this.#fields(node, ['key'], scope, later);
    const value = child(node, 'value');
    if (!value) return;
    const name = value.type === 'AssignmentPattern' ? child(value, 'left') : value;
    if (node['shorthand'] === true && name?.type === 'Identifier') {
      this.#refer(name, scope, later, 'shorthand');
      this.#fields(value, ['right'], scope, later);
    } else this.visit(value, scope, later);
  }

  #call(node: SyntaxNode, scope: Scope, later: boolean): void {
    const callee = withoutTypes(child(node, 'callee') ?? child(node, 'tag') ?? node);
    if (callee.type === 'Identifier') this.#refer(callee, scope, later, 'callee');
    // A function that is called where it stands runs at once.
    else if (isFunction(callee)) this.#function(callee, scope, later);
    else this.visit(callee, scope, later);
    for (const argument of children(node, 'arguments')) this.visit(argument, scope, later);
    this.#fields(node, ['quasi'], scope, later);
  }

  /** A pattern that declares: its names are no references, its defaults and computed keys may hold some. */
  #pattern(pattern: SyntaxNode | null, scope: Scope, later: boolean): void {
    if (!pattern) return;
    switch (pattern.type) {
      case 'Identifier':
        break;
      case 'ObjectPattern':
        for (const property of children(pattern, 'properties')) this.#pattern(property, scope, later);
        break;
      case 'ArrayPattern':
        for (const element of children(pattern, 'elements')) this.#pattern(element, scope, later);
        break;
      case 'Property':
        if (pattern['computed'] === true) this.#fields(pattern, ['key'], scope, later);
        this.#pattern(child(pattern, 'value'), scope, later);
        break;
      case 'AssignmentPattern':
        this.#pattern(child(pattern, 'left'), scope, later);
        this.#fields(pattern, ['right'], scope, later);
        break;
      default:
        this.#pattern(child(pattern, 'argument') ?? child(pattern, 'parameter'), scope, later);
    }
  }

  #function(node: SyntaxNode, scope: Scope, later: boolean): void {
    const parameters = children(node, 'params');
    const id = child(node, 'id');
    const names = parameters.flatMap(patternNames);
    if (node.type !== 'ArrowFunctionExpression') names.push('arguments');
    const body = child(node, 'body');
    const own = new Scope(node.type === 'FunctionExpression' && id ? new Scope(scope, [text(id, 'name')]) : scope, names);
    for (const parameter of parameters) this.#pattern(parameter, own, later);
    if (body?.type === 'BlockStatement') {
      const statements = children(body, 'body');
      this.list(statements, new Scope(own, [...lexicalNames(statements), ...statements.flatMap(varNames)]), later);
    } else if (body) this.visit(body, own, later);
  }

  #class(node: SyntaxNode, scope: Scope, later: boolean): void {
    const id = child(node, 'id');
    const inner = id ? new Scope(scope, [text(id, 'name')]) : scope;
    this.#fields(node, ['superClass', 'body'], inner, later);
  }

  #switch(node: SyntaxNode, scope: Scope, later: boolean): void {
    this.#fields(node, ['discriminant'], scope, later);
    const cases = children(node, 'cases');
    const inner = new Scope(scope, cases.flatMap((one) => lexicalNames(children(one, 'consequent'))));
    for (const one of cases) {
      this.#fields(one, ['test'], inner, later);
      this.list(children(one, 'consequent'), inner, later);
    }
  }

  #enum(node: SyntaxNode, scope: Scope, later: boolean): void {
    const members = children(node, 'members');
    const inner = new Scope(scope, members.map((member) => text(child(member, 'id'), 'name')), text(child(node, 'id'), 'name'));
    for (const member of members) this.#fields(member, ['initializer'], inner, later);
  }
}
