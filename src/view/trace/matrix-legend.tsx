import type { Matrix, SquareOutcome } from '../../cells/output';
import { useCell } from '../cell-context';

const outcomes: readonly SquareOutcome[] = ['permitted', 'waits', 'error', 'prevented', 'none'];

/** What the marks of a matrix mean: those that it has. */
export function MatrixLegend({ matrix }: { readonly matrix: Matrix }) {
  const { words } = useCell();
  const shown = outcomes.filter((outcome) => matrix.squares.some((row) => row.some((square) => square.outcome === outcome)));
  return (
    <ul class="savepoint-matrix-legend" aria-label={words.matrix.legend}>
      {shown.map((outcome) => (
        <li key={outcome} class="savepoint-matrix-meaning">
          <span class={`savepoint-mark savepoint-mark-${outcome}`} aria-hidden="true" />
          {words.matrix[outcome]}
        </li>
      ))}
    </ul>
  );
}
