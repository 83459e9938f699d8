import type { TraceRows } from '../../cells/output';
import { ScrollArea } from '../scroll-area';
import { kindOf, oneLine, valueText } from '../value-text';

const rowsShown = 50;

interface SmallTableProps {
  readonly rows: TraceRows;
  readonly label: string;
}

/** A handful of rows, as they are. */
export function SmallTable({ rows: { columns, rows }, label }: SmallTableProps) {
  const numeric = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number') && rows.every((row) => kindOf(row[at] ?? null) === 'number' || row[at] === null));
  return (
    <ScrollArea class="savepoint-small-scroller" label={label}>
      <table class="savepoint-table savepoint-is-small" aria-label={label} style={{ '--savepoint-row-height': '24px' }}>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={at} scope="col" class={`savepoint-th ${numeric[at] === true ? 'savepoint-is-numeric' : ''}`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, rowsShown).map((row, number) => (
            <tr key={number} class="savepoint-tr">
              {columns.map((_, at) => {
                const value = row[at] ?? null;
                return (
                  <td key={at} class={`savepoint-td ${numeric[at] === true ? 'savepoint-is-numeric' : ''}`}>
                    {value === null ? <span class="savepoint-null">NULL</span> : oneLine(valueText(value), 80).text}
                  </td>
                );
              })}
            </tr>
          ))}
          {rows.length > rowsShown && (
            <tr class="savepoint-tr">
              <td class="savepoint-td" colSpan={columns.length}>
                …
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollArea>
  );
}
