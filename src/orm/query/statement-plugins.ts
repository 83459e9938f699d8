import { setEntityPlugins } from '../map/entity';
import type { DmlPlugin } from '../sql/dml-plugin';
import type { StatementPlugin } from '../sql/plugin';
import { compileDml } from './dml-compile';
import { fromStatement } from './from-statement';
import { compileSelect } from './select-compile';

/** What SELECTs of entities ask of the ORM. */
const selectPlugin: StatementPlugin = {
  toCore: (select, { toplevel }) => compileSelect(select, toplevel).core,
  selectedColumns: (select) => compileSelect(select, false).core.selectedColumns,
  fromStatement,
};

/** What INSERTs, UPDATEs and DELETEs of mapped classes ask of the ORM. */
const dmlPlugin: DmlPlugin = {
  toCore: (statement) => compileDml(statement).core,
  returningColumns: (statement) => compileDml(statement).core.selectedColumns,
};

/** Lets statements take mapped classes. To be called once, by the room that executes them. */
export function registerStatementPlugins(): void {
  setEntityPlugins({ select: selectPlugin, dml: dmlPlugin });
}
