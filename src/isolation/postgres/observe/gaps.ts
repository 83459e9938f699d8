/** What of a run could not be observed. */
export class Gaps {
  readonly #steps = new Set<number>();
  readonly #tables = new Set<string>();
  #pages = false;

  /** Not all is known of what a step read and wrote. */
  addStep(step: number): void {
    this.#steps.add(step);
  }

  /** A table of which neither reads nor writes are known. */
  addTable(name: string): void {
    this.#tables.add(name);
  }

  /** Not all versions are kept. */
  addVersions(): void {
    this.#pages = true;
  }

  /** Each as a clause. */
  get clauses(): string[] {
    const steps = [...this.#steps].sort((a, b) => a - b).join(', ');
    return [
      ...(steps === '' ? [] : [`what these steps read and wrote is known in part only: ${steps}`]),
      ...[...this.#tables].map((name) => `reads and writes of ${name} could not be observed`),
      ...(this.#pages ? ['row versions are kept of the first rows only'] : []),
    ];
  }
}
