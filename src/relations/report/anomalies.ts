import type { CodedTable, Value } from '../data/table';
import type { SchemaFacts } from '../design/facts';
import { highestForm, normalForms } from '../design/normal-form';
import type { Violation } from '../design/violations';
import { emptySet, members, type AttributeSet } from '../schema/attribute-set';

/** A fact that rows repeat, and what goes wrong with it. Sets are attribute numbers' bits. */
export interface Anomaly {
  readonly kind: 'update' | 'insert' | 'delete';
  /** What the fact is about, and what it says. */
  readonly left: AttributeSet;
  readonly right: AttributeSet;
  /** Rows that hold the fact: all to be changed, or all to be deleted. None for an insertion. */
  readonly rows: readonly (readonly Value[])[];
  /** How many rows hold it, where not all are in `rows`. */
  readonly count: number;
  /** Attributes of the key that would have to be invented to insert the fact. */
  readonly lacking: AttributeSet;
}

/** Rows of an anomaly that are handed out. */
const shownRows = 20;

/**
 * The update, insert and delete anomaly of a table, shown on its rows, for the first dependency that breaks the first
 * broken form. Empty where nothing is broken or there are no rows.
 */
export function anomaliesOf(table: CodedTable, { keys, closure, all }: SchemaFacts, violations: readonly Violation[]): Anomaly[] {
  const highest = highestForm(new Set(violations.map(({ form }) => form)));
  const broken = normalForms[normalForms.indexOf(highest) + 1];
  const first = violations.find(({ form }) => form === broken);
  if (!first || table.rows.length === 0 || first.form === '5NF') return [];
  const left = first.form === '4NF' ? first.left : first.dependency.left;
  const right = first.form === '4NF' ? (first.blocks[0] ?? emptySet) : rightOf(left, violations, closure);
  // Rows that say the same: where they contradict a dependency, those that agree on its left side alone do not.
  const sizes = [...groupsBy(left | right, table).values()].sort((a, b) => b.length - a.length);
  // A fact about nothing known is a poor example.
  const known = sizes.filter(([row = 0]) => members(left | right).every((column) => table.rows[row]?.[column] !== null));
  const [key = all] = keys.sets;
  const lacking = key & ~(first.form === '4NF' ? left | right : closure(left));
  const pick = (rows: readonly number[]): (readonly Value[])[] => rows.slice(0, shownRows).map((row) => table.rows[row] ?? []);
  const examples = known.length > 0 ? known : sizes;
  const [largest = []] = examples;
  const smallest = examples.at(-1) ?? [];
  const anomalies: Anomaly[] = [];
  if (largest.length > 1) anomalies.push({ kind: 'update', left, right, rows: pick(largest), count: largest.length, lacking: emptySet });
  // What is the same in every row is about nothing that could be inserted or deleted.
  if (left === emptySet) return anomalies;
  if (lacking !== emptySet) anomalies.push({ kind: 'insert', left, right, rows: [], count: 0, lacking });
  anomalies.push({ kind: 'delete', left, right, rows: pick(smallest), count: smallest.length, lacking: emptySet });
  return anomalies;
}

/** All that breaks the forms together with the same left side. */
function rightOf(left: AttributeSet, violations: readonly Violation[], closure: (set: AttributeSet) => AttributeSet): AttributeSet {
  let right = emptySet;
  for (const violation of violations) {
    if (violation.form === '4NF' || violation.form === '5NF') continue;
    if (violation.dependency.left === left) right |= violation.dependency.right;
  }
  return right === emptySet ? closure(left) & ~left : right;
}

function groupsBy(left: AttributeSet, table: CodedTable): Map<string, number[]> {
  const columns = members(left).map((column) => table.codes[column] ?? new Int32Array(0));
  const groups = new Map<string, number[]>();
  for (const row of table.rows.keys()) {
    const key = columns.map((codes) => codes[row]).join();
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
