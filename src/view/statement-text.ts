import type { CellOutput } from '../cells/output';
import { groupStatements, parameterSets } from './transactions';
import { literalText, oneLine } from './value-text';
import type { Words } from './words';

/** Lines of SQL that are told; the others are counted. */
const most = 60;

/**
 * Everything that reached a database on behalf of a cell, as text: repeated statements once with their count, causes
 * behind them, and before it what was read object by object.
 */
export function statementsText({ statements, oneByOne = [] }: Pick<CellOutput, 'statements' | 'oneByOne'>, { sql, bar }: Words): string {
  const runs = groupStatements(statements).flatMap((group) => group.runs);
  const lines = runs.slice(0, most).map(({ executions, sql: text, cause }) => {
    const [first] = executions;
    const [values = []] = executions.length === 1 && first ? parameterSets(first) : [];
    const given = values.length === 0 ? '' : `  [${values.slice(0, 20).map((value) => oneLine(literalText(value), 60).text).join(', ')}${values.length > 20 ? ', …' : ''}]`;
    const why = cause === null ? '' : `  -- ${sql.cause(cause, executions.length)}`;
    return `  ${text.replace(/\s+/g, ' ').trim()}${given}${executions.length > 1 ? `  ${sql.times(executions.length)}` : ''}${why}`;
  });
  const left = runs.slice(most).reduce((sum, { executions }) => sum + executions.length, 0);
  return [
    ...oneByOne.map(({ attribute, count, remedy }) => `N+1 ${sql.oneByOne(attribute, count)} ${remedy}`),
    `${bar.statements(statements.length)}:`,
    ...lines,
    ...(left > 0 ? [`  … ${bar.statements(left)}`] : []),
  ].join('\n');
}
