import { asClause } from '../../sql/clause';

/** Arguments, and the record of options at their end. */
export function withOptions<O extends object>(given: readonly unknown[]): [attributes: readonly unknown[], options: O] {
  const last = given[given.length - 1];
  const isRecord = typeof last === 'object' && last !== null && Object.getPrototypeOf(last) === Object.prototype && !asClause(last);
  return isRecord ? [given.slice(0, -1), last as O] : [given, {} as O];
}
