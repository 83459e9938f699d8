import { allOf, has, single, type AttributeSet } from '../schema/attribute-set';
import { Budget } from '../schema/budget';
import type { FoundSets } from '../schema/candidate-keys';
import { functional, type FunctionalDependency } from '../schema/dependency';
import { minimalHittingSets } from '../schema/hitting-sets';
import { Differences } from './differences';
import type { CodedTable } from './table';

/** What holds in the rows of a table. It need not be a rule. */
export interface Discovered {
  /** All minimal X → A that hold, X without an attribute to spare. */
  readonly functionals: readonly FunctionalDependency[];
  /** All minimal sets of columns in which no two distinct rows agree. */
  readonly unique: FoundSets;
  /** False where the search was ended before it had found all. */
  readonly complete: boolean;
}

/** Steps that a discovery takes at most: some seconds. */
const usualSteps = 250_000;
/** With more functional dependencies the search is ended: nobody reads them. */
const mostFound = 20_000;

/**
 * All minimal functional dependencies and unique column sets of a table: minimal sets that meet the differences of its
 * rows, each checked on the rows by partitions; what fails shows new differences.
 * @see T. Bleifuß et al., "Discovering functional dependencies through hitting set enumeration", 2024
 */
export function discover(table: CodedTable, steps: number = usualSteps): Discovered {
  const width = table.columns.length;
  const all = allOf(width);
  const differences = new Differences(table);
  // Shares of their own, so that a hard column does not take the others' time; what one leaves, the next may use.
  let left = steps;
  let complete = true;
  const within = <T>(shares: number, search: (budget: Budget) => T): T => {
    const budget = new Budget(left / shares);
    const found = search(budget);
    left -= left / shares - Math.max(0, budget.left);
    complete &&= !budget.spent();
    return found;
  };
  const unique = within(width + 1, (budget) => minimalHittingSets(all, differences.minimal(() => true, 0n), (candidate) => differences.ofTwins(candidate, budget), budget));
  const uniqueComplete = complete;
  const functionals: FunctionalDependency[] = [];
  for (const column of table.columns.keys()) {
    const lefts = within(width - column, (budget) => determinantsOf(column, table, all, differences, budget));
    for (const set of lefts) functionals.push(functional(set, single(column)));
    if (functionals.length > mostFound) left = 0;
  }
  return { functionals, unique: { sets: unique, complete: uniqueComplete }, complete };
}

function determinantsOf(column: number, table: CodedTable, all: AttributeSet, differences: Differences, budget: Budget): AttributeSet[] {
  const target = single(column);
  if ((table.counts[column] ?? 0) <= 1) return [0n];
  const known = differences.minimal((set) => has(set, column), target);
  return minimalHittingSets(all & ~target, known, (candidate) => differences.against(candidate, column, budget), budget);
}
