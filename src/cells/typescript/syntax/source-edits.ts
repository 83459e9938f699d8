/** Text put in at an offset of the source. */
interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Among insertions at one offset, lower ones stand first. */
  readonly rank: number;
}

/** A change of the source: lines stay where they are, columns move only by what is put in. */
export class SourceEdits {
  readonly #units: string[];
  readonly #insertions: Insertion[] = [];
  #count = 0;

  constructor(readonly source: string) {
    this.#units = source.split('');
  }

  /** Makes a range blank. Line breaks stay; `mark` takes the place of the first character that goes. */
  blank(start: number, end: number, mark = ''): void {
    let pending = mark;
    for (let i = start; i < end; i++) {
      if (isLineBreak(this.source.charAt(i))) continue;
      this.#units[i] = pending === '' ? ' ' : pending;
      pending = '';
    }
  }

  /** Replaces one character. */
  replace(at: number, character: string): void {
    this.#units[at] = character;
  }

  /** True where a character of the source is blanked or replaced. */
  changed(at: number): boolean {
    return this.#units[at] !== this.source.charAt(at);
  }

  /** Puts text in before the character at an offset; what is put in first at one offset stands first. */
  insert(at: number, text: string): void {
    this.#insertions.push({ at, text, rank: this.#count++ });
  }

  /** Puts text in that closes something: before all that {@link insert} puts in at the same offset, the latest first. */
  close(at: number, text: string): void {
    this.#insertions.push({ at, text, rank: -1 - this.#count++ });
  }

  /** The changed text, and the way back from its offsets. */
  finish(): EditedSource {
    const insertions = this.#insertions.sort((a, b) => a.at - b.at || a.rank - b.rank);
    const kept: string[] = [];
    let from = 0;
    for (const { at, text } of insertions) {
      kept.push(this.#units.slice(from, at).join(''), text);
      from = at;
    }
    kept.push(this.#units.slice(from).join(''));
    return new EditedSource(kept.join(''), insertions);
  }
}

/** The outcome of edits. */
export class EditedSource {
  constructor(readonly text: string, private readonly insertions: readonly { readonly at: number; readonly text: string }[]) {}

  /** The offset in the source of an offset in the changed text; within an insertion, the place where it was put in. */
  original(offset: number): number {
    let added = 0;
    for (const { at, text } of this.insertions) {
      if (at + added >= offset) break;
      if (offset <= at + added + text.length) return at;
      added += text.length;
    }
    return offset - added;
  }
}

export function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r' || character === '\u2028' || character === '\u2029';
}
