import { plainError } from '../../cells/cell-error';
import type { CellPlace } from '../../cells/cell-place';
import type { CellError } from '../../cells/output';
import type { Cell, Notebook } from '../../notebook/cell';
import { cellsToRunFirst, type CircleStep } from '../../notebook/run-first';
import type { Defined } from '../messages';
import type { KernelClient } from './kernel-client';
import { idOf, KnownNames, type KnownCell, type KnownNote } from './known-names';

/** How a host finds the notes that a note links to. */
export interface NoteLinks {
  /** Path of the session's own note. */
  path(): string;
  /** The note that a link means, as it stands now; null where there is none. */
  read(link: string, from: string): Promise<{ readonly path: string; readonly notebook: Notebook } | null>;
}

/** For a note that stands alone. */
export const noLinks: NoteLinks = { path: () => '', read: () => Promise.resolve(null) };

/** What is to happen before a cell runs. */
export interface Preparation {
  /** Cells that run first, in order, each with the name for which it does. */
  readonly first: readonly (KnownCell & { readonly name: string })[];
  /** Why the cell cannot run; null when it can. */
  readonly error: CellError | null;
}

/** Decides by names which cells run before another, across notes. */
export class RunOrder {
  readonly #names: KnownNames;

  constructor(private readonly links: NoteLinks, defaultEngine: () => string) {
    this.#names = new KnownNames(defaultEngine);
  }

  /** Path of the session's own note. */
  get path(): string {
    return this.links.path();
  }

  /** Brings what is known up to date, and plans. */
  async prepare(cell: Cell, notebook: Notebook, client: KernelClient): Promise<Preparation> {
    const path = this.links.path();
    await this.#load(path, notebook, client, new Set());
    const round = this.#circleOfUses(path, []);
    if (round) return { first: [], error: plainError('CircularUsesError', `notes use each other in a circle: ${round.join(' → ')}`, 'take one link out of savepoint-uses') };
    const target = this.#names.cellsOf(path).find(({ id }) => id === idOf(path, cell));
    if (!target) return { first: [], error: null };
    const plan = cellsToRunFirst(target, this.#names);
    if ('circle' in plan) return { first: [], error: this.#circleError(plan.circle) };
    return {
      first: plan.first.flatMap(({ cell: { id }, name }) => {
        const known = this.#names.cell(id);
        return known ? [{ ...known, name: plain(name) }] : [];
      }),
      error: null,
    };
  }

  /** Where a cell stands among the notes that are known. */
  place(cell: Cell, path = this.links.path()): CellPlace {
    const links = [...(this.#names.note(path)?.links ?? [])].filter((link): link is [string, string] => link[1] !== null);
    return { note: path, label: this.label(cell, path), name: cell.options.name, uses: this.#names.usesOf(path), links: Object.fromEntries(links) };
  }

  /** What a cell is called where others speak of it. */
  label(cell: Cell, path = this.links.path()): string {
    const own = path === this.links.path();
    return `cell ${String(cell.index)}${own ? '' : ` of ${titleOf(path)}`}`;
  }

  /** True for a cell of the session's own note. */
  isOwn({ note }: KnownCell): boolean {
    return note.path === this.links.path();
  }

  /** Takes what a run defined. */
  ran(cell: Cell, defined: Defined, path = this.links.path()): void {
    const note = this.#names.note(path);
    if (note) this.#names.ran(note, cell, defined);
  }

  /** The cells whose runs defined what a cell needs. */
  definers(cell: Cell): ReadonlySet<string> {
    const path = this.links.path();
    const target = this.#names.cellsOf(path).find(({ id }) => id === idOf(path, cell));
    return new Set((target?.needs ?? []).flatMap(({ note, name }) => this.#names.definer(note, name) ?? []));
  }

  /** A cell as {@link definers} names it. */
  idOf(cell: Cell): string {
    return idOf(this.links.path(), cell);
  }

  forgetRuns(): void {
    this.#names.forgetRuns();
  }

  /** Reads a note's names, and those of the notes to which its links lead. */
  async #load(path: string, notebook: Notebook, client: KernelClient, seen: Set<string>): Promise<void> {
    seen.add(path);
    const links = new Map<string, string | null>();
    const note: KnownNote = { path, notebook, links };
    this.#names.take(note);
    const texts = this.#names.unknownTexts(note);
    this.#names.learn(texts, await client.names(texts));
    for (const link of this.#names.linksOf(note)) {
      const target = await this.links.read(link, path);
      links.set(link, target?.path ?? null);
      if (target && !seen.has(target.path)) await this.#load(target.path, target.notebook, client, seen);
    }
    // Its links are known only now.
    this.#names.take(note);
  }

  #circleOfUses(path: string, way: readonly string[]): readonly string[] | null {
    const at = way.indexOf(path);
    if (at >= 0) return [...way.slice(at), path].map(titleOf);
    for (const used of this.#names.usesOf(path)) {
      const round = this.#circleOfUses(used, [...way, path]);
      if (round) return round;
    }
    return null;
  }

  #circleError(circle: readonly CircleStep[]): CellError {
    const labels = circle.map(({ cell }) => {
      const known = this.#names.cell(cell.id);
      return known ? this.label(known.cell, known.note.path) : 'a cell';
    });
    const steps = circle.map(({ name }, i) => `${labels[i] ?? ''} needs ${plain(name)} of ${labels[(i + 1) % labels.length] ?? ''}`);
    return plainError('CircularDefinitionError', `cells need each other in a circle: ${steps.join(', ')}`, 'move one of the definitions into a cell of its own');
  }
}

/** A name without its space. */
function plain(name: string): string {
  return name.slice(name.indexOf(' ') + 1);
}

function titleOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
}
