import { remark } from '../../remarks';
import type { ClauseElement } from '../clause';

/** A SELECT, as far as an expression must know one. */
interface SelectLike extends ClauseElement {
  scalarSubquery(): ClauseElement;
}

/** A SELECT where a value is expected. */
export function scalarOf(element: SelectLike): ClauseElement {
  if (element.kind !== 'scalar_select') remark('implicitly coercing SELECT object to scalar subquery; please use the .scalar_subquery() method to produce a scalar subquery.');
  return element.scalarSubquery();
}

export function isSelectLike(element: ClauseElement): element is SelectLike {
  return 'scalarSubquery' in element;
}
