import type { EmbeddedEngine } from '../../databases/database';
import { columnNames, sqlName } from '../../relations/report/sql';
import { emptySet, has, members, single, type AttributeSet } from '../../relations/schema/attribute-set';
import type { CodedTable } from '../../relations/data/table';

/** A projection of the rows that stands on the database as a temporary table. */
export interface PartTable {
  readonly attributes: AttributeSet;
  readonly name: string;
}

/** Writes the queries that split rows, join the parts again and check dependencies. */
export class JoinSql {
  readonly #columns: readonly string[];
  readonly #nullable: AttributeSet;

  /** @param rows name of the table that holds the relation's distinct or repeated rows */
  constructor(readonly rows: string, table: CodedTable, private readonly engine: EmbeddedEngine) {
    this.#columns = columnNames(table.columns);
    this.#nullable = table.columns.reduce((set, _, column) => (table.rows.some((row) => row[column] === null) ? set | single(column) : set), emptySet);
  }

  /** The columns of a set, as a list. */
  list(set: AttributeSet, of = ''): string {
    return members(set).map((column) => of + (this.#columns[column] ?? '')).join(', ');
  }

  /** Makes a projection. */
  split({ attributes, name }: PartTable): string {
    return `create temporary table ${sqlName(name)} as select distinct ${this.list(attributes)} from ${sqlName(this.rows)}`;
  }

  /** How many rows the join of the parts has beyond the relation's. */
  countSpurious(parts: readonly PartTable[], all: AttributeSet): string {
    return `select count(*) - (select count(*) from (select distinct ${this.list(all)} from ${sqlName(this.rows)}) as relation) as spurious_rows\n${this.#join(parts)}`;
  }

  /** The first rows of the join that the relation does not hold. `except` takes two NULLs for equal. */
  spurious(parts: readonly PartTable[], all: AttributeSet, limit: number): string {
    const shown = members(all).map((column) => `${this.#holder(parts, column)}.${this.#columns[column] ?? ''}`).join(', ');
    // Texts in one order on every engine: by their bytes.
    const order = members(all).map((column) => `${this.#columns[column] ?? ''}${this.engine === 'postgres' ? ' collate "C"' : ''} nulls first`).join(', ');
    return `select * from (\nselect ${shown}\n${this.#join(parts)}\nexcept\nselect ${this.list(all)} from ${sqlName(this.rows)}\n) as spurious\norder by ${order}\nlimit ${limit}`;
  }

  /** The values of the left side that have more than one right side. */
  contradictions(left: AttributeSet, right: AttributeSet): string {
    const pairs = `(select distinct ${this.list(left | right)} from ${sqlName(this.rows)}) as pairs`;
    return left === emptySet
      ? `select count(*) as right_sides from ${pairs} having count(*) > 1`
      : `select ${this.list(left)}, count(*) as right_sides from ${pairs} group by ${this.list(left)} having count(*) > 1 limit 20`;
  }

  #join(parts: readonly PartTable[]): string {
    const lines: string[] = [];
    let bound = emptySet;
    for (const [i, part] of parts.entries()) {
      const name = sqlName(part.name);
      const shared = members(part.attributes & bound);
      if (i === 0) lines.push(`from ${name}`);
      else if (shared.length === 0) lines.push(`cross join ${name}`);
      else {
        const terms = shared.map((column) => {
          const columnName = this.#columns[column] ?? '';
          // Only where there are NULLs: a plain = lets an engine join by hashing.
          return `${this.#holder(parts.slice(0, i), column)}.${columnName} ${has(this.#nullable, column) ? 'is not distinct from' : '='} ${name}.${columnName}`;
        });
        lines.push(`join ${name} on ${terms.join(' and ')}`);
      }
      bound |= part.attributes;
    }
    return lines.join('\n');
  }

  /** The first part that holds a column. */
  #holder(parts: readonly PartTable[], column: number): string {
    return sqlName(parts.find(({ attributes }) => has(attributes, column))?.name ?? '');
  }
}
