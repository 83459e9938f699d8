import type { Expression, Pattern } from './ast';
import { ExpressionParser } from './expression-parser';

/** Parses the patterns of `case`. */
export class PatternParser extends ExpressionParser {
  /** The pattern of a case: without brackets, commas make a sequence. */
  protected patterns(): Pattern {
    const { start } = this.token;
    const first = this.#maybeStar();
    if (!this.is(',')) {
      if (first.kind === 'StarPattern') return { kind: 'SequencePattern', items: [first], start, end: first.end };
      return first;
    }
    const items = [first];
    while (this.take(',')) {
      if (this.is(':') || this.is('if')) break;
      items.push(this.#maybeStar());
    }
    return this.#sequence(items, start);
  }

  #sequence(items: readonly Pattern[], start: number): Pattern {
    const stars = items.filter((item) => item.kind === 'StarPattern');
    if (stars.length > 1) this.fail('multiple starred expressions in sequence pattern', start, this.previous.end);
    return { kind: 'SequencePattern', items, start, end: this.previous.end };
  }

  #maybeStar(): Pattern {
    if (!this.is('*')) return this.#asPattern();
    const { start } = this.advance();
    const name = this.name();
    return { kind: 'StarPattern', name: name.text === '_' ? null : name.text, start, end: name.end };
  }

  #asPattern(): Pattern {
    return this.nested(() => {
      const pattern = this.#orPattern();
      if (!this.take('as')) return pattern;
      const name = this.token;
      if (!this.isName() || this.following.text === '.' || this.following.text === '(') this.fail('invalid pattern target', name.start, name.end);
      this.advance();
      if (name.text === '_') this.fail("cannot use '_' as a target", name.start, name.end);
      return { kind: 'AsPattern', pattern, name: name.text, start: pattern.start, end: name.end };
    });
  }

  #orPattern(): Pattern {
    const first = this.#closed();
    if (!this.is('|')) return first;
    const alternatives = [first];
    while (this.take('|')) alternatives.push(this.#closed());
    return { kind: 'OrPattern', alternatives, start: first.start, end: this.previous.end };
  }

  #closed(): Pattern {
    const { token } = this;
    const { start, end } = token;
    if (token.kind === 'string') {
      const value = this.strings();
      if (value.kind === 'JoinedString') this.fail('patterns may only match literals and attribute lookups', value.start, value.end);
      return { kind: 'ValuePattern', value, start, end: value.end };
    }
    if (token.kind === 'number' || this.is('-')) {
      const value = this.sum();
      return { kind: 'ValuePattern', value, start, end: value.end };
    }
    if (this.is('None') || this.is('True') || this.is('False')) {
      const value = this.primary();
      return { kind: 'SingletonPattern', value, start, end };
    }
    if (this.is('[') || this.is('(')) return this.#bracketed();
    if (this.is('{')) return this.#mapping();
    if (!this.isName()) this.invalid();
    return this.#named();
  }

  #bracketed(): Pattern {
    const open = this.advance();
    const close = open.text === '(' ? ')' : ']';
    const items: Pattern[] = [];
    let comma = false;
    while (!this.is(close)) {
      items.push(this.#maybeStar());
      comma = this.take(',');
      if (!comma) break;
    }
    this.expect(close);
    const [only] = items;
    if (close === ')' && items.length === 1 && !comma && only !== undefined && only.kind !== 'StarPattern') return only;
    return this.#sequence(items, open.start);
  }

  #mapping(): Pattern {
    const { start } = this.advance();
    const keys: Expression[] = [];
    const values: Pattern[] = [];
    let rest: string | null = null;
    while (!this.is('}')) {
      if (this.take('**')) rest = this.name().text;
      else {
        const key = this.token.kind === 'string' ? this.strings() : this.is('None') || this.is('True') || this.is('False') || this.isName() ? this.primary() : this.sum();
        if (key.kind !== 'Constant' && key.kind !== 'Attribute' && key.kind !== 'Unary' && key.kind !== 'Binary') this.failAt(key, 'mapping pattern keys may only match literals and attribute lookups');
        keys.push(key);
        this.expect(':');
        values.push(this.#asPattern());
      }
      if (!this.take(',')) break;
    }
    return { kind: 'MappingPattern', keys, values, rest, start, end: this.expect('}').end };
  }

  #named(): Pattern {
    const name = this.advance();
    let value: Expression = { kind: 'Name', id: name.text, start: name.start, end: name.end };
    while (this.take('.')) {
      const attribute = this.name();
      value = { kind: 'Attribute', value, name: attribute.text, nameStart: attribute.start, start: value.start, end: attribute.end };
    }
    if (this.is('(')) return this.#class(value);
    if (value.kind === 'Attribute') return { kind: 'ValuePattern', value, start: value.start, end: value.end };
    return { kind: 'CapturePattern', name: name.text === '_' ? null : name.text, start: value.start, end: value.end };
  }

  #class(cls: Expression): Pattern {
    this.advance();
    const positional: Pattern[] = [];
    const keywords: { name: string; pattern: Pattern }[] = [];
    while (!this.is(')')) {
      if (this.isName() && this.following.text === '=') {
        const name = this.advance();
        this.advance();
        if (keywords.some((keyword) => keyword.name === name.text)) this.fail(`attribute name repeated in class pattern: ${name.text}`, name.start, name.end);
        keywords.push({ name: name.text, pattern: this.#asPattern() });
      } else {
        const pattern = this.#asPattern();
        if (keywords.length > 0) this.fail('positional patterns follow keyword patterns', pattern.start, pattern.end);
        positional.push(pattern);
      }
      if (!this.take(',')) break;
    }
    return { kind: 'ClassPattern', cls, positional, keywords, start: cls.start, end: this.expect(')').end };
  }
}
