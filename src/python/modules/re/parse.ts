import { overflowError } from '../../objects/exceptions';
import { stringRepr } from '../../protocol/text';
import { Flag, PatternError, widthOf, type Anchor, type CharacterNode, type Node, type SetItem } from './node';

/** A parsed pattern. */
export interface ParsedPattern {
  readonly root: Node;
  readonly flags: number;
  /** Without the whole match. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

const flagLetters: Readonly<Record<string, number>> = { i: Flag.ignoreCase, L: Flag.locale, m: Flag.multiLine, s: Flag.dotAll, x: Flag.verbose, a: Flag.ascii, u: Flag.unicode };
const controls: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };
const anchors: Readonly<Record<string, Anchor>> = { A: 'start', b: 'boundary', B: 'noBoundary', Z: 'end' };
const LARGEST_REPEAT = 4294967295;
const empty: Node = { kind: 'sequence', items: [] };

function category(letter: string): SetItem | undefined {
  const name = { d: 'digit', s: 'space', w: 'word' }[letter.toLowerCase()];
  return name === undefined ? undefined : { kind: 'category', category: name as 'digit' | 'space' | 'word', negated: letter !== letter.toLowerCase() };
}

function isDigit(char: string | undefined): char is string {
  return char !== undefined && char >= '0' && char <= '9';
}

/** Parses Python's regular expressions. @throws PatternError */
export class PatternParser {
  readonly #points: readonly string[];
  #at = 0;
  #groups = 0;
  readonly #names = new Map<string, number>();
  readonly #open = new Set<number>();
  #flags: number;
  /** Inside how many look-behinds it is, and how many groups there were before the outermost. */
  #behind: number | null = null;

  constructor(
    source: string,
    flags: number,
    readonly isBytes: boolean,
  ) {
    this.#points = [...source];
    this.#flags = flags;
  }

  parse(): ParsedPattern {
    const root = this.#choice(this.#flags, true);
    if (this.#at < this.#points.length) throw new PatternError('unbalanced parenthesis', this.#at);
    let flags = this.#flags;
    if (!this.isBytes && (flags & Flag.ascii) === 0) flags |= Flag.unicode;
    return { root, flags, groups: this.#groups, names: this.#names };
  }

  get #next(): string | undefined {
    return this.#points[this.#at];
  }

  #take(): string | undefined {
    const char = this.#points[this.#at];
    this.#at += 1;
    return char;
  }

  #accept(char: string): boolean {
    if (this.#next !== char) return false;
    this.#at += 1;
    return true;
  }

  #choice(flags: number, outermost = false): Node {
    const options: Node[] = [];
    let inForce = flags;
    do {
      const [node, after] = this.#sequence(inForce, outermost && options.length === 0);
      inForce = after;
      options.push(node);
    } while (this.#accept('|'));
    return options.length === 1 ? (options[0] as Node) : { kind: 'choice', options };
  }

  /** A sequence, and the flags in force behind it: global flags at its start change them. */
  #sequence(given: number, mayChange: boolean): readonly [Node, number] {
    let flags = given;
    const items: Node[] = [];
    for (;;) {
      const char = this.#next;
      if (char === undefined || char === '|' || char === ')') break;
      if ((flags & Flag.verbose) !== 0) {
        if (/\s/.test(char)) {
          this.#at += 1;
          continue;
        }
        if (char === '#') {
          while (this.#next !== undefined && this.#take() !== '\n');
          continue;
        }
      }
      const start = this.#at;
      if (char === '*' || char === '+' || char === '?' || (char === '{' && this.#isQuantifier())) {
        this.#quantify(items, start);
        continue;
      }
      const before = this.#flags;
      const node = this.#item(flags, mayChange && items.length === 0);
      if (this.#flags !== before) flags |= this.#flags;
      if (node !== null) items.push(node);
    }
    return [items.length === 1 ? (items[0] as Node) : { kind: 'sequence', items }, flags];
  }

  /** Whether a `{` begins a repetition; if not it is itself. */
  #isQuantifier(): boolean {
    let at = this.#at + 1;
    while (isDigit(this.#points[at])) at += 1;
    const low = at - this.#at - 1;
    let high = 0;
    if (this.#points[at] === ',') {
      at += 1;
      const from = at;
      while (isDigit(this.#points[at])) at += 1;
      high = at - from + 1;
    }
    return this.#points[at] === '}' && (low > 0 || high > 0);
  }

  #number(): number | null {
    let digits = '';
    while (isDigit(this.#next)) digits += this.#take() as string;
    return digits === '' ? null : Number(digits);
  }

  #quantify(items: Node[], start: number): void {
    const char = this.#take();
    let least = 0;
    let most = Infinity;
    if (char === '?') most = 1;
    else if (char === '+') least = 1;
    else if (char === '{') {
      const low = this.#number();
      least = low ?? 0;
      most = this.#accept(',') ? (this.#number() ?? Infinity) : least;
      this.#at += 1;
      if (least >= LARGEST_REPEAT || (Number.isFinite(most) && most >= LARGEST_REPEAT)) throw overflowError('the repetition number is too large');
      if (most < least) throw new PatternError('min repeat greater than max repeat', start + 1);
    }
    const body = items.pop();
    if (body === undefined || body.kind === 'anchor') throw new PatternError('nothing to repeat', start);
    if (body.kind === 'repeat' && !this.#closed.has(body)) throw new PatternError('multiple repeat', start);
    const mode = this.#accept('?') ? 'lazy' : this.#accept('+') ? 'possessive' : 'greedy';
    items.push({ kind: 'repeat', body, least, most, mode });
  }

  /** Repetitions that stand in a group of their own, so that they may be repeated. */
  readonly #closed = new Set<Node>();

  #item(flags: number, atStart: boolean): Node | null {
    const start = this.#at;
    const char = this.#take() as string;
    switch (char) {
      case '.':
        return { kind: 'any', flags };
      case '^':
        return { kind: 'anchor', anchor: (flags & Flag.multiLine) !== 0 ? 'lineStart' : 'start', flags };
      case '$':
        return { kind: 'anchor', anchor: (flags & Flag.multiLine) !== 0 ? 'lineEnd' : 'lastEnd', flags };
      case '[':
        return this.#set(start, flags);
      case '(':
        return this.#group(start, flags, atStart);
      case '\\':
        return this.#escape(start, flags);
      default:
        return { kind: 'char', code: char.codePointAt(0) ?? 0, flags };
    }
  }

  #escape(start: number, flags: number): Node {
    const char = this.#take();
    if (char === undefined) throw new PatternError('bad escape (end of pattern)', start);
    const anchor = anchors[char];
    if (anchor !== undefined) return { kind: 'anchor', anchor, flags };
    const found = category(char);
    if (found !== undefined) return { kind: 'set', items: [found], negated: false, flags };
    if (isDigit(char) && char !== '0') return this.#numbered(char, start, flags);
    return { kind: 'char', code: this.#escapedCode(char, start), flags };
  }

  /** `\1`, or an octal number of three digits. */
  #numbered(first: string, start: number, flags: number): Node {
    let digits = first;
    if (isDigit(this.#next)) {
      digits += this.#take() as string;
      if (/^[0-3][0-7]$/.test(digits) && /^[0-7]$/.test(this.#points[this.#at] ?? '')) {
        digits += this.#take() as string;
        return { kind: 'char', code: parseInt(digits, 8), flags };
      }
    }
    const index = Number(digits);
    if (index > this.#groups) throw new PatternError(`invalid group reference ${index}`, start + 1);
    if (this.#open.has(index)) throw new PatternError('cannot refer to an open group', start);
    this.#checkBehind(index, start);
    return { kind: 'reference', index, flags };
  }

  #checkBehind(index: number, start: number): void {
    if (this.#behind !== null && index > this.#behind) throw new PatternError('cannot refer to group defined in the same lookbehind subpattern', start);
  }

  /** The character of an escape, in a set or outside of one. */
  #escapedCode(char: string, start: number): number {
    const control = controls[char];
    if (control !== undefined && (char !== 'b' || this.#inSet)) return control;
    if (char === 'x') return this.#hex(2, start);
    if (char === 'u' && !this.isBytes) return this.#hex(4, start);
    if (char === 'U' && !this.isBytes) return this.#hex(8, start);
    if (char === '0' || (this.#inSet && /^[0-7]$/.test(char))) {
      let digits = char;
      while (digits.length < 3 && /^[0-7]$/.test(this.#next ?? '')) digits += this.#take() as string;
      const code = parseInt(digits, 8);
      if (code > 0o377) throw new PatternError(`octal escape value \\${digits} outside of range 0-0o377`, start);
      return code;
    }
    if (/^[A-Za-z0-9]$/.test(char)) throw new PatternError(`bad escape \\${char}`, start);
    return char.codePointAt(0) ?? 0;
  }

  #inSet = false;

  #hex(count: number, start: number): number {
    let digits = '';
    while (digits.length < count && /^[0-9a-fA-F]$/.test(this.#next ?? '')) digits += this.#take() as string;
    if (digits.length < count) throw new PatternError(`incomplete escape ${this.#points.slice(start, this.#at).join('')}`, start);
    return parseInt(digits, 16);
  }

  #set(start: number, flags: number): CharacterNode {
    const negated = this.#accept('^');
    const items: SetItem[] = [];
    this.#inSet = true;
    const first = this.#at;
    for (;;) {
      const from = this.#at;
      const char = this.#take();
      if (char === undefined) throw new PatternError('unterminated character set', start);
      if (char === ']' && from !== first) break;
      const low = this.#setItem(char, from);
      if (this.#next !== '-' || this.#points[this.#at + 1] === ']') {
        items.push(low);
        continue;
      }
      this.#at += 1;
      const upper = this.#take();
      if (upper === undefined) throw new PatternError('unterminated character set', start);
      const high = this.#setItem(upper, this.#at - 1);
      const shown = this.#points.slice(from, this.#at).join('');
      if (low.kind === 'category' || high.kind === 'category' || high.from < low.from) throw new PatternError(`bad character range ${shown}`, from);
      items.push({ kind: 'range', from: low.from, to: high.from });
    }
    this.#inSet = false;
    return { kind: 'set', items, negated, flags };
  }

  #setItem(char: string, at: number): SetItem {
    if (char !== '\\') return { kind: 'range', from: char.codePointAt(0) ?? 0, to: char.codePointAt(0) ?? 0 };
    const escaped = this.#take();
    if (escaped === undefined) throw new PatternError('bad escape (end of pattern)', at);
    const found = category(escaped);
    if (found !== undefined) return found;
    const code = this.#escapedCode(escaped, at);
    return { kind: 'range', from: code, to: code };
  }

  #group(start: number, flags: number, atStart: boolean): Node | null {
    if (!this.#accept('?')) return this.#capture(start, flags, null);
    const char = this.#take();
    switch (char) {
      case undefined:
        throw new PatternError('unexpected end of pattern', this.#at - 1);
      case ':':
        return this.#closing(start, this.#choice(flags));
      case '>':
        return { kind: 'atomic', body: this.#closing(start, this.#choice(flags)) };
      case '=':
      case '!':
        return { kind: 'look', body: this.#closing(start, this.#choice(flags)), behind: false, negated: char === '!', width: 0 };
      case '<':
        return this.#lookBehind(start, flags);
      case 'P':
        return this.#named(start, flags);
      case '(':
        return this.#conditional(start, flags);
      case '#':
        while (this.#next !== ')') if (this.#take() === undefined) throw new PatternError('missing ), unterminated comment', start);
        this.#at += 1;
        return null;
      default:
        if (char === '-' || flagLetters[char] !== undefined) return this.#inlineFlags(char, start, flags, atStart);
        throw new PatternError(`unknown extension ?${char}`, start + 1);
    }
  }

  /** Ends a group. @throws PatternError */
  #closing(start: number, body: Node): Node {
    if (!this.#accept(')')) throw new PatternError('missing ), unterminated subpattern', start);
    if (body.kind === 'repeat') this.#closed.add(body);
    return body;
  }

  #capture(start: number, flags: number, name: string | null): Node {
    this.#groups += 1;
    const index = this.#groups;
    if (name !== null) this.#names.set(name, index);
    this.#open.add(index);
    const body = this.#closing(start, this.#choice(flags));
    this.#open.delete(index);
    return { kind: 'group', index, body };
  }

  #lookBehind(start: number, flags: number): Node {
    const char = this.#take();
    if (char === undefined) throw new PatternError('unexpected end of pattern', this.#at - 1);
    if (char !== '=' && char !== '!') throw new PatternError(`unknown extension ?<${char}`, start + 1);
    const outer = this.#behind;
    this.#behind ??= this.#groups;
    const body = this.#closing(start, this.#choice(flags));
    this.#behind = outer;
    const [least, most] = widthOf(body);
    if (least !== most) throw new PatternError('look-behind requires fixed-width pattern', -1);
    return { kind: 'look', body, behind: true, negated: char === '!', width: least };
  }

  /** Reads up to a character. @throws PatternError */
  #until(terminator: string, what: string): string {
    const start = this.#at;
    let text = '';
    for (;;) {
      const char = this.#take();
      if (char === terminator) break;
      if (char === undefined) throw new PatternError(text === '' ? `missing ${what}` : `missing ${terminator}, unterminated name`, start);
      text += char;
    }
    if (text === '') throw new PatternError(`missing ${what}`, start);
    return text;
  }

  #groupName(text: string, at: number): string {
    if (!/^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}]*$/u.test(text)) throw new PatternError(`bad character in group name ${stringRepr(text)}`, at);
    return text;
  }

  #named(start: number, flags: number): Node {
    const char = this.#take();
    const at = this.#at;
    if (char === '<') {
      const name = this.#groupName(this.#until('>', 'group name'), at);
      const known = this.#names.get(name);
      if (known !== undefined) throw new PatternError(`redefinition of group name ${stringRepr(name)} as group ${this.#groups + 1}; was group ${known}`, at);
      return this.#capture(start, flags, name);
    }
    if (char === '=') {
      const name = this.#groupName(this.#until(')', 'group name'), at);
      const index = this.#names.get(name);
      if (index === undefined) throw new PatternError(`unknown group name ${stringRepr(name)}`, at);
      if (this.#open.has(index)) throw new PatternError('cannot refer to an open group', at);
      this.#checkBehind(index, at);
      return { kind: 'reference', index, flags };
    }
    if (char === undefined) throw new PatternError('unexpected end of pattern', at - 1);
    throw new PatternError(`unknown extension ?P${char}`, start + 1);
  }

  #conditional(start: number, flags: number): Node {
    const at = this.#at;
    const name = this.#until(')', 'group name');
    let index: number;
    if (/^\d+$/.test(name)) {
      index = Number(name);
      if (index === 0) throw new PatternError('bad group number', at);
    } else {
      const known = this.#names.get(this.#groupName(name, at));
      if (known === undefined) throw new PatternError(`unknown group name ${stringRepr(name)}`, at);
      index = known;
    }
    const [yes] = this.#sequence(flags, false);
    let no: Node = empty;
    if (this.#accept('|')) {
      [no] = this.#sequence(flags, false);
      if (this.#next === '|') throw new PatternError('conditional backref with more than two branches', this.#at);
    }
    this.#closing(start, empty);
    if (index > this.#groups) throw new PatternError(`invalid group reference ${index}`, at);
    return { kind: 'conditional', index, yes, no };
  }

  /** `(?i)` for all of the pattern, `(?i:...)` and `(?-i:...)` for a part. */
  #inlineFlags(first: string, start: number, flags: number, atStart: boolean): Node | null {
    let added = 0;
    let removed = 0;
    let removing = first === '-';
    if (!removing) added |= flagLetters[first] ?? 0;
    for (;;) {
      const char = this.#take();
      if (char === ')' && !removing) {
        if (!atStart || (start > 0 && !this.#onlyFlagsBefore(start))) throw new PatternError('global flags not at the start of the expression', start);
        this.#flags |= added;
        return null;
      }
      if (char === ':') break;
      if (char === undefined) throw new PatternError(removing ? 'missing :' : 'missing -, : or )', this.#at - 1);
      if (char === '-' && !removing) {
        removing = true;
        continue;
      }
      const flag = flagLetters[char];
      if (flag === undefined) throw new PatternError(/^\p{L}$/u.test(char) ? 'unknown flag' : removing ? 'missing :' : 'missing -, : or )', this.#at - 1);
      if (removing) removed |= flag;
      else added |= flag;
    }
    return this.#closing(start, this.#choice((flags | added) & ~removed));
  }

  #onlyFlagsBefore(end: number): boolean {
    return /^(?:\(\?[aiLmsux]+\)|\s)*$/.test(this.#points.slice(0, end).join(''));
  }
}
