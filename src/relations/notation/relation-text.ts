import type { Table } from '../data/table';

/** A name as it is written in a cell, and where. */
export interface WrittenName {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** A dependency as it is written, its attributes still names. */
export type WrittenDependency =
  | { readonly kind: 'functional' | 'multivalued'; readonly left: readonly WrittenName[]; readonly right: readonly WrittenName[]; readonly line: number; readonly column: number }
  | { readonly kind: 'join'; readonly parts: readonly (readonly WrittenName[])[]; readonly line: number; readonly column: number };

/** A decomposition that the cell asks to check. */
export interface WrittenDecomposition {
  readonly parts: readonly { readonly name: string | null; readonly attributes: readonly WrittenName[] }[];
  readonly line: number;
  readonly column: number;
}

/** Where a cell's rows come from. */
export type WrittenData =
  | { readonly kind: 'table'; readonly table: Table; readonly line: number }
  /** A table in a note: `^block`, `[[Note#^block]]`. */
  | { readonly kind: 'link'; readonly link: string; readonly line: number; readonly column: number }
  | { readonly kind: 'query'; readonly sql: string; readonly line: number; readonly column: number };

/** A relation cell, read but not yet understood: its attributes may be named by its heading, its data or its dependencies. */
export interface RelationText {
  readonly name: WrittenName | null;
  /** The heading's attributes; null where no heading lists any. */
  readonly attributes: readonly WrittenName[] | null;
  readonly dependencies: readonly WrittenDependency[];
  readonly decompositions: readonly WrittenDecomposition[];
  readonly data: WrittenData | null;
  /** An SQL table whose keys are to be taken as dependencies. */
  readonly table: WrittenName | null;
  /** A mapped class whose table, with its keys, is meant. */
  readonly mappedClass: WrittenName | null;
}
