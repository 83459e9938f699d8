import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { RelationReport, ReportDecomposition } from '../../cells/output';
import { useCell } from '../cell-context';
import { moved } from '../roving';
import { SqlText } from '../sql-text';
import { SmallTable } from '../trace/small-table';
import { CreateTables } from './create-tables';
import { choicesOf, losslessText } from './decomposition-choices';
import { Disclosure } from './disclosure';
import { PartTable } from './part-table';
import { Sentence } from './sentence';

/** The tables that stand for the relation; where there are several ways, one is chosen. */
export function Decompositions({ report }: { readonly report: RelationReport }) {
  const { id, words } = useCell();
  const text = words.relation.decomposition;
  const choices = choicesOf(report.decompositions, words.relation);
  const [at, setAt] = useState(0);
  const chosen = choices[at];
  if (chosen === undefined) return null;
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = moved(event.key, at, choices.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  };
  return (
    <div class="savepoint-decompositions" id={`${id}-decompositions`}>
      <div class="savepoint-decomposition-head">
        <span class="savepoint-label">{text.label}</span>
        {choices.length === 1 ? <strong>{chosen.label}</strong> : (
        <div class="savepoint-segments" role="radiogroup" aria-label={text.label} onKeyDown={onKeyDown}>
          {choices.map(({ label }, i) => (
            <button type="button" key={label} class="savepoint-button savepoint-segment" role="radio" aria-checked={i === at} tabIndex={i === at ? 0 : -1} onClick={() => { setAt(i); }}>
              {label}
            </button>
          ))}
        </div>
        )}
      </div>
      <Decomposition key={at} report={report} decomposition={chosen.decomposition} />
    </div>
  );
}

function Decomposition({ report, decomposition }: { readonly report: RelationReport; readonly decomposition: ReportDecomposition }) {
  const { words } = useCell();
  const text = words.relation.decomposition;
  const { parts, lostDependencies, spuriousRows, spurious } = decomposition;
  return (
    <>
      <div class="savepoint-parts">
        {parts.map((part) => (
          <PartTable key={part.name} part={part} />
        ))}
      </div>
      <p class="savepoint-decomposition-foot">
        <span class={decomposition.lossless === false ? 'savepoint-anomaly' : ''}>{losslessText(decomposition, report.discovered, words.relation)}</span>
        {', '}
        {lostDependencies.length === 0 ? text.kept : (
          <Sentence
            text={text.lost}
            places={{ dependency: lostDependencies.map((dependency, i) => <span key={dependency}>{i > 0 && '; '}<code class="savepoint-attribute">{dependency}</code></span>) }}
          />
        )}
        {spuriousRows !== null && (
          <>
            {', '}
            <span class={spuriousRows > 0 ? 'savepoint-anomaly' : ''}>{text.spurious(spuriousRows)}</span>
          </>
        )}
      </p>
      {spurious.length > 0 && (
        <div class="savepoint-spurious">
          <p class="savepoint-label">{text.spuriousHeading}</p>
          <SmallTable rows={{ columns: report.attributes, rows: spurious }} label={text.spuriousHeading} />
        </div>
      )}
      <CreateTables sql={decomposition.sql} names={parts.map(({ name }) => name)} />
      <Disclosure title={text.sql}>
        <SqlText sql={decomposition.sql} />
      </Disclosure>
    </>
  );
}
