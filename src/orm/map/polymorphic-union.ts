import { literalColumn } from '../sql/column';
import { cast } from '../sql/constructs';
import { null_, type ColumnElement } from '../sql/elements';
import type { FromClause } from '../sql/from-clause';
import { select, unionAll } from '../sql/select';

/** What is made of the tables of a union. */
export interface UnionOptions {
  /** The column that tells of which table a row is; null for none. */
  readonly typeName: string | null;
  /** The name of the union. */
  readonly name: string;
  /** What a table does not have is NULL of the type that another one has. */
  readonly castNulls?: boolean;
}

/**
 * The rows of several tables with all of their columns: what a class with concrete subclasses is read from.
 * @param tables by what the type column has for their rows
 * @see sqlalchemy.orm.polymorphic_union
 */
export function polymorphicUnion(tables: Readonly<Record<string, FromClause>>, { typeName, name, castNulls = true }: UnionOptions): FromClause {
  const types = new Map<string, ColumnElement>();
  for (const table of Object.values(tables)) for (const column of table.c.values()) if (!types.has(String(column.key))) types.set(String(column.key), column);
  const selects = Object.entries(tables).map(([identity, table]) => {
    const columns = [...types].map(([key, { type }]) => table.c.get(key) ?? (castNulls ? cast(null_(), type) : null_()).label(key));
    const told = typeName === null ? [] : [literalColumn(`'${identity.replaceAll("'", "''")}'`).label(typeName)];
    return select(...columns, ...told).selectFrom(table);
  });
  const [only] = selects;
  return (selects.length === 1 && only ? only : unionAll(...selects)).subquery(name);
}
