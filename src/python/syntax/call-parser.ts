import type * as ast from './ast';
import { DisplayParser } from './display-parser';
import { keywords } from './keywords';
import { expressionName } from './targets';
import type { Token } from './tokenizer';

type Expression = ast.Expression;

/** Parses calls, subscripts and parameters. */
export abstract class CallParser extends DisplayParser {
  protected call(func: Expression, start: number): Expression {
    const args = this.callArguments();
    return { kind: 'Call', func, args, start, end: this.previous.end };
  }

  /** Arguments with their brackets. */
  protected callArguments(): ast.Argument[] {
    const open = this.expect('(');
    return this.nested(() => {
      const args: ast.Argument[] = [];
      let keywordSeen = false;
      let unpackSeen = false;
      while (!this.is(')')) {
        const argument = this.#argument(open, args.length === 0);
        if (argument.unpack) unpackSeen = true;
        else if (argument.name !== null) keywordSeen = true;
        else if (unpackSeen && argument.value.kind === 'Starred') this.failAt(argument, 'iterable argument unpacking follows keyword argument unpacking');
        else if ((unpackSeen || keywordSeen) && argument.value.kind !== 'Starred') this.#positionalAfter(unpackSeen);
        args.push(argument);
        if (this.take(',')) {
          continue;
        }
        if (!this.is(')')) this.invalid();
      }
      this.advance();
      return args;
    });
  }

  /** CPython marks the end of the arguments. */
  #positionalAfter(unpack: boolean): never {
    const { start } = this.previous;
    let depth = 0;
    let at = this.at;
    for (; ; at += 1) {
      const token = this.tokens[at] as Token;
      if (token.kind === 'end') break;
      if (token.kind !== 'op') continue;
      if (token.text === '(' || token.text === '[' || token.text === '{') depth += 1;
      else if (token.text === ')' || token.text === ']' || token.text === '}') {
        if (depth === 0) break;
        depth -= 1;
      }
    }
    const close = this.tokens[at];
    this.fail(unpack ? 'positional argument follows keyword argument unpacking' : 'positional argument follows keyword argument', close?.start ?? start, close?.end ?? null);
  }

  #argument(open: Token, first: boolean): ast.Argument {
    const { start } = this.token;
    if (this.take('**')) {
      const value = this.expression();
      return { name: null, unpack: true, value, start, end: value.end };
    }
    if (this.is('*')) {
      this.advance();
      const value = this.expression();
      return { name: null, unpack: false, value: { kind: 'Starred', value, start, end: value.end }, start, end: value.end };
    }
    if (this.token.kind === 'name' && this.following.text === '=' && this.following.kind === 'op') {
      const token = this.token;
      if (token.text === 'True' || token.text === 'False' || token.text === 'None') this.fail(`cannot assign to ${token.text}`, token.start, this.following.end);
      if (!keywords.has(token.text)) {
        this.advance();
        this.advance();
        if (this.is(',') || this.is(')')) this.fail('expected argument value expression', token.start, this.previous.end);
        const value = this.expression();
        if (this.atComprehension()) this.fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", token.start, this.previous.end, 'SyntaxError', '==');
        return { name: token.text, unpack: false, value, start, end: value.end };
      }
    }
    let value: Expression;
    if (this.isName() && this.following.text === ':=') value = this.namedExpression();
    else {
      value = this.expression();
      if (this.is('=')) this.fail('expression cannot contain assignment, perhaps you meant "=="?', value.start, this.token.end, 'SyntaxError', '==');
      if (this.is(':=')) this.failAt(value, `cannot use assignment expressions with ${expressionName(value)}`);
    }
    if (this.atComprehension()) {
      const generators = this.generators();
      const close = this.token;
      const alone = first && close.text === ')';
      if (!alone) {
        this.fail('Generator expression must be parenthesized', value.start, this.previous.end);
      }
      value = { kind: 'Comprehension', type: 'generator', element: value, value: null, generators, start: open.start, end: close.end };
      return { name: null, unpack: false, value, start: value.start, end: value.end };
    }
    return { name: null, unpack: false, value, start, end: value.end };
  }

  protected slices(): Expression {
    const first = this.#slice();
    if (!this.is(',')) return first.kind === 'Starred' ? { kind: 'Tuple', items: [first], parenthesized: false, start: first.start, end: first.end } : first;
    const items = [first];
    while (this.take(',')) {
      if (this.is(']')) break;
      items.push(this.#slice());
    }
    return { kind: 'Tuple', items, parenthesized: false, start: first.start, end: this.previous.end };
  }

  #slice(): Expression {
    const { start } = this.token;
    if (this.is('*')) return this.starred();
    let lower: Expression | null = null;
    if (!this.is(':')) {
      lower = this.namedExpression();
      if (!this.is(':')) return lower;
    }
    this.advance();
    const upper = this.is(':') || this.is(']') || this.is(',') ? null : this.expression();
    let step: Expression | null = null;
    if (this.take(':') && !this.is(']') && !this.is(',')) step = this.expression();
    return { kind: 'Slice', lower, upper, step, start, end: this.previous.end };
  }

  protected starred(): Expression {
    const { start } = this.advance();
    const value = this.bitwiseOr();
    return { kind: 'Starred', value, start, end: value.end };
  }

  /** Parameters up to a closing token, which stays. */
  protected parameters(close: string, annotated: boolean): ast.Parameters {
    let positionalOnly: ast.Parameter[] = [];
    let positional: ast.Parameter[] = [];
    const keywordOnly: ast.Parameter[] = [];
    let rest: ast.Parameter | null = null;
    let keywordsParameter: ast.Parameter | null = null;
    let starred = false;
    let slashed = false;
    let fallbackSeen = false;
    while (!this.is(close)) {
      if (keywordsParameter !== null) {
        if (this.is('*') || this.is('**') || this.is('/')) this.fail('arguments cannot follow var-keyword argument', this.token.start, this.token.end);
        if (this.isName()) this.fail('arguments cannot follow var-keyword argument', this.token.start, this.token.end);
        this.invalid();
      }
      const { token } = this;
      if (this.take('/')) {
        if (slashed) this.fail('/ may appear only once', token.start, token.end);
        if (starred) this.fail('/ must be ahead of *', token.start, token.end);
        if (positional.length === 0) this.fail('at least one argument must precede /', token.start, token.end);
        slashed = true;
        positionalOnly = positional;
        positional = [];
      } else if (this.take('**')) {
        keywordsParameter = this.#parameter(annotated, false);
        if (this.is('=')) this.fail('var-keyword argument cannot have default value', this.token.start, this.token.end);
      } else if (this.take('*')) {
        if (starred) this.fail('* argument may appear only once', token.start, token.end);
        starred = true;
        if (this.is(',')) {
          if (this.following.text === close || this.following.text === '**') this.fail('named arguments must follow bare *', token.start, token.end);
        } else if (this.is(close)) this.fail('named arguments must follow bare *', token.start, token.end);
        else {
          rest = this.#parameter(annotated, false, true);
          if (this.is('=')) this.fail('var-positional argument cannot have default value', this.token.start, this.token.end);
        }
      } else {
        if (this.is('(') && !starred) this.#parenthesizedParameter(annotated);
        const parameter = this.#parameter(annotated, true);
        if (starred) keywordOnly.push(parameter);
        else {
          if (parameter.fallback !== null) fallbackSeen = true;
          else if (fallbackSeen) this.fail('non-default argument follows default argument', parameter.start, parameter.start + parameter.name.length);
          positional.push(parameter);
        }
      }
      if (!this.take(',')) break;
    }
    return { positionalOnly, positional, rest, keywordOnly, keywords: keywordsParameter };
  }

  #parenthesizedParameter(annotated: boolean): void {
    const open = this.token;
    const group = this.attempt(() => this.group());
    if (group !== undefined && (this.is(',') || this.is(')') || this.is(':'))) this.fail(`${annotated ? 'Function' : 'Lambda expression'} parameters cannot be parenthesized`, open.start, this.previous.end);
    this.invalid(open);
  }

  #parameter(annotated: boolean, defaults: boolean, starAnnotation = false): ast.Parameter {
    const name = this.name();
    let annotation: Expression | null = null;
    if (annotated && this.take(':')) annotation = starAnnotation && this.is('*') ? this.starred() : this.expression();
    let fallback: Expression | null = null;
    if (defaults && this.is('=')) {
      const equals = this.advance();
      if (this.is(')') || this.is(',')) this.fail('expected default value expression', equals.start, equals.end);
      fallback = this.expression();
    }
    return { name: name.text, annotation, fallback, start: name.start, end: this.previous.end };
  }
}
