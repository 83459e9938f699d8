import { useMemo, useState } from 'preact/hooks';
import type { Trace, TraceAnomaly } from '../../cells/output';
import { useCell } from '../cell-context';
import { edgesOf } from './edges';
import { Lanes } from './lanes';
import { Scrubber } from './scrubber';
import { timelineOf } from './timeline';
import { TraceDetails } from './trace-details';
import { traceText } from './trace-text';
import { momentsOf, nothing } from './moments';
import { MomentView } from './moment-view';
import { VersionList } from './version-list';
import { versionHistory } from './versions';

/** With more sessions than this the lanes need the room of the versions beside them, which then stand below. */
const lanesBesideVersions = 3;

interface ScheduleProps {
  readonly trace: Trace;
  readonly anomaly: TraceAnomaly | null;
  /** The last step that has happened. */
  readonly step: number;
  readonly onStep: (step: number) => void;
  /** Whether locks and versions are shown. */
  readonly stands: boolean;
  readonly onStands: (stands: boolean) => void;
}

/** One run of a schedule: its lanes or its text, the scrubber, and what is unfolded on demand. */
export function Schedule({ trace, anomaly, step, onStep, stands, onStands }: ScheduleProps) {
  const { words, id } = useCell();
  const { details, moment } = words.trace;
  const timeline = useMemo(() => timelineOf(trace), [trace]);
  const moments = useMemo(() => momentsOf(trace), [trace]);
  const history = useMemo(() => versionHistory(trace), [trace]);
  const edges = useMemo(() => edgesOf(trace, anomaly), [trace, anomaly]);
  const [asText, setAsText] = useState(false);
  const [open, setOpen] = useState(false);
  const beside = trace.sessions.length <= lanesBesideVersions && history.items.length > 0;
  return (
    <div class={`savepoint-schedule ${beside ? 'savepoint-has-versions' : ''}`}>
      {asText ? (
        <pre class="savepoint-text" tabIndex={0}>
          {traceText(trace, words, { moments: stands })}
        </pre>
      ) : (
        <>
          <Lanes trace={trace} timeline={timeline} edges={edges} history={history} step={step} beside={beside} onStep={onStep} />
          {history.items.length > 0 && !(stands && moments) && <VersionList items={history.after(step)} step={step} />}
          {trace.steps.length > 1 && <Scrubber steps={trace.steps} step={step} onStep={onStep} />}
          {stands && moments && <MomentView id={`${id}-moment`} moment={moments[step] ?? nothing} before={moments[step - 1] ?? nothing} sessions={trace.sessions} step={step} />}
        </>
      )}
      <div class="savepoint-foot savepoint-trace-foot">
        <button
          type="button"
          class="savepoint-button savepoint-unfold"
          aria-expanded={open}
          aria-controls={open ? `${id}-trace-details` : undefined}
          onClick={() => { setOpen(!open); }}
        >
          {details.details}
        </button>
        {moments && (
          <button
            type="button"
            class="savepoint-button savepoint-unfold savepoint-moment-toggle"
            aria-expanded={stands}
            aria-controls={stands && !asText ? `${id}-moment` : undefined}
            onClick={() => { onStands(!stands); }}
          >
            {moment.show}
          </button>
        )}
        <button type="button" class="savepoint-button savepoint-as-text" onClick={() => { setAsText(!asText); }}>
          {asText ? details.asDiagram : details.asText}
        </button>
      </div>
      {open && <TraceDetails id={`${id}-trace-details`} trace={trace} anomaly={anomaly} />}
    </div>
  );
}
