import { ColumnElement } from '../sql/elements';
import { Column } from '../sql/schema/column';
import { replaceIn, walk } from '../sql/traverse';

/** Marks a column of a `primaryjoin` that gets its value from the other side. @see sqlalchemy.orm.foreign */
export function foreign<T>(column: ColumnElement<T>): ColumnElement<T> {
  return column.annotate({ foreign: true });
}

/** Marks a column of a `primaryjoin` that is on the side of the target. @see sqlalchemy.orm.remote */
export function remote<T>(column: ColumnElement<T>): ColumnElement<T> {
  return column.annotate({ remote: true });
}

/** The columns of a condition that are marked so, by identity; null where none is. */
export function annotatedColumns(join: ColumnElement, annotation: 'foreign' | 'remote'): ReadonlySet<object> | null {
  const found = new Set<object>();
  for (const element of walk(join)) if (element instanceof ColumnElement && element.annotations[annotation] === true) found.add(element.identity);
  return found.size > 0 ? found : null;
}

/** The condition with its marks on columns as they are now: in a class body they are marked before they have a name and a table. */
export function markedAnew(join: ColumnElement): ColumnElement {
  return replaceIn(join, (element) => {
    const { origin } = element;
    return element instanceof Column && origin instanceof Column && element.table !== origin.table ? origin.annotate(element.annotations) : undefined;
  });
}
