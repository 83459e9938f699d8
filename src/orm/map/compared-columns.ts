import type { ClauseElement } from '../sql/clause';
import { BinaryExpression, ExpressionClauseList } from '../sql/elements';
import { operators } from '../sql/operators';

/** How many pairs of columns a condition compares for equality, where it says nothing else; null otherwise. */
export function comparedPairs(condition: ClauseElement): number | null {
  if (condition instanceof BinaryExpression) {
    return condition.operator === operators.eq && condition.left.kind === 'column' && condition.right.kind === 'column' ? 1 : null;
  }
  if (!(condition instanceof ExpressionClauseList) || condition.operator !== operators.and) return null;
  return condition.clauses.reduce<number | null>((sum, clause) => {
    const pairs = comparedPairs(clause);
    return sum === null || pairs === null ? null : sum + pairs;
  }, 0);
}
