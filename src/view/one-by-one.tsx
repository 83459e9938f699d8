import type { LoadedOneByOne } from '../cells/output';
import { useCell } from './cell-context';
import { CopyButton } from './copy-button';

/** "N+1": a relationship that was read object by object, and the option that spares it, a click away. */
export function OneByOne({ loaded: { attribute, count, remedy, fix } }: { readonly loaded: LoadedOneByOne }) {
  const { words, actions } = useCell();
  const applyFix = actions.applyFix?.bind(actions);
  return (
    <div class="savepoint-one-by-one">
      <span>
        <strong>N+1</strong> {words.sql.oneByOne(attribute, count)} <code class="savepoint-code">{remedy}</code>
      </span>
      {fix !== null && applyFix !== undefined ? (
        <button type="button" class="savepoint-button savepoint-apply" onClick={() => { applyFix(fix); }}>
          {words.sql.addOption}
        </button>
      ) : (
        <CopyButton label={words.sql.copyOption} text={`.options(${remedy})`} />
      )}
    </div>
  );
}
