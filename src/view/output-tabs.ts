import type { CellOutput } from '../cells/output';
import type { TabWords } from './words/words';

/** The parts that an output may have. `main` holds the result: trace, tables, printed text, value, error. */
export type TabId = 'main' | 'sql' | 'objects' | 'plan' | 'log';

/** A tab of an output. */
export interface Tab {
  readonly id: TabId;
  readonly label: string;
  readonly count: number | null;
}

/** The tabs of an output: those that have content, and `main` where none has. */
export function tabsOf(output: CellOutput, words: TabWords): readonly Tab[] {
  const tabs: Tab[] = [];
  const { statements, results, sessions = [] } = output;
  const printedOnly = results.length === 0 && (output.trees ?? []).length === 0 && output.diagram === undefined && output.error === null && output.recovery === null && output.matrix === null && output.relation === null && output.status === 'ok';
  const label = output.trace !== null ? words.trace : output.relation !== null ? words.relation : printedOnly ? words.output : words.result;
  if (hasMain(output)) tabs.push({ id: 'main', label, count: null });
  if (statements.length > 0) tabs.push({ id: 'sql', label: words.sql, count: statements.length });
  if (sessions.length > 0) tabs.push({ id: 'objects', label: words.objects, count: sessions.reduce((sum, { objects, more }) => sum + objects.length + more, 0) });
  if (results.some((result) => result.plan !== null)) tabs.push({ id: 'plan', label: words.plan, count: null });
  if (output.log !== '') tabs.push({ id: 'log', label: words.log, count: null });
  return tabs.length > 0 ? tabs : [{ id: 'main', label: words.output, count: null }];
}

/** The tab to begin with: the plan of an output that is nothing but a plan, else the first one. */
export function bestTab(output: CellOutput, tabs: readonly Tab[]): TabId {
  const withRows = output.results.filter((result) => result.columns.length > 0);
  const plansOnly = withRows.length > 0 && withRows.every((result) => result.plan !== null);
  if (plansOnly && output.status === 'ok') return 'plan';
  return tabs[0]?.id ?? 'main';
}

/**
 * True for the plain case of a SQL cell, whose statements stand right above in the note: its tabs go into the bar, so
 * that no strip stands between the code and its rows.
 */
export function isQuiet(output: CellOutput, tabs: readonly Tab[]): boolean {
  const plain = output.trace === null && tabs.length === 2 && tabs[0]?.id === 'main' && tabs[1]?.id === 'sql';
  return plain && output.statements.length <= Math.max(1, output.results.length);
}

function hasMain(output: CellOutput): boolean {
  return (
    output.trace !== null ||
    output.matrix !== null ||
    output.recovery !== null ||
    output.relation !== null ||
    output.results.length > 0 ||
    output.error !== null ||
    output.status !== 'ok' ||
    output.stdout !== '' ||
    output.value !== null ||
    output.diagram !== undefined ||
    (output.trees ?? []).length > 0
  );
}
