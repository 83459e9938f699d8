import type { ComponentChildren } from 'preact';
import type { Trace, TraceAnomaly } from '../../cells/output';
import { useCell } from '../cell-context';
import { dependenciesOf } from './edges';
import { SmallTable } from './small-table';

interface TraceDetailsProps {
  readonly id: string;
  readonly trace: Trace;
  readonly anomaly: TraceAnomaly | null;
}

/** The evidence: every dependency with its reason, who committed, what the tables hold at the end, and remarks. */
export function TraceDetails({ id, trace, anomaly }: TraceDetailsProps) {
  const { words } = useCell();
  const { details, steps } = words.trace;
  const facts = [
    [details.committed, trace.committed],
    [details.aborted, trace.aborted],
    [details.leftOpen, trace.end.openTransactions],
    [details.stillBlocked, trace.end.stillBlocked],
  ] as const;
  const tables = Object.entries(trace.finalState);
  return (
    <div class="savepoint-trace-details" id={id}>
      <Section title={details.dependencies}>
        <Dependencies trace={trace} anomaly={anomaly} />
      </Section>
      {tables.length > 0 && (
        <Section title={details.finalState}>
          <div class="savepoint-final-tables">
            {tables.map(([query, rows]) => (
              <figure key={query} class="savepoint-final-table">
                <figcaption class="savepoint-final-query">{query}</figcaption>
                {rows.rows.length === 0 ? <span class="savepoint-label">{steps.nothing}</span> : <SmallTable rows={rows} label={query} />}
              </figure>
            ))}
          </div>
        </Section>
      )}
      <Section title={details.transactions}>
        <dl class="savepoint-facts">
          {facts.map(([name, sessions]) =>
            sessions.length === 0 ? null : (
              <div key={name} class="savepoint-fact">
                <dt class="savepoint-label">{name}</dt>
                <dd class="savepoint-fact-text">{sessions.join(', ')}</dd>
              </div>
            ),
          )}
        </dl>
      </Section>
      {trace.permutation !== null && (
        <Section title={details.permutation}>
          <p class="savepoint-final-query">{trace.permutation.join(' ')}</p>
        </Section>
      )}
      {trace.remarks.length > 0 && (
        <Section title={details.remarks}>
          {trace.remarks.map((remark) => (
            <p key={remark} class="savepoint-remark">
              {words.message(remark)}
            </p>
          ))}
        </Section>
      )}
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div role="group" aria-label={title}>
      <p class="savepoint-heading savepoint-detail-heading" aria-hidden="true">
        {title}
      </p>
      {children}
    </div>
  );
}

function Dependencies({ trace, anomaly }: Omit<TraceDetailsProps, 'id'>) {
  const { details, reasons } = useCell().words.trace;
  const cycle = new Set(anomaly === null ? [] : dependenciesOf(anomaly, trace));
  if (trace.dependencies.length === 0) return <p class="savepoint-remark">{details.noDependencies}</p>;
  return (
    <ul class="savepoint-dependencies">
      {trace.dependencies.map((dependency, at) => {
        const { from, to, kind, item, steps } = dependency;
        return (
          <li key={at} class={`savepoint-dependency ${cycle.has(dependency) ? 'savepoint-is-cycle' : ''}`}>
            <code class="savepoint-dependency-kind">
              {from} → {to} {kind}
            </code>
            <span class="savepoint-dependency-reason">
              {reasons[kind](from, to, item)}
              {steps[0] !== undefined && steps[1] !== undefined && <span class="savepoint-label"> · {details.steps(steps[0], steps[1])}</span>}
              {cycle.has(dependency) && <span class="savepoint-in-cycle"> · {details.inCycle}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
