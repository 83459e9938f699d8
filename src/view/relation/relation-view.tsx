import { useState } from 'preact/hooks';
import type { RelationReport, ReportForm } from '../../cells/output';
import { useCell } from '../cell-context';
import { AnomalyList } from './anomaly-list';
import { Contradictions } from './contradictions';
import { Decompositions } from './decompositions';
import { DependencyDiagram } from './dependency-diagram';
import { Disclosure } from './disclosure';
import { brokenForm, violationsOf } from './judgement';
import { Ladder } from './ladder';
import { Names, Sets } from './names';
import { Reason } from './reason';
import { Term } from '../terms/term';
import { formTerms } from '../terms/terms';

/** Dependencies of the rows that are listed at once. */
const listed = 40;

/** A report on a relation: the verdict, its dependencies, the ladder, and the tables that would do better. */
export function RelationView({ report }: { readonly report: RelationReport }) {
  const { words } = useCell();
  const text = words.relation;
  const broken = brokenForm(report);
  const [form, setForm] = useState<ReportForm>(broken ?? report.normalForm);
  const { data } = report;
  return (
    <div class="savepoint-relation" role="group" aria-label={text.label}>
      <Verdict report={report} broken={broken} />
      {data !== null && <Contradictions data={data} attributes={report.attributes} />}
      <DependencyDiagram report={report} />
      <Ladder report={report} broken={broken} selected={form} onSelect={setForm} />
      <Decompositions report={report} />
      {data !== null && data.anomalies.length > 0 && (
        <Disclosure title={text.anomalies.heading}>
          <AnomalyList anomalies={data.anomalies} attributes={report.attributes} />
        </Disclosure>
      )}
      {data !== null && (
        <Disclosure title={text.data.holds(data.distinctRows)} count={data.minimalDependencies.length + data.multivalued.length}>
          <ul class="savepoint-dependency-list">
            {[...data.minimalDependencies, ...data.multivalued].slice(0, listed).map((dependency) => (
              <li key={dependency}>
                <code>{dependency}</code>
              </li>
            ))}
            {data.minimalDependencies.length + data.multivalued.length > listed && <li>{text.data.more(data.minimalDependencies.length + data.multivalued.length - listed)}</li>}
            {data.minimalDependencies.length + data.multivalued.length === 0 && <li>{text.data.nothing}</li>}
          </ul>
        </Disclosure>
      )}
      {report.reasoning.length > 0 && (
        <Disclosure title={text.steps.heading(report.reasoning.length)}>
          <ol class="savepoint-reasoning">
            {report.reasoning.map((step, at) => (
              <li key={at}>{text.steps.sentence(step)}</li>
            ))}
          </ol>
        </Disclosure>
      )}
      {report.limits.length > 0 && (
        <div class="savepoint-relation-limits">
          {text.limits} {report.limits.map(words.message).join('; ')}.
        </div>
      )}
    </div>
  );
}

/** The verdict in one sentence, and the keys below it. */
function Verdict({ report, broken }: { readonly report: RelationReport; readonly broken: ReportForm | null }) {
  const { words } = useCell();
  const text = words.relation;
  const [first] = broken === null ? [] : violationsOf(report, broken);
  const shown = report.candidateKeys.slice(0, 6);
  return (
    <div class="savepoint-relation-verdict">
      <p class="savepoint-relation-sentence">
        {report.discovered && <>{text.inRows(report.data?.distinctRows ?? 0)} </>}
        <strong class={broken === null ? 'savepoint-clean' : 'savepoint-anomaly'}><Term names={formTerms(report.normalForm)}>{broken === null ? text.reached(report.normalForm) : text.only(report.normalForm)}</Term></strong>{' '}
        {first ? <Reason violation={first} /> : text.nothingBroken}
      </p>
      <p class="savepoint-relation-keys">
        <span class="savepoint-label">{text.keys(report.candidateKeys.length)}</span>{' '}
        {shown.every((key) => key.length === 0) ? text.emptyKey : <Sets sets={shown} between=" · " isKey />}
        {report.candidateKeys.length > shown.length && ` ${text.data.more(report.candidateKeys.length - shown.length)}`}
      </p>
      {report.data?.lists.slice(0, 1).map(({ column, parts }) => (
        <p key={column} class="savepoint-relation-note">
          <ListNote column={column} value={parts.join(', ')} />
        </p>
      ))}
    </div>
  );
}

function ListNote({ column, value }: { readonly column: string; readonly value: string }) {
  const { words } = useCell();
  const [before = '', between = '', after = ''] = words.relation.ladder.lists.split(/\{\w+\}/);
  return (
    <>
      {before}
      <Names names={[column]} />
      {between}
      <q class="savepoint-list-value">{value}</q>
      {after}
    </>
  );
}
