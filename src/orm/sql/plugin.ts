import type { ClauseElement } from './clause';
import type { Select } from './select';

/**
 * What the ORM adds to a statement of mapped classes. It is pinned on their elements as annotation `plugin`, so that
 * statements find it without knowing the ORM.
 */
export interface StatementPlugin {
  /** The statement with entities, relationships and options turned into tables, columns and joins. */
  toCore(select: Select, context: PluginContext): Select;
  /** The columns that the entities stand for. */
  selectedColumns(select: Select): readonly ClauseElement[];
  /** The statement that reads the rows of `statement` as the entities of `select`. */
  fromStatement(select: Select, statement: ClauseElement): ClauseElement;
}

export interface PluginContext {
  /** It is the statement itself, not a part of another. */
  readonly toplevel: boolean;
  /** It is the element of an alias, a CTE or another subquery. */
  readonly asSubquery: boolean;
}
