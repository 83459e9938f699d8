import type { ResultSet } from '../cells/output';
import { useCell } from './cell-context';
import type { RowPages } from './row-pages';
import type { Words } from './words';

interface TableFootProps {
  readonly result: ResultSet;
  readonly pages: RowPages;
  /** True while rows are fetched to be sorted. */
  readonly sorting: boolean;
}

/** How many rows there are, the command tag, and how fetching goes. */
export function TableFoot({ result, pages, sorting }: TableFootProps) {
  const { words } = useCell();
  return (
    <div class="savepoint-foot">
      <span>{rowsText(result, pages.count, words)}</span>
      <span class="savepoint-tag">{result.tag}</span>
      <span class="savepoint-fetching" role="status">
        {pages.failed ? words.table.fetchFailed : sorting && words.table.sorting(pages.have, pages.count)}
      </span>
      {pages.failed && (
        <button type="button" class="savepoint-button savepoint-link" onClick={() => { pages.retry(); }}>
          {words.table.tryAgain}
        </button>
      )}
    </div>
  );
}

/** `2 rows`; `first 10,000 of more` where the kernel itself does not hold all. */
function rowsText(result: ResultSet, held: number, words: Words): string {
  const { rowCount, truncated } = result;
  if (truncated && (rowCount === null || rowCount > held)) return words.table.firstRows(held, rowCount);
  return held === 0 ? words.table.noRows : words.table.rows(held);
}
