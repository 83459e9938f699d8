import type { CellValue } from '../cells/output';
import { useCell } from './cell-context';
import { needsFiller, type Column } from './columns';
import type { Row } from './model';
import type { RowWindow } from './row-window';
import { kindOf, oneLine, valueText } from './value-text';

/** A cell of a table, by the row's number as it came and the column's. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

interface TableBodyProps {
  readonly columns: readonly Column[];
  readonly inView: RowWindow;
  /** Which row stands at a place. */
  readonly rowAt: (place: number) => number;
  /** A row, or undefined while it is being fetched. */
  readonly row: (index: number) => Row | undefined;
  readonly long: boolean;
  /** The cell whose whole value is shown. */
  readonly open: CellPlace | null;
  readonly onOpen: (place: CellPlace) => void;
}

/** The rows in the window, between two blank stretches for the others. */
export function TableBody({ columns, inView, rowAt, row, long, open, onOpen }: TableBodyProps) {
  const { words } = useCell();
  const filler = needsFiller(columns);
  const span = columns.length + Number(filler);
  const places = Array.from({ length: inView.to - inView.from }, (_, at) => inView.from + at);
  return (
    <>
      <Stretch height={inView.before} span={span} />
      <tbody>
        {places.map((place) => {
          const number = rowAt(place);
          const values = row(number);
          return (
            <tr key={place} class="savepoint-tr" aria-rowindex={long ? place + 2 : undefined}>
              {values === undefined ? (
                <td class="savepoint-td savepoint-placeholder" colSpan={span}>
                  <span class="savepoint-unseen">{words.table.loadingRow}</span>
                </td>
              ) : (
                columns.map((column, at) => (
                  <ValueCell
                    key={at}
                    column={column}
                    value={values[at] ?? null}
                    open={open?.row === number && open.column === at}
                    onOpen={() => { onOpen({ row: number, column: at }); }}
                  />
                ))
              )}
              {filler && values !== undefined && <td class="savepoint-td savepoint-filler" aria-hidden="true" />}
            </tr>
          );
        })}
      </tbody>
      <Stretch height={inView.after} span={span} />
    </>
  );
}

/** Blank height in place of rows that are out of view. */
function Stretch({ height, span }: { readonly height: number; readonly span: number }) {
  if (height === 0) return null;
  return (
    <tbody class="savepoint-stretch" aria-hidden="true">
      <tr>
        <td colSpan={span} style={{ height: `${height}px` }} />
      </tr>
    </tbody>
  );
}

interface ValueCellProps {
  readonly column: Column;
  readonly value: CellValue;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function ValueCell({ column, value, open, onOpen }: ValueCellProps) {
  const { words } = useCell();
  const kind = kindOf(value);
  const { text, cut } = oneLine(valueText(value), column.width);
  const classes = ['savepoint-td', `savepoint-value-${kind}`];
  if (column.numeric) classes.push('savepoint-is-numeric');
  if (column.mono) classes.push('savepoint-is-mono');
  return (
    <td class={classes.join(' ')}>
      {cut ? (
        <button
          type="button"
          class="savepoint-button savepoint-cut"
          aria-expanded={open}
          title={words.table.showValue}
          onClick={onOpen}
        >
          {text}
        </button>
      ) : kind === 'null' ? (
        <span class="savepoint-null">{text}</span>
      ) : (
        text
      )}
    </td>
  );
}
