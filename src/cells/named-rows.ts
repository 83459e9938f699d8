import type { Result } from '../databases/result';

/** The rows that a SQL cell left under its name, as the driver gave them. */
export type NamedResult = Pick<Result, 'columns' | 'rows' | 'command' | 'rowCount' | 'truncated'>;

/** The rows of a notebook's named SQL cells, for the languages whose cells come later. */
export class NamedRows {
  readonly #byNote = new Map<string, Map<string, NamedResult>>();

  set(note: string, name: string, result: NamedResult): void {
    const ofNote = this.#byNote.get(note) ?? new Map<string, NamedResult>();
    this.#byNote.set(note, ofNote.set(name, result));
  }

  /** Null where no SQL cell of that name has run in the note. */
  get(note: string, name: string): NamedResult | null {
    return this.#byNote.get(note)?.get(name) ?? null;
  }

  names(note: string): string[] {
    return [...(this.#byNote.get(note)?.keys() ?? [])];
  }
}
