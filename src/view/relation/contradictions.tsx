import type { ReportData } from '../../cells/output';
import { useCell } from '../cell-context';
import { SmallTable } from '../trace/small-table';
import { Sentence } from './sentence';

/** Declared dependencies that the rows do not satisfy, with the rows. */
export function Contradictions({ data, attributes }: { readonly data: ReportData; readonly attributes: readonly string[] }) {
  const { words } = useCell();
  const text = words.relation.data;
  const broken = data.holds.filter(({ holds }) => !holds);
  return (
    <>
      {broken.map(({ dependency, counterexample, missing }) => (
        <div key={dependency} class="savepoint-contradiction">
          <p>
            <span class="savepoint-mark savepoint-mark-error" aria-hidden="true" />
            <Sentence text={text.contradicted} places={{ dependency: <code class="savepoint-attribute">{dependency}</code> }} />
          </p>
          {counterexample !== null && counterexample.length > 0 && <SmallTable rows={{ columns: attributes, rows: counterexample }} label={dependency} />}
          {missing !== null && (
            <>
              <p>{text.missing}</p>
              <SmallTable rows={{ columns: attributes, rows: [missing] }} label={text.missing} />
            </>
          )}
        </div>
      ))}
    </>
  );
}
