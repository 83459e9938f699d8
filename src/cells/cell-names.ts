/**
 * What a cell defines and needs, by name, known without running it. Names are those of the cell's language; who plans
 * knows which languages share theirs.
 */
export interface CellNames {
  /** Names that later cells may use: variables, functions, classes; tables that it creates. */
  readonly defines: readonly string[];
  /** Names that must exist when the cell runs. */
  readonly needs: readonly string[];
  /** Names that may do without: those in bodies of functions, which are called later; tables, which may exist otherwise. */
  readonly needsLater?: readonly string[];
  /** Notes whose definitions the cell imports. */
  readonly uses?: readonly NoteUse[];
}

/** An import from a note. */
export interface NoteUse {
  /** The link's target, or a dotted module's path, as the cell writes it. */
  readonly note: string;
  /** The imported names; null for all that the note defines. */
  readonly names: readonly string[] | null;
}

/** What is asked of a cell to know its names. */
export interface CellText {
  readonly kind: string;
  readonly code: string;
  readonly engine: string;
}
