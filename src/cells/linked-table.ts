/** A table of a note to which a cell links as its data. */
export interface LinkedTable {
  /** Its lines as they stand in the note; null where there is none. */
  readonly markdown: string | null;
  /** Why there is none. */
  readonly problem: string | null;
}
