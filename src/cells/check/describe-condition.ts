import type { CheckOutcome, Condition, Unmet } from './condition';

/** A condition as a person reads it, in English: what the command line and errors say. */
export function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'rows':
      return condition.rows.length === 0 ? 'no rows' : `the rows ${condition.rows.map((row) => row.join(', ')).join(' | ')}${condition.inOrder ? ', in this order' : ''}`;
    case 'anomaly':
      return `the anomaly ${condition.anomaly}`;
    case 'no anomaly':
      return 'no anomaly';
    case 'commits':
      return `${String(condition.least)} sessions that commit`;
    case 'normal form':
      return `the normal form ${condition.form}, without losing rows`;
    case 'preserving':
      return 'all dependencies kept';
    case 'prints':
      return `printed: ${condition.text}`;
    case 'value':
      return `the value ${condition.text}`;
    case 'error':
      return `the error ${condition.error}`;
    case 'statements':
      return `no more than ${String(condition.most)} statements`;
  }
}

function describeUnmet({ condition, found }: Unmet): string {
  return `wanted ${describeCondition(condition)}; found ${found === null ? 'none' : found === '' ? 'no rows' : found}`;
}

/** What an outcome has come to, in one English sentence a condition. */
export function describeOutcome({ unmet, isTask }: CheckOutcome): string {
  if (unmet.length === 0) return isTask ? 'solved' : 'as it should be';
  return unmet.map(describeUnmet).join('\n');
}
