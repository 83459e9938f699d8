import type { CellKind } from './cell-kind';
import { applyExpectation } from './expectation';
import type { CellOutput } from './output';
import type { CellToRun, Runner, RunnerOutcome, Surroundings } from './runner';
import { runScheduleCell } from './schedule/schedule-runner';
import { runSqlCell } from './sql/sql-runner';

const runners: Readonly<Partial<Record<CellKind, Runner>>> = { sql: runSqlCell, schedule: runScheduleCell };

/** A cell's output and the rows that the kernel holds for it. */
export interface RanCell {
  readonly output: CellOutput;
  readonly held: RunnerOutcome['held'];
}

/**
 * Runs one cell: picks its runner, times it, records what reached the databases and judges the result by what was expected.
 * @throws RangeError for a kind that no runner takes; hosts ask {@link notRunnable} first.
 */
export async function runCell(cell: CellToRun, surroundings: Surroundings): Promise<RanCell> {
  const runner = runners[cell.kind];
  if (!runner) throw new RangeError(`no runner takes ${cell.kind} cells`);
  const started = performance.now();
  const outcome = await runner(cell, surroundings);
  const output: CellOutput = {
    status: outcome.interrupted ? 'interrupted' : outcome.error ? 'error' : 'ok',
    reason: null,
    durationMs: performance.now() - started,
    engine: outcome.engine,
    stdout: outcome.stdout,
    log: outcome.log,
    value: outcome.value,
    results: outcome.results,
    statements: outcome.statements ?? surroundings.executed(),
    trace: outcome.trace,
    relation: null,
    error: outcome.error,
  };
  return { output: applyExpectation(output, cell.expect), held: outcome.held };
}
