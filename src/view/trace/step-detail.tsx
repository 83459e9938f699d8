import type { TraceStep, VersionOfItem } from '../../cells/output';
import { useCell } from '../cell-context';
import { SmallTable } from './small-table';

/** What an opened step adds: its rows, its error in full, the lock that it awaited, versions, comment and notices. */
export function StepDetail({ step }: { readonly step: TraceStep }) {
  const { words } = useCell();
  const { steps } = words.trace;
  const { outcome, comment, notices, waitsOn, reads, writes } = step;
  const facts: (readonly [string, string])[] = [];
  if (outcome.kind === 'error') {
    facts.push([steps.error, outcome.message]);
    if (outcome.detail !== undefined) facts.push([words.error.detail, outcome.detail]);
    if (outcome.hint !== undefined) facts.push([words.error.hint, outcome.hint]);
  }
  if (waitsOn !== null) facts.push([steps.lock, waitsOn]);
  if (reads.length > 0) facts.push([steps.saw, versionList(reads)]);
  if (writes.length > 0) facts.push([steps.wrote, versionList(writes)]);
  if (comment !== '') facts.push([steps.comment, comment]);
  for (const notice of notices) facts.push([steps.notice, notice]);
  return (
    <div class="savepoint-card-detail">
      {outcome.kind === 'rows' && outcome.rows.length > 0 && <SmallTable rows={outcome} label={steps.reads} />}
      {facts.length > 0 && (
        <dl class="savepoint-facts">
          {facts.map(([name, text], at) => (
            <div key={at} class="savepoint-fact">
              <dt class="savepoint-label">{name}</dt>
              <dd class="savepoint-fact-text">{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function versionList(versions: readonly VersionOfItem[]): string {
  return versions.map(({ item, version }) => `${item} (${version})`).join(', ');
}
