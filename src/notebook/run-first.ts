/**
 * Which cells must run before one: those that define a name which it needs and nobody has defined yet. Notes are prose,
 * and a definition often stands below its first use.
 */

/** A cell as the order of runs sees it. Names carry their space (`python:Author`), so that languages do not mix. */
export interface DefiningCell {
  readonly id: string;
  /** Path of its note. */
  readonly note: string;
  /** Position in its note. */
  readonly index: number;
  readonly defines: ReadonlySet<string>;
  readonly needs: readonly Need[];
}

/** A name that a cell needs. */
export interface Need {
  readonly name: string;
  /** Path of the note that defines it: the cell's own, or one that it imports from. */
  readonly note: string;
  /** True where it may be missing: a function's body is called later, a table may exist otherwise. */
  readonly later: boolean;
}

/** What is known around the cells. */
export interface Definitions {
  /** The cells of a note; empty where the note is not known. */
  cellsOf(note: string): readonly DefiningCell[];
  /** Paths of the notes whose definitions a note has at hand. */
  usesOf(note: string): readonly string[];
  isDefined(note: string, name: string): boolean;
}

/** A cell that runs first, and the name for which it does. */
export interface First {
  readonly cell: DefiningCell;
  readonly name: string;
}

/** A need on the way round a circle. */
export interface CircleStep {
  readonly cell: DefiningCell;
  /** The name that the cell needs of the next one. */
  readonly name: string;
}

/** The cells that run first, in their order; or the circle in which cells need each other. */
export type FirstCells = { readonly first: readonly First[] } | { readonly circle: readonly CircleStep[] };

/** Plans what runs before a cell. */
export function cellsToRunFirst(target: DefiningCell, definitions: Definitions): FirstCells {
  const planner = new Planner(definitions);
  const circle = planner.visit(target);
  return circle === null ? { first: planner.order } : { circle };
}

class Planner {
  readonly order: First[] = [];
  readonly #planned = new Set<string>();
  readonly #path: { readonly cell: DefiningCell; name: string }[] = [];

  constructor(private readonly definitions: Definitions) {}

  /** Plans what a cell needs; a circle where that cannot be. */
  visit(cell: DefiningCell): readonly CircleStep[] | null {
    const step = { cell, name: '' };
    this.#path.push(step);
    for (const need of cell.needs) {
      if (this.definitions.isDefined(need.note, need.name)) continue;
      const provider = this.#provider(cell, need);
      if (!provider || this.#planned.has(provider.id)) continue;
      step.name = need.name;
      const circle = this.#plan(provider, need);
      // What is needed only later need not be there first.
      if (circle !== null && !need.later) return circle;
    }
    this.#path.pop();
    return null;
  }

  #plan(provider: DefiningCell, need: Need): readonly CircleStep[] | null {
    const at = this.#path.findIndex(({ cell }) => cell.id === provider.id);
    if (at >= 0) return this.#path.slice(at).map(({ cell, name }) => ({ cell, name }));
    const length = this.order.length;
    const depth = this.#path.length;
    const circle = this.visit(provider);
    if (circle !== null) {
      for (const { cell } of this.order.splice(length)) this.#planned.delete(cell.id);
      this.#path.length = depth;
      return circle;
    }
    this.#planned.add(provider.id);
    this.order.push({ cell: provider, name: need.name });
    return null;
  }

  /** The nearest definition above a cell, else the first below it; else one of a note that is used. */
  #provider(cell: DefiningCell, { name, note }: Need): DefiningCell | null {
    for (const path of [note, ...this.definitions.usesOf(note)]) {
      const definers = this.definitions.cellsOf(path).filter((other) => other.id !== cell.id && other.defines.has(name));
      const above = path === cell.note ? definers.filter(({ index }) => index < cell.index).at(-1) : undefined;
      const found = above ?? (path === cell.note ? definers[0] : definers.at(-1));
      if (found) return found;
    }
    return null;
  }
}
