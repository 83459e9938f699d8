import { useCell } from '../cell-context';
import { sessionStates, versionLines } from './moment-text';
import type { KnownMoment } from './moments';
import { RowVersionTable } from './row-version-table';
import { SessionStateView } from './session-state-view';

interface MomentViewProps {
  readonly id: string;
  readonly moment: KnownMoment;
  /** The one before, against which changes are marked. */
  readonly before: KnownMoment;
  readonly sessions: readonly string[];
  /** The step after which it is. */
  readonly step: number;
}

/** How things stand after a step: every version of each row, and what each session holds, waits for and looks at. */
export function MomentView({ id, moment, before, sessions, step }: MomentViewProps) {
  const { words } = useCell();
  const terms = words.trace.moment;
  const versions = versionLines(moment, sessions, words.trace);
  const known = new Set(before.versions.map((version) => JSON.stringify(version)));
  const states = sessionStates(moment, sessions, words.trace);
  return (
    <section class="savepoint-moment" id={id} aria-label={terms.after(step)}>
      <p class="savepoint-heading savepoint-moment-heading" aria-hidden="true">
        {terms.after(step)}
      </p>
      {versions.length === 0 && states.length === 0 && <p class="savepoint-moment-none">{terms.nothing}</p>}
      {versions.length > 0 && <RowVersionTable versions={versions} isNew={(version) => !known.has(JSON.stringify(version))} />}
      {states.length > 0 && (
        <ul class="savepoint-session-states" aria-label={terms.sessions}>
          {states.map((state) => (
            <SessionStateView key={state.session} state={state} />
          ))}
        </ul>
      )}
    </section>
  );
}
