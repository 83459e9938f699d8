import type { CellNames, CellText } from '../../cells/cell-names';
import { enginesOf } from '../../cells/cell-kind';
import type { Cell, Notebook } from '../../notebook/cell';
import { engineOf } from '../../notebook/plan-run';
import type { DefiningCell, Definitions, Need } from '../../notebook/run-first';
import type { Defined } from '../messages';

/** A note whose cells are known, with where its links lead. */
export interface KnownNote {
  readonly path: string;
  readonly notebook: Notebook;
  /** Paths of the notes that its links name; null for a link that leads nowhere. */
  readonly links: ReadonlyMap<string, string | null>;
}

/** A cell of a known note. */
export interface KnownCell {
  readonly note: KnownNote;
  readonly cell: Cell;
}

/** Where the names of tables live: all languages, and all notes of a kernel, share them. */
const tables = 'table:';

/** What the cells of notes define and need, and what runs in a kernel have defined so far. */
export class KnownNames implements Definitions {
  /** By text: what a kernel has told of it. Texts do not change their meaning, so this outlives kernels. */
  readonly #names = new Map<string, CellNames>();
  readonly #notes = new Map<string, KnownNote>();
  readonly #cells = new Map<string, readonly DefiningCell[]>();
  /** By note and name: the cell whose run defined it last. Tables belong to no note. */
  readonly #defined = new Map<string, string>();

  constructor(private readonly defaultEngine: () => string) {}

  /** Takes a note as it stands now. */
  take(note: KnownNote): void {
    this.#notes.set(note.path, note);
    this.#cells.delete(note.path);
  }

  note(path: string): KnownNote | null {
    return this.#notes.get(path) ?? null;
  }

  /** The texts of a note's cells whose names are not known yet. */
  unknownTexts(note: KnownNote): CellText[] {
    return note.notebook.cells.filter(isSource).map((cell) => this.#textOf(note, cell)).filter((text) => !this.#names.has(keyOf(text)));
  }

  learn(texts: readonly CellText[], names: readonly CellNames[]): void {
    for (const [i, text] of texts.entries()) {
      const found = names[i];
      if (found) this.#names.set(keyOf(text), found);
    }
    this.#cells.clear();
  }

  /** The links that a note follows: those of its properties, and those that its cells import. */
  linksOf(note: KnownNote): string[] {
    const imported = note.notebook.cells.flatMap((cell) => (this.namesOf(note, cell)?.uses ?? []).map((use) => use.note));
    return [...new Set([...note.notebook.defaults.uses, ...imported])];
  }

  namesOf(note: KnownNote, cell: Cell): CellNames | null {
    return this.#names.get(keyOf(this.#textOf(note, cell))) ?? null;
  }

  /** The cell that an order of runs names. */
  cell(id: string): KnownCell | null {
    for (const note of this.#notes.values()) {
      const cell = note.notebook.cells.find((one) => idOf(note.path, one) === id);
      if (cell) return { note, cell };
    }
    return null;
  }

  cellsOf(path: string): readonly DefiningCell[] {
    const known = this.#cells.get(path);
    if (known) return known;
    const note = this.#notes.get(path);
    const cells = note ? note.notebook.cells.filter(isSource).map((cell) => this.#definingCell(note, cell)) : [];
    this.#cells.set(path, cells);
    return cells;
  }

  usesOf(path: string): readonly string[] {
    const note = this.#notes.get(path);
    return note ? note.notebook.defaults.uses.flatMap((link) => note.links.get(link) ?? []) : [];
  }

  isDefined(path: string, name: string): boolean {
    return this.definer(path, name) !== null;
  }

  /** The cell whose run defined a name that a note sees; null where none did. */
  definer(path: string, name: string): string | null {
    if (name.startsWith(tables)) return this.#defined.get(name) ?? null;
    for (const note of [path, ...this.usesOf(path)]) {
      const found = this.#defined.get(`${note}\n${name}`);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Takes what a run defined. */
  ran(note: KnownNote, cell: Cell, defined: Defined): void {
    const id = idOf(note.path, cell);
    for (const name of defined.names) for (const space of spacesOf(cell)) this.#defined.set(`${note.path}\n${space} ${name}`, id);
    for (const name of defined.tables) this.#defined.set(`${this.#tablesOf(note, cell)} ${name}`, id);
  }

  /** Forgets what ran: the kernel is gone. */
  forgetRuns(): void {
    this.#defined.clear();
  }

  #textOf({ notebook }: KnownNote, cell: Cell): CellText {
    return { kind: cell.kind, code: cell.code, engine: engineOf(cell, notebook, this.defaultEngine()) };
  }

  #definingCell(note: KnownNote, cell: Cell): DefiningCell {
    const names = this.namesOf(note, cell) ?? { defines: [], needs: [] };
    const own = cell.kind === 'sql' || cell.kind === 'schedule' ? this.#tablesOf(note, cell) : cell.kind;
    // A relation cell names a class, in whatever language that is written.
    const spaces = cell.kind === 'relation' ? ['typescript', 'python'] : [own];
    const need = (later: boolean) => (name: string): Need[] => spaces.map((space) => ({ name: `${space} ${name}`, note: note.path, later }));
    const imports = (names.uses ?? []).flatMap((use): Need[] => {
      const path = note.links.get(use.note) ?? null;
      if (path === null) return [];
      const wanted = use.names ?? this.#everything(path, own);
      return wanted.map((name) => ({ name: `${own} ${name}`, note: path, later: false }));
    });
    const rows = cell.kind === 'sql' && cell.options.name !== null ? spacesOf(cell).map((space) => `${space} ${cell.options.name ?? ''}`) : [];
    return {
      id: idOf(note.path, cell),
      note: note.path,
      index: cell.index,
      defines: new Set([...names.defines.map((name) => `${own} ${name}`), ...rows]),
      needs: [...imports, ...names.needs.flatMap(need(false)), ...(names.needsLater ?? []).flatMap(need(true))],
    };
  }

  /** The database of a cell, as a place of names. */
  #tablesOf({ notebook }: KnownNote, cell: Cell): string {
    return `${tables}${engineOf(cell, notebook, this.defaultEngine())}/${cell.options.db ?? ''}`;
  }

  /** Every name of a language that a note's cells define. */
  #everything(path: string, space: string): string[] {
    return this.cellsOf(path).flatMap(({ defines }) => [...defines]).filter((name) => name.startsWith(`${space} `)).map((name) => name.slice(space.length + 1));
  }
}

/** Cells whose text defines or needs names, and which can be run. */
function isSource(cell: Cell): boolean {
  return enginesOf[cell.kind].length > 0 && !cell.options.skip && !cell.options.matrix && !cell.options.fork && cell.problems.length === 0;
}

/** Where a cell's names live: a SQL cell's rows are at hand in every language. */
function spacesOf({ kind }: Cell): readonly string[] {
  return kind === 'sql' ? ['typescript', 'python'] : [kind];
}

/** A cell by its text: where it stands in its note may change while its name stays defined. */
export function idOf(path: string, cell: Cell): string {
  return `${path}\n${cell.key}`;
}

function keyOf({ kind, engine, code }: CellText): string {
  return `${kind}\n${engine}\n${code}`;
}
