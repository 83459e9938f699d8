import type { LoadedOneByOne } from '../cells/output';
import { useCell } from './cell-context';

/** "N+1": a relationship that was read object by object, and the option that spares it, a click away. */
export function OneByOne({ loaded: { attribute, count, remedy, fix } }: { readonly loaded: LoadedOneByOne }) {
  const { words, actions } = useCell();
  const applyFix = actions.applyFix?.bind(actions);
  return (
    <div class="savepoint-one-by-one">
      <span>
        <strong>N+1</strong> {words.sql.oneByOne(attribute, count)} <code>{remedy}</code>
      </span>
      {fix !== null && applyFix !== undefined ? (
        <button type="button" class="savepoint-button savepoint-apply" onClick={() => { applyFix(fix); }}>
          {words.sql.addOption}
        </button>
      ) : (
        <button type="button" class="savepoint-button savepoint-apply" onClick={() => { void actions.copy(`.options(${remedy})`); }}>
          {words.sql.copyOption}
        </button>
      )}
    </div>
  );
}
