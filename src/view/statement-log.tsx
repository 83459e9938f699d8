import { useMemo, useState } from 'preact/hooks';
import type { CellOutput } from '../cells/output';
import { useCell } from './cell-context';
import { OneByOne } from './one-by-one';
import { StatementItem } from './statement-item';
import { groupStatements, type Outcome, type StatementGroup } from './transactions';

/** Lines shown at first, and added by each "show more". */
const step = 200;

/** Everything that reached a database on behalf of the cell, by transaction. */
export function StatementLog({ statements, oneByOne = [] }: Pick<CellOutput, 'statements' | 'oneByOne'>) {
  const { words } = useCell();
  const [limit, setLimit] = useState(step);
  const groups = useMemo(() => groupStatements(statements), [statements]);
  const numbers = useMemo(() => new Map(statements.map((statement, at) => [statement, at + 1])), [statements]);
  const engines = new Set(groups.map(({ engine }) => engine));
  const sessions = new Set(groups.map(({ engine, connection }) => `${engine}#${connection}`));
  const headed = sessions.size > 1 || groups.some(({ transaction }) => transaction !== null);
  const shown = cut(groups, limit);
  const left = statements.length - count(shown);
  return (
    <div class="savepoint-statements">
      {oneByOne.map((loaded) => (
        <OneByOne key={loaded.attribute} loaded={loaded} />
      ))}
      {shown.map((group, at) => (
        <section key={at} class="savepoint-group">
          {headed && <GroupHead group={group} sessions={sessions.size} engines={engines.size} />}
          <ol class="savepoint-group-list">
            {group.runs.map((run, place) => (
              <StatementItem
                key={place}
                run={run}
                number={sessions.size > 1 && run.executions[0] !== undefined ? numbers.get(run.executions[0]) : undefined}
              />
            ))}
          </ol>
        </section>
      ))}
      {left > 0 && (
        <button type="button" class="savepoint-button savepoint-link" onClick={() => { setLimit(limit + step); }}>
          {words.sql.moreStatements(left)}
        </button>
      )}
    </div>
  );
}

const symbols: Readonly<Record<Outcome, string>> = { committed: '✓', 'rolled back': '✕', 'left open': '○' };

interface GroupHeadProps {
  readonly group: StatementGroup;
  readonly sessions: number;
  readonly engines: number;
}

function GroupHead({ group, sessions, engines }: GroupHeadProps) {
  const { sql } = useCell().words;
  const { transaction, outcome, connection, engine } = group;
  const outcomes: Readonly<Record<Outcome, string>> = {
    committed: sql.committed,
    'rolled back': sql.rolledBack,
    'left open': sql.leftOpen,
  };
  return (
    <div class="savepoint-group-head">
      <span class="savepoint-heading">{transaction === null ? sql.autocommit : sql.transaction(transaction)}</span>
      {outcome !== null && (
        <span class={`savepoint-outcome savepoint-outcome-${outcome.replace(' ', '-')}`}>
          <span aria-hidden="true">{symbols[outcome]} </span>
          {outcomes[outcome]}
        </span>
      )}
      {sessions > 1 && <span>{sql.connection(connection)}</span>}
      {engines > 1 && <span>{engine}</span>}
    </div>
  );
}

/** The groups down to `limit` lines. */
function cut(groups: readonly StatementGroup[], limit: number): readonly StatementGroup[] {
  const shown: StatementGroup[] = [];
  let left = limit;
  for (const group of groups) {
    if (left <= 0) break;
    shown.push({ ...group, runs: group.runs.slice(0, left) });
    left -= group.runs.length;
  }
  return shown;
}

function count(groups: readonly StatementGroup[]): number {
  return groups.reduce((sum, { runs }) => sum + runs.reduce((some, run) => some + run.executions.length, 0), 0);
}
