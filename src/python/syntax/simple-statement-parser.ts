import type * as ast from './ast';
import { keywords } from './keywords';
import { PatternParser } from './pattern-parser';
import { expressionName, invalidTarget } from './targets';
import type { Token } from './tokenizer';

type Expression = ast.Expression;
type Statement = ast.Statement;

const augmented = new Set(['+=', '-=', '*=', '/=', '//=', '%=', '**=', '>>=', '<<=', '&=', '|=', '^=', '@=']);

/** Parses statements of one line. */
export class SimpleStatementParser extends PatternParser {
  protected simple(): Statement {
    const { token } = this;
    const { start, end } = token;
    if (token.kind === 'name') {
      switch (token.text) {
        case 'pass':
        case 'break':
        case 'continue':
          this.advance();
          return { kind: token.text === 'pass' ? 'Pass' : token.text === 'break' ? 'Break' : 'Continue', start, end };
        case 'return': {
          this.advance();
          const value = this.startsExpression() || this.is('*') ? this.starExpressions() : null;
          return { kind: 'Return', value, start, end: this.previous.end };
        }
        case 'raise':
          return this.#raise();
        case 'global':
        case 'nonlocal':
          return this.#declaration();
        case 'del':
          return this.#delete();
        case 'assert':
          return this.#assert();
        case 'import':
          return this.#import();
        case 'from':
          return this.#importFrom();
        case 'type':
          if (this.following.kind === 'name' && !keywords.has(this.following.text)) return this.#typeAlias();
      }
    }
    return this.#assignmentOrExpression();
  }

  #raise(): Statement {
    const { start } = this.advance();
    if (!this.startsExpression()) return { kind: 'Raise', exception: null, cause: null, start, end: this.previous.end };
    const exception = this.expression();
    const cause = this.take('from') ? this.expression() : null;
    return { kind: 'Raise', exception, cause, start, end: this.previous.end };
  }

  #declaration(): Statement {
    const keyword = this.advance();
    const names = [this.name().text];
    while (this.take(',')) names.push(this.name().text);
    return { kind: keyword.text === 'global' ? 'Global' : 'Nonlocal', names, start: keyword.start, end: this.previous.end };
  }

  #delete(): Statement {
    const { start } = this.advance();
    const value = this.starExpressions();
    const targets = value.kind === 'Tuple' && !value.parenthesized ? value.items : [value];
    for (const target of targets) {
      const invalid = invalidTarget(target, 'delete');
      if (invalid !== null) this.failAt(invalid, `cannot delete ${expressionName(invalid)}`);
    }
    return { kind: 'Delete', targets, start, end: value.end };
  }

  #assert(): Statement {
    const { start } = this.advance();
    const test = this.expression();
    const message = this.take(',') ? this.expression() : null;
    return { kind: 'Assert', test, message, start, end: this.previous.end };
  }

  #dottedName(): Token & { readonly dotted: string } {
    const first = this.name();
    let dotted = first.text;
    while (this.take('.')) dotted += `.${this.name().text}`;
    return { ...first, end: this.previous.end, dotted };
  }

  #import(): Statement {
    const { start } = this.advance();
    const names: ast.ImportedName[] = [];
    do {
      const name = this.#dottedName();
      const as = this.take('as') ? this.name().text : null;
      names.push({ name: name.dotted, as, start: name.start, end: this.previous.end });
    } while (this.take(','));
    return { kind: 'Import', names, start, end: this.previous.end };
  }

  #importFrom(): Statement {
    const { start } = this.advance();
    let level = 0;
    while (this.is('.') || this.is('...')) level += this.advance().text.length;
    const module = level > 0 && this.is('import') ? '' : this.#dottedName().dotted;
    this.expect('import');
    const bracket = this.take('(');
    const names: ast.ImportedName[] = [];
    if (!bracket && this.is('*')) {
      const star = this.advance();
      names.push({ name: '*', as: null, start: star.start, end: star.end });
      return { kind: 'ImportFrom', module, level, names, start, end: star.end };
    }
    for (;;) {
      const name = this.name();
      const as = this.take('as') ? this.name().text : null;
      names.push({ name: name.text, as, start: name.start, end: this.previous.end });
      if (!this.take(',')) break;
      if (bracket && this.is(')')) break;
      if (!bracket && this.isKind('newline')) this.fail('trailing comma not allowed without surrounding parentheses', this.token.start);
    }
    if (bracket) this.expect(')');
    return { kind: 'ImportFrom', module, level, names, start, end: this.previous.end };
  }

  #typeAlias(): Statement {
    const { start } = this.advance();
    const token = this.name();
    const typeParameters = this.typeParameters();
    this.expect('=');
    const value = this.expression();
    return { kind: 'TypeAlias', name: { kind: 'Name', id: token.text, start: token.start, end: token.end }, typeParameters, value, start, end: value.end };
  }

  protected typeParameters(): ast.TypeParameter[] {
    const parameters: ast.TypeParameter[] = [];
    if (!this.take('[')) return parameters;
    while (!this.is(']')) {
      const { start } = this.token;
      const variety = this.take('**') ? 'ParamSpec' : this.take('*') ? 'TypeVarTuple' : 'TypeVar';
      const name = this.name().text;
      const bound = this.take(':') ? this.expression() : null;
      parameters.push({ name, variety, bound, start, end: this.previous.end });
      if (!this.take(',')) break;
    }
    if (parameters.length === 0) this.fail('Type parameter list cannot be empty', this.token.start, this.token.end);
    this.expect(']');
    return parameters;
  }

  #assignmentOrExpression(): Statement {
    const { start } = this.token;
    const bracketed = this.is('(');
    const first = this.is('yield') ? this.yieldExpression() : this.starExpressions();
    if (this.is(':') && first.kind !== 'Yield' && first.kind !== 'YieldFrom') return this.#annotated(first, bracketed);
    if (this.token.kind === 'op' && augmented.has(this.token.text)) {
      if (first.kind !== 'Name' && first.kind !== 'Attribute' && first.kind !== 'Subscript') this.failAt(first, `'${expressionName(first)}' is an illegal expression for augmented assignment`);
      const op = this.advance().text.slice(0, -1);
      const value = this.#assigned();
      return { kind: 'AugmentedAssign', target: first, op, value, start, end: value.end };
    }
    if (!this.is('=')) return { kind: 'ExpressionStatement', value: first, start: first.start, end: first.end };
    const targets: Expression[] = [];
    let value: Expression = first;
    while (this.is('=')) {
      this.#checkTarget(value, targets.length === 0);
      targets.push(value);
      this.advance();
      value = this.#assigned();
    }
    return { kind: 'Assign', targets, value, start, end: value.end };
  }

  #assigned(): Expression {
    return this.is('yield') ? this.yieldExpression() : this.starExpressions();
  }

  #checkTarget(target: Expression, first: boolean): void {
    if (target.kind === 'Yield' || target.kind === 'YieldFrom') this.failAt(target, 'assignment to yield expression not possible');
    const invalid = invalidTarget(target, 'assign');
    if (invalid === null) {
      if (target.kind === 'Starred') this.failAt(target, 'starred assignment target must be in a list or tuple');
      return;
    }
    if (first && target.kind !== 'Tuple') this.assignmentWithin(target);
    this.failAt(invalid, `cannot assign to ${expressionName(invalid)}`);
  }

  #annotated(target: Expression, bracketed: boolean): Statement {
    if (target.kind === 'List' || target.kind === 'Tuple') this.failAt(target.kind === 'Tuple' && !target.parenthesized ? (target.items[0] ?? target) : target, `only single target (not ${target.kind.toLowerCase()}) can be annotated`);
    if (target.kind !== 'Name' && target.kind !== 'Attribute' && target.kind !== 'Subscript') {
      const { at } = this;
      this.advance();
      const annotation = this.attempt(() => this.expression());
      if (annotation !== undefined) this.failAt(target, 'illegal target for annotation');
      this.at = at;
      this.invalid();
    }
    this.advance();
    const annotation = this.expression();
    const value = this.take('=') ? this.#assigned() : null;
    return { kind: 'AnnotatedAssign', target, annotation, value, simple: target.kind === 'Name' && !bracketed, start: target.start, end: (value ?? annotation).end };
  }
}
