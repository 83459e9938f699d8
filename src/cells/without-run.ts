import type { CellError, CellOutput } from './output';

/** The output of a cell that was not run, or that failed before anything ran. */
export function withoutRun(status: 'skipped' | 'error' | 'interrupted', reason: string | null, error: CellError | null): CellOutput {
  return {
    status, reason, error, durationMs: 0, engine: null, stdout: '', log: '', value: null,
    results: [], statements: [], trace: null, matrix: null, recovery: null, relation: null,
  };
}
