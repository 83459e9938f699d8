import type * as ast from '../syntax/ast';
import { patternNames } from '../syntax/scope';
import type { Label } from './assembler';
import { ExpressionCompiler } from './expression-compiler';

/** A name that the source cannot contain, for a value that a pattern looks at more than once. */
const hidden = (depth: number): string => `.match${depth}`;

/**
 * Compiles patterns. Each looks at a hidden variable that holds its subject and jumps to `fail` where it does not match; nothing stays on the stack.
 * What it captures goes to hidden variables too and is bound only when the whole pattern has matched.
 */
export class PatternCompiler extends ExpressionCompiler {
  #captures: Map<string, string> = new Map();
  #depth = 0;

  /** Matches the value in the variable `subject` and binds the names of the pattern. */
  protected matchPattern(pattern: ast.Pattern, subject: string, fail: Label): void {
    this.#captures = new Map();
    this.#match(pattern, subject, fail);
    for (const [name, variable] of this.#captures) {
      this.#load(variable, pattern);
      this.variable('STORE', name, pattern);
    }
  }

  /** Loads a hidden variable. */
  #load(name: string, span: ast.Span): void {
    this.hiddenVariable('LOAD', name, span);
  }

  /** Hidden variables live where names of the block do. */
  protected hiddenVariable(action: 'LOAD' | 'STORE', name: string, span: ast.Span): void {
    if (this.scope.isFunction) this.scope.bound.add(name);
    this.variable(action, name, span);
  }

  #keep(span: ast.Span): string {
    this.#depth += 1;
    const name = hidden(this.#depth);
    this.hiddenVariable('STORE', name, span);
    return name;
  }

  #capture(name: string | null, span: ast.Span): void {
    if (name === null) this.emit('POP', span);
    else {
      const variable = `.capture ${name}`;
      this.#captures.set(name, variable);
      this.hiddenVariable('STORE', variable, span);
    }
  }

  #match(pattern: ast.Pattern, subject: string, fail: Label): void {
    const load = (): void => { this.#load(subject, pattern); };
    switch (pattern.kind) {
      case 'ValuePattern':
        load();
        this.expression(pattern.value);
        this.emit('COMPARE', pattern, 2);
        this.asm.jump('JUMP_IF_FALSE', fail, pattern);
        return;
      case 'SingletonPattern':
        load();
        this.expression(pattern.value);
        this.emit('IS', pattern);
        this.asm.jump('JUMP_IF_FALSE', fail, pattern);
        return;
      case 'CapturePattern':
      case 'StarPattern':
        if (pattern.name === null) return;
        load();
        this.#capture(pattern.name, pattern);
        return;
      case 'AsPattern':
        this.#match(pattern.pattern, subject, fail);
        load();
        this.#capture(pattern.name, pattern);
        return;
      case 'OrPattern':
        this.#alternatives(pattern, subject, fail);
        return;
      case 'SequencePattern':
        this.#sequence(pattern, subject, fail);
        return;
      case 'MappingPattern':
        this.#mapping(pattern, subject, fail);
        return;
      case 'ClassPattern':
        this.#class(pattern, subject, fail);
    }
  }

  #alternatives(pattern: Extract<ast.Pattern, { kind: 'OrPattern' }>, subject: string, fail: Label): void {
    const matched = this.asm.label();
    pattern.alternatives.forEach((alternative, index) => {
      if (index === pattern.alternatives.length - 1) {
        this.#match(alternative, subject, fail);
        return;
      }
      const next = this.asm.label();
      this.#match(alternative, subject, next);
      this.asm.jump('JUMP', matched, alternative);
      this.asm.place(next);
    });
    this.asm.place(matched);
    for (const name of patternNames(pattern)) this.#captures.set(name, `.capture ${name}`);
  }

  #sequence(pattern: Extract<ast.Pattern, { kind: 'SequencePattern' }>, subject: string, fail: Label): void {
    const { items } = pattern;
    const star = items.findIndex((item) => item.kind === 'StarPattern');
    this.#load(subject, pattern);
    this.emit('MATCH_SEQUENCE', pattern);
    this.asm.jump('JUMP_IF_FALSE', fail, pattern);
    this.#load(subject, pattern);
    // Even: that many; odd: at least that many.
    this.emit('MATCH_LENGTH', pattern, star === -1 ? items.length * 2 : (items.length - 1) * 2 + 1);
    this.asm.jump('JUMP_IF_FALSE', fail, pattern);
    items.forEach((item, index) => {
      if (item.kind === 'CapturePattern' && item.name === null) return;
      if (item.kind === 'StarPattern' && item.name === null) return;
      this.#load(subject, item);
      if (item.kind === 'StarPattern') {
        this.loadConstant(index, item);
        this.loadConstant(items.length - 1 - index, item);
        this.emit('GET_ITEM_AT', item, 1);
      } else {
        this.loadConstant(star !== -1 && index > star ? index - items.length : index, item);
        this.emit('GET_ITEM_AT', item, 0);
      }
      this.#match(item, this.#keep(item), fail);
    });
  }

  #mapping(pattern: Extract<ast.Pattern, { kind: 'MappingPattern' }>, subject: string, fail: Label): void {
    this.#load(subject, pattern);
    this.emit('MATCH_MAPPING', pattern);
    this.asm.jump('JUMP_IF_FALSE', fail, pattern);
    const keys = (): void => {
      for (const key of pattern.keys) this.expression(key);
      this.emit('BUILD_TUPLE', pattern, pattern.keys.length);
    };
    this.#load(subject, pattern);
    keys();
    this.emit('MATCH_KEYS', pattern); // a tuple of the values, or None
    const values = this.#keep(pattern);
    this.#load(values, pattern);
    this.loadConstant(null, pattern);
    this.emit('IS_NOT', pattern);
    this.asm.jump('JUMP_IF_FALSE', fail, pattern);
    pattern.values.forEach((value, index) => {
      this.#load(values, value);
      this.loadConstant(index, value);
      this.emit('GET_ITEM_AT', value, 0);
      this.#match(value, this.#keep(value), fail);
    });
    if (pattern.rest === null) return;
    this.#load(subject, pattern);
    keys();
    this.emit('MATCH_REST', pattern);
    this.#capture(pattern.rest, pattern);
  }

  #class(pattern: Extract<ast.Pattern, { kind: 'ClassPattern' }>, subject: string, fail: Label): void {
    this.#load(subject, pattern);
    this.expression(pattern.cls);
    for (const { name } of pattern.keywords) this.loadConstant(name, pattern);
    this.emit('BUILD_TUPLE', pattern, pattern.keywords.length);
    this.emit('MATCH_CLASS', pattern, pattern.positional.length); // a tuple of the attributes, or None
    const attributes = this.#keep(pattern);
    this.#load(attributes, pattern);
    this.loadConstant(null, pattern);
    this.emit('IS_NOT', pattern);
    this.asm.jump('JUMP_IF_FALSE', fail, pattern);
    [...pattern.positional, ...pattern.keywords.map((keyword) => keyword.pattern)].forEach((inner, index) => {
      this.#load(attributes, inner);
      this.loadConstant(index, inner);
      this.emit('GET_ITEM_AT', inner, 0);
      this.#match(inner, this.#keep(inner), fail);
    });
  }
}
