import type { ClauseElement } from '../clause';

/** A SELECT, as far as an expression must know one. */
interface SelectLike extends ClauseElement {
  scalarSubquery(): ClauseElement;
}

export function isSelectLike(element: ClauseElement): element is SelectLike {
  return 'scalarSubquery' in element;
}
