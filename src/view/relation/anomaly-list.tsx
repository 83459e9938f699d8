import type { ReportAnomaly } from '../../cells/output';
import { useCell } from '../cell-context';
import { SmallTable } from '../trace/small-table';
import { Names } from './names';
import { Sentence } from './sentence';

interface AnomalyListProps {
  readonly anomalies: readonly ReportAnomaly[];
  readonly attributes: readonly string[];
}

/** Update, insertion and deletion: what each does to a table that says things more than once, on its own rows. */
export function AnomalyList({ anomalies, attributes }: AnomalyListProps) {
  const { words } = useCell();
  const text = words.relation.anomalies;
  return (
    <dl class="savepoint-redundancies">
      {anomalies.map((anomaly) => (
        <div key={anomaly.kind} class="savepoint-redundancy">
          <dt>{text.names[anomaly.kind]}</dt>
          <dd>
            <p>
              <Sentence
                text={text.sentences[anomaly.kind]}
                places={{
                  left: <Names names={anomaly.left} />,
                  right: <Names names={anomaly.right} />,
                  lacking: <Names names={anomaly.lacking} />,
                  rows: text.rows(anomaly.count),
                  fact: <span class="savepoint-fact-in-text">{factText(anomaly, attributes)}</span>,
                }}
              />
            </p>
            {anomaly.rows.length > 0 && <SmallTable rows={{ columns: attributes, rows: anomaly.rows.slice(0, 6) }} label={text.names[anomaly.kind]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The fact that the rows hold: `course_id 101 → course_name Mathematics`. */
export function factText({ left, right, rows }: ReportAnomaly, attributes: readonly string[]): string {
  const [row] = rows;
  const side = (names: readonly string[]): string => names.map((name) => `${name} ${row?.[attributes.indexOf(name)] ?? 'NULL'}`).join(', ');
  return left.length === 0 ? side(right) : `${side(left)} → ${side(right)}`;
}
