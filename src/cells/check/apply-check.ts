import { plainError } from '../cell-error';
import type { CellOutput } from '../output';
import type { Check } from './condition';
import { describeOutcome } from './describe-condition';
import { judge } from './judge';

/**
 * Judges an output by the cell's `check=`. An exercise that is not solved yet stays what it is; any other cell that does
 * not reach what it must is an error.
 */
export function applyCheck(output: CellOutput, check: Check | undefined): CellOutput {
  if (!check || output.status === 'interrupted' || output.status === 'skipped') return output;
  const outcome = judge(output, check);
  // An error that is what was wanted is none.
  const isWanted = output.status === 'error' && outcome.unmet.length === 0;
  const judged: CellOutput = { ...output, ...(isWanted ? { status: 'ok' as const } : {}), check: outcome };
  if (outcome.isTask || outcome.unmet.length === 0 || judged.status === 'error') return judged;
  return { ...judged, status: 'error', error: plainError('CheckError', describeOutcome(outcome)) };
}
