import { useState } from 'preact/hooks';
import type { CellValue, Statement } from '../cells/output';
import { useCell } from './cell-context';
import { SqlText } from './sql-text';
import { parameterSets, type StatementRun } from './transactions';
import { literalText, oneLine } from './value-text';

/** Executions listed when a repeated statement is opened. */
const listed = 100;

interface StatementItemProps {
  readonly run: StatementRun;
  /** Its place among all statements, where connections interleave. */
  readonly number: number | undefined;
}

/** One line of the statement log: the SQL, its parameters, rows and time; repetitions are counted and can be opened. */
export function StatementItem({ run, number }: StatementItemProps) {
  const { words } = useCell();
  const [open, setOpen] = useState(false);
  const { executions, sql, frame, cause } = run;
  const first = executions[0];
  if (first === undefined) return null;
  const sets = parameterSets(first);
  const repeated = executions.length > 1;
  const lists = repeated ? executions : sets.length > 1 ? sets : null;
  const time = executions.reduce((sum, execution) => sum + execution.durationMs, 0);
  const classes = ['savepoint-statement'];
  if (frame) classes.push('savepoint-is-frame');
  if (number !== undefined) classes.push('savepoint-is-numbered');
  return (
    <li class={classes.join(' ')}>
      {number !== undefined && <span class="savepoint-number">{words.number(number)}</span>}
      <SqlText sql={sql.trim()} />
      <span class="savepoint-figure">
        {lists === null ? (
          !frame && first.rowCount !== null && words.table.rows(first.rowCount)
        ) : (
          <button
            type="button"
            class="savepoint-button savepoint-times"
            aria-expanded={open}
            title={words.sql.showTimes(lists.length)}
            onClick={() => { setOpen(!open); }}
          >
            {repeated ? words.sql.times(lists.length) : words.sql.sets(lists.length)}
          </button>
        )}
      </span>
      <span class="savepoint-figure">{words.duration(time)}</span>
      {lists === null && <Parameters values={sets[0] ?? []} />}
      {cause !== null && <span class="savepoint-cause">{words.sql.cause(cause, executions.length)}</span>}
      {open && <Executions run={run} />}
    </li>
  );
}

/** What each execution was given and gave. */
function Executions({ run }: { readonly run: StatementRun }) {
  const { words } = useCell();
  const { executions } = run;
  const entries = executions.length > 1 ? executions.map(entryOf) : setsOf(executions[0]);
  return (
    <ol class="savepoint-executions">
      {entries.slice(0, listed).map((entry, at) => (
        <li key={at} class="savepoint-execution">
          <Parameters values={entry.values} />
          <span class="savepoint-figure">{entry.rowCount !== null && words.table.rows(entry.rowCount)}</span>
          <span class="savepoint-figure">{entry.durationMs !== null && words.duration(entry.durationMs)}</span>
        </li>
      ))}
      {entries.length > listed && <li class="savepoint-execution">…</li>}
    </ol>
  );
}

interface Entry {
  readonly values: readonly CellValue[];
  readonly rowCount: number | null;
  readonly durationMs: number | null;
}

function entryOf(execution: Statement): Entry {
  const { rowCount, durationMs } = execution;
  return { values: parameterSets(execution).flat(), rowCount, durationMs };
}

function setsOf(execution: Statement | undefined): readonly Entry[] {
  if (execution === undefined) return [];
  return parameterSets(execution).map((values) => ({ values, rowCount: null, durationMs: null }));
}

function Parameters({ values }: { readonly values: readonly CellValue[] }) {
  const { words } = useCell();
  if (values.length === 0) return <span class="savepoint-parameters" />;
  const shown = values.slice(0, 50).map((value) => oneLine(literalText(value), 80).text);
  return (
    <span class="savepoint-parameters">
      <span class="savepoint-unseen">{words.sql.parameters} </span>
      [{shown.join(', ')}
      {values.length > shown.length && ', …'}]
    </span>
  );
}
