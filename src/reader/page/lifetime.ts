/** How long something stays on the page, and what is to be done when it goes. */
export class Lifetime {
  readonly #endings: (() => void)[] = [];
  #ended = false;

  get ended(): boolean {
    return this.#ended;
  }

  /** Calls `ending` at the end, at once where that has come. */
  onEnd(ending: () => void): void {
    if (this.#ended) ending();
    else this.#endings.push(ending);
  }

  end(): void {
    this.#ended = true;
    for (const ending of this.#endings.splice(0)) ending();
  }
}
