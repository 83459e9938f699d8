import type * as ast from './ast';
import { SimpleStatementParser } from './simple-statement-parser';
import { expressionName, invalidTarget } from './targets';
import type { Token } from './tokenizer';

type Expression = ast.Expression;
type Statement = ast.Statement;

/** Parses statements. */
export class StatementParser extends SimpleStatementParser {
  program(): ast.Program {
    const body: Statement[] = [];
    while (!this.isKind('end')) {
      if (this.takeKind('newline')) continue;
      body.push(...this.#statement());
    }
    if (this.read.unclosed !== null) this.invalid();
    return { body };
  }

  #statement(): readonly Statement[] {
    const { token } = this;
    if (token.kind === 'name') {
      const compound = this.#compound(token);
      if (compound !== null) return [compound];
    } else if (this.is('@')) return [this.#decorated()];
    return this.#simpleStatements();
  }

  #compound(token: Token): Statement | null {
    switch (token.text) {
      case 'if':
        return this.#if('if');
      case 'while':
        return this.#while();
      case 'for':
        return this.#for(token, false);
      case 'try':
        return this.#try();
      case 'with':
        return this.#with(token, false);
      case 'def':
        return this.#def(token, [], false);
      case 'class':
        return this.#class(token, []);
      case 'async':
        return this.#async([]);
      case 'match':
        return this.#match();
      default:
        return null;
    }
  }

  #async(decorators: readonly Expression[]): Statement {
    const token = this.advance();
    if (this.is('def')) return this.#def(token, decorators, true);
    if (decorators.length > 0) this.invalid();
    if (this.is('for')) return this.#for(token, true);
    if (this.is('with')) return this.#with(token, true);
    this.invalid();
  }

  #simpleStatements(): Statement[] {
    const statements: Statement[] = [];
    do {
      if (this.isKind('newline')) break;
      statements.push(this.simple());
    } while (this.take(';'));
    if (!this.takeKind('newline') && !this.isKind('end')) this.#stray(statements);
    return statements;
  }

  #stray(statements: readonly Statement[]): never {
    const last = statements.at(-1);
    if (last?.kind === 'ExpressionStatement' && last.value.kind === 'Name' && (last.value.id === 'print' || last.value.id === 'exec')) this.legacyStatement(last.value);
    this.invalid();
  }

  /** The block of a compound statement, from its colon. `what`: of the message when it is missing. */
  #block(what: string, keyword: Token): Statement[] {
    if (!this.take(':')) {
      if (this.isKind('newline')) this.fail("expected ':'", this.token.start, this.token.end, 'SyntaxError', ':');
      this.invalid();
    }
    return this.#suite(what, keyword);
  }

  /** The same for statements whose colon CPython's grammar insists on. */
  #insistedBlock(what: string, keyword: Token): Statement[] {
    if (!this.take(':')) this.fail("expected ':'", this.token.start, this.token.end, 'SyntaxError', ':');
    return this.#suite(what, keyword);
  }

  #suite(what: string, keyword: Token): Statement[] {
    return this.nested(() => {
      if (!this.takeKind('newline')) return this.#simpleStatements();
      if (!this.takeKind('indent')) {
        const line = this.source.position(keyword.start).line;
        const at = this.#endsHere() ? this.previous.start : this.token.start;
        this.fail(`expected an indented block after ${what} on line ${line}`, at, null, 'IndentationError', 'indent the line, or write pass');
      }
      const body: Statement[] = [];
      while (!this.takeKind('dedent')) {
        if (this.isKind('end')) this.invalid();
        body.push(...this.#statement());
      }
      return body;
    });
  }

  /** Whether nothing follows but the ends of blocks. */
  #endsHere(): boolean {
    return this.tokens.slice(this.at).every((token) => token.kind === 'dedent' || token.kind === 'end');
  }

  #if(word: 'if' | 'elif'): Statement {
    const keyword = this.advance();
    const test = this.namedExpression();
    const body = this.#block(`'${word}' statement`, keyword);
    let otherwise: Statement[] = [];
    if (this.is('elif')) otherwise = [this.nested(() => this.#if('elif'))];
    else otherwise = this.#else();
    return { kind: 'If', test, body, otherwise, start: keyword.start, end: this.previous.end };
  }

  #else(): Statement[] {
    if (!this.is('else')) return [];
    const keyword = this.advance();
    return this.#insistedBlock("'else' statement", keyword);
  }

  #while(): Statement {
    const keyword = this.advance();
    const test = this.namedExpression();
    const body = this.#block("'while' statement", keyword);
    const otherwise = this.#else();
    return { kind: 'While', test, body, otherwise, start: keyword.start, end: this.previous.end };
  }

  #for(first: Token, isAsync: boolean): Statement {
    const keyword = this.expect('for');
    const target = this.targetList('in');
    if (!this.is('in')) this.invalid();
    this.advance();
    const iterable = this.starExpressions();
    const body = this.#block("'for' statement", keyword);
    const otherwise = this.#else();
    return { kind: 'For', target, iterable, body, otherwise, isAsync, start: first.start, end: this.previous.end };
  }

  #with(first: Token, isAsync: boolean): Statement {
    const keyword = this.expect('with');
    const items = (this.is('(') ? this.attempt(() => this.#bracketedItems()) : undefined) ?? this.#withItems();
    const body = this.#block("'with' statement", keyword);
    return { kind: 'With', items, body, isAsync, start: first.start, end: this.previous.end };
  }

  #bracketedItems(): ast.WithItem[] {
    this.advance();
    const items: ast.WithItem[] = [];
    while (!this.is(')')) {
      items.push(this.#withItem());
      if (!this.take(',')) break;
    }
    this.expect(')');
    if (!this.is(':') || items.length === 0) this.invalid();
    return items;
  }

  #withItems(): ast.WithItem[] {
    const items = [this.#withItem()];
    while (this.take(',')) items.push(this.#withItem());
    return items;
  }

  #withItem(): ast.WithItem {
    const context = this.expression();
    if (!this.take('as')) return { context, target: null };
    const target = this.is('*') ? this.starExpression() : this.primary();
    const invalid = invalidTarget(target, 'assign');
    if (invalid !== null) this.failAt(invalid, `cannot assign to ${expressionName(invalid)}`);
    return { context, target };
  }

  #try(): Statement {
    const keyword = this.advance();
    const body = this.#insistedBlock("'try' statement", keyword);
    const handlers: ast.Handler[] = [];
    while (this.is('except')) {
      const bare = handlers.findLast((handler) => handler.type === null);
      if (bare !== undefined) this.fail("default 'except:' must be last", bare.start, bare.start + 'except:'.length);
      handlers.push(this.#handler());
    }
    const otherwise = handlers.length > 0 ? this.#else() : [];
    let final: Statement[] = [];
    if (this.is('finally')) {
      const word = this.advance();
      final = this.#insistedBlock("'finally' statement", word);
    }
    if (handlers.length === 0 && final.length === 0) {
      this.fail("expected 'except' or 'finally' block", this.token.start, this.token.end);
    }
    return { kind: 'Try', body, handlers, otherwise, finally: final, start: keyword.start, end: this.previous.end };
  }

  #handler(): ast.Handler {
    const keyword = this.advance();
    if (this.is('*')) this.fail('except* is not supported here', this.token.start, this.token.end, 'SyntaxError', 'there are no groups of exceptions here: write except');
    let type: Expression | null = null;
    let name: string | null = null;
    if (!this.is(':') && !this.isKind('newline')) {
      type = this.expression();
      if (this.is(',')) {
        const { at } = this;
        const rest = this.attempt(() => {
          this.advance();
          return this.starExpressions();
        });
        if (rest !== undefined && (this.is(':') || this.is('as'))) this.fail('multiple exception types must be parenthesized', type.start, rest.end, 'SyntaxError', `(${this.source.text.slice(type.start, rest.end)})`);
        this.at = at;
        this.invalid();
      }
      if (this.take('as')) name = this.name().text;
    }
    const body = this.#block("'except' statement", keyword);
    return { type, name, body, start: keyword.start, end: this.previous.end };
  }

  #decorated(): Statement {
    const decorators: Expression[] = [];
    while (this.take('@')) {
      decorators.push(this.namedExpression());
      if (!this.takeKind('newline')) this.invalid();
    }
    const { token } = this;
    if (this.is('def')) return this.#def(token, decorators, false);
    if (this.is('class')) return this.#class(token, decorators);
    if (this.is('async')) return this.#async(decorators);
    this.invalid();
  }

  #def(first: Token, decorators: readonly Expression[], isAsync: boolean): Statement {
    const keyword = this.expect('def');
    const name = this.name();
    const typeParameters = this.typeParameters();
    if (!this.is('(')) this.fail("expected '('", this.token.start, this.token.end);
    this.advance();
    const parameters = this.parameters(')', true);
    this.expect(')');
    const returns = this.take('->') ? this.expression() : null;
    const body = this.#insistedBlock('function definition', keyword);
    return { kind: 'FunctionDefinition', name: name.text, decorators, typeParameters, parameters, returns, body, isAsync, start: first.start, end: this.previous.end };
  }

  #class(keyword: Token, decorators: readonly Expression[]): Statement {
    this.advance();
    const name = this.name();
    const typeParameters = this.typeParameters();
    const args = this.is('(') ? this.callArguments() : [];
    const body = this.#block('class definition', keyword);
    return { kind: 'ClassDefinition', name: name.text, decorators, typeParameters, args, body, start: keyword.start, end: this.previous.end };
  }

  /** `match` is a name unless a subject, a colon and a block of cases follow. */
  #match(): Statement | null {
    const begin = this.at;
    const keyword = this.advance();
    const subject = this.startsExpression() || this.is('*') ? this.attempt(() => this.starNamedExpressions()) : undefined;
    if (subject === undefined || !this.is(':') || this.following.kind !== 'newline') {
      const colonMissing = subject !== undefined && this.isKind('newline') && this.following.kind === 'indent' && this.tokens[this.at + 2]?.text === 'case';
      if (colonMissing) this.fail("expected ':'", this.token.start, this.token.end, 'SyntaxError', ':');
      this.at = begin;
      return null;
    }
    this.advance();
    this.advance();
    if (!this.takeKind('indent')) this.fail(`expected an indented block after 'match' statement on line ${this.source.position(keyword.start).line}`, this.token.start, null, 'IndentationError');
    const cases: ast.MatchCase[] = [];
    while (!this.takeKind('dedent')) {
      if (!this.is('case')) this.invalid();
      cases.push(this.#case());
    }
    const unreachable = cases.slice(0, -1).find((one) => one.guard === null && isIrrefutable(one.pattern));
    if (unreachable !== undefined) {
      const { pattern } = unreachable;
      const what = pattern.kind === 'CapturePattern' && pattern.name !== null ? `name capture '${pattern.name}'` : 'wildcard';
      this.fail(`${what} makes remaining patterns unreachable`, pattern.start, pattern.end);
    }
    return { kind: 'Match', subject, cases, start: keyword.start, end: this.previous.end };
  }

  #case(): ast.MatchCase {
    const keyword = this.advance();
    const pattern = this.patterns();
    const guard = this.take('if') ? this.namedExpression() : null;
    const body = this.#block("'case' statement", keyword);
    return { pattern, guard, body, start: keyword.start, end: this.previous.end };
  }
}

function isIrrefutable(pattern: ast.Pattern): boolean {
  if (pattern.kind === 'CapturePattern') return true;
  return pattern.kind === 'AsPattern' && isIrrefutable(pattern.pattern);
}
