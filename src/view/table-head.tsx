import { useCell } from './cell-context';
import { needsFiller, trackWidth, type Column } from './columns';
import type { Sort } from './row-order';

interface TableHeadProps {
  readonly columns: readonly Column[];
  readonly sort: Sort | null;
  /** True where the table draws only some rows, and so cannot find its widths from all. */
  readonly long: boolean;
  readonly onSort: (column: number) => void;
}

/** Names and types of the columns; each sorts the table. */
export function TableHead({ columns, sort, long, onSort }: TableHeadProps) {
  const { words } = useCell();
  const stretched = long ? widestText(columns) : -1;
  const filler = needsFiller(columns);
  return (
    <>
      {long && (
        <colgroup>
          {columns.map((column, at) => (
            <col key={at} class="savepoint-track" style={{ '--savepoint-track': at === stretched ? null : `${trackWidth(column)}ch` }} />
          ))}
        </colgroup>
      )}
      <thead>
        <tr aria-rowindex={long ? 1 : undefined}>
          {columns.map((column, at) => {
            const sorted = sort?.column === at ? sort.direction : undefined;
            return (
              <th
                key={at}
                scope="col"
                class={`savepoint-th ${column.numeric ? 'savepoint-is-numeric' : ''}`}
                aria-sort={sorted}
              >
                <button
                  type="button"
                  class="savepoint-button savepoint-sort"
                  title={words.table.sortBy(column.name)}
                  onClick={() => { onSort(at); }}
                >
                  <span class="savepoint-column">{column.name}</span>
                  {column.type !== '' && <span class="savepoint-type">{column.type}</span>}
                  {sorted !== undefined && (
                    <span class="savepoint-direction" aria-hidden="true">
                      {sorted === 'ascending' ? '↑' : '↓'}
                    </span>
                  )}
                </button>
              </th>
            );
          })}
          {filler && <td class="savepoint-th savepoint-filler" aria-hidden="true" />}
        </tr>
      </thead>
    </>
  );
}

/** The column that takes what room is left: the one with the longest text. */
function widestText(columns: readonly Column[]): number {
  let widest = -1;
  for (const [at, column] of columns.entries()) {
    if (!column.numeric && column.width > (columns[widest]?.width ?? 0)) widest = at;
  }
  return widest;
}
