import { loadedOneByOne } from './causes/one-by-one';
import type { CellKind } from './cell-kind';
import { applyCheck } from './check/apply-check';
import { applyExpectation } from './expectation';
import type { CellOutput } from './output';
import { runRelationCell } from './relation/relation-runner';
import type { CellToRun, Runner, RunnerOutcome, Surroundings } from './runner';
import { runMatrixCell } from './schedule/matrix-runner';
import { runScheduleCell } from './schedule/schedule-runner';
import { runSqlCell } from './sql/sql-runner';

/** Runners by kind. */
export type Runners = Readonly<Partial<Record<CellKind, Runner>>>;

/** The runners that keep nothing from cell to cell. */
const statelessRunners: Runners = { sql: runSqlCell, schedule: runScheduleCell, relation: runRelationCell };

/** A cell's output, and what of it the kernel keeps. */
export interface RanCell extends Pick<RunnerOutcome, 'rows' | 'defined'> {
  readonly output: CellOutput;
  readonly held: RunnerOutcome['held'];
}

/**
 * Runs one cell: picks its runner, times it, records what reached the databases and judges the result by what was expected.
 * @param languages the runners that hold variables of earlier cells
 * @throws RangeError for a kind that no runner takes; hosts ask {@link notRunnable} first.
 */
export async function runCell(cell: CellToRun, surroundings: Surroundings, languages: Runners = {}): Promise<RanCell> {
  const runner = cell.matrix ? runMatrixCell : (languages[cell.kind] ?? statelessRunners[cell.kind]);
  if (!runner) throw new RangeError(`no runner takes ${cell.kind} cells`);
  const started = performance.now();
  const outcome = await runner(cell, surroundings);
  const statements = outcome.statements ?? surroundings.executed();
  const oneByOne = loadedOneByOne(statements, cell.code);
  const output: CellOutput = {
    status: outcome.interrupted ? 'interrupted' : outcome.error ? 'error' : 'ok',
    reason: null,
    durationMs: performance.now() - started,
    engine: outcome.engine,
    stdout: outcome.stdout,
    log: outcome.log,
    value: outcome.value,
    results: outcome.results,
    ...(outcome.trees && outcome.trees.length > 0 ? { trees: outcome.trees } : {}),
    statements,
    ...(oneByOne.length > 0 ? { oneByOne } : {}),
    ...(outcome.sessions && outcome.sessions.length > 0 ? { sessions: outcome.sessions } : {}),
    ...(outcome.diagram ? { diagram: outcome.diagram } : {}),
    trace: outcome.trace,
    matrix: outcome.matrix ?? null,
    recovery: outcome.recovery ?? null,
    relation: outcome.relation ?? null,
    error: outcome.error,
  };
  return { output: applyCheck(applyExpectation(output, cell.expect), cell.check), held: outcome.held, rows: outcome.rows, defined: outcome.defined };
}
