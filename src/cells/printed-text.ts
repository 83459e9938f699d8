/** Characters that a cell may print to one of its two texts; what comes then is dropped, and said to be. */
const mostPrinted = 1_000_000;

/** A text that grows line by line, up to a limit. */
export class PrintedText {
  #text = '';
  #dropped = false;

  add(line: string): void {
    if (this.#dropped) return;
    this.#text += line;
    if (this.#text.length <= mostPrinted) return;
    this.#dropped = true;
    this.#text = `${this.#text.slice(0, mostPrinted)}\n… the cell printed more than ${String(mostPrinted)} characters; the rest is left out\n`;
  }

  get text(): string {
    return this.#text;
  }
}
