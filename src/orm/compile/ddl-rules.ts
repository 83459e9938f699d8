import type { Dialect } from '../dialect/dialect';
import type { Column } from '../sql/schema/column';
import type { Constraint, Index } from '../sql/schema/constraints';
import type { Table } from '../sql/schema/table';

/** How a dialect writes the parts of CREATE and DROP that it writes in a way of its own. */
export interface DdlRules {
  /** A column, without its constraints. */
  readonly column: (column: Column, dialect: Dialect) => string;
  /** A constraint of a table or a column; null leaves it out. */
  readonly constraint: (constraint: Constraint, dialect: Dialect) => string | null;
  readonly createIndex: (index: Index, ifNotExists: boolean, dialect: Dialect) => string;
  /** What stands behind the closing parenthesis of CREATE TABLE. */
  readonly afterTable: (table: Table) => string;
}
