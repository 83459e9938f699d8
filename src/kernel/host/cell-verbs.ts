import type { CellEngine } from '../../cells/cell-kind';
import type { CellOutput, CellValue } from '../../cells/output';
import type { NotebookSession } from './notebook-session';
import type { TrackedCell } from './tracked-cell';

/** What a person can ask of a cell wherever it is shown. */
export interface CellVerbs {
  run(): void;
  /** For a schedule: runs it elsewhere than it says. */
  runAt(engine: CellEngine, levels: readonly string[]): void;
  runAbove(): void;
  runAll(): void;
  stop(): void;
  reset(): void;
  /** Rejects when the kernel that held the rows is gone. */
  fetchRows(result: number, from: number, to: number): Promise<readonly (readonly CellValue[])[]>;
  /** Runs SQL on the cell's database, in turn with the note's cells; its output is not kept. */
  runSql(sql: string): Promise<CellOutput>;
  /** For an SQL cell: draws its database, below its output. False where there is nothing to draw. */
  drawSchema?(): Promise<boolean>;
}

/** The verbs of a cell of a session. */
export function verbsOf(session: NotebookSession, cell: TrackedCell): CellVerbs {
  return {
    run: () => void session.run(cell),
    runAt: (engine, levels) => void session.run(cell, { engine, levels }),
    runAbove: () => void session.runAbove(cell),
    runAll: () => void session.runAll(),
    stop: () => { session.stop(); },
    reset: () => { session.reset(); },
    ...(cell.cell.kind === 'sql' ? { drawSchema: () => session.drawSchema(cell) } : {}),
    runSql: (sql) => session.runSql(cell, sql),
    fetchRows: async (result, from, to) => {
      const rows = await session.rows(cell, result, from, to);
      if (!rows) throw new Error('the kernel no longer holds these rows');
      return rows;
    },
  };
}
