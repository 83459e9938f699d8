import type { ClauseElement } from '../sql/clause';

/** Looks for FROM elements that no condition links to the others. */
export class FromLinter {
  readonly #names = new Map<ClauseElement, string>();
  readonly #edges: [ClauseElement, ClauseElement][] = [];

  addFrom(element: ClauseElement, name: string): void {
    this.#names.set(element.identity, name);
  }

  /** A comparison links every element on its left with every one on its right. */
  link(left: readonly ClauseElement[], right: readonly ClauseElement[]): void {
    for (const one of left) for (const other of right) this.#edges.push([one.identity, other.identity]);
  }

  /** The warning to give; null when all are linked. */
  warning(statement: 'SELECT' | 'UPDATE' | 'DELETE'): string | null {
    const [start, ...others] = this.#names.keys();
    if (!start) return null;
    const unreached = new Set(others);
    const open = [start];
    for (let node = open.pop(); node && unreached.size > 0; node = open.pop()) {
      unreached.delete(node);
      for (let index = this.#edges.length - 1; index >= 0; index--) {
        const edge = this.#edges[index];
        if (!edge?.includes(node)) continue;
        this.#edges.splice(index, 1);
        open.push(edge[0] === node ? edge[1] : edge[0]);
      }
    }
    for (const node of open) unreached.delete(node);
    if (unreached.size === 0) return null;
    const named = (element: ClauseElement): string => `"${this.#names.get(element) ?? ''}"`;
    return (
      `${statement} statement has a cartesian product between FROM element(s) ${[...unreached].map(named).join(', ')} ` +
      `and FROM element ${named(start)}.  Apply join condition(s) between each element to resolve.`
    );
  }
}
