import { type ClauseElement } from '../sql/clause';
import { ColumnElement } from '../sql/elements';
import type { FromClause } from '../sql/from-clause';
import { replaceIn } from '../sql/traverse';
import type { Mapper } from './mapper';

/** Puts the columns of a FROM element in the place of those columns of tables that it presents. */
export class ColumnAdapter {
  #presented: Map<ClauseElement, ColumnElement> | null = null;

  /**
   * @param mapper tells which columns have the same value, where only one of them is presented
   * @param onNames columns that have no other connection are matched by their keys
   */
  constructor(
    readonly selectable: FromClause,
    private readonly mapper: Mapper | null = null,
    private readonly onNames = false,
  ) {}

  /** The column that presents `column`; null when there is none. */
  column(column: ColumnElement): ColumnElement | null {
    const own = this.#own(column);
    if (own) return own;
    for (const same of this.mapper?.propertyFor(column)?.columns ?? []) {
      const other = this.#own(same);
      if (other) return other;
    }
    return this.onNames && column.key !== null ? (this.selectable.c.get(column.key) ?? null) : null;
  }

  /** A copy of an element with all columns adapted. */
  in<E extends ClauseElement>(element: E, except: (column: ColumnElement) => boolean = () => false): E {
    return replaceIn(element, (one) => {
      if (!(one instanceof ColumnElement) || one.kind !== 'column' || except(one)) return undefined;
      return this.column(one) ?? undefined;
    });
  }

  #own(column: ColumnElement): ColumnElement | null {
    this.#presented ??= presentedColumns(this.selectable);
    return this.#presented.get(column.identity) ?? null;
  }
}

/** Which columns a FROM element presents, by each of which. The first that presents one is taken. */
function presentedColumns(selectable: FromClause): Map<ClauseElement, ColumnElement> {
  const presented = new Map<ClauseElement, ColumnElement>();
  const columns = selectable.c.values();
  for (const column of columns) presented.set(column.identity, column);
  for (const column of columns) for (const one of column.proxySet) if (!presented.has(one)) presented.set(one, column);
  return presented;
}
