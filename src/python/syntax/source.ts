/** A place in a text: line 1-based, column 0-based in code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text of a cell, as the tokenizer reads it. */
export class Source {
  /** Without a byte order mark, with `\n` for every line end. */
  readonly text: string;
  #starts: number[] | null = null;

  constructor(
    text: string,
    /** What tracebacks call it. */
    readonly fileName: string,
    /** Of a cell whose lines are numbered on from an enclosing text: how many precede it. */
    readonly linesBefore = 0,
  ) {
    this.text = (text.startsWith('\ufeff') ? text.slice(1) : text).replace(/\r\n?/g, '\n');
  }

  /** Offsets at which the lines begin. */
  get lineStarts(): readonly number[] {
    if (this.#starts === null) {
      this.#starts = [0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
    }
    return this.#starts;
  }

  /** 0-based index of the line that holds an offset. */
  lineIndex(offset: number): number {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  position(offset: number): Position {
    const index = this.lineIndex(offset);
    const start = this.lineStarts[index] ?? 0;
    return { line: index + 1 + this.linesBefore, column: [...this.text.slice(start, offset)].length };
  }

  /** The text of a line by its 1-based number, without its end. */
  lineText(line: number): string {
    const start = this.lineStarts[line - 1 - this.linesBefore];
    if (start === undefined) return '';
    const end = this.text.indexOf('\n', start);
    return this.text.slice(start, end === -1 ? undefined : end);
  }
}
