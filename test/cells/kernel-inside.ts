import type { CellOutput } from '../../src/cells/output';
import { drawDatabase } from '../../src/cells/orm/draw-database';
import { runCell } from '../../src/cells/run-cell';
import { rowBytes, type CellToRun, type Surroundings } from '../../src/cells/runner';
import { toCellValue } from '../../src/cells/sql/cell-values';
import type { Database, Executed } from '../../src/databases/database';
import { runAsync } from '../../src/databases/flow';
import { NotebookDatabases } from '../../src/kernel/worker/notebook-databases';
import { nodeParts } from '../databases/node-parts';

const parts = nodeParts();

/** A kernel's inside without its messages: cells run one after another on the real engines. */
export class KernelInside {
  #executed: Executed[] = [];
  readonly discarded: Database[] = [];
  readonly progress: (readonly [done: number, of: number])[] = [];
  interrupted: () => boolean = () => false;
  readonly #databases = new NotebookDatabases(parts, { onExecuted: (one) => this.#executed.push(one), interrupted: () => this.interrupted() }, () => undefined);

  async run(code: string, options: Partial<CellToRun> = {}): Promise<CellOutput> {
    this.#executed = [];
    const surroundings: Surroundings = {
      session: (engine, db, name) => this.#databases.session(engine, db, name),
      drive: (flow) => runAsync(flow),
      fresh: (engine) => this.#databases.fresh(engine),
      copy: (database) => this.#databases.copy(database),
      crash: (database) => this.#databases.crash(database),
      progress: (done, of) => this.progress.push([done, of]),
      executed: () => this.#executed.map((one) => ({ ...one, parameters: one.parameters.map((value) => toCellValue(value as never)) })),
      caused: () => undefined,
      mapped: () => null,
      drawSchema: (on) => runAsync(drawDatabase(on.database)),
      interrupted: () => this.interrupted(),
      discard: (database) => this.discarded.push(database),
    };
    const cell: CellToRun = {
      kind: 'sql', language: 'sql', levels: [], code, engine: 'sqlite', db: null, session: null, preparation: null, printed: false, matrix: null, crash: false, fork: false, expect: null,
      timeoutMs: 10_000, limits: { sent: 1_000, held: 5_000, ...rowBytes }, ...options,
    };
    return (await runCell(cell, surroundings)).output;
  }
}
