/** A note that explains a term. */
export interface TermNote {
  /** What a wiki link to it says: its name, with as much of its path as it takes to mean it. */
  readonly link: string;
  /** Where an anchor to it leads. */
  readonly href: string;
}

/** Finds the note that has one of these names, or one of them as an alias; null where none has. */
export type NoteOf = (names: readonly string[]) => TermNote | null;

/** Where nothing is linked. */
export const noNotes: NoteOf = () => null;
