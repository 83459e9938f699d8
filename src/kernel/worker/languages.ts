import type { CellNames } from '../../cells/cell-names';
import type { CellPlace } from '../../cells/cell-place';
import { mappedTable, type MappedTable } from '../../cells/mapped-table';
import type { NamedRows } from '../../cells/named-rows';
import { drawDatabase } from '../../cells/orm/draw-database';
import type { SchemaDiagram } from '../../cells/output';
import { PythonSession } from '../../cells/python/python-session';
import type { Runner } from '../../cells/runner';
import { TypeScriptSession, type ScriptHost } from '../../cells/typescript/typescript-session';
import type { Database } from '../../databases/database';
import type { Flow } from '../../databases/flow';

/** What a kernel has for code: TypeScript, Python, and the ORM that both speak to. Half of Savepoint, and nothing that SQL needs. */
export interface Languages {
  readonly typescript: Runner;
  readonly python: Runner;
  names(kind: 'typescript' | 'python', code: string): CellNames;
  /** A promise of a cell's code was rejected, and nothing took the error. */
  rejected(reason: unknown): void;
  /** The table of a class that cells have mapped; null where there is no such class. */
  mapped(name: string, place: CellPlace): MappedTable | null;
  drawDatabase(database: Database): Flow<SchemaDiagram | null>;
}

/** Makes the languages of one kernel. */
export type MakeLanguages = (scripts: ScriptHost, rows: NamedRows) => Languages;

export const makeLanguages: MakeLanguages = (scripts, rows) => {
  const typescript = new TypeScriptSession(scripts, rows);
  const python = new PythonSession(scripts.timers, rows);
  return {
    typescript: (cell, surroundings) => typescript.run(cell, surroundings),
    python: (cell, surroundings) => python.run(cell, surroundings),
    names: (kind, code) => (kind === 'typescript' ? typescript : python).names(code),
    rejected: (reason) => { typescript.rejected(reason); },
    mapped: (name, place) => {
      const mapper = typescript.mapper(name, place) ?? python.mapper(name, place);
      return mapper && mappedTable(mapper);
    },
    drawDatabase,
  };
};
