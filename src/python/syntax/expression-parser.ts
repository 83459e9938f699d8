import type * as ast from './ast';
import { expressionName } from './targets';
import { CallParser } from './call-parser';
import { tokenizeField, type Token } from './tokenizer';

type Expression = ast.Expression;

const comparisonOperators = new Set(['<', '<=', '==', '!=', '>', '>=', 'in', 'is', 'not']);

/** Binary operators by how tightly they bind, the loosest first. */
const levels: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '//', '%', '@']];

const SUM_LEVEL = 4;

/** Parses expressions. Named after the rules of Python's grammar. */
export class ExpressionParser extends CallParser {
  /** One or more expressions with commas: a tuple if there is a comma. */
  protected starExpressions(): Expression {
    return this.#list(() => this.starExpression());
  }

  /** The same where `:=` may stand: in subscripts, returns... */
  protected starNamedExpressions(): Expression {
    return this.#list(() => this.starNamedExpression());
  }

  #list(item: () => Expression): Expression {
    const { start } = this.token;
    const first = item();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.take(',')) {
      if (!this.startsExpression() && !this.is('*')) break;
      items.push(item());
    }
    return { kind: 'Tuple', items, parenthesized: false, start, end: this.previous.end };
  }

  protected starExpression(): Expression {
    return this.is('*') ? this.starred() : this.expression();
  }

  protected starNamedExpression(): Expression {
    return this.is('*') ? this.starred() : this.namedExpression();
  }

  protected namedExpression(): Expression {
    if (this.isName() && this.following.text === ':=') {
      const token = this.advance();
      this.advance();
      const value = this.expression();
      return { kind: 'NamedExpression', target: { kind: 'Name', id: token.text, start: token.start, end: token.end }, value, start: token.start, end: value.end };
    }
    const value = this.expression();
    if (this.is(':=')) this.failAt(value, `cannot use assignment expressions with ${expressionName(value)}`);
    if (this.is('=')) this.assignmentWithin(value);
    return value;
  }

  /** What `value =` within an expression may have been meant for. */
  protected assignmentWithin(value: Expression): void {
    const { at } = this;
    this.advance();
    const right = this.attempt(() => this.bitwiseOr());
    if (right !== undefined && !this.is('=') && !this.is(':=')) {
      if (value.kind === 'Name') this.fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", value.start, right.end, 'SyntaxError', '==');
      const excluded = value.kind === 'List' || (value.kind === 'Comprehension' && value.type === 'generator') || (value.kind === 'Tuple') || (value.kind === 'Constant' && ['True', 'False', 'None'].includes(value.value.type));
      const looser = value.kind === 'Compare' || value.kind === 'BoolOp' || value.kind === 'Conditional' || value.kind === 'Lambda' || (value.kind === 'Unary' && value.op === 'not');
      const assignable = value.kind === 'Attribute' || value.kind === 'Subscript';
      if (!excluded && !looser) this.failAt(value, `cannot assign to ${expressionName(value)} here. Maybe you meant '==' instead of '='?`, assignable ? null : '==');
    }
    this.at = at;
  }

  protected expression(): Expression {
    return this.nested(() => this.#expression());
  }

  #expression(): Expression {
    if (this.is('lambda')) return this.#lambda();
    const begin = this.at;
    const { start } = this.token;
    const value = this.disjunction();
    if (this.is('if')) {
      this.advance();
      const test = this.disjunction();
      if (!this.is('else')) {
        if (!this.is(':')) this.fail("expected 'else' after 'if' expression", value.start, test.end);
        this.invalid();
      }
      this.advance();
      const otherwise = this.expression();
      return { kind: 'Conditional', test, then: value, otherwise, start, end: this.previous.end };
    }
    if (this.startsExpression()) this.#missingComma(begin, value);
    return value;
  }

  /** Two expressions in a row: in brackets a comma may be missing, after `print` the brackets. */
  #missingComma(begin: number, value: Expression): void {
    if (value.kind === 'Name' && (value.id === 'print' || value.id === 'exec')) {
      this.legacyStatement(value);
      return;
    }
    const first = this.tokens[begin] as Token;
    const second = this.tokens[begin + 1] as Token;
    if (first.kind === 'name' && second.kind === 'string') return;
    if (first.text === '_' || first.text === 'match' || first.text === 'case') return;
    const { at } = this;
    const next = this.attempt(() => this.expression());
    const { level } = this.previous;
    this.at = at;
    if (next !== undefined && level > 0) this.fail('invalid syntax. Perhaps you forgot a comma?', value.start, next.end, 'SyntaxError', ',');
  }

  /** `print x`, as Python 2 wrote it. */
  protected legacyStatement(name: ast.Name): void {
    const { at } = this;
    const rest = this.attempt(() => this.starExpressions());
    this.at = at;
    if (rest === undefined) return;
    this.fail(`Missing parentheses in call to '${name.id}'. Did you mean ${name.id}(...)?`, name.start, rest.end, 'SyntaxError', `${name.id}(${this.source.text.slice(rest.start, rest.end)})`);
  }

  protected disjunction(): Expression {
    const { start } = this.token;
    const first = this.#conjunction();
    if (!this.is('or')) return first;
    const values = [first];
    while (this.take('or')) values.push(this.#conjunction());
    return { kind: 'BoolOp', op: 'or', values, start, end: this.previous.end };
  }

  #conjunction(): Expression {
    const { start } = this.token;
    const first = this.#inversion();
    if (!this.is('and')) return first;
    const values = [first];
    while (this.take('and')) values.push(this.#inversion());
    return { kind: 'BoolOp', op: 'and', values, start, end: this.previous.end };
  }

  #inversion(): Expression {
    if (!this.is('not')) return this.#comparison();
    const { start } = this.advance();
    const operand = this.nested(() => this.#inversion());
    return { kind: 'Unary', op: 'not', operand, start, end: this.previous.end };
  }

  #comparison(): Expression {
    const { start } = this.token;
    const left = this.bitwiseOr();
    if (!comparisonOperators.has(this.token.text)) return left;
    const ops: string[] = [];
    const rights: Expression[] = [];
    for (;;) {
      const op = this.#comparisonOperator();
      if (op === null) break;
      ops.push(op);
      rights.push(this.bitwiseOr());
    }
    if (ops.length === 0) return left;
    return { kind: 'Compare', left, ops, rights, start, end: this.previous.end };
  }

  #comparisonOperator(): string | null {
    const { token } = this;
    if (token.kind === 'op') {
      if (!comparisonOperators.has(token.text)) return null;
      this.advance();
      return token.text;
    }
    if (token.kind !== 'name') return null;
    if (token.text === 'in') {
      this.advance();
      return 'in';
    }
    if (token.text === 'not' && this.following.text === 'in' && this.following.kind === 'name') {
      this.advance();
      this.advance();
      return 'not in';
    }
    if (token.text !== 'is') return null;
    this.advance();
    return this.take('not') ? 'is not' : 'is';
  }

  protected bitwiseOr(): Expression {
    return this.#binary(0);
  }

  protected sum(): Expression {
    return this.#binary(SUM_LEVEL);
  }

  #binary(level: number): Expression {
    const ops = levels[level];
    if (ops === undefined) return this.#factor();
    const { start } = this.token;
    let left = this.#binary(level + 1);
    while (this.token.kind === 'op' && ops.includes(this.token.text)) {
      const op = this.advance().text;
      const right = this.#binary(level + 1);
      left = { kind: 'Binary', op, left, right, start, end: this.previous.end };
    }
    return left;
  }

  #factor(): Expression {
    const { token } = this;
    if (token.kind !== 'op' || (token.text !== '-' && token.text !== '+' && token.text !== '~')) return this.#power();
    this.advance();
    const operand = this.nested(() => this.#factor());
    return { kind: 'Unary', op: token.text, operand, start: token.start, end: this.previous.end };
  }

  #power(): Expression {
    const { start } = this.token;
    const base = this.#awaitPrimary();
    if (!this.is('**')) return base;
    this.advance();
    const exponent = this.nested(() => this.#factor());
    return { kind: 'Binary', op: '**', left: base, right: exponent, start, end: this.previous.end };
  }

  #awaitPrimary(): Expression {
    if (!this.is('await')) return this.primary();
    const { start } = this.advance();
    const value = this.primary();
    return { kind: 'Await', value, start, end: this.previous.end };
  }

  protected primary(): Expression {
    const { start } = this.token;
    let value = this.atom();
    for (;;) {
      if (this.token.kind !== 'op') return value;
      if (this.is('.')) {
        this.advance();
        const name = this.name();
        value = { kind: 'Attribute', value, name: name.text, nameStart: name.start, start, end: name.end };
      } else if (this.is('(')) {
        value = this.call(value, start);
      } else if (this.is('[')) {
        this.advance();
        const index = this.nested(() => this.slices());
        value = { kind: 'Subscript', value, index, start, end: this.expect(']').end };
      } else return value;
    }
  }

  #lambda(): Expression {
    const { start } = this.advance();
    const parameters = this.parameters(':', false);
    if (!this.is(':')) this.fail("expected ':'", this.token.start, this.token.end);
    this.advance();
    const body = this.expression();
    return { kind: 'Lambda', parameters, body, start, end: body.end };
  }

  protected fieldExpression(start: number, end: number): Expression {
    return new ExpressionParser(this.source, tokenizeField(this.source, start, end)).field();
  }

  /** The expression of a replacement field, which must be all there is. */
  field(): Expression {
    if (this.read.error !== null) throw this.read.error;
    const value = this.is('yield') ? this.yieldExpression() : this.starNamedExpressions();
    if (!this.isKind('end')) this.invalid();
    return value;
  }
}
