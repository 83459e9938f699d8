/** Where a cell stands among others: what they call it, and which notes are at hand. */
export interface CellPlace {
  /** Path of its note, by which its variables are kept. */
  readonly note: string;
  /** What it is called where others speak of it: `cell 2`. */
  readonly label: string;
  /** Its `name=`; null where it has none. */
  readonly name: string | null;
  /** Paths of the notes whose definitions are at hand without an import. */
  readonly uses: readonly string[];
  /** Paths of the notes that the cell imports, by the link that it writes. */
  readonly links: Readonly<Record<string, string>>;
}

/** The place of a cell that stands alone. */
export const alone: CellPlace = { note: '', label: 'the cell', name: null, uses: [], links: {} };
