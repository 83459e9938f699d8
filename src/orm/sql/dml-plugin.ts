import type { ClauseElement } from './clause';
import type { Dml } from './dml';

/** What the ORM adds to INSERT, UPDATE and DELETE of mapped classes. Pinned on their table as annotation `dmlPlugin`. */
export interface DmlPlugin {
  /** The statement with entities and attributes turned into tables and columns. */
  toCore(statement: Dml): Dml;
  /** The columns that the entities in RETURNING stand for. */
  returningColumns(statement: Dml): readonly ClauseElement[];
}
